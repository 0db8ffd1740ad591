import CEL
import Diagnostics
import Paraphe
import Rules
import Workflow

/// What request commands print, as text in one language or as JSON in both.
enum RequestReport {
    // MARK: - Refusals

    static func refusal(_ refusal: Refusal, sources: SourceMap, language: Language, format: OutputFormat) -> String {
        switch format {
        case .text:
            var out = RequestWords.refused(refusal.label)[language] + "\n"
            for failure in refusal.failures { out += text(failure, sources, language) }
            return out
        case .json: return RequestJSON.line(.record(RequestJSON(sources: sources).refusal(refusal)))
        }
    }

    static func stale(_ stale: StaleOrder, sources: SourceMap, language: Language, format: OutputFormat) -> String {
        if format == .json { return RequestJSON.line(.record(RequestJSON(sources: sources).stale(stale))) }
        var out = refusal(stale.refusal, sources: sources, language: language, format: .text)
        if !stale.since.isEmpty {
            out += RequestWords.meanwhile(from: stale.expected, to: stale.version)[language] + "\n"
            out += lines(stale.since, language, indent: "  ")
        }
        for field in stale.conflicts { out += "  " + RequestWords.conflict(field.label, path: field.path)[language] + "\n" }
        if stale.isStillPossible { out += RequestWords.stillPossible[language] + "\n" }
        return out
    }

    private static func text(_ failure: Failure, _ sources: SourceMap, _ language: Language) -> String {
        var out = "  \(failure.code.name)\(language.colon)\(failure.reason[language])\n"
        func line(_ word: Bilingual, _ text: String) { out += "    \(word[language])\(language.colon)\(text)\n" }
        if let field = failure.field {
            let names = field.label.fr == field.label.en ? field.label.fr : "\(field.label.fr) / \(field.label.en)"
            line(RequestWords.field, "\(field.path) (\(names))")
        }
        if let hint = failure.hint { line(RequestWords.hint, hint[language]) }
        let basis = failure.basis.map { " [\($0)]" } ?? ""
        line(RequestWords.rule, failure.rule + basis + (place(failure.span, sources).map { " (\($0))" } ?? ""))
        return out
    }

    private static func place(_ span: Span?, _ sources: SourceMap) -> String? { RequestJSON(sources: sources).place(span) }

    // MARK: - Outcomes

    static func outcome(_ outcome: RequestOutcome, service: RequestService, session: RequestSession) -> String {
        let language = session.language
        let dossier = outcome.dossier
        let made = outcome.events.compactMap { if case .documentMade(let made) = $0.body { made } else { nil } }
        let due = outcome.events.compactMap { if case .documentDue(let due) = $0.body { due } else { nil } }
        let action = outcome.events.first?.header.action ?? ""
        switch session.format {
        case .text:
            let state = outcome.rulebook.stateLabel(dossier.state)
            var out = RequestWords.done(outcome.rulebook.actionLabel(action), isRepetition: outcome.isRepetition)[language] + "\n"
            out += "  \(dossier.id) · \(state[language]) · \(RequestWords.version[language]) \(dossier.version)\n"
            for document in made { out += "  \(document.fileName) · \(document.language) · \(service.blobs.path(of: document.hash))\n" }
            for due in due where !made.contains(where: { $0.definition == due.definition && $0.number == due.number }) {
                let label = outcome.rulebook.documents[due.definition]?.label.bilingual ?? Bilingual(verbatim: due.definition)
                out += "  \(RequestWords.documentDue(label)[language])\n"
            }
            for warning in outcome.warnings { out += "  \(RequestWords.warning[language])\(warning.reason[language])\n" }
            return out
        case .json:
            return RequestJSON.line(.record(RequestJSON(sources: session.sources).outcome(outcome, blobs: service.blobs)))
        }
    }

    // MARK: - Worklists

