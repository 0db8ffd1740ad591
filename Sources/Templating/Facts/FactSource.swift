import CEL
import Diagnostics

/// One fact element as its author wrote it: `<g:reasons list="cancellation"/>`.
package struct FactCall: Hashable, Sendable {
    /// Local name of the element.
    package let element: String
    /// The attributes that were given, by name.
    package let arguments: [String: String]

    package init(element: String, arguments: [String: String]) {
        self.element = element
        self.arguments = arguments
    }

    package subscript(name: String) -> String? { arguments[name] }

    /// The names of an attribute that takes several; empty when it was not given.
    package func names(_ name: String) -> [String] {
        (arguments[name] ?? "").split(whereSeparator: \.isWhitespace).map { String($0) }
    }
}

/// The running configuration, as templates may speak of it: which names there are, and the facts behind them.
///
/// Names are checked when a template loads; facts are asked for when it expands, in the language of the place.
package protocol FactSource: Sendable {
    /// All names of a kind, in the order of the configuration.
    func names(_ kind: FactKind) -> [String]

    /// Why there is nothing to show for names that all exist; nil when there is.
    func fault(of call: FactCall) -> Bilingual?

    /// What the element shows: a record of the shape that ``TemplateVocabulary/Fact/shape`` tells.
    ///
    /// - Parameter day: `YYYY-MM-DD`; what is not in force on it is left out; nil leaves nothing out.
    func value(of call: FactCall, in language: Language, on day: String?) -> Value
}

/// What a name in an attribute of a fact element names.
package enum FactKind: String, CaseIterable, Sendable {
    case action, reasonList, form, record, profile, state, deadline, contact, permission, permissionGroup, table, ruleSet
    /// Any of these with its label: `actions.accept`, `reasons.cancellation.entered-twice`.
    case label

    /// The word with its article, for people.
    var word: Bilingual {
        switch self {
        case .action: Bilingual(fr: "l'action", en: "the action")
        case .reasonList: Bilingual(fr: "la liste de raisons", en: "the list of reasons")
        case .form: Bilingual(fr: "le formulaire", en: "the form")
        case .record: Bilingual(fr: "l'enregistrement", en: "the record")
        case .profile: Bilingual(fr: "le profil", en: "the profile")
        case .state: Bilingual(fr: "l'état", en: "the state")
        case .deadline: Bilingual(fr: "le délai", en: "the deadline")
        case .contact: Bilingual(fr: "le contact", en: "the contact")
        case .permission: Bilingual(fr: "la permission", en: "the permission")
        case .permissionGroup: Bilingual(fr: "le groupe de permissions", en: "the group of permissions")
        case .table: Bilingual(fr: "la table", en: "the table")
        case .ruleSet: Bilingual(fr: "l'ensemble de règles", en: "the rule set")
        case .label: Bilingual(fr: "le nom", en: "the name")
        }
    }
}
