import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Templating
import Workflow

/// Fields of forms, actions and records; decision tables; contacts.
extension PackFacts {
    /// Fields that stand together under a heading.
    struct FieldSection {
        let label: String
        let fields: [DataField]
    }

    /// Records that `record="…"` may name: the dossier, and each record in it.
    var records: [(path: String, label: LocalizedText?, fields: [DataField])] {
        var found: [(String, LocalizedText?, [DataField])] = [("dossier", nil, rulebook.dossierFields.elements)]
        func add(_ path: String, _ fields: [DataField]) {
            for field in fields {
                guard let nested = field.type.recordFields else { continue }
                found.append((path + "." + field.id, field.label, nested))
                add(path + "." + field.id, nested)
            }
        }
        add("dossier", rulebook.dossierFields.elements)
        return found
    }

    func fieldSections(of call: FactCall, _ language: Language) -> [FieldSection] {
        let all = allSections(of: call, language)
        guard call["only"] == "required" else { return all.filter { !$0.fields.isEmpty } }
        return all.compactMap { section in
            let fields = section.fields.filter { if case .optional = $0.requirement { false } else { true } }
            return fields.isEmpty ? nil : FieldSection(label: section.label, fields: fields)
        }
    }

    private func allSections(of call: FactCall, _ language: Language) -> [FieldSection] {
        if let form = call["form"].flatMap({ rulebook.forms[$0] }) {
            return form.sections.map { FieldSection(label: $0.label?[language] ?? "", fields: $0.fields) }
        }
        if let action = call["action"].flatMap({ rulebook.actions[$0] }) {
            let edited = action.editableFields.compactMap { rulebook.dossierFields[$0.id] }
            let form = action.form.flatMap { rulebook.forms[$0.id] }
            return split("", action.inputs + edited, language)
                + (form?.sections.map { FieldSection(label: $0.label?[language] ?? "", fields: $0.fields) } ?? [])
        }
        guard let record = records.first(where: { $0.path == call["record"] }) else { return [] }
        return split("", record.fields, language)
    }

    /// Records among fields become sections of their own, under their label.
    private func split(_ label: String, _ fields: [DataField], _ language: Language) -> [FieldSection] {
        var plain: [DataField] = []
        var nested: [FieldSection] = []
        for field in fields {
            if case .record(_, let inner) = field.type {
                nested += split(field.label?[language] ?? field.id, inner, language)
            } else {
                plain.append(field)
            }
        }
        return (plain.isEmpty ? [] : [FieldSection(label: label, fields: plain)]) + nested
    }

    func fieldsValue(_ call: FactCall, _ language: Language) -> Value {
        let sections = fieldSections(of: call, language)
        let form = call["form"].flatMap { rulebook.forms[$0] }
        let action = call["action"].flatMap { rulebook.actions[$0] }
        let label = form?.label ?? action?.label ?? records.first { $0.path == call["record"] }?.label
        let context = WordingContext(rulebook, action: action)
        let requirements = sections.flatMap(\.fields).map(\.requirement)
        return .record([
            ("label", .string(label?[language] ?? "")), ("introduction", .string(form?.introduction?[language] ?? "")),
            ("hasRequired", .bool(requirements.contains { if case .always = $0 { true } else { false } })),
            ("hasConditional", .bool(requirements.contains { if case .when = $0 { true } else { false } })),
            ("fields", .list(sections.flatMap(\.fields).map { value(of: $0, context, language) })),
            (
                "sections",
                .list(
                    sections.map { section in
                        .record([
                            ("label", .string(section.label)), ("fields", .list(section.fields.map { value(of: $0, context, language) })),
                        ])
                    })
            ),
        ])
    }

    private func value(of field: DataField, _ context: WordingContext, _ language: Language) -> Value {
        var requirement = "never"
        var condition = ""
        switch field.requirement {
        case .optional: break
        case .always: requirement = "always"
        case .when(let when):
            requirement = "sometimes"
            condition = when.words(in: context)[language]
        }
        var type = field.type
        if case .list(let element) = type { type = element }
        var choices: [String] = []
        if case .choice(let all) = type { choices = all.map { $0.label[language] } }
        if case .reason(let list) = type { choices = rulebook.reasonLists[list]?.reasons.map { $0.label[language] } ?? [] }
        return .record([
            ("id", .string(field.id)), ("label", .string(field.label?[language] ?? field.id)),
            ("help", .string(field.help?[language] ?? "")), ("requirement", .string(requirement)), ("condition", .string(condition)),
            ("choices", strings(choices)),
        ])
    }

    // MARK: Tables

    func tableValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        guard let table = call["of"].flatMap({ rulebook.tables[$0] }) else { return .record([]) }
        func heads(_ fields: [DataField]) -> Value { strings(fields.map { $0.label?[language] ?? $0.id }) }
        func cells(_ values: [CellValue]) -> Value { strings(zip(table.outputs, values).map { words($1, of: $0, language) }) }
        let rows = table.rows.filter { isInForce($0.period, day) }.map { row -> Value in
            .record([
                ("id", .string(row.id)), ("when", strings(zip(table.inputs, row.tests).map { words($1, of: $0, language) })),
                ("then", cells(row.outputs)),
            ])
        }
        return .record([
            ("label", .string(table.label[language])), ("inputs", heads(table.inputs)), ("outputs", heads(table.outputs)),
            ("rows", .list(rows)), ("otherwise", table.otherwise.map(cells) ?? .list([])),
        ])
    }

    private func words(_ value: CellValue, of field: DataField, _ language: Language) -> String {
        switch value {
        case .truth(let isTrue): return words(isTrue ? "yes" : "no", language)
        case .text(let text):
            if case .choice(let choices) = field.type, let choice = choices.first(where: { $0.id == text }) {
                return choice.label[language]
            }
            if case .reason(let list) = field.type { return rulebook.reasonLists[list]?.reasons[text]?.label[language] ?? text }
            return text
        case .integer, .decimal: return value.text
        }
    }

    private func words(_ test: CellTest, of field: DataField, _ language: Language) -> String {
        func value(_ value: CellValue) -> String { words(value, of: field, language) }
        switch test {
        case .any: return words("any", language)
        case .equal(let wanted): return value(wanted)
        case .below(let bound, let isInclusive): return words(isInclusive ? "at-most" : "below", language, ["value": .string(value(bound))])
        case .above(let bound, let isInclusive):
            return words(isInclusive ? "at-least" : "above", language, ["value": .string(value(bound))])
        case .range(let low, let high):
            return words("between", language, ["low": .string(value(low)), "high": .string(value(high))])
        case .not(let inner): return words("not", language, ["value": .string(words(inner, of: field, language))])
        case .anyOf(let tests): return tests.map { words($0, of: field, language) }.joined(separator: ", ")
        }
    }

    // MARK: Contacts

    func contactsValue(_ call: FactCall, _ language: Language) -> Value {
        let contacts = chosen(rulebook.contacts, call).map { contact -> Value in
            .record([("id", .string(contact.id))] + contact.entries(language))
        }
        return .record([("contacts", .list(contacts))])
    }
}