    static func worklist(_ entries: [WorklistEntry], session: RequestSession) -> String {
        let language = session.language
        switch session.format {
        case .text:
            guard !entries.isEmpty else { return RequestWords.emptyList[language] + "\n" }
            var out = ""
            for entry in entries {
                let actions = entry.offered.map(\.label.bilingual[language]).joined(separator: ", ")
                out += "\(entry.dossier.id)  \(entry.stateLabel[language])  \(entry.dossier.updatedAt.text)"
                if let due = entry.due { out += "  \(RequestWords.due(due.at.text, isOverdue: due.isOverdue)[language])" }
                out += actions.isEmpty ? "\n" : "  \(actions)\n"
            }
            return out
        case .json:
            return entries.map { RequestJSON.line(RequestJSON(sources: session.sources).worklist($0)) }.joined()
        }
    }

    /// What became of a worklist since it was printed: the whole anew, or a line for each change.
    static func changes(_ changes: [WorklistChange], of entries: [WorklistEntry], at moment: DecisionMoment, session: RequestSession)
        -> String
    {
        switch session.format {
        case .text: "\n\(RequestWords.worklistAt(moment.now.text)[session.language])\n" + worklist(entries, session: session)
        case .json: changes.map { RequestJSON.line(RequestJSON(sources: session.sources).worklist($0)) }.joined()
        }
    }

    // MARK: - A dossier

    static func view(_ view: RequestView, session: RequestSession) -> String {
        let language = session.language
        let dossier = view.dossier
        switch session.format {
        case .text:
            var out = "\(dossier.id) · \(view.stateLabel[language]) · \(RequestWords.version[language]) \(dossier.version)\n"
            for field in view.rulebook.dossierFields {
                guard let value = dossier.data.field(field.id) else { continue }
                out +=
                    "  \(field.label?.bilingual[language] ?? field.id)\(language.colon)\(view.rulebook.words(value, field.type)[language])\n"
            }
            out += RequestWords.offered[language] + "\n"
            for offer in view.offers where offer.isOffered {
                out += "  \(offer.action.id) (\(offer.action.label.bilingual[language]))\n"
                out += needs(offer, language)
            }
            out += RequestWords.notOffered[language] + "\n"
            for offer in view.offers where !offer.isOffered {
                out += "  \(offer.action.id) (\(offer.action.label.bilingual[language]))\n"
                for obstacle in offer.obstacles { out += "    \(obstacle.code.name)\(language.colon)\(obstacle.reason[language])\n" }
            }
            return out
        case .json:
            return RequestJSON.line(RequestJSON(sources: session.sources).view(view))
        }
    }

    private static func needs(_ offer: Offer, _ language: Language) -> String {
        var out = ""
        for field in offer.inputs + offer.edits + offer.form {
            let label = field.field.label?.bilingual[language] ?? field.field.id
            let mark = field.isRequired ? "*" : ""
            out += "    \(field.path)\(mark)\(language.colon)\(label) (\(field.field.type.word))\n"
        }
        return out
    }

    // MARK: - History

    static func history(_ entries: [HistoryEntry], session: RequestSession) -> String {
        switch session.format {
        case .text: lines(entries, session.language, indent: "")
        case .json: entries.map { RequestJSON.line(RequestJSON(sources: session.sources).history($0)) }.joined()
        }
    }

    private static func lines(_ entries: [HistoryEntry], _ language: Language, indent: String) -> String {
        var out = ""
        for entry in entries {
            out += "\(indent)\(entry.at.text)  \(entry.label[language])  \(entry.personName)"
            out += entry.hasMoved ? "  \(entry.from[language]) → \(entry.to[language])\n" : "\n"
            for detail in entry.details { out += "\(indent)    \(detail.label[language])\(language.colon)\(detail.value[language])\n" }
            for document in entry.documents { out += "\(indent)    \(document.fileName) (\(document.language))\n" }
        }
        return out
    }
}
