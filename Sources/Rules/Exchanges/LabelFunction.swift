import CEL
import Diagnostics

/// `label(key, language)`: the words that the pack gives to what it declares, for exchanges.
///
/// Keys are those of ``Rulebook/allMessages``: `states.draft`, `dossier.urgency.elective`, `forms.report.outcome`.
struct LabelFunction: Sendable {
    static let name = "label"

    private let labels: [String: Bilingual]

    init(_ rulebook: Rulebook) {
        let own = Set(rulebook.messages.ids)
        // The pack's own messages may hold placeholders: templates fill them, exchanges do not.
        labels = Dictionary(
            rulebook.allMessages.filter { !own.contains($0.id) }.map { ($0.id, $0.text.bilingual) }, uniquingKeysWith: { first, _ in first }
        )
    }

    var keys: [String] { labels.keys.sorted() }

    func contains(_ key: String) -> Bool { labels[key] != nil }

    /// Whether some key begins so, as in `'states.' + dossier.state`.
    func contains(prefix: String) -> Bool { labels.keys.contains { $0.hasPrefix(prefix) } }

    var declaration: FunctionDeclaration {
        let labels = labels
        return FunctionDeclaration(Self.name, [.init([.string, .string], .string)]) { arguments in
            guard case .string(let key)? = arguments.first, case .string(let tag)? = arguments.last else { return .null }
            guard let label = labels[key] else {
                return .error(
                    EvaluationError(
                        .invalidArgument, Bilingual(fr: "rien ne porte l’étiquette `\(key)`", en: "nothing has the label `\(key)`")))
            }
            guard let language = Language(tag: tag) else {
                return .error(
                    EvaluationError(
                        .invalidArgument,
                        Bilingual(fr: "`\(tag)` n’est pas une langue du service", en: "`\(tag)` is not a language of the service")))
            }
            return .string(label[language])
        }
    }
}
