/// The extension `strings`: positions count code points, never bytes or graphemes.
enum StringLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    /// Longest text that one call may build, in bytes.
    private static let longestBytes = 10_000_000

    /// Where `part` begins in `text` (offsets of the arrays), searching from an offset; in linear time (Knuth, Morris and Pratt).
    static func position<T: Equatable>(of part: [T], in text: [T], from start: Int) -> Int? {
        guard part.count <= text.count else { return nil }
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        // For each prefix, how much of it is also its own end.
        var borders = [0]
        borders.reserveCapacity(part.count)
        for index in part.indices.dropFirst() {
            var length = borders[index - 1]
            while length > 0, part[index] != part[length] { length = borders[length - 1] }
            borders.append(part[index] == part[length] ? length + 1 : 0)
        }
        var matched = 0
        var at = start
        while at < text.count {
            while matched > 0, text[at] != part[matched] { matched = borders[matched - 1] }
            if text[at] == part[matched] { matched += 1 }
            at += 1
            if matched == part.count { return at - matched }
        }
        return nil
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func outOfRange(_ index: Int64) -> Value {
        .failure(.indexOutOfRange, fr: "l’indice \(index) est hors du texte", en: "the index \(index) is out of the text")
    }

    private static func member(
        _ name: String, _ parameters: [[CELType]], _ result: CELType, work: (@Sendable ([Value]) -> Int)? = nil,
        _ body: @escaping @Sendable (String, [Value]) -> Value?
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, parameters.map { Overload([.string] + $0, result, isMember: true) }, work: work) { arguments in
            guard case .string(let text)? = arguments.first else { return .noOverload(name, arguments) }
            return body(text, Array(arguments.dropFirst())) ?? .noOverload(name, arguments)
        }
    }

    static let functions: [FunctionDeclaration] = [
        member("charAt", [[.int]], .string) { text, arguments in
            guard case .int(let index)? = arguments.first else { return nil }
            let all = scalars(text)
            guard index >= 0, index <= Int64(all.count) else { return outOfRange(index) }
            return .string(index == Int64(all.count) ? "" : String(Character(all[Int(index)])))
        },
        member("indexOf", [[.string], [.string, .int]], .int) { value, arguments in
            guard case .string(let part)? = arguments.first else { return nil }
            let all = scalars(value)
            var start: Int64 = 0
            if arguments.count == 2 {
                guard case .int(let from) = arguments[1] else { return nil }
                start = from
            }
            guard start >= 0, start <= Int64(all.count) else { return outOfRange(start) }
            return .int(Int64(position(of: scalars(part), in: all, from: Int(start)) ?? -1))
        },
        member("lastIndexOf", [[.string], [.string, .int]], .int) { value, arguments in
            guard case .string(let part)? = arguments.first else { return nil }
            let (all, wanted) = (scalars(value), scalars(part))
            var last = Int64(all.count)
            if arguments.count == 2 {
                guard case .int(let from) = arguments[1] else { return nil }
                guard from >= 0, from <= last else { return outOfRange(from) }
                last = from
            }
            guard wanted.count <= all.count else { return .int(-1) }
            // The last one is the first one from the end.
            let latest = all.count - wanted.count
            let found = position(of: Array(wanted.reversed()), in: Array(all.reversed()), from: latest - min(Int(last), latest))
            return .int(found.map { Int64(latest - $0) } ?? -1)
        },
        member("substring", [[.int], [.int, .int]], .string) { value, arguments in
            guard case .int(let start)? = arguments.first else { return nil }
            let all = scalars(value)
            var end = Int64(all.count)
            if arguments.count == 2 {
                guard case .int(let other) = arguments[1] else { return nil }
                guard other >= 0, other <= end else { return outOfRange(other) }
                end = other
            }
            guard start >= 0, start <= end else { return outOfRange(start) }
            return .string(text(all[Int(start)..<Int(end)]))
        },
        member("replace", [[.string, .string], [.string, .string, .int]], .string) { value, arguments in
            guard arguments.count >= 2, case .string(let part) = arguments[0], case .string(let other) = arguments[1] else { return nil }
            var limit = Int64.max
            if arguments.count == 3 {
                guard case .int(let count) = arguments[2] else { return nil }
                limit = count < 0 ? .max : count
            }
            let (all, wanted, put) = (scalars(value), scalars(part), scalars(other))
            var out: [Unicode.Scalar] = []
            var (at, count) = (0, Int64(0))
            while count < limit, out.count <= longestBytes, let found = position(of: wanted, in: all, from: at) {
                out += all[at..<found]
                out += put
                count += 1
                // An empty part stands before each character and at the end.
                if wanted.isEmpty {
                    guard found < all.count else { return .string(text(out)) }
                    out.append(all[found])
                    at = found + 1
                } else {
                    at = found + wanted.count
                }
            }
            if out.count > longestBytes { return tooLong }
            out += all[at...]
            return .string(text(out))
        },
        member("split", [[.string], [.string, .int]], .list(.string), work: { Cost.cells(of: $0.first) * 16 }) { value, arguments in
            guard case .string(let separator)? = arguments.first else { return nil }
            var limit = Int64.max
            if arguments.count == 2 {
                guard case .int(let count) = arguments[1] else { return nil }
                limit = count < 0 ? .max : count
            }
            if limit == 0 { return .list([]) }
            let (all, wanted) = (scalars(value), scalars(separator))
            var parts: [Value] = []
            var from = 0
            if wanted.isEmpty {
                while from < all.count, Int64(parts.count) < limit - 1 {
                    parts.append(.string(text(all[from...from])))
                    from += 1
                }
                if from < all.count { parts.append(.string(text(all[from...]))) }
                return .list(parts)
            }
            while Int64(parts.count) < limit - 1, let found = position(of: wanted, in: all, from: from) {
                parts.append(.string(text(all[from..<found])))
                from = found + wanted.count
            }
            parts.append(.string(text(all[from...])))
            return .list(parts)
        },
        FunctionDeclaration(
            "join", [Overload([.list(.string)], .string, isMember: true), Overload([.list(.string), .string], .string, isMember: true)]
        ) { arguments in
            guard case .list(let elements)? = arguments.first else { return .noOverload("join", arguments) }
            var separator = ""
            if arguments.count == 2 {
                guard case .string(let given) = arguments[1] else { return .noOverload("join", arguments) }
                separator = given
            }
            var parts: [String] = []
            var length = 0
            for element in elements {
                guard case .string(let part) = element else { return .noOverload("join", arguments) }
                length += part.utf8.count + separator.utf8.count
                if length > longestBytes { return tooLong }
                parts.append(part)
            }
            return .string(parts.joined(separator: separator))
        },
        member("trim", [[]], .string) { value, _ in
            let all = scalars(value)
            guard let first = all.firstIndex(where: { !$0.properties.isWhitespace }),
                let last = all.lastIndex(where: { !$0.properties.isWhitespace })
            else { return .string("") }
            return .string(text(all[first...last]))
        },
        member("lowerAscii", [[]], .string) { value, _ in
            .string(text(value.unicodeScalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar($0.value + 32) ?? $0 : $0 }))
        },
        member("upperAscii", [[]], .string) { value, _ in
            .string(text(value.unicodeScalars.map { ("a"..."z").contains($0) ? Unicode.Scalar($0.value - 32) ?? $0 : $0 }))
        },
        member("reverse", [[]], .string) { value, _ in .string(text(value.unicodeScalars.reversed())) },
        FunctionDeclaration("strings.quote", [Overload([.string], .string)]) {
            guard case .string(let value)? = $0.first else { return .noOverload("strings.quote", $0) }
            return .string(quote(value))
        },
        member("format", [[.list(.dyn)]], .string, work: { Cost.cells(of: $0.last) }) { value, arguments in
            guard case .list(let list)? = arguments.first else { return nil }
            return TextFormat.format(value, list)
        },
    ]

    private static let tooLong = Value.failure(.costExceeded, fr: "le texte est trop long", en: "the text is too long")

    static func quote(_ value: String) -> String {
        var out = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\u{07}": out += "\\a"
            case "\u{08}": out += "\\b"
            case "\u{0C}": out += "\\f"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{0B}": out += "\\v"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A double as CEL writes it: the shortest digits that read back, whole numbers without a point.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        guard let mark = text.firstIndex(of: "e") else { return text }
        // Exponents have a sign and two digits at least.
        let exponent = text[text.index(after: mark)...]
        let digits = exponent.drop { $0 == "-" || $0 == "+" }
        return text[..<mark] + "e" + (exponent.hasPrefix("-") ? "-" : "+") + (digits.count < 2 ? "0" : "") + digits
    }
}
