import CEL
import Diagnostics
import Rules
import Workflow

/// Holds what came of a step against what is expected of it.
struct ExpectationCheck {
    let runner: ScenarioRunner
    let stage: Stage
    let moment: DecisionMoment
    private var rulebook: Rulebook { runner.rulebook }

    init(runner: ScenarioRunner, stage: Stage, moment: DecisionMoment) {
        self.runner = runner
        self.stage = stage
        self.moment = moment
    }

    /// Whether the difference is that the step was refused or allowed at all.
    func isSurprise(_ expectation: Expectation) -> Bool {
        switch expectation.kind {
        case .allowed: stage.outcome == .refused
        case .refused, .refusedBy, .missing: stage.outcome == .allowed
        default: false
        }
    }

    /// What differs; empty when it is as expected.
    func mismatches(_ expectation: Expectation) -> [Mismatch] {
        guard let difference = difference(expectation.kind) else { return [] }
        return [
            Mismatch(
                key: difference.key, subject: difference.subject, expected: difference.expected, actual: difference.actual,
                span: expectation.span)
        ]
    }

    typealias Difference = (key: String, subject: Bilingual, expected: Bilingual, actual: Bilingual)

    private func difference(_ kind: Expectation.Kind) -> Difference? {
        switch kind {
        case .allowed:
            guard stage.outcome == .refused else { return nil }
            return ("allowed", MismatchWords.outcome, MismatchWords.allowed, refusedBy(stage.failures))
        case .refused:
            guard stage.outcome == .allowed else { return nil }
            return ("refused", MismatchWords.outcome, MismatchWords.refused, MismatchWords.allowed)
        case .refusedBy(let expected, let countsMissing): return refusal(expected, countsMissing: countsMissing)
        case .missing(let expected): return missing(expected)
        case .warnings(let expected):
            guard !agree(expected.map(\.id), stage.warnings) else { return nil }
            return ("warnings", MismatchWords.warnings, names(expected.map(\.id)), names(stage.warnings.map(\.rule)))
        case .state(let id):
            guard stage.dossier?.state != id else { return nil }
            return ("state", MismatchWords.state, state(id), stage.dossier.map { state($0.state) } ?? MismatchWords.noDossier)
        case .events(let types):
            let actual = stage.events.map(\.body.typeName)
            return actual == types ? nil : ("events", MismatchWords.events, names(types), names(actual))
        case .deadlines(let expected):
            let actual = stage.events.compactMap { event -> String? in
                if case .deadlinePassed(let passed) = event.body { passed.name } else { nil }
            }
            return actual.sorted() == expected.map(\.id).sorted()
                ? nil : ("deadlines", MismatchWords.deadlines, names(expected.map(\.id)), names(actual))
        case .notifies(let notices): return notices.isEmpty && due.isEmpty ? nil : notified(notices)
        case .documents(let ids):
            let actual = stage.events.compactMap { event -> String? in
                if case .documentDue(let due) = event.body { due.definition } else { nil }
            }
            return actual.sorted() == ids.sorted() ? nil : ("documents", MismatchWords.documents, names(ids), names(actual))
        case .field(let path, let value):
            return field(path, rulebook.dossierFields.elements, value, stage.dossier?.data.value(at: path), key: "fields")
        case .formField(let form, let path, let value):
            return field(
                path, rulebook.forms[form]?.fields ?? [], value, stage.dossier?.forms.value(at: [form] + path), key: "forms")
        case .filled(let path):
            guard stage.dossier?.data.value(at: path)?.isUnfilled ?? true else { return nil }
            return ("filled", subject(path, rulebook.dossierFields.elements), MismatchWords.filled, MismatchWords.unfilled)
        case .offers(let actor, let expected): return offers(actor, expected, isOffer: true)
        case .withholds(let actor, let expected): return offers(actor, expected, isOffer: false)
        case .sees(let actor, let expected): return sees(actor, expected, isSeen: true)
        case .doesNotSee(let actor, let expected): return sees(actor, expected, isSeen: false)
        case .message(let text):
            let found = said.contains { $0.fr.contains(text) || $0.en.contains(text) }
            return found ? nil : ("messages", MismatchWords.messages, Bilingual(verbatim: "« \(text) »"), told)
        case .messageIn(let fr, let en):
            let found = said.contains { words in fr.map { words.fr.contains($0) } ?? true && en.map { words.en.contains($0) } ?? true }
            let expected = [fr, en].compactMap { $0 }.map { "« \($0) »" }.joined(separator: ", ")
            return found ? nil : ("messages", MismatchWords.messages, Bilingual(verbatim: expected), told)
        case .value(let expected):
            guard let actual = stage.value, !ShownValue.agrees(expected, actual) else { return nil }
            return ("value", MismatchWords.value, Bilingual(verbatim: ShownValue.text(expected)), ShownValue.words(actual))
        case .evaluationError(let kind):
            if case .error(let error)? = stage.value, kind == nil || kind == error.kind.rawValue { return nil }
            let expected = kind.map { Bilingual(verbatim: $0) } ?? MismatchWords.anError
            return ("error", MismatchWords.value, expected, stage.value.map(ShownValue.words) ?? MismatchWords.nothing)
        }
    }

