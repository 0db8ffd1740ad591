import Diagnostics

extension Value {
    /// The value as JSON in one line; entries keep their order. What JSON has no form for is written as text.
    package var jsonText: String {
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .int(let value): out += String(value)
        case .uint(let value): out += String(value)
        case .double(let value): out += value.isFinite ? value.description : JSONText.quote(StringLibrary.text(of: value))
        case .string(let value): out += JSONText.quote(value)
        case .bytes(let value): out += JSONText.quote(EncoderLibrary.encode(value))
        case .list(let elements):
            out += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { out += "," }
                element.write(to: &out)
            }
            out += "]"
        case .map(let map):
            out += "{"
            for (index, entry) in map.entries.enumerated() {
                if index > 0 { out += "," }
                out += JSONText.quote(TextFormat.text(entry.key) ?? "")
                out += ":"
                entry.value.write(to: &out)
            }
            out += "}"
        case .timestamp(let value): out += JSONText.quote(value.text)
        case .duration(let value): out += JSONText.quote(value.text)
        case .type(let name): out += JSONText.quote(name)
        case .network(let address): out += JSONText.quote(address.text)
        case .optional(let optional): (optional.value ?? .null).write(to: &out)
        case .error(let error): out += JSONText.quote(error.message.en)
        }
    }

    /// The value as an expression writes it, for people.
    package var text: String {
        switch self {
        case .string(let value): StringLibrary.quote(value)
        case .uint(let value): String(value) + "u"
        case .double(let value) where value.isFinite: value.description
        case .bytes(let value): "b" + StringLibrary.quote(String(decoding: value, as: UTF8.self))
        case .list(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .map(let map): "{" + map.entries.map { $0.key.text + ": " + $0.value.text }.joined(separator: ", ") + "}"
        case .timestamp(let value): "timestamp(\"\(value.text)\")"
        case .duration(let value): "duration(\"\(value.text)\")"
        case .network(let address): (address.prefixLength == nil ? "ip" : "cidr") + "(\"\(address.text)\")"
        case .optional(let optional): optional.value.map { "optional.of(\($0.text))" } ?? "optional.none()"
        case .error(let error): error.message.en
        default: TextFormat.text(self) ?? typeName
        }
    }
}
