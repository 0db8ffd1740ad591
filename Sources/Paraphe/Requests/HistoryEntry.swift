import CEL
import Diagnostics
import Rules
import Workflow

/// One step of a dossier's history, in words.
package struct HistoryEntry: Sendable {
    /// A field that was given or changed, in words.
    package struct Detail: Hashable, Sendable {
        package let path: String
        package let label: Bilingual
        package let value: Bilingual
    }

    /// The dossier's version after the step.
    package let version: Int64
    package let at: Timestamp
    package let personID: String
    /// Given and family name as they were then.
    package let personName: String
    package let action: String
    package let label: Bilingual
    package let from: Bilingual
    package let to: Bilingual
    package let hasMoved: Bool
    package fileprivate(set) var details: [Detail]
    package fileprivate(set) var documents: [DocumentMade]
    package fileprivate(set) var notifications: [NotificationDue]

    /// Steps from events; the words come from the pack where it still declares the names.
    ///
    /// - Parameter version: that of the dossier before the events.
    static func entries(_ events: [Event], rulebook: Rulebook, after version: Int64 = 0) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for (index, event) in events.enumerated() {
            switch event.body {
            case .opened: continue
            case .actionTaken(let taken):
                let name = [taken.actor.field("givenName")?.stringValue, taken.actor.field("familyName")?.stringValue].compactMap { $0 }
                let inputs = rulebook.actions[event.header.action]?.inputs ?? []
                entries.append(
                    HistoryEntry(
                        version: version + Int64(index) + 1, at: event.header.at, personID: event.header.actor,
                        personName: name.isEmpty ? event.header.actor : name.joined(separator: " "), action: event.header.action,
                        label: rulebook.actionLabel(event.header.action), from: rulebook.stateLabel(taken.from),
                        to: rulebook.stateLabel(taken.to), hasMoved: taken.from != taken.to,
                        details: (taken.input.entries ?? []).map { detail("input", $0.0, $0.1, inputs, rulebook) }, documents: [],
                        notifications: []))
            case .documentMade(let made):
                if !entries.isEmpty { entries[entries.count - 1].documents.append(made) }
            case .notificationDue(let due):
                if !entries.isEmpty { entries[entries.count - 1].notifications.append(due) }
            case .dataChanged(let changes):
                guard !entries.isEmpty else { continue }
                entries[entries.count - 1].details += changes.map { detail($0, rulebook) }
            case .formSaved(let saved):
                guard !entries.isEmpty else { continue }
                entries[entries.count - 1].details.append(
                    Detail(
                        path: "forms." + saved.form, label: rulebook.forms[saved.form]?.label.bilingual ?? Bilingual(verbatim: saved.form),
                        value: saved.isDraft ? HistoryWords.draft : HistoryWords.complete))
            case .deadlinePassed(let passed):
                entries.append(
                    HistoryEntry(
                        version: version + Int64(index) + 1, at: event.header.at, personID: "", personName: HistoryWords.nobody, action: "",
                        label: HistoryWords.passed(passed.name), from: .init(verbatim: ""), to: .init(verbatim: ""), hasMoved: false,
                        details: [], documents: [], notifications: []))
            case .erased(let erased):
                let basis = erased.basis.isEmpty ? "" : " [\(erased.basis)]"
                entries.append(
                    HistoryEntry(
                        version: version + Int64(index) + 1, at: event.header.at, personID: event.header.actor,
                        personName: event.header.actor, action: event.header.action,
                        label: HistoryWords.erased(rule: erased.rule + basis, due: erased.due), from: Bilingual(verbatim: ""),
                        to: Bilingual(verbatim: ""), hasMoved: false, details: [], documents: [], notifications: []))
            case .migrated(let moved):
                let changes = moved.changes.map { detail($0, rulebook) }
                let formChanges = moved.formChanges.map { change in
                    let form = change.path.first ?? ""
                    return Detail(
                        path: "forms." + form, label: rulebook.forms[form]?.label.bilingual ?? Bilingual(verbatim: form),
                        value: change.operation == .clear ? HistoryWords.cleared : HistoryWords.changed)
                }
                entries.append(
                    HistoryEntry(
                        version: version + Int64(index) + 1, at: event.header.at, personID: event.header.actor,
                        personName: event.header.actor, action: event.header.action,
                        label: HistoryWords.migrated(from: moved.fromVersion, to: moved.packVersion), from: rulebook.stateLabel(moved.from),
                        to: rulebook.stateLabel(moved.to), hasMoved: moved.from != moved.to, details: changes + formChanges,
                        documents: [], notifications: []))
            case .documentDue: continue
            }
        }
        return entries
    }

    /// The step without the values of some fields of the dossier, and of confidential inputs, which may tell the same.
    func hiding(_ fields: Set<String>, rulebook: Rulebook) -> HistoryEntry {
        let inputs = Set((rulebook.actions[action]?.inputs ?? []).filter(\.isConfidential).map(\.id))
        var shown = self
        shown.details.removeAll { detail in
            let parts = detail.path.split(separator: ".").map(String.init)
            guard parts.count > 1 else { return false }
            return parts[0] == "dossier" && fields.contains(parts[1]) || parts[0] == "input" && inputs.contains(parts[1])
        }
        return shown
    }

    /// A change of the dossier's data: the field that has a label nearest to what changed, and what it became.
    private static func detail(_ change: DataChange, _ rulebook: Rulebook) -> Detail {
        var fields = rulebook.dossierFields.elements
        var field: DataField?
        for name in change.path {
            field = fields.first { $0.id == name }
            fields = field?.type.recordFields ?? []
        }
        let value: Bilingual
        switch (change.operation, field?.type) {
        case (.clear, _): value = HistoryWords.cleared
        case (.set(let given), let type?): value = rulebook.words(given, type)
        case (.append(let given), .list(let element)?): value = rulebook.words(given, element)
        case (.set(let given), nil), (.append(let given), _): value = Bilingual(verbatim: given.plainText)
        }
        return Detail(
            path: "dossier." + change.path.joined(separator: "."),
            label: field?.label?.bilingual ?? Bilingual(verbatim: change.path.last ?? ""), value: value)
    }

    private static func detail(
        _ root: String, _ name: String, _ value: Value, _ fields: [DataField], _ rulebook: Rulebook
    ) -> Detail {
        let field = fields.first { $0.id == name }
        return Detail(
            path: root + "." + name, label: field?.label?.bilingual ?? Bilingual(verbatim: name),
            value: field.map { rulebook.words(value, $0.type) } ?? Bilingual(verbatim: value.plainText))
    }
}