    // MARK: Refusals

    private func refusal(_ expected: [Reference], countsMissing: Bool) -> Difference? {
        let counted = stage.failures.filter { countsMissing || !RefusalNames.isMissingField($0) }
        if agree(expected.map(\.id), counted) { return nil }
        if stage.outcome == .allowed {
            return ("refused", MismatchWords.refusal, names(expected.map(\.id)), MismatchWords.allowed)
        }
        return ("refused", MismatchWords.refusal, names(expected.map(\.id)), names(counted.map { short($0) }))
    }

    private func missing(_ expected: [Reference]) -> Difference? {
        let actual = stage.failures.filter { RefusalNames.isMissingField($0) }.map(\.rule)
        let isSame =
            expected.allSatisfy { name in actual.contains { FieldPaths.matches(name.id, $0) } }
            && actual.allSatisfy { path in expected.contains { FieldPaths.matches($0.id, path) } }
        return isSame ? nil : ("required", MismatchWords.required, names(expected.map(\.id)), names(actual))
    }

    /// Every name means a failure, every failure is named.
    private func agree(_ names: [String], _ failures: [Failure]) -> Bool {
        names.allSatisfy { name in failures.contains { RefusalNames.names(name, $0) } }
            && failures.allSatisfy { failure in names.contains { RefusalNames.names($0, failure) } }
    }

    /// The name under which a scenario would write the failure.
    private func short(_ failure: Failure) -> String {
        switch failure.code.name {
        case "workflow/rule-failed", "workflow/missing-field", "workflow/missing-input": failure.rule
        case let code: code.split(separator: "/").last.map(String.init) ?? failure.rule
        }
    }

    private func refusedBy(_ failures: [Failure]) -> Bilingual {
        let names = failures.map { short($0) }.joined(separator: ", ")
        return Bilingual(fr: "refusé par \(names)", en: "refused by \(names)")
    }

    private var said: [Bilingual] { (stage.failures + stage.warnings).flatMap { [$0.reason] + ($0.hint.map { [$0] } ?? []) } }

    private var told: Bilingual {
        said.isEmpty
            ? MismatchWords.nothing
            : Bilingual(fr: said.map(\.fr).joined(separator: " / "), en: said.map(\.en).joined(separator: " / "))
    }

    // MARK: What follows

    private var due: [NotificationDue] {
        stage.events.compactMap { event in if case .notificationDue(let due) = event.body { due } else { nil } }
    }

