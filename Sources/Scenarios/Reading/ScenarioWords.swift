import Diagnostics

/// Names of kinds of things, as findings about scenario files say them.
enum ScenarioWords {
    static let group = Bilingual(fr: "un groupe de clés", en: "a group of keys")
    static let list = Bilingual(fr: "une liste", en: "a list")
    static let text = Bilingual(fr: "un texte", en: "a text")
    static let truth = Bilingual(fr: "`true` ou `false`", en: "`true` or `false`")
    static let onlyTrue = Bilingual(verbatim: "`true`")
    static let aDeadline = Bilingual(fr: "un délai ou un rappel", en: "a deadline or a reminder")
    static let whole = Bilingual(fr: "un nombre entier", en: "a whole number")
    static let number = Bilingual(fr: "un nombre", en: "a number")
    static let name = Bilingual(fr: "un nom", en: "a name")
    static let modelName = Bilingual(fr: "le nom d’un modèle", en: "the name of a model")
    static let namesOrTrue = Bilingual(fr: "une liste de règles, ou `true`,", en: "a list of rules, or `true`,")
    static let attachment = Bilingual(fr: "un nom de fichier ou un groupe `name`, `label`", en: "a file name or a group `name`, `label`")

    static let aModel = Bilingual(fr: "un modèle de la section `given`", en: "a model of the section `given`")
    static let aPerson = Bilingual(fr: "une personne de l’annuaire", en: "a person of the directory")
    static let aProfile = Bilingual(fr: "un profil", en: "a profile")
    static let aLanguage = Bilingual(fr: "une langue", en: "a language")
    static let aState = Bilingual(fr: "un état", en: "a state")
    static let anAction = Bilingual(fr: "une action", en: "an action")
    static let aRuleSet = Bilingual(fr: "un ensemble de règles", en: "a rule set")
    static let aField = Bilingual(fr: "un champ", en: "a field")
    static let aForm = Bilingual(fr: "un formulaire", en: "a form")
    static let aChoice = Bilingual(fr: "un des choix", en: "one of the choices")
    static let aReason = Bilingual(fr: "un motif de la liste", en: "a reason of the list")
    static let aNotification = Bilingual(fr: "un avis", en: "a notification")
    static let aReceiver = Bilingual(fr: "une personne ni un rôle", en: "a person or a role")
    static let aKey = Bilingual(fr: "une clé d’ici", en: "a key of this place")
    static let aDocument = Bilingual(fr: "un document", en: "a document")
    static let anEvent = Bilingual(fr: "un genre d’événement", en: "a type of event")
    static let anErrorKind = Bilingual(fr: "un genre d’erreur", en: "a kind of error")

    static let file = Bilingual(fr: "un fichier de scénarios", en: "a file of scenarios")
    static let scenario = Bilingual(fr: "un scénario", en: "a scenario")
    static let step = Bilingual(fr: "une étape", en: "a step")
    static let expectation = Bilingual(fr: "ce qui est attendu", en: "what is expected")
    static let person = Bilingual(fr: "une personne", en: "a person")
    static let scenarios = Bilingual(fr: "scénarios", en: "scenarios")
    static let steps = Bilingual(fr: "étapes", en: "steps")

    /// A rule that can refuse an action or a rule set.
    static func aRule(of owner: String) -> Bilingual {
        Bilingual(fr: "une règle de `\(owner)`", en: "a rule of `\(owner)`")
    }

    static func acts(_ key: String) -> Bilingual {
        switch key {
        case "do": Bilingual(fr: "fait une action", en: "does an action")
        case "check": Bilingual(fr: "vérifie des règles", en: "checks rules")
        case "remind": Bilingual(fr: "rappelle les délais", en: "reminds of delays")
        case "evaluate": Bilingual(fr: "évalue une expression", en: "evaluates an expression")
        default: Bilingual(fr: "ne fait que regarder", en: "only looks")
        }
    }
}