/// The engine's own words in histories.
enum HistoryWords {
    static let draft = Bilingual(fr: "brouillon enregistré", en: "draft saved")
    static let complete = Bilingual(fr: "rempli", en: "filled in")
    static let changed = Bilingual(fr: "adapté", en: "adapted")
    static func migrated(from: String, to: String) -> Bilingual {
        Bilingual(fr: "Passage de la version \(from) à \(to) des règles", en: "Move from version \(from) to \(to) of the rules")
    }
    static func erased(rule: String, due: String) -> Bilingual {
        Bilingual(fr: "Effacé selon la règle \(rule), permis dès le \(due)", en: "Erased by the rule \(rule), allowed from \(due)")
    }
    static let cleared = Bilingual(fr: "(vidé)", en: "(cleared)")
    static let nobody = "—"

    static func passed(_ deadline: String) -> Bilingual {
        Bilingual(fr: "délai écoulé\u{A0}: \(deadline)", en: "delay passed: \(deadline)")
    }
}

extension Rulebook {
    /// A value as people read it: the label of a choice or a reason, the name of a person.
    package func words(_ value: Value, _ type: FieldType) -> Bilingual {
        switch type {
        case .choice(let choices):
            return choices.first { $0.id == value.stringValue }?.label.bilingual ?? Bilingual(verbatim: value.plainText)
        case .reason(let list):
            return value.stringValue.flatMap { reasonLists[list]?.reasons[$0] }?.label.bilingual ?? Bilingual(verbatim: value.plainText)
        case .person:
            let names = [value.field("givenName")?.stringValue, value.field("familyName")?.stringValue].compactMap { $0 }
            return Bilingual(verbatim: names.isEmpty ? value.plainText : names.joined(separator: " "))
        case .attachment:
            return Bilingual(verbatim: value.field("label")?.stringValue ?? value.plainText)
        case .boolean:
            guard case .bool(let truth) = value else { return Bilingual(verbatim: value.plainText) }
            return truth ? Bilingual(fr: "oui", en: "yes") : Bilingual(fr: "non", en: "no")
        case .list(let element):
            let words = (value.elements ?? []).map { self.words($0, element) }
            return Bilingual(fr: words.map(\.fr).joined(separator: ", "), en: words.map(\.en).joined(separator: ", "))
        case .record(_, let fields):
            let words = fields.compactMap { field in value.field(field.id).map { self.words($0, field.type) } }
            return Bilingual(fr: words.map(\.fr).joined(separator: ", "), en: words.map(\.en).joined(separator: ", "))
        default: return Bilingual(verbatim: value.plainText)
        }
    }
}
