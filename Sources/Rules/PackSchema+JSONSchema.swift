import Diagnostics

extension PackSchema {
    /// The JSON Schema (draft 2020-12) of `pack.yaml` and of the files it includes, for completion and checks in editors.
    ///
    /// One schema serves both: the keys of `pack.yaml` alone are optional in it, since an editor does not know which file it shows.
    package static func jsonSchema(language: Language = .english) -> String {
        var out = "{\n"
        out += "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
        out += "  \"$id\": \"https://paraphe.dev/schema/pack.json\",\n"
        out += "  \"title\": \"Paraphe pack\",\n"
        out += "  \"$ref\": \"#/$defs/\(entry)\",\n"
        out += "  \"$defs\": {\n"
        out +=
            "    \"localized\": {\"type\": \"object\", \"properties\": {\"fr\": {\"type\": \"string\"}, \"en\": {\"type\": \"string\"}}, "
        out += "\"required\": [\"fr\", \"en\"], \"additionalProperties\": false},\n"
        out += "    \"scalar\": {\"type\": [\"string\", \"number\", \"boolean\"]},\n"
        let shown = parts.filter { $0.name != section }
        out += shown.map { "    \(JSONText.quote($0.name)): \(schema(of: $0, language: language))" }.joined(separator: ",\n")
        return out + "\n  }\n}\n"
    }

    private static func schema(of part: Part, language: Language) -> String {
        let properties = part.keys.map { key in
            "        \(JSONText.quote(key.name)): {\"description\": \(JSONText.quote(key.doc[language])), \(schema(of: key.type))}"
        }
        var out = "{\n      \"description\": \(JSONText.quote(part.doc[language])),\n      \"type\": \"object\",\n"
        out += "      \"properties\": {\n\(properties.joined(separator: ",\n"))\n      },\n"
        let required = part.name == entry ? [] : part.keys.filter(\.isRequired).map { JSONText.quote($0.name) }
        if !required.isEmpty { out += "      \"required\": [\(required.joined(separator: ", "))],\n" }
        return out + "      \"additionalProperties\": false\n    }"
    }

    /// The members of the schema of a value, without braces.
    private static func schema(of type: ValueType) -> String {
        switch type {
        case .text, .expression, .reference, .fieldPath: "\"$ref\": \"#/$defs/scalar\""
        case .localized: "\"$ref\": \"#/$defs/localized\""
        case .name(let form): "\"type\": \"string\", \"pattern\": \(JSONText.quote(form.pattern))"
        case .boolean: "\"type\": \"boolean\""
        case .integer: "\"type\": \"integer\""
        case .content: "\"type\": [\"object\", \"array\", \"string\", \"number\", \"boolean\"]"
        case .number: "\"type\": \"number\""
        case .date: "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""
        case .constant:
            "\"anyOf\": [{\"$ref\": \"#/$defs/scalar\"}, {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/scalar\"}}, {\"$ref\": \"#/$defs/localized\"}]"
        case .word(let words): "\"enum\": [\(words.map(JSONText.quote).joined(separator: ", "))]"
        case .list(let element): "\"type\": \"array\", \"minItems\": 1, \"items\": {\(schema(of: element))}"
        case .map(let form, let value):
            "\"type\": \"object\", \"minProperties\": 1, \"propertyNames\": {\"pattern\": \(JSONText.quote(form.pattern))}, "
                + "\"additionalProperties\": {\(schema(of: value))}"
        case .part(let name): "\"$ref\": \"#/$defs/\(name)\""
        case .either(let types): "\"anyOf\": [\(types.map { "{\(schema(of: $0))}" }.joined(separator: ", "))]"
        }
    }
}
