import Foundation

/// The words that the reader of arguments adds to ours, in French: it knows English alone.
enum FrenchHelp {
    /// A page of help; what is none (a completion script, a version) stays as it is.
    static func page(_ text: String) -> String {
        guard text.hasPrefix("OVERVIEW:") || text.hasPrefix("USAGE:") else { return text }
        return applying(page, to: text)
    }

    /// What is wrong with the arguments.
    static func fault(_ text: String) -> String { applying(faults, to: text) }

    private static func applying(_ rules: [(pattern: String, words: String)], to text: String) -> String {
        rules.reduce(text) { text, rule in
            text.replacingOccurrences(of: rule.pattern, with: rule.words, options: .regularExpression)
        }
    }

    private static let page: [(pattern: String, words: String)] = [
        ("(?m)^OVERVIEW: ", "APERÇU\u{A0}: "),
        ("(?m)^USAGE: ", "USAGE\u{A0}: "),
        ("(?m)^(ARGUMENTS|OPTIONS):$", "$1\u{A0}:"),
        ("(?m)^SUBCOMMANDS:$", "COMMANDES\u{A0}:"),
        ("(?m)^(.+) SUBCOMMANDS:$", "$1\u{A0}:"),
        ("<subcommand>", "<commande>"),
        ("(?m)^  See '(.+)' for detailed help\\.", "  Voir '$1' pour l’aide d’une commande."),
        ("Show help information\\.", "Montre cette aide."),
        ("Show the version\\.", "Montre la version."),
        ("\\(values:", "(valeurs\u{A0}:"),
        ("(?<=[(;\\s])default:", "sinon"),
    ]

    private static let faults: [(pattern: String, words: String)] = [
        ("(?m)^Error: ", "Erreur\u{A0}: "),
        ("(?m)^Help:  ", "Aide\u{A0}:  "),
        ("(?m)^Usage: ", "Usage\u{A0}: "),
        ("(?m)^  See '(.+)' for more information\\.", "  Voir '$1' pour en savoir plus."),
        ("<subcommand>", "<commande>"),
        ("Missing expected argument '(.*)'", "il manque l’argument '$1'"),
        ("Missing one of: ", "il manque l’un de ceux-ci\u{A0}: "),
        ("Missing required subcommand\\.", "il manque une commande"),
        ("Missing value for '(.*)'", "il manque la valeur de '$1'"),
        ("Unknown option '([^']*)'", "option inconnue '$1'"),
        ("\\. Did you mean '([^']*)'\\?", "; vouliez-vous dire '$1'\u{202F}?"),
        ("Unexpected argument '(.*)'", "argument de trop '$1'"),
        ("([0-9]+) unexpected arguments: ", "$1 arguments de trop\u{A0}: "),
        ("The value '(.*)' is invalid for '([^']*)'", "la valeur '$1' ne convient pas à '$2'"),
        ("\\. Please provide one of the following:", "; écrire l’une de celles-ci\u{A0}:"),
        ("\\. Please provide one of (.*)\\.", "; écrire $1"),
        ("(?<=') (?:and|or) (?=')", " ou "),
        (
            "The option '(.*)' does not take any value, but '(.*)' was specified\\.",
            "l’option '$1' ne prend pas de valeur, et '$2' est donné"
        ),
        ("Value to be set with (.*) had already been set with (.*)", "ce que donne $1 est déjà donné par $2"),
    ]
}
