import Diagnostics

/// The extension `regex`: parts of a text by a pattern (cel-go `ext/regex`).
enum RegexLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    /// Longest text that a replacement may make, in bytes, and longest to search with groups, in characters.
    private static let longestBytes = 1_000_000
    private static let longestText = 100_000

    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration("regex.extract", [Overload([.string, .string], .optional(.string))], cost: 50, work: Cost.search) { arguments in
            search("regex.extract", arguments, groups: 0...1) { pattern, text in
                var steps = 0
                guard let match = pattern.firstMatch(in: text, from: 0, steps: &steps) else { return .optional(.none) }
                guard let range = match.count > 1 ? match[1] : match[0] else { return .optional(.none) }
                return .optional(OptionalValue(.string(string(text[range]))))
            }
        },
        FunctionDeclaration("regex.extractAll", [Overload([.string, .string], .list(.string))], cost: 50, work: Cost.search) { arguments in
            search("regex.extractAll", arguments, groups: 0...1) { pattern, text in
                guard let matches = pattern.allMatches(in: text) else { return tooCostly }
                return .list(
                    matches.compactMap { match in
                        (match.count > 1 ? match[1] : match[0]).map { .string(string(text[$0])) }
                    })
            }
        },
        FunctionDeclaration(
            "regex.replace",
            [Overload([.string, .string, .string], .string), Overload([.string, .string, .string, .int], .string)], cost: 50,
            work: Cost.search
        ) { arguments in
            guard arguments.count >= 3, case .string(let replacement) = arguments[2] else { return .noOverload("regex.replace", arguments) }
            var limit = Int.max
            if arguments.count == 4 {
                guard case .int(let count) = arguments[3] else { return .noOverload("regex.replace", arguments) }
                limit = count < 0 ? .max : Int(count)
            }
            return search("regex.replace", Array(arguments.prefix(2)), groups: 0...Int.max) { pattern, text in
                replace(pattern, text, Array(replacement.unicodeScalars), limit)
            }
        },
    ]

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func search(
        _ name: String, _ arguments: [Value], groups: ClosedRange<Int>, _ body: (RegularExpression, [Unicode.Scalar]) -> Value
    ) -> Value {
        guard arguments.count == 2, case .string(let text) = arguments[0], case .string(let pattern) = arguments[1] else {
            return .noOverload(name, arguments)
        }
        guard text.utf8.count <= longestText else {
            return .failure(.costExceeded, fr: "le texte est trop long", en: "the text is too long")
        }
        switch RegularExpression.compile(pattern) {
        case .failure(let error): return .failure(.invalidArgument, fr: error.message.fr, en: error.message.en)
        case .success(let compiled):
            guard groups.contains(compiled.groupCount) else {
                return .failure(
                    .invalidArgument, fr: "l’expression régulière a plus d’un groupe", en: "the pattern has more than one group")
            }
            return body(compiled, Array(text.unicodeScalars))
        }
    }

    /// `\1` stands for the first group, `\0` for the whole, `\\` for a backslash.
    private static func replace(_ pattern: RegularExpression, _ text: [Unicode.Scalar], _ replacement: [Unicode.Scalar], _ limit: Int)
        -> Value
    {
        var out: [Unicode.Scalar] = []
        var end = 0
        guard let matches = pattern.allMatches(in: text, limit: limit) else { return tooCostly }
        for match in matches {
            guard let whole = match[0] else { continue }
            out += text[end..<whole.lowerBound]
            var at = 0
            while at < replacement.count {
                let scalar = replacement[at]
                at += 1
                guard scalar == "\\" else {
                    out.append(scalar)
                    continue
                }
                guard at < replacement.count else { return badReplacement }
                let next = replacement[at]
                at += 1
                if next == "\\" {
                    out.append(next)
                } else if ("0"..."9").contains(next) {
                    let group = Int(next.value - 48)
                    guard group < match.count else { return badReplacement }
                    if let range = match[group] { out += text[range] }
                } else {
                    return badReplacement
                }
            }
            end = whole.upperBound
            if out.count > longestBytes { return .failure(.costExceeded, fr: "le texte est trop long", en: "the text is too long") }
        }
        return .string(string(out + text[end...]))
    }

    private static let tooCostly = Value.failure(
        .costExceeded, fr: "la recherche coûte plus que la limite", en: "the search costs more than the limit")

    private static let badReplacement = Value.failure(
        .invalidArgument, fr: "le remplacement nomme un groupe qui n’existe pas", en: "the replacement names a group that does not exist")
}