    private func notified(_ notices: [Expectation.Notice]) -> Difference? {
        func receivers(_ due: NotificationDue) -> [String] {
            due.recipients.map { recipient in
                switch recipient {
                case .role(let id), .person(let id, _): id
                }
            }
        }
        func languages(_ due: NotificationDue) -> [Language] {
            due.recipients.compactMap { if case .person(_, let language) = $0 { language } else { nil } }
        }
        func line(_ id: String, _ receivers: [String]?, _ languages: [Language]) -> String {
            let tags = Set(languages.map(\.primarySubtag)).sorted()
            return id + (receivers.map { " → " + $0.joined(separator: ", ") } ?? "")
                + (tags.isEmpty ? "" : " (\(tags.joined(separator: ", ")))")
        }
        let isSame =
            notices.count == due.count
            && notices.allSatisfy { notice in
                due.contains { due in
                    due.notification == notice.id
                        && (notice.receivers.map { $0.sorted() } ?? receivers(due).sorted()) == receivers(due).sorted()
                        && (notice.language.map { [$0] == Set(languages(due)) } ?? true)
                }
            }
        guard !isSame else { return nil }
        let expected = notices.map { line($0.id, $0.receivers, $0.language.map { [$0] } ?? []) }
        let actual = due.map { line($0.notification, receivers($0), languages($0)) }
        return ("notifies", MismatchWords.notifications, names(expected), names(actual))
    }

    private func field(_ path: [String], _ fields: [DataField], _ expected: Value?, _ actual: Value?, key: String) -> Difference? {
        let filled = actual.flatMap { $0.isUnfilled ? nil : $0 }
        switch (expected, filled) {
        case (nil, nil): return nil
        case (let expected?, let actual?) where ShownValue.agrees(expected, actual): return nil
        default:
            return (
                key, subject(path, fields), expected.map { Bilingual(verbatim: ShownValue.text($0)) } ?? MismatchWords.unfilled,
                filled.map { Bilingual(verbatim: ShownValue.text($0)) } ?? MismatchWords.unfilled
            )
        }
    }

    private func subject(_ path: [String], _ fields: [DataField]) -> Bilingual {
        var label: Bilingual?
        var level = fields
        for name in path {
            let field = level.first { $0.id == name }
            label = field?.label?.bilingual ?? label
            level = field?.type.recordFields ?? []
        }
        let dotted = path.joined(separator: ".")
        guard let label else { return Bilingual(verbatim: dotted) }
        return Bilingual(fr: "\(dotted) («\u{A0}\(label.fr)\u{A0}»)", en: "\(dotted) (“\(label.en)”)")
    }

    private func offers(_ actor: Actor, _ expected: [Reference], isOffer: Bool) -> Difference? {
        let offered = runner.decider.offers(stage.dossier, to: actor, at: moment).filter(\.isOffered).map(\.action.id)
        let isSame = expected.allSatisfy { offered.contains($0.id) == isOffer }
        guard !isSame else { return nil }
        return (
            isOffer ? "offers" : "not-offers", MismatchWords.offers(to: actor.id, isOffer: isOffer), names(expected.map(\.id)),
            names(offered)
        )
    }

    private func sees(_ actor: Actor, _ expected: [Reference], isSeen: Bool) -> Difference? {
        var seen: [String] = []
        if let dossier = stage.dossier, runner.decider.isShown(dossier, to: actor, at: moment) {
            let hidden = runner.decider.hiddenFields(of: dossier, from: actor, at: moment)
            seen = [Expectation.wholeDossier] + rulebook.dossierFields.ids.filter { !hidden.contains($0) }
        }
        guard !expected.allSatisfy({ seen.contains($0.id) == isSeen }) else { return nil }
        return (
            isSeen ? "sees" : "not-sees", MismatchWords.sees(actor.id, isSeen: isSeen), names(expected.map(\.id)),
            names(expected.map(\.id).filter(seen.contains))
        )
    }

    private func state(_ id: String) -> Bilingual {
        guard let label = rulebook.states[id]?.label.bilingual else { return Bilingual(verbatim: id) }
        return Bilingual(fr: "\(id) («\u{A0}\(label.fr)\u{A0}»)", en: "\(id) (“\(label.en)”)")
    }

    private func names(_ names: [String]) -> Bilingual {
        names.isEmpty ? MismatchWords.none : Bilingual(verbatim: names.joined(separator: ", "))
    }
}
