import Diagnostics

/// All that expressions may use, for the reference page: operators, macros and functions, each with what it does and an example.
package enum CELReference {
    package enum Kind: String, Sendable {
        case `operator`, macro, function
    }

    package struct Entry: Sendable {
        package let kind: Kind
        package let section: FunctionSection
        /// As authors look for it: `==`, `has`, `math.greatest`.
        package let name: String
        /// One line each: `string.startsWith(string) -> bool`.
        package let signatures: [String]
        package let summary: Bilingual
        package let examples: [FunctionDocumentation.Example]
    }

    /// The whole language with its libraries, section by section, in alphabetical order within each.
    package static let all: [Entry] = sorted(macros + syntax + entries(of: StandardLibrary.functions.values.map { $0 }))

    /// The entries of further functions, those of a pack for example; functions without documentation have none.
    package static func entries(of functions: [FunctionDeclaration]) -> [Entry] {
        let entries = functions.compactMap { function -> Entry? in
            guard let documentation = function.documentation else { return nil }
            let sign = CELDiagnostics.signs[function.name]
            var signatures = documentation.signatures
            for overload in documentation.signatures.isEmpty ? function.overloads : [] {
                let text = signature(sign ?? function.name, isOperator: sign != nil, overload, documentation.parameters)
                if !signatures.contains(text) { signatures.append(text) }
            }
            return Entry(
                kind: sign == nil ? .function : .operator, section: documentation.section, name: sign ?? function.name,
                signatures: signatures, summary: documentation.summary, examples: documentation.examples)
        }
        return sorted(entries)
    }

    private static func sorted(_ entries: [Entry]) -> [Entry] {
        FunctionSection.allCases.flatMap { section in
            entries.filter { $0.section == section }.sorted { left, right in
                // Two operators share the sign `-`.
                left.name == right.name
                    ? left.signatures.joined().utf8.lexicographicallyPrecedes(right.signatures.joined().utf8)
                    : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            }
        }
    }

    private static func signature(
        _ name: String, isOperator: Bool, _ overload: FunctionDeclaration.Overload, _ parameterNames: [String]
    ) -> String {
        let types = overload.parameters.map(\.description)
        let result = " -> " + overload.result.description
        if isOperator {
            switch (name, types.count) {
            case ("[ ]", 2): return "\(types[0])[\(types[1])]" + result
            case ("[? ]", 2): return "\(types[0])[?\(types[1])]" + result
            case (_, 2): return "\(types[0]) \(name) \(types[1])" + result
            default: return name + types.joined() + result
            }
        }
        let parameters = types.enumerated().map { offset, type in
            parameterNames.indices.contains(offset) ? "\(parameterNames[offset]): \(type)" : type
        }
        guard overload.isMember, let receiver = types.first else { return "\(name)(\(parameters.joined(separator: ", ")))" + result }
        return "\(receiver).\(name)(\(parameters.dropFirst().joined(separator: ", ")))" + result
    }

    /// What is written with signs or words of the language, not declared as a function.
    private static let syntax: [Entry] = [
        syntax(
            "&&", ["bool && bool -> bool"], "vrai si les deux côtés le sont; un côté faux suffit à rendre faux",
            "true when both sides are; one false side makes it false", [("1 < 2 && 2 < 3", "true"), ("false && 1 / 0 == 1", "false")]),
        syntax(
            "||", ["bool || bool -> bool"], "vrai si l’un des deux côtés l’est", "true when one of the sides is",
            [("1 > 2 || 2 < 3", "true"), ("true || 1 / 0 == 1", "true")]),
        syntax(
            "? :", ["bool ? A : A -> A"], "la première valeur si la condition est vraie, sinon la seconde",
            "the first value when the condition is true, else the second", [("3 > 2 ? 'oui' : 'non'", "\"oui\"")]),
        syntax(
            ".", ["record.field", "map(string, A).key -> A"], "un champ d’un objet ou une entrée d’une table",
            "a field of an object or an entry of a map",
            [("{'a': 1}.a", "1")]),
        syntax(
            ".?", ["record.?field -> optional(A)"], "un champ qui peut manquer, sous forme de valeur facultative",
            "a field that may be absent, as an optional value", [("{'a': 1}.?b.orValue(0)", "0")]),
    ]

    private static func syntax(
        _ name: String, _ signatures: [String], _ fr: String, _ en: String, _ examples: [(String, String)]
    ) -> Entry {
        Entry(
            kind: .operator, section: name == ".?" ? .optionals : .operators, name: name, signatures: signatures,
            summary: Bilingual(fr: fr, en: en), examples: examples.map { FunctionDocumentation.Example($0.0, $0.1) })
    }
}
