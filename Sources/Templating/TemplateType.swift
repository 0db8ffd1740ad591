import CEL
import Diagnostics

/// Reads the type of a `<g:param>`: `string`, `list(T)`, `map(K, V)`, `optional(T)`, `{name: T, count?: T}`.
struct TemplateType {
    private static let deepest = 16
    private static let words: [(String, CELType)] = [
        ("bool", .bool), ("bytes", .bytes), ("double", .double), ("duration", .duration), ("dyn", .dyn), ("int", .int), ("null", .null),
        ("string", .string),
        ("timestamp", .timestamp), ("uint", .uint),
    ]

    private let source: EmbeddedText
    private let bytes: [UInt8]
    /// Records have names inside CEL: made from the parameter's name and the place in the type.
    private let recordName: String
    private var index = 0
    private var records: [RecordType] = []

    private struct Fault: Error {
        let diagnostic: Diagnostic
    }

    private init(_ source: EmbeddedText, recordName: String) {
        self.source = source
        self.recordName = recordName
        bytes = Array(source.text.utf8)
    }

    /// The type and the records that it names, or nil and the fault.
    static func parse(_ source: EmbeddedText, recordName: String) -> (result: (type: CELType, records: [RecordType])?, fault: Diagnostic?) {
        var parser = TemplateType(source, recordName: recordName)
        do throws(Fault) {
            let type = try parser.type(depth: 0)
            parser.skipSpaces()
            guard parser.index == parser.bytes.count else {
                throw parser.fault(Bilingual(fr: "rien ne suit un type", en: "nothing follows a type"))
            }
            return ((type, parser.records), nil)
        } catch {
            return (nil, error.diagnostic)
        }
    }

    private func fault(_ what: Bilingual, from start: Int? = nil) -> Fault {
        let start = start ?? index
        return Fault(diagnostic: TemplateDiagnostics.badType(what, at: source.span(start..<min(bytes.count, max(index, start + 1)))))
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
        guard skip(character) else { throw fault(Bilingual(fr: "`\(character)` attendu", en: "`\(character)` expected")) }
    }

    private mutating func word() -> String {
        skipSpaces()
        let start = index
        while index < bytes.count,
            (bytes[index] | 0x20) >= 0x61 && (bytes[index] | 0x20) <= 0x7A || (0x30...0x39).contains(bytes[index]) || bytes[index] == 0x5F
        {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func type(depth: Int) throws(Fault) -> CELType {
        guard depth < Self.deepest else { throw fault(Bilingual(fr: "trop de niveaux", en: "too many levels")) }
        if skip("{") { return try record(depth: depth) }
        skipSpaces()
        let start = index
        let name = word()
        switch name {
        case "list", "optional":
            try expect("(")
            let inner = try type(depth: depth + 1)
            try expect(")")
            return name == "list" ? .list(inner) : .optional(inner)
        case "map":
            try expect("(")
            let key = try type(depth: depth + 1)
            try expect(",")
            let value = try type(depth: depth + 1)
            try expect(")")
            return .map(key: key, value: value)
        default:
            if let known = Self.words.first(where: { $0.0 == name }) { return known.1 }
            let names = Self.words.map(\.0) + ["list", "map", "optional"]
            if let nearest = NearestName.of(name, among: names) {
                throw fault(
                    Bilingual(
                        fr: "`\(name)`\u{202F}; vouliez-vous dire `\(nearest)`\u{202F}?", en: "`\(name)`; did you mean `\(nearest)`?"),
                    from: start)
            }
            throw fault(Bilingual(fr: "`\(name)` n'est pas un type", en: "`\(name)` is not a type"), from: start)
        }
    }

    private mutating func record(depth: Int) throws(Fault) -> CELType {
        let place = records.count
        let name = place == 0 ? recordName : "\(recordName)_\(place)"
        records.append(RecordType(name: name, fields: []))
        var fields: [(name: String, type: CELType)] = []
        while !skip("}") {
            let start = index
            let field = word()
            guard TemplateScope.isName(field) else {
                throw fault(Bilingual(fr: "nom de champ attendu", en: "name of a field expected"), from: start)
            }
            guard !fields.contains(where: { $0.name == field }) else {
                throw fault(Bilingual(fr: "`\(field)` est donné deux fois", en: "`\(field)` is given twice"), from: start)
            }
            // `name?`: the field may be missing; `has()` tells.
            _ = skip("?")
            try expect(":")
            fields.append((field, try type(depth: depth + 1)))
            if !skip(",") {
                try expect("}")
                break
            }
        }
        records[place] = RecordType(name: name, fields: fields)
        return .record(name)
    }
}
