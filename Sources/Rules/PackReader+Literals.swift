import Diagnostics
import YAML

extension PackReader {
    /// Texts that a condition compares with a state, a role, a profile, a reason or a choice must be one of those declared: types alone
    /// would not notice `dossier.state == 'submited'`.
    mutating func checkLiterals(_ source: EmbeddedText, scope: ConditionScope) {
        let tokens = ExpressionTokens(source.text).tokens
        func token(_ index: Int) -> ExpressionTokens.Token? { tokens.indices.contains(index) ? tokens[index] : nil }
        for (index, current) in tokens.enumerated() {
            guard case .symbol(let operation) = current else { continue }
            switch operation {
            case "==", "!=":
                if case .path(let path)? = token(index - 1), case .string(let text, let range)? = token(index + 1) {
                    check(text, range, against: path, isElement: false, source: source, scope: scope)
                } else if case .string(let text, let range)? = token(index - 1), case .path(let path)? = token(index + 1) {
                    check(text, range, against: path, isElement: false, source: source, scope: scope)
                }
            case "in":
                if case .string(let text, let range)? = token(index - 1), case .path(let path)? = token(index + 1) {
                    check(text, range, against: path, isElement: true, source: source, scope: scope)
                } else if case .path(let path)? = token(index - 1), token(index + 1) == .symbol("[") {
                    var next = index + 2
                    while let member = token(next), member != .symbol("]") {
                        if case .string(let text, let range) = member {
                            check(text, range, against: path, isElement: false, source: source, scope: scope)
                        }
                        next += 1
                    }
                }
            case "(": checkCall(tokens, opening: index, source: source)
            default: break
            }
        }
    }

    private mutating func check(
        _ text: String, _ range: Range<Int>, against path: [String], isElement: Bool, source: EmbeddedText, scope: ConditionScope
    ) {
        guard let (kind, known) = names(path, isElement: isElement, scope: scope), !known.contains(text) else { return }
        // An empty text is nobody's name: it is how a condition asks for nothing.
        guard !text.isEmpty else { return }
        bag.append(PackDiagnostics.unknownValue(text, kind: kind, path: path.joined(separator: "."), known: known, at: source.span(range)))
    }

    /// The declared names that a path can take, or nil when it can take any text.
    private func names(_ path: [String], isElement: Bool, scope: ConditionScope) -> (kind: Bilingual, known: [String])? {
        guard let first = path.first, var type = scope.variables.first(where: { $0.name == first })?.type else { return nil }
        var isPerson = false
        var isDossier = false
        for segment in path.dropFirst() {
            let fields: [DataField]
            switch type {
            case .record(let name, let members): (fields, isPerson, isDossier) = (members, false, name == "Dossier")
            case .person: (fields, isPerson, isDossier) = (scope.personFields, true, false)
            default: return nil
            }
            guard let field = fields.first(where: { $0.id == segment }) else { return nil }
            type = field.type
        }
        let last = path.last ?? ""
        switch (type, isElement) {
        case (.text, false) where isDossier && last == "state": return (NameKind.state.words, declaredOrder[.state] ?? [])
        case (.text, false) where isPerson && last == "profile": return (NameKind.profile.words, declaredOrder[.profile] ?? [])
        case (.list(.text), true) where isPerson && last == "roles": return (NameKind.role.words, declaredOrder[.role] ?? [])
        case (.choice(let choices), false), (.list(.choice(let choices)), true):
            return (Bilingual(fr: "un choix", en: "a choice"), choices.map(\.id))
        case (.reason(let list), false):
            let reasons = assembly.entries("reasons").first { $0.key == list }?.value["reasons"]?.mapping ?? []
            return (Bilingual(fr: "un motif", en: "a reason"), reasons.map(\.key))
        default: return nil
        }
    }
}
