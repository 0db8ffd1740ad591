import CEL
import Diagnostics

/// Where a condition stands: what its variables mean, and with which labels.
package struct WordingContext: Sendable {
    /// A variable that means something here only.
    struct Variable: Sendable {
        let type: FieldType?
        let phrase: Phrase
        /// Whether fields below it are named by their own label alone.
        let isSilent: Bool
    }

    let rulebook: Rulebook
    private(set) var variables: [String: Variable]

    package init(_ rulebook: Rulebook, action: Action? = nil) {
        self.rulebook = rulebook
        let actorPhrase = Phrase(FrenchNoun("la personne qui agit", .feminine), en: "the person acting")
        let silent = { (type: FieldType?) in
            Variable(type: type, phrase: Phrase(FrenchNoun("le dossier"), en: "the dossier"), isSilent: true)
        }
        variables = [
            "dossier": silent(.record(name: "Dossier", fields: rulebook.dossierRecordFields)),
            "actor": Variable(type: .person, phrase: actorPhrase, isSilent: false),
            "now": Variable(type: .dateTime, phrase: Phrase(FrenchNoun("le moment présent"), en: "the present moment"), isSilent: false),
            "today": Variable(type: .date, phrase: Phrase(FrenchNoun("aujourd’hui"), en: "today"), isSilent: false),
        ]
        // An input of the action at hand; without one, of whichever action has it.
        let inputs = action?.inputs ?? rulebook.actions.flatMap(\.inputs)
        variables["input"] = silent(.record(name: "Input", fields: inputs))
        let forms = rulebook.forms.map { BuiltinShape.field($0.id, .record(name: "Form." + $0.id, fields: $0.fields)) }
        variables["forms"] = silent(.record(name: "Forms", fields: forms))
        let form = action?.form.flatMap { rulebook.forms[$0.id]?.fields } ?? rulebook.forms.flatMap(\.fields)
        variables["form"] = silent(.record(name: "Form", fields: form))
        for set in rulebook.ruleSets {
            if let subject = set.subject { variables[subject.id] = silent(subject.type) }
        }
        variables["value"] = Variable(type: nil, phrase: Phrase(FrenchNoun("la valeur", .feminine), en: "the value"), isSilent: false)
    }

    /// The same where `value` is the value of a field.
    package func about(_ field: DataField) -> WordingContext {
        adding(
            "value", field.type,
            field.label.map { Phrase(label: $0.bilingual, isQuoted: field.type == .boolean) } ?? Phrase(verbatim: field.id))
    }

    func adding(_ name: String, _ type: FieldType?, _ phrase: Phrase) -> WordingContext {
        var copy = self
        copy.variables[name] = Variable(type: type, phrase: phrase, isSilent: false)
        return copy
    }

    /// A field of a record.
    func field(_ name: String, of type: FieldType?) -> DataField? {
        switch type {
        case .person?: rulebook.personRecordFields.first { $0.id == name }
        case .attachment?: Rulebook.attachmentRecordFields.first { $0.id == name }
        case .record(_, let fields)?: fields.first { $0.id == name }
        default: nil
        }
    }

    /// In the place of a path, where the identifier of an access mode stands.
    static let accessMode = "access.mode"

    /// What a constant text of the pack is called where it stands for something declared.
    func label(of id: String, type: FieldType?, path: String?) -> Bilingual? {
        if path == Self.accessMode { return rulebook.accessModes[id]?.label.bilingual }
        if path == "dossier.state" { return rulebook.states[id]?.label.bilingual }
        let last = path?.split(separator: ".").last
        if last == "profile", let profile = rulebook.profiles[id] { return profile.label.bilingual }
        if last == "roles", let role = rulebook.roles[id] { return role.label.bilingual }
        if last == "language", let language = Language(tag: id) {
            return language == .french ? Bilingual(fr: "français", en: "French") : Bilingual(fr: "anglais", en: "English")
        }
        switch type {
        case .choice(let choices)?: return choices.first { $0.id == id }?.label.bilingual
        case .reason(let list)?: return rulebook.reasonLists[list]?.reasons[id]?.label.bilingual
        case .list(let element)?: return label(of: id, type: element, path: path)
        default: return nil
        }
    }

    /// Labels of the fields that the engine itself fills.
    static func builtinLabel(_ name: String) -> Phrase? {
        switch name {
        case "id": Phrase(FrenchNoun("l’identifiant"), en: "the identifier")
        case "state": Phrase(FrenchNoun("l’état"), en: "the state")
        case "version": Phrase(FrenchNoun("la version", .feminine), en: "the version")
        case "createdAt": Phrase(FrenchNoun("la date d’ouverture", .feminine), en: "the date of opening")
        case "updatedAt": Phrase(FrenchNoun("la date du dernier changement", .feminine), en: "the date of the last change")
        case "givenName": Phrase(FrenchNoun("le prénom"), en: "the given name")
        case "familyName": Phrase(FrenchNoun("le nom de famille"), en: "the family name")
        case "profile": Phrase(FrenchNoun("le profil"), en: "the profile")
        case "language": Phrase(FrenchNoun("la langue", .feminine), en: "the language")
        case "roles": Phrase(FrenchNoun("les rôles", isPlural: true), en: "the roles", isPluralInEnglish: true)
        case "name": Phrase(FrenchNoun("le nom"), en: "the name")
        case "mediaType": Phrase(FrenchNoun("le genre de fichier"), en: "the kind of file")
        case "label": Phrase(FrenchNoun("le libellé"), en: "the label")
        default: nil
        }
    }
}
