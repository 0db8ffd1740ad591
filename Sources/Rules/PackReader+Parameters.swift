import Diagnostics
import YAML

/// The variables that a MessageFormat 2 pattern names, with their places; those that it declares itself (`.local $x`) are left out.
struct PatternVariables {
    private(set) var names: [(name: String, range: Range<Int>)] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var locals: Set<String> = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "$") else {
                // `\$` is no variable.
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                continue
            }
            let start = index
            index += 1
            while index < bytes.count, Self.isName(bytes[index]) { index += 1 }
            guard index > start + 1 else { continue }
            let name = String(decoding: bytes[start + 1..<index], as: UTF8.self)
            var before = start
            while before > 0, bytes[before - 1] <= 0x20 { before -= 1 }
            if before >= 6, bytes[before - 6..<before].elementsEqual(".local".utf8) { locals.insert(name) }
            names.append((name, start..<index))
        }
        names.removeAll { locals.contains($0.name) }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension PackReader {
    /// Each variable of the texts must be given under `with`, and what is given should be used in both languages.
    mutating func checkParameters(_ node: YAMLNode?, texts: [LocalizedText]) {
        let entries = node?.mapping ?? []
        var used: [Language: Set<String>] = [:]
        for text in texts {
            for language in Language.allCases {
                let source = text.source(language)
                for (name, range) in PatternVariables(source.text).names {
                    used[language, default: []].insert(name)
                    if !entries.contains(where: { $0.key == name }) {
                        bag.append(PackDiagnostics.unknownParameter(name, known: entries.map(\.key), at: source.span(range)))
                    }
                }
            }
        }
        for entry in entries {
            let missing = Language.allCases.filter { !(used[$0]?.contains(entry.key) ?? false) }
            if !missing.isEmpty { bag.append(PackDiagnostics.unusedParameter(entry.key, languages: missing, at: entry.keySpan)) }
        }
    }

    /// No parameter of a notification may read a confidential field.
    mutating func checkConfidentiality(_ parameters: [Parameter]) {
        guard let scope else { return }
        for parameter in parameters {
            for case .path(let path) in ExpressionTokens(parameter.value.text).tokens {
                if let field = confidentialField(path, scope: scope) {
                    bag.append(PackDiagnostics.confidential(field, at: parameter.value.span))
                    break
                }
            }
        }
    }

    /// The path of the confidential field that a path reads, goes through, or has below it.
    private func confidentialField(_ path: [String], scope: ConditionScope) -> String? {
        guard let first = path.first, var type = scope.variables.first(where: { $0.name == first })?.type else { return nil }
        var walked = first
        for segment in path.dropFirst() {
            let fields: [DataField]
            switch type {
            case .record(_, let members): fields = members
            case .person: fields = scope.personFields
            default: return nil
            }
            guard let field = fields.first(where: { $0.id == segment }) else { return nil }
            walked += "." + segment
            if field.isConfidential { return walked }
            type = field.type
        }
        return below(type, walked)
    }

    private func below(_ type: FieldType, _ walked: String) -> String? {
        for field in type.recordFields ?? [] {
            if field.isConfidential { return walked + "." + field.id }
            if let found = below(field.type, walked + "." + field.id) { return found }
        }
        return nil
    }

    /// A condition that names nothing is always the same.
    mutating func checkConstancy(_ source: EmbeddedText) {
        let words: Set<[String]> = [["true"], ["false"], ["null"]]
        let names = ExpressionTokens(source.text).tokens.contains { token in
            switch token {
            case .path(let path): !words.contains(path)
            case .string: false
            case .symbol(let symbol):
                symbol.utf8.first.map { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") } ?? false
            }
        }
        if !names { bag.append(PackDiagnostics.constantCondition(at: source.span)) }
    }
}
