import Diagnostics

/// What a pack may say: the one description of its keys. The loader validates by it, the JSON Schema for editors and the reference
/// page are made from it, and the reader refuses to ask for a key that is not in it.
package enum PackSchema {
    /// What may stand after a key.
    package indirect enum ValueType: Sendable {
        /// A text on one line.
        case text
        /// A text in each language: `{ fr: …, en: … }`.
        case localized
        /// A name that the author gives or uses, of that form.
        case name(NameForm)
        /// The name of something declared elsewhere.
        case reference(NameKind)
        /// A path of declared fields of the dossier, with dots.
        case fieldPath
        /// A CEL expression.
        case expression
        case boolean
        case integer
        case number
        /// `YYYY-MM-DD`.
        case date
        /// Text, number, true or false, a text in each language, or a list of them.
        case constant
        case word([String])
        /// JSON to be built: texts, numbers, lists and names as they shall stand, expressions after `=` (``ExchangeNode``).
        case content
        case list(ValueType)
        /// Names given by the author, each with its value.
        case map(NameForm, ValueType)
        /// A part with fixed keys, described under its name in ``parts``.
        case part(String)
        /// The first alternative whose shape (scalar, list, mapping) is that of the value.
        case either([ValueType])
    }

    /// How a name is spelt.
    package enum NameForm: Sendable {
        /// `return-to-requester`
        case kebab
        /// `birthDate`: what CEL can name.
        case field
        /// `guide.processing.title`
        case messageKey
        /// `shift.length`: what CEL can call, with at most one namespace.
        case function

        /// The regular expression, as JSON Schema has it.
        package var pattern: String {
            switch self {
            case .kebab: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
            case .field: "^[a-z][A-Za-z0-9]*$"
            case .function: "^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)?$"
            case .messageKey: "^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$"
            }
        }
    }

    /// A key of a part.
    package struct Key: Sendable {
        package let name: String
        package let type: ValueType
        package let isRequired: Bool
        package let doc: Bilingual

        init(_ name: String, _ type: ValueType, required: Bool = false, fr: String, en: String) {
            self.name = name
            self.type = type
            isRequired = required
            doc = Bilingual(fr: fr, en: en)
        }
    }

    /// A mapping with fixed keys.
    package struct Part: Sendable {
        package let name: String
        package let doc: Bilingual
        package let keys: [Key]

        init(_ name: String, fr: String, en: String, _ keys: [Key]) {
            self.name = name
            doc = Bilingual(fr: fr, en: en)
            self.keys = keys
        }

        package func key(_ name: String) -> Key? { keys.first { $0.name == name } }
    }

    package static func part(_ name: String) -> Part? { partsByName[name] }

    private static let partsByName: [String: Part] = Dictionary(parts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The part of `pack.yaml`.
    package static let entry = "pack"
    /// The part of an included file.
    package static let section = "file"
}

/// The kinds of things that a pack gives names to.
package enum NameKind: String, Sendable, CaseIterable {
    case permission
    case accessMode
    case permissionGroup
    case function
    case table
    case role
    case profile
    case person
    case dossierField
    case state
    case action
    case ruleSet
    case reasonList
    case form
    case document
    case notification
    case deadline
    case message
    case contact
    case fact
    case fragment
    case exchange

    /// The top-level key under which they are declared.
    package var section: String {
        switch self {
        case .permission: "permissions"
        case .accessMode: "access-modes"
        case .permissionGroup: "permission-groups"
        case .function: "functions"
        case .table: "tables"
        case .role: "roles"
        case .profile: "profiles"
        case .person: "people"
        case .dossierField: "dossier"
        case .state: "states"
        case .action: "actions"
        case .ruleSet: "rule-sets"
        case .reasonList: "reasons"
        case .form: "forms"
        case .document: "documents"
        case .notification: "notifications"
        case .deadline: "deadlines"
        case .message: "messages"
        case .contact: "contacts"
        case .fact: "facts"
        case .fragment: "fragments"
        case .exchange: "exchanges"
        }
    }

    /// The kind in words, with the indefinite article.
    package var words: Bilingual {
        switch self {
        case .permission: Bilingual(fr: "une permission", en: "a permission")
        case .accessMode: Bilingual(fr: "un mode d’accès", en: "an access mode")
        case .permissionGroup: Bilingual(fr: "un groupe de permissions", en: "a permission group")
        case .function: Bilingual(fr: "une fonction", en: "a function")
        case .table: Bilingual(fr: "une table de décision", en: "a decision table")
        case .role: Bilingual(fr: "un rôle", en: "a role")
        case .profile: Bilingual(fr: "un profil", en: "a profile")
        case .person: Bilingual(fr: "une personne", en: "a person")
        case .dossierField: Bilingual(fr: "un champ du dossier", en: "a field of the dossier")
        case .state: Bilingual(fr: "un état", en: "a state")
        case .action: Bilingual(fr: "une action", en: "an action")
        case .ruleSet: Bilingual(fr: "un ensemble de règles", en: "a rule set")
        case .reasonList: Bilingual(fr: "une liste de motifs", en: "a list of reasons")
        case .form: Bilingual(fr: "un formulaire", en: "a form")
        case .document: Bilingual(fr: "un document", en: "a document")
        case .notification: Bilingual(fr: "un avis", en: "a notification")
        case .deadline: Bilingual(fr: "un délai", en: "a deadline")
        case .message: Bilingual(fr: "un message", en: "a message")
        case .contact: Bilingual(fr: "un contact", en: "a contact")
        case .fact: Bilingual(fr: "une constante", en: "a fact")
        case .fragment: Bilingual(fr: "un fragment", en: "a fragment")
        case .exchange: Bilingual(fr: "un échange", en: "an exchange")
        }
    }
}
