import CEL
import Diagnostics
import Rules
import Workflow

/// The variable `formList` of exchanges: what forms ask, and what was answered.
package struct FormList: Sendable {
    private let rulebook: Rulebook
    private let language: Language

    package init(_ rulebook: Rulebook, _ language: Language) {
        self.rulebook = rulebook
        self.language = language
    }

    /// Every form of the pack with what a dossier has of it.
    package func value(of dossier: Dossier, events: [Event]) -> Value {
        var savings: [String: (at: Timestamp, author: Value?)] = [:]
        var actor: Value?
        for event in events {
            switch event.body {
            case .actionTaken(let taken): actor = taken.actor
            case .formSaved(let saved): savings[saved.form] = (event.header.at, actor)
            default: break
            }
        }
        return .list(
            rulebook.forms.map { form in
                let saving = savings[form.id]
                return record(
                    form, filled: dossier.forms.field(form.id), isDraft: dossier.draftForms.contains(form.id), savedAt: saving?.at,
                    author: saving?.author)
            })
    }

    /// One form and its values.
    package func record(_ form: FormDefinition, filled: Value?, isDraft: Bool, savedAt: Timestamp?, author: Value?) -> Value {
        var entries: [(String, Value)] = [("id", .string(form.id)), ("label", .string(form.label[language]))]
        if let introduction = form.introduction { entries.append(("introduction", .string(introduction[language]))) }
        entries += [("isFilled", .bool(filled.map { !$0.isUnfilled } ?? false)), ("isDraft", .bool(isDraft))]
        if let savedAt { entries.append(("savedAt", .timestamp(savedAt))) }
        if let author { entries.append(("author", author)) }
        let sections = form.sections.map { section in
            Value.record([
                ("label", .string(section.label?[language] ?? form.label[language])), ("fields", fields(section.fields, filled)),
            ])
        }
        return .record(entries + [("sections", .list(sections))])
    }

    private func fields(_ fields: [DataField], _ filled: Value?) -> Value {
        .list(fields.map { self.field($0, filled?.field($0.id)) })
    }

    private func field(_ field: DataField, _ value: Value?) -> Value {
        var element = field.type
        var isList = false
        if case .list(let inner) = field.type { (element, isList) = (inner, true) }
        var entries: [(String, Value)] = [("id", .string(field.id)), ("label", .string(field.label?[language] ?? field.id))]
        if let help = field.help { entries.append(("help", .string(help[language]))) }
        entries += [
            ("type", .string(element.word)), ("isList", .bool(isList)), ("isRequired", .bool(field.isAlwaysRequired)),
        ]
        if let longest = field.longest { entries.append(("longest", .int(Int64(longest)))) }
        let present = value.flatMap { $0.isUnfilled ? nil : $0 }
        let values = isList ? present?.elements ?? [] : present.map { [$0] } ?? []
        if let nested = element.recordFields {
            entries += [
                ("choices", .list([])), ("fields", fields(nested, nil)), ("answers", .list([])),
                ("rows", .list(values.map { fields(nested, $0) })),
            ]
        } else {
            entries += [
                ("choices", .list(choices(element))), ("fields", .list([])),
                ("answers", .list(values.map { .record([("value", $0), ("text", .string(words($0, element)))]) })), ("rows", .list([])),
            ]
        }
        return .record(entries)
    }

    private func choices(_ type: FieldType) -> [Value] {
        func record(_ id: String, _ label: LocalizedText) -> Value { .record([("id", .string(id)), ("label", .string(label[language]))]) }
        switch type {
        case .choice(let choices): return choices.map { record($0.id, $0.label) }
        case .reason(let list): return rulebook.reasonLists[list]?.reasons.map { record($0.id, $0.label) } ?? []
        default: return []
        }
    }

    private func words(_ value: Value, _ type: FieldType) -> String {
        switch type {
        case .choice(let choices): return choices.first { $0.id == value.stringValue }?.label[language] ?? value.plainText
        case .reason(let list):
            return value.stringValue.flatMap { rulebook.reasonLists[list]?.reasons[$0] }?.label[language] ?? value.plainText
        case .person: return ["givenName", "familyName"].compactMap { value.field($0)?.stringValue }.joined(separator: " ")
        case .attachment: return value.field("label")?.stringValue ?? value.field("name")?.stringValue ?? ""
        default: return value.plainText
        }
    }
}
