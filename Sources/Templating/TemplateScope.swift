import CEL

/// What expressions may use at one place of a template: the caller's variables, and the names made by the template itself.
struct TemplateScope: Sendable {
    /// The caller's variables and ours, with their types.
    private(set) var environment: CELEnvironment

    init(environment: CELEnvironment) {
        self.environment = environment
    }

    /// Whether a name means something here.
    func isDeclared(_ name: String) -> Bool { environment.variables[name] != nil }

    /// Makes a name known from here on.
    mutating func declare(_ name: String, _ type: CELType) {
        environment = environment.adding(variable: name, type: type)
    }

    mutating func add(_ records: [RecordType]) {
        environment = environment.adding(records: records)
    }

    /// Forgets the names made since `outer`.
    mutating func leave(to outer: TemplateScope) {
        environment = outer.environment
    }

    /// Unaccented letters, digits and `_`, not beginning with a digit, and no word of CEL.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !("0"..."9").contains(Character(Unicode.Scalar(first))), name.utf8.count <= 60 else {
            return false
        }
        let isPlain = name.utf8.allSatisfy {
            ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: "_")
        }
        return isPlain && !reserved.contains(name)
    }

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null",
        "package", "return",
        "true", "var", "void", "while",
    ]
}
