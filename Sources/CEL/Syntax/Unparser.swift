/// Prints a tree back as an expression; reading it again gives the same tree.
struct Unparser {
    /// How tightly an expression holds together: what stands inside something tighter gets parentheses.
    private enum Binding: Int, Comparable {
        case conditional, or, and, relation, sum, product, unary, member

        static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }

        var next: Binding { Binding(rawValue: rawValue + 1) ?? .member }
    }

    private static let operators: [String: (sign: String, binding: Binding)] = [
        "_==_": ("==", .relation), "_!=_": ("!=", .relation), "_<_": ("<", .relation), "_<=_": ("<=", .relation),
        "_>_": (">", .relation), "_>=_": (">=", .relation), "@in": ("in", .relation), "_+_": ("+", .sum), "_-_": ("-", .sum),
        "_*_": ("*", .product), "_/_": ("/", .product), "_%_": ("%", .product),
    ]

    private let tree: SyntaxTree

    init(_ tree: SyntaxTree) {
        self.tree = tree
    }

    /// The text of a node and of all under it.
    func text(_ id: SyntaxTree.ID) -> String { write(id).text }

    private func write(_ id: SyntaxTree.ID, atLeast wanted: Binding) -> String {
        let (text, binding) = write(id)
        return binding < wanted ? "(\(text))" : text
    }

    private func list(_ ids: [SyntaxTree.ID]) -> String { ids.map { text($0) }.joined(separator: ", ") }

    private func write(_ id: SyntaxTree.ID) -> (text: String, binding: Binding) {
        switch tree[id].kind {
        case .literal(let value): return (Self.literal(value), .member)
        case .identifier(let name, let isAbsolute): return ((isAbsolute ? "." : "") + Self.name(name), .member)
        case .select(let operand, let field, _, let isOptional):
            return (write(operand, atLeast: .member) + (isOptional ? ".?" : ".") + Self.field(field), .member)
        case .presence(let operand, let field, _): return ("has(\(write(operand, atLeast: .member)).\(Self.field(field)))", .member)
        case .call(let function, let target, let arguments, _): return call(function, target, arguments)
        case .list(let elements, let optionals):
            let parts = elements.enumerated().map { (optionals.contains($0.offset) ? "?" : "") + text($0.element) }
            return ("[\(parts.joined(separator: ", "))]", .member)
        case .map(let entries):
            let parts = entries.map { ($0.isOptional ? "?" : "") + text($0.key) + ": " + text($0.value) }
            return ("{\(parts.joined(separator: ", "))}", .member)
        case .message(let name, let fields):
            return ("\(name){\(fields.map { Self.field($0.name) + ": " + text($0.value) }.joined(separator: ", "))}", .member)
        case .and: return (chain(id, "&&", .and), .and)
        case .or: return (chain(id, "||", .or), .or)
        case .conditional(let condition, let yes, let no):
            return ("\(write(condition, atLeast: .or)) ? \(write(yes, atLeast: .or)) : \(write(no, atLeast: .conditional))", .conditional)
        case .comprehension(let loop):
            let arguments = loop.names.map(Self.name) + [loop.predicate, loop.transform].compactMap { $0.map { text($0) } }
            return ("\(write(loop.range, atLeast: .member)).\(loop.form.name)(\(arguments.joined(separator: ", ")))", .member)
        case .binding(let name, let value, let body, let form):
            switch form {
            case .plain: return ("cel.bind(\(Self.name(name)), \(text(value)), \(text(body)))", .member)
            case .optMap, .optFlatMap:
                let macro = form == .optMap ? "optMap" : "optFlatMap"
                return ("\(write(value, atLeast: .member)).\(macro)(\(Self.name(name)), \(text(body)))", .member)
            }
        case .invalid: return ("", .member)
        }
    }

    private func call(_ function: String, _ target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID]) -> (String, Binding) {
        if let target {
            return ("\(write(target, atLeast: .member)).\(function)(\(list(arguments)))", .member)
        }
        if arguments.count == 2 {
            let (left, right) = (arguments[0], arguments[1])
            if let (sign, binding) = Self.operators[function] {
                return ("\(write(left, atLeast: binding)) \(sign) \(write(right, atLeast: binding.next))", binding)
            }
            if function == "_[_]" || function == "_[?_]" {
                return ("\(write(left, atLeast: .member))[\(function == "_[?_]" ? "?" : "")\(text(right))]", .member)
            }
        }
        if arguments.count == 1, function == "!_" || function == "-_" {
            // Two signs of a kind are one chain; a sign before a number is part of the number unless it is kept apart.
            let isChain = if case .call(function, nil, _, _) = tree[arguments[0]].kind { true } else { false }
            let operand = write(arguments[0], atLeast: isChain ? .unary : .member)
            let first = operand.utf8.first ?? 0
            let isSigned = function == "-_" && !isChain && (first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39))
            return ((function == "!_" ? "!" : "-") + (isSigned ? "(\(operand))" : operand), .unary)
        }
        return ("\(function)(\(list(arguments)))", .member)
    }

    // MARK: Chains

    /// The parser makes balanced trees of `a && b && c`; what it would not have made itself keeps its parentheses.
    private func chain(_ id: SyntaxTree.ID, _ sign: String, _ binding: Binding) -> String {
        let terms = balancedTerms(id, binding) ?? sides(id, binding).map { [$0.0, $0.1] } ?? []
        return terms.map { write($0, atLeast: binding.next) }.joined(separator: " \(sign) ")
    }

    private func sides(_ id: SyntaxTree.ID, _ binding: Binding) -> (SyntaxTree.ID, SyntaxTree.ID)? {
        switch tree[id].kind {
        case .and(let left, let right) where binding == .and: (left, right)
        case .or(let left, let right) where binding == .or: (left, right)
        default: nil
        }
    }

    private func balancedTerms(_ id: SyntaxTree.ID, _ binding: Binding) -> [SyntaxTree.ID]? {
        guard let (left, right) = sides(id, binding) else { return [id] }
        guard let first = balancedTerms(left, binding), let second = balancedTerms(right, binding),
            first.count == (first.count + second.count + 1) / 2
        else { return nil }
        return first + second
    }

    // MARK: Words

    private static func literal(_ value: Value) -> String {
        switch value {
        case .double(let number) where number.isInfinite: return number < 0 ? "-1e999" : "1e999"
        case .bytes(let bytes):
            var out = "b\""
            for byte in bytes {
                switch byte {
                case 0x22, 0x5C: out += "\\" + String(Character(Unicode.Scalar(byte)))
                case 0x20...0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
                default: out += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }
            }
            return out + "\""
        default: return value.text
        }
    }

    /// Names that optimisers make have the form of calls.
    private static func name(_ name: String) -> String {
        guard name.hasPrefix("@") else { return name }
        let parts = name.dropFirst().split(separator: ":")
        return "cel.\(parts.first ?? "")(\(parts.dropFirst().joined(separator: ", ")))"
    }

    private static func field(_ field: String) -> String {
        let isPlain = field.utf8.enumerated().allSatisfy { offset, byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || (offset > 0 && byte >= 0x30 && byte <= 0x39)
        }
        return isPlain && !field.isEmpty && !["in", "true", "false", "null"].contains(field) ? field : "`\(field)`"
    }
}

extension SyntaxTree {
    /// The expression that a node stands for, in the usual spacing.
    package func text(of id: ID) -> String { Unparser(self).text(id) }
}
