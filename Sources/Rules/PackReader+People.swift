import CivilTime
import Diagnostics
import YAML

extension PackReader {
    mutating func readRole(_ entry: YAMLEntry) -> Role? {
        let permissions = references(entry.value["permissions"], .permission)
        guard let label = localized(entry.value["label"]) else { return nil }
        return Role(id: entry.key, label: label, permissions: permissions, span: entry.keySpan)
    }

    mutating func readProfile(_ entry: YAMLEntry) -> Profile? {
        let roles = references(entry.value["roles"], .role)
        guard let label = localized(entry.value["label"]) else { return nil }
        return Profile(id: entry.key, label: label, summary: localized(entry.value["summary"]), roles: roles, span: entry.keySpan)
    }

    mutating func readPerson(_ entry: YAMLEntry) -> Person? {
        let node = entry.value
        let profile = reference(node["profile"], .profile)
        var attributes: [(name: String, value: ConstantValue)] = []
        for attribute in node["attributes"]?.mapping ?? [] {
            guard let field = personShape.first(where: { $0.id == attribute.key }) else {
                bag.append(PackDiagnostics.unknownAttribute(attribute.key, known: personShape.map(\.id), at: attribute.keySpan))
                continue
            }
            guard let value = value(attribute.value, of: field.type) else {
                bag.append(PackDiagnostics.attributeType(attribute.key, type: field.type.word, at: attribute.value.span))
                continue
            }
            attributes.append((attribute.key, value))
        }
        guard let profile, let givenName = node["given-name"]?.text?.text, let familyName = node["family-name"]?.text?.text,
            let language = node["language"]?.text.flatMap({ Language(rawValue: $0.text) })
        else { return nil }
        return Person(
            id: entry.key, givenName: givenName, familyName: familyName, profile: profile, language: language, attributes: attributes,
            span: entry.keySpan)
    }

    /// A constant as a value of a declared field: texts may be written without quotes even when they look like numbers.
    private func value(_ node: YAMLNode, of type: FieldType) -> ConstantValue? {
        switch type {
        case .list(let element):
            guard let elements = node.sequence else { return nil }
            let values = elements.compactMap { value($0, of: element) }
            return values.count == elements.count ? .list(values) : nil
        case .text, .longText, .email, .phone, .reason: return node.text.map { .text($0.text) }
        case .choice(let choices):
            guard let text = node.text?.text, choices.contains(where: { $0.id == text }) else { return nil }
            return .text(text)
        case .date: return node.text.flatMap { CivilDate($0.text) }.map { .text($0.text) }
        case .boolean:
            if case .boolean(let value)? = node.scalar?.value { return .boolean(value) }
            return nil
        case .integer: return integer(node).map { .integer(Int64($0)) }
        case .decimal: return number(node).map { .decimal($0) }
        default: return nil
        }
    }

    mutating func readFacts() -> [Fact] {
        assembly.entries("facts").compactMap { entry in
            if BuiltinShape.reservedFactNames.contains(entry.key) { bag.append(PackDiagnostics.reservedName(entry.key, at: entry.keySpan)) }
            return constant(entry.value).map { Fact(id: entry.key, value: $0, span: entry.keySpan) }
        }
    }

    mutating func readContact(_ entry: YAMLEntry) -> Contact? {
        guard let label = localized(entry.value["label"]) else { return nil }
        return Contact(
            id: entry.key, label: label, phone: entry.value["phone"]?.text?.text, email: entry.value["email"]?.text?.text,
            hours: localized(entry.value["hours"]), span: entry.keySpan)
    }

    mutating func readReasonList(_ entry: YAMLEntry) -> ReasonList? {
        var reasons: [Reason] = []
        for reason in entry.value["reasons"]?.mapping ?? [] {
            let period = period(reason.value)
            if let label = localized(reason.value["label"]) {
                reasons.append(Reason(id: reason.key, label: label, period: period, span: reason.keySpan))
            }
        }
        guard let label = localized(entry.value["label"]) else { return nil }
        return ReasonList(id: entry.key, label: label, reasons: Catalogue(reasons), span: entry.keySpan)
    }

    mutating func readRuleSet(_ entry: YAMLEntry) -> RuleSet? {
        let node = entry.value
        var inner = scope
        var subject: DataField?
        if let shape = subjectShapes[entry.key], let name = node["subject"]?["name"]?.text {
            if scope?.variables.contains(where: { $0.name == name.text }) ?? false {
                bag.append(PackDiagnostics.reservedName(name.text, at: name.span))
            }
            inner = scope?.adding(name.text, shape.type)
            let read = fields(node["subject"]?["fields"], record: name.text, scope: inner, reserved: [])
            subject = DataField(id: name.text, type: .record(name: name.text, fields: read), label: nil, span: name.span)
        }
        let rules = rules(node["rules"], scope: inner)
        guard let label = localized(node["label"]) else { return nil }
        return RuleSet(id: entry.key, label: label, subject: subject, rules: rules, span: entry.keySpan)
    }
}
