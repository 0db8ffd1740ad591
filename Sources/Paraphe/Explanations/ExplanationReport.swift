import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Workflow

/// A decision explained, ready to be printed as text in one language or as JSON in both.
package struct ExplanationReport: Sendable {
    package let explanation: Explanation
    package let rulebook: Rulebook
    package let person: Actor
    package let dossier: Dossier?
    package let moment: DecisionMoment
    package let sources: SourceMap
    private let checks: [ExplainedCheck]

    /// - Parameter hidden: fields of the dossier whose values are left out.
    package init(
        _ explanation: Explanation, rulebook: Rulebook, person: Actor, dossier: Dossier?, hiding hidden: Set<String> = [],
        moment: DecisionMoment, sources: SourceMap
    ) {
        self.explanation = explanation
        self.rulebook = rulebook
        self.person = person
        self.dossier = dossier
        self.moment = moment
        self.sources = sources
        let wording = ExplanationWording(rulebook, action: explanation.action, dossier: dossier, hiding: hidden)
        checks = explanation.checks.map(wording.explained)
    }

    // MARK: Text

    /// - Parameter isWhole: whether the values of checks that refuse nothing are shown too.
    package func text(_ language: Language, isWhole: Bool = false) -> String {
        let verdict = explanation.isAllowed ? "✓ " + ExplanationWords.allowed[language] : "✗ " + ExplanationWords.refused[language]
        var out = verdict + language.colon + explanation.label[language] + "\n  " + circumstances(language).joined(separator: " · ") + "\n"
        let refusing = checks.filter { $0.check.outcome == .fails && !$0.check.isWarning }
        let unclear = checks.filter { $0.check.outcome == .cannotBeEvaluated }
        let warning = checks.filter { $0.check.outcome == .fails && $0.check.isWarning }
        let holding = checks.filter { $0.check.outcome == .holds }
        let others = checks.filter { $0.check.outcome == .doesNotApply }
        for (title, group) in [
            (ExplanationWords.refusing, refusing), (ExplanationWords.unclear, unclear), (ExplanationWords.warning, warning),
        ] where !group.isEmpty {
            out += "\n\(title[language]) (\(group.count))\n"
            for check in group { out += full(check, language) }
        }
        for (title, group, summary) in [
            (ExplanationWords.holding, holding, ExplanationWords.requiredFields),
            (ExplanationWords.other, others, ExplanationWords.unneededFields),
        ] where !group.isEmpty {
            out += "\n\(title[language]) (\(group.count))\n"
            for check in group where isWhole || check.check.kind != .required {
                out += isWhole ? full(check, language) : line(check, language)
            }
            let count = group.count { $0.check.kind == .required }
            if !isWhole, count > 0 { out += "  \(mark(group[0].check)) \(summary(count)[language])\n" }
        }
        return out
    }

    private func circumstances(_ language: Language) -> [String] {
        var parts: [String] = []
        let name = ["givenName", "familyName"].compactMap { person.record.field($0)?.stringValue }.joined(separator: " ")
        let profile = rulebook.profiles[person.profile]?.label[language] ?? person.profile
        parts.append("\(name.isEmpty ? person.id : name) (\(profile))")
        if let dossier {
            parts.append("\(dossier.id), \(ExplanationWords.quoted(rulebook.stateLabel(dossier.state))[language])")
        } else {
            parts.append(ExplanationWords.newDossier[language])
        }
        if let zone = CivilTimeZone(rulebook.timeZone), let local = LocalDateTime(epochSeconds: moment.now.seconds, in: zone) {
            parts.append(DateFormat.dateTime(local, .long, language))
        } else {
            parts.append(moment.now.text)
        }
        return parts
    }

    private func mark(_ check: Check) -> String {
        switch check.outcome {
        case .holds: "✓"
        case .fails: check.isWarning ? "!" : "✗"
        case .doesNotApply: "–"
        case .cannotBeEvaluated: "?"
        }
    }

    private func line(_ explained: ExplainedCheck, _ language: Language) -> String {
        let check = explained.check
        let words = check.outcome == .doesNotApply ? explained.applicability ?? explained.words : explained.words
        let prefix = check.outcome == .doesNotApply && explained.applicability != nil ? ExplanationWords.when[language] + " " : ""
        let id = check.kind == .rule ? "  [\(([check.basis].compactMap { $0 } + [check.id]).joined(separator: ", "))]" : ""
        return "  \(mark(check)) " + (prefix + words[language]).replacing("\n", with: "\n    ") + id + "\n"
    }

    private func full(_ explained: ExplainedCheck, _ language: Language) -> String {
        let check = explained.check
        let names = [check.basis].compactMap { $0 } + [check.id]
        var out = "  \(mark(check)) \((check.failure?.reason ?? explained.words)[language])  [\(names.joined(separator: ", "))]\n"
        func row(_ title: Bilingual, _ text: String) {
            let head = title[language].padding(to: 11)
            out += "      \(head)\(text.replacing("\n", with: "\n" + String(repeating: " ", count: 17)))\n"
        }
        if let words = explained.applicability { row(ExplanationWords.when, words[language]) }
        if check.failure != nil, check.kind == .rule || check.kind == .target { row(ExplanationWords.condition, explained.words[language]) }
        if let field = check.field, explained.values.isEmpty { row(ExplanationWords.field, field.path) }
        for value in explained.values {
            var text = "\(value.path ?? value.expression) = \(value.words[language])"
            if let rows = value.rows {
                let names =
                    rows.isEmpty ? ExplanationWords.noRow[language] : ExplanationWords.rows[language] + " " + rows.joined(separator: ", ")
                text += " (\(names))"
            }
            row(ExplanationWords.value, text)
        }
        if let mend = explained.mend { row(ExplanationWords.change, lines(mend, language).joined(separator: "\n")) }
        if let place = place(check.span) { row(ExplanationWords.source, "\(place.file):\(place.line):\(place.column)") }
        return out
    }

    private func lines(_ mend: Mend, _ language: Language) -> [String] {
        let colon = language == .french ? "\u{A0}:" : ":"
        switch mend {
        case .change(let change):
            guard let now = change.now else { return [change.words[language]] }
            return ["\(change.words[language]) (\(ExplanationWords.now[language])\(language.colon)\(now[language]))"]
        case .all(let parts), .any(let parts):
            let title = if case .all = mend { ExplanationWords.allOf } else { ExplanationWords.oneOf }
            let below = parts.flatMap { part in
                lines(part, language).enumerated().map { ($0.offset == 0 ? "– " : "  ") + $0.element }
            }
            return [title[language] + colon] + below
        }
    }

    private func place(_ span: Span?) -> (file: String, line: Int, column: Int)? {
        guard let span, let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return (file.path, position.line, position.column)
    }

    // MARK: JSON

    /// One object; its form is described in docs/explain.md.
    package var json: String {
        var entries: [(String, Value)] = [
            ("allowed", .bool(explanation.isAllowed)),
            ("action", .record([("id", .string(explanation.action)), ("label", both(explanation.label))])),
            (
                "person",
                .record([
                    ("id", .string(person.id)), ("profile", .string(person.profile)), ("roles", .list(person.roles.map { .string($0) })),
                ])
            ),
        ]
        if let dossier {
            entries.append(
                ("dossier", .record([("id", .string(dossier.id)), ("state", .string(dossier.state)), ("version", .int(dossier.version))])))
        }
        entries.append(("at", .string(moment.now.text)))
        entries.append(("checks", .list(checks.map(json))))
        return Value.record(entries).jsonText + "\n"
    }

    private func json(_ explained: ExplainedCheck) -> Value {
        let check = explained.check
        var entries: [(String, Value)] = [
            ("kind", .string(check.kind.rawValue)), ("code", .string(check.code.name)), ("id", .string(check.id)),
            ("outcome", .string(check.outcome.rawValue)), ("warning", .bool(check.isWarning)), ("words", both(explained.words)),
        ]
        if let words = explained.applicability { entries.append(("when", both(words))) }
        if let failure = check.failure {
            entries.append(("reason", both(failure.reason)))
            if let hint = failure.hint { entries.append(("hint", both(hint))) }
        }
        if let field = check.field { entries.append(("field", .record([("path", .string(field.path)), ("label", both(field.label))]))) }
        if let basis = check.basis { entries.append(("basis", .string(basis))) }
        if let place = place(check.span) {
            entries.append(
                (
                    "place",
                    .record([("file", .string(place.file)), ("line", .int(Int64(place.line))), ("column", .int(Int64(place.column)))])
                ))
        }
        if !explained.values.isEmpty { entries.append(("values", .list(explained.values.map(json)))) }
        if let mend = explained.mend { entries.append(("mend", json(mend))) }
        return .record(entries)
    }

    private func json(_ worth: ExplainedCheck.Worth) -> Value {
        var entries: [(String, Value)] = [("expression", .string(worth.expression))]
        if let path = worth.path { entries.append(("path", .string(path))) }
        entries.append(("value", worth.value.readable))
        entries.append(("words", both(worth.words)))
        if let rows = worth.rows { entries.append(("rows", .list(rows.map { .string($0) }))) }
        return .record(entries)
    }

    private func json(_ mend: Mend) -> Value {
        switch mend {
        case .all(let parts): return .record([("all", .list(parts.map(json)))])
        case .any(let parts): return .record([("any", .list(parts.map(json)))])
        case .change(let change):
            var entries: [(String, Value)] = [("words", both(change.words))]
            if let now = change.now { entries.append(("now", both(now))) }
            entries.append(("paths", .list(change.paths.map { .string($0) })))
            return .record(entries)
        }
    }

    private func both(_ text: Bilingual) -> Value { .record([("fr-CA", .string(text.fr)), ("en-CA", .string(text.en))]) }
}

extension Value {
    /// What JSON can hold.
    fileprivate var readable: Value {
        switch self {
        case .timestamp(let moment): .string(moment.text)
        case .duration(let duration): .string(duration.text)
        case .list(let elements): .list(elements.map(\.readable))
        case .map: .record((entries ?? []).map { ($0.0, $0.1.readable) })
        case .error(let error): .string(error.message.en)
        default: self
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
