import CEL
import Diagnostics
import YAML

extension PackReader {
    /// The fields of a record. With a scope its conditions are read as well; `value` is added for the rules of each field.
    mutating func fields(_ node: YAMLNode?, record: String, scope: ConditionScope?, reserved: [String]) -> [DataField] {
        (node?.mapping ?? []).map { entry in
            if reserved.contains(entry.key) { bag.append(PackDiagnostics.reservedName(entry.key, at: entry.keySpan)) }
            return field(entry, record: record, scope: scope)
        }
    }

    private mutating func field(_ entry: YAMLEntry, record: String, scope: ConditionScope?) -> DataField {
        let node = entry.value
        let type = fieldType(entry, record: record, scope: scope)
        if scope != nil { checkKeys(entry, type: type) }
        let visibility = condition(node["visible"], .boolean, scope: scope)
        let audience = condition(node["shown-to"], .boolean, scope: scope)
        var requirement = Requirement.optional
        if let required = node["required"] {
            if case .boolean(let always)? = required.scalar?.value {
                requirement = always ? .always : .optional
            } else if required.scalar == nil {
                requirement = datedRequirement(required, scope: scope)
            } else if let condition = condition(required, .boolean, scope: scope) {
                requirement = .when(condition)
            }
        }
        let valueScope = scope?.adding("value", type)
        var wholePattern: RegularExpression?
        if let pattern = node["pattern"]?.text {
            switch RegularExpression.compile("^(?:" + pattern.text + ")$") {
            case .success(let expression): wholePattern = expression
            case .failure(let failure): if scope != nil { bag.append(PackDiagnostics.pattern(failure.message, at: pattern.span)) }
            }
        }
        return DataField(
            id: entry.key, type: type, label: localized(node["label"]), help: localized(node["help"]), requirement: requirement,
            rules: rules(node["rules"], scope: valueScope) + choiceRules(of: type, scope: valueScope), visibility: visibility,
            audience: audience, pattern: node["pattern"]?.text, wholePattern: wholePattern, minimum: number(node["minimum"]),
            maximum: number(node["maximum"]),
            longest: integer(node["longest"]),
            isConfidential: boolean(node["confidential"]), span: entry.keySpan)
    }

    mutating func fieldType(_ entry: YAMLEntry, record: String, scope: ConditionScope?) -> FieldType {
        let node = entry.value
        switch node["type"]?.text?.text ?? "text" {
        case "list":
            if node["fields"] != nil {
                return .list(recordType(entry, record: record, scope: scope))
            }
            return .list(scalarType(node["of"]?.text?.text ?? "text", entry, scope: scope))
        case "record": return recordType(entry, record: record, scope: scope)
        case let word: return scalarType(word, entry, scope: scope)
        }
    }

    private mutating func recordType(_ entry: YAMLEntry, record: String, scope: ConditionScope?) -> FieldType {
        let name = record + "." + entry.key
        return .record(name: name, fields: fields(entry.value["fields"], record: name, scope: scope, reserved: []))
    }

    mutating func scalarType(_ word: String, _ entry: YAMLEntry, scope: ConditionScope?) -> FieldType {
        switch word {
        case "long-text": return .longText
        case "boolean": return .boolean
        case "integer": return .integer
        case "decimal": return .decimal
        case "date": return .date
        case "month": return .month
        case "date-time": return .dateTime
        case "email": return .email
        case "phone": return .phone
        case "person": return .person
        case "attachment": return .attachment
        case "choice":
            if let path = entry.value["like"]?.text {
                if let borrowed = borrowedChoices(path.text) { return .choice(borrowed) }
                bag.append(PackDiagnostics.unknownBorrowing(path.text, at: path.span))
            }
            return .choice(choices(entry.value["choices"], isReported: scope != nil))
        case "permission":
            let group = reference(entry.value["group"], .permissionGroup)
            return .choice(permissionChoices(group: group?.id))
        case "reason":
            return .reason(list: reference(entry.value["reasons"], .reasonList)?.id ?? "")
        default: return .text
        }
    }

    /// Keys that go with some types only.
    private mutating func checkKeys(_ entry: YAMLEntry, type: FieldType) {
        let node = entry.value
        let element: FieldType = if case .list(let element) = type { element } else { type }
        func has(_ key: String) -> Bool { node[key] != nil }
        let borrows = has("like") || node["type"]?.text?.text == "permission" || node["of"]?.text?.text == "permission"
        func misplaced(_ key: String, unless isFitting: Bool) -> Diagnostic? {
            guard !isFitting, let place = node.mapping?.first(where: { $0.key == key })?.keySpan else { return nil }
            return PackDiagnostics.fieldCannotHave(key, type: type.word, at: place)
        }
        let typeSpan = node["type"]?.span ?? entry.keySpan
        if case .choice = element, !has("choices"), !borrows {
            bag.append(PackDiagnostics.fieldNeeds("choices", type: "choice", at: typeSpan))
        }
        if case .reason = element, !has("reasons") { bag.append(PackDiagnostics.fieldNeeds("reasons", type: "reason", at: typeSpan)) }
        if case .record = type, !has("fields") { bag.append(PackDiagnostics.fieldNeeds("fields", type: "record", at: typeSpan)) }
        var isText = false
        var isNumber = false
        var isRecord = false
        var isChoice = false
        var isReason = false
        switch element {
        case .text, .longText, .email, .phone: isText = true
        case .integer, .decimal: isNumber = true
        case .record: isRecord = true
        case .choice: isChoice = true
        case .reason: isReason = true
        default: break
        }
        let isList = if case .list = type { true } else { false }
        let findings = [
            misplaced("choices", unless: isChoice && !borrows), misplaced("like", unless: isChoice),
            misplaced("reasons", unless: isReason), misplaced("fields", unless: isRecord),
            misplaced("of", unless: isList && !isRecord), misplaced("pattern", unless: isText), misplaced("minimum", unless: isNumber),
            misplaced("maximum", unless: isNumber), misplaced("longest", unless: isText || isList),
        ]
        bag.append(contentsOf: findings.compactMap { $0 })
        if let minimum = number(node["minimum"]), let maximum = number(node["maximum"]), minimum > maximum,
            let place = node["maximum"]?.span
        {
            bag.append(PackDiagnostics.fieldRange(at: place))
        }
        if let longest = integer(node["longest"]), longest < 1, let place = node["longest"]?.span {
            bag.append(PackDiagnostics.fieldRange(at: place))
        }
    }

