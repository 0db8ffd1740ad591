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
        case .json:
            return line(
                .record([
                    ("status", .string("refused")), ("action", .string(refusal.action)), ("label", both(refusal.label)),
                    ("reasons", .list(refusal.failures.map { json($0, sources) })),
                ]))
        }
    }

    private static func text(_ failure: Failure, _ sources: SourceMap, _ language: Language) -> String {
        let colon = language == .french ? "\u{A0}: " : ": "
        var out = "  \(failure.code.name)\(colon)\(failure.reason[language])\n"
        func line(_ word: Bilingual, _ text: String) { out += "    \(word[language])\(colon)\(text)\n" }
        if let field = failure.field {
            let names = field.label.fr == field.label.en ? field.label.fr : "\(field.label.fr) / \(field.label.en)"
            line(RequestWords.field, "\(field.path) (\(names))")
        }
        if let hint = failure.hint { line(RequestWords.hint, hint[language]) }
        let basis = failure.basis.map { " [\($0)]" } ?? ""
        line(RequestWords.rule, failure.rule + basis + (place(failure.span, sources).map { " (\($0))" } ?? ""))
        return out
    }

    private static func json(_ failure: Failure, _ sources: SourceMap) -> Value {
        var entries: [(String, Value)] = [
            ("code", .string(failure.code.name)), ("rule", .string(failure.rule)), ("reason", both(failure.reason)),
        ]
        if let field = failure.field {
            entries.append(("field", .record([("path", .string(field.path)), ("label", both(field.label))])))
        }
        if let hint = failure.hint { entries.append(("hint", both(hint))) }
        if let basis = failure.basis { entries.append(("basis", .string(basis))) }
        if let place = place(failure.span, sources) { entries.append(("place", .string(place))) }
        return .record(entries)
    }

    private static func place(_ span: Span?, _ sources: SourceMap) -> String? {
        guard let span, let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }

    // MARK: - Outcomes

    static func outcome(_ outcome: RequestOutcome, service: RequestService, session: RequestSession) -> String {
        let language = session.language
        let dossier = outcome.dossier
        let made = outcome.events.compactMap { if case .documentMade(let made) = $0.body { made } else { nil } }
        let due = outcome.events.compactMap { if case .documentDue(let due) = $0.body { due } else { nil } }
        let action = outcome.events.first?.header.action ?? ""
        switch session.format {
        case .text:
            let state = session.rulebook.stateLabel(dossier.state)
            var out = RequestWords.done(session.rulebook.actionLabel(action), isRepetition: outcome.isRepetition)[language] + "\n"
            out += "  \(dossier.id) · \(state[language]) · \(RequestWords.version[language]) \(dossier.version)\n"
            for document in made { out += "  \(document.fileName) · \(document.language) · \(service.blobs.path(of: document.hash))\n" }
            for due in due where !made.contains(where: { $0.definition == due.definition && $0.number == due.number }) {
                let label = session.rulebook.documents[due.definition]?.label.bilingual ?? Bilingual(verbatim: due.definition)
                out += "  \(RequestWords.documentDue(label)[language])\n"
            }
            for warning in outcome.warnings { out += "  \(RequestWords.warning[language])\(warning.reason[language])\n" }
            return out
        case .json:
            return line(
                .record([
                    ("status", .string("done")), ("action", .string(action)), ("isRepetition", .bool(outcome.isRepetition)),
                    ("dossier", .string(dossier.id)), ("state", .string(dossier.state)), ("version", .int(dossier.version)),
                    ("events", .list(outcome.events.map { .string($0.body.typeName) })),
                    ("documents", .list(made.map { json($0, service) })),
                    ("warnings", .list(outcome.warnings.map { json($0, session.sources) })),
                ]))
        }
    }

    private static func json(_ made: DocumentMade, _ service: RequestService) -> Value {
        .record([
            ("document", .string(made.definition)), ("number", .int(Int64(made.number))), ("language", .string(made.language)),
            ("fileName", .string(made.fileName)), ("isSigned", .bool(made.isSigned)), ("sha256", .string(made.hash)),
            ("path", .string(service.blobs.path(of: made.hash))),
        ])
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
                out += actions.isEmpty ? "\n" : "  \(actions)\n"
            }
            return out
        case .json:
            return entries.map { entry in
                line(
                    .record([
                        ("dossier", .string(entry.dossier.id)), ("state", .string(entry.dossier.state)),
                        ("label", both(entry.stateLabel)), ("version", .int(entry.dossier.version)),
                        ("updatedAt", .string(entry.dossier.updatedAt.text)),
                        ("actions", .list(entry.offered.map { .string($0.id) })),
                    ]))
            }.joined()
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
                out += "  \(field.label?.bilingual[language] ?? field.id): \(view.rulebook.words(value, field.type)[language])\n"
            }
            out += RequestWords.offered[language] + "\n"
            for offer in view.offers where offer.isOffered {
                out += "  \(offer.action.id) (\(offer.action.label.bilingual[language]))\n"
                out += needs(offer, language)
            }
            out += RequestWords.notOffered[language] + "\n"
            for offer in view.offers where !offer.isOffered {
                out += "  \(offer.action.id) (\(offer.action.label.bilingual[language]))\n"
                for obstacle in offer.obstacles { out += "    \(obstacle.code.name): \(obstacle.reason[language])\n" }
            }
            return out
        case .json:
            let documents = dossier.documents.flatMap(\.made).map { made in
                Value.record([
                    ("document", .string(made.definition)), ("number", .int(Int64(made.number))), ("language", .string(made.language)),
                    ("fileName", .string(made.fileName)), ("isSigned", .bool(made.isSigned)), ("sha256", .string(made.hash)),
                ])
            }
            return line(
                .record([
                    ("dossier", .string(dossier.id)), ("state", .string(dossier.state)), ("label", both(view.stateLabel)),
                    ("version", .int(dossier.version)), ("packVersion", .string(dossier.packVersion)),
                    ("createdAt", .string(dossier.createdAt.text)), ("updatedAt", .string(dossier.updatedAt.text)),
                    ("data", dossier.data.plainJSON), ("forms", dossier.forms.plainJSON), ("documents", .list(documents)),
                    ("actions", .list(view.offers.map { json($0, session.sources) })),
                ]))
        }
    }

    private static func needs(_ offer: Offer, _ language: Language) -> String {
        var out = ""
        for field in offer.inputs + offer.edits + offer.form {
            let label = field.field.label?.bilingual[language] ?? field.field.id
            let mark = field.isRequired ? "*" : ""
            out += "    \(field.path)\(mark): \(label) (\(field.field.type.word))\n"
        }
        return out
    }

    private static func json(_ offer: Offer, _ sources: SourceMap) -> Value {
        func fields(_ fields: [Offer.Field]) -> Value {
            .list(
                fields.map { field in
                    .record([
                        ("path", .string(field.path)), ("type", .string(field.field.type.word)), ("isRequired", .bool(field.isRequired)),
                        ("label", both(field.field.label?.bilingual ?? Bilingual(verbatim: field.field.id))),
                    ])
                })
        }
        return .record([
            ("action", .string(offer.action.id)), ("label", both(offer.action.label.bilingual)), ("isOffered", .bool(offer.isOffered)),
            ("obstacles", .list(offer.obstacles.map { json($0, sources) })),
            ("pending", .list(offer.pending.map { json($0, sources) })), ("inputs", fields(offer.inputs)),
            ("edits", fields(offer.edits)), ("form", fields(offer.form)),
        ])
    }

    // MARK: - History

    static func history(_ entries: [HistoryEntry], session: RequestSession) -> String {
        let language = session.language
        switch session.format {
        case .text:
            var out = ""
            for entry in entries {
                out += "\(entry.at.text)  \(entry.label[language])  \(entry.personName)"
                out += entry.hasMoved ? "  \(entry.from[language]) → \(entry.to[language])\n" : "\n"
                for detail in entry.details { out += "    \(detail.label[language]): \(detail.value[language])\n" }
                for document in entry.documents { out += "    \(document.fileName) (\(document.language))\n" }
            }
            return out
        case .json:
            return entries.map { entry in
                line(
                    .record([
                        ("version", .int(entry.version)), ("at", .string(entry.at.text)), ("person", .string(entry.personID)),
                        ("name", .string(entry.personName)), ("action", .string(entry.action)), ("label", both(entry.label)),
                        ("from", both(entry.from)), ("to", both(entry.to)),
                        (
                            "details",
                            .list(
                                entry.details.map {
                                    .record([("path", .string($0.path)), ("label", both($0.label)), ("value", both($0.value))])
                                })
                        ),
                        ("documents", .list(entry.documents.map { .string($0.fileName) })),
                        ("notifications", .list(entry.notifications.map { .string($0.notification) })),
                    ]))
            }.joined()
        }
    }

    private static func both(_ text: Bilingual) -> Value {
        .record([("fr-CA", .string(text.fr)), ("en-CA", .string(text.en))])
    }

    private static func line(_ value: Value) -> String {
        String(decoding: ValueCodec.encode(value), as: UTF8.self) + "\n"
    }
}

extension Value {
    /// Moments as texts, for readers that know nothing of our tags.
    fileprivate var plainJSON: Value {
        switch self {
        case .timestamp(let moment): .string(moment.text)
        case .list(let elements): .list(elements.map(\.plainJSON))
        case .map: .record((entries ?? []).map { ($0.0, $0.1.plainJSON) })
        default: self
        }
    }
}