    mutating func formSections(_ entry: YAMLEntry, scope: ConditionScope?) -> [FormDefinition.Section] {
        let record = "Form." + entry.key
        let flat = entry.value["fields"]
        var sections: [FormDefinition.Section] = []
        if let flat {
            sections.append(FormDefinition.Section(label: nil, fields: fields(flat, record: record, scope: scope, reserved: [])))
        }
        for node in entry.value["sections"]?.sequence ?? [] {
            let read = fields(node["fields"], record: record, scope: scope, reserved: [])
            sections.append(FormDefinition.Section(label: localized(node["label"]), fields: read))
        }
        return sections
    }

    mutating func readForm(_ entry: YAMLEntry) -> FormDefinition? {
        let shape = formShapes.first { $0.id == entry.key }?.fields ?? []
        let inner = scope?.adding("form", record: "Form." + entry.key, shape)
        let sections = formSections(entry, scope: inner)
        var seen: [String: Span] = [:]
        for field in sections.flatMap(\.fields) {
            if let first = seen[field.id] {
                bag.append(PackDiagnostics.duplicateName(field.id, kind: nil, at: field.span, first: first))
            } else {
                seen[field.id] = field.span
            }
        }
        if sections.isEmpty { bag.append(PackDiagnostics.fieldNeeds("fields", type: "form", at: entry.keySpan)) }
        guard let label = localized(entry.value["label"]) else { return nil }
        return FormDefinition(
            id: entry.key, label: label, introduction: localized(entry.value["introduction"]), sections: sections,
            rules: rules(entry.value["rules"], scope: inner), span: entry.keySpan)
    }

    /// Follows a path of dossier fields; nil, reported, when it leads nowhere.
    mutating func dossierPath(_ text: String, span: Span) -> (path: [String], field: DataField)? {
        let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var level = dossierShape
        var found: DataField?
        for segment in path {
            guard let field = level.first(where: { $0.id == segment }) else {
                bag.append(PackDiagnostics.fieldPath(text, segment: segment, known: level.map(\.id), at: span))
                return nil
            }
            found = field
            if case .record(_, let fields) = field.type { level = fields } else { level = [] }
        }
        if let first = path.first { used[.dossierField, default: []].insert(first) }
        return found.map { (path, $0) }
    }

    // MARK: Choices

    /// `{ fr: …, en: … }`, or with a `label` and a period.
    private mutating func choices(_ node: YAMLNode?, isReported: Bool) -> [Choice] {
        let before = bag
        let read = (node?.mapping ?? []).compactMap { choice -> Choice? in
            let period = period(choice.value)
            return (localized(choice.value["label"]) ?? localized(choice.value)).map {
                Choice(id: choice.key, label: $0, period: period, span: choice.keySpan)
            }
        }
        if !isReported { bag = before }
        return read
    }

    /// The permissions as choices, by their labels.
    private func permissionChoices(group: String?) -> [Choice] {
        assembly.entries("permissions").compactMap { entry in
            if let group, entry.value["group"]?.text?.text != group { return nil }
            return (localized(entry.value["label"]) ?? localized(entry.value)).map {
                Choice(id: entry.key, label: $0, span: entry.keySpan)
            }
        }
    }

    /// The choices of `dossier.urgency` or `forms.report.outcome`, as they are written: shapes may not be read yet.
    private mutating func borrowedChoices(_ path: String) -> [Choice]? {
        var segments = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
        guard let root = segments.popFirst() else { return nil }
        var level: [YAMLEntry]
        switch root {
        case "dossier": level = assembly.part("dossier")?["fields"]?.mapping ?? []
        case "person", "actor": level = assembly.part("person")?["fields"]?.mapping ?? []
        case "forms":
            guard let name = segments.popFirst(), let form = assembly.entries("forms").first(where: { $0.key == name }) else { return nil }
            level = form.value["fields"]?.mapping ?? []
            for section in form.value["sections"]?.sequence ?? [] { level += section["fields"]?.mapping ?? [] }
        default: return nil
        }
        var found: YAMLNode?
        for segment in segments {
            guard let entry = level.first(where: { $0.key == segment }) else { return nil }
            found = entry.value
            level = entry.value["fields"]?.mapping ?? []
        }
        guard let found else { return nil }
        if found["type"]?.text?.text == "permission" { return permissionChoices(group: found["group"]?.text?.text) }
        let borrowed = choices(found["choices"], isReported: false)
        return borrowed.isEmpty ? nil : borrowed
    }
}
