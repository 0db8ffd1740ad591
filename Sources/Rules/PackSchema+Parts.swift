import Diagnostics

extension PackSchema {
    /// Words after `type:` of a field, and what they mean (``FieldType``).
    package static let fieldTypes = [
        "text", "long-text", "boolean", "integer", "decimal", "date", "month", "date-time", "email", "phone", "choice", "reason",
        "person", "attachment", "record", "list",
    ]

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The sections that `pack.yaml` and each included file may have.
    private static let sections: [Key] = [
        Key(
            "facts", .map(.field, .constant), fr: "constantes du service, lues par les conditions et les gabarits comme `pack.nom`",
            en: "constants of the service, read by conditions and templates as `pack.name`"),
        Key("contacts", .map(.field, .part("contact")), fr: "à qui demander de l’aide", en: "whom to ask for help"),
        Key(
            "permissions", .map(.kebab, .localized), fr: "ce qu’une personne peut être autorisée à faire",
            en: "what a person may be allowed to do"),
        Key("roles", .map(.kebab, .part("role")), fr: "ensembles de permissions", en: "sets of permissions"),
        Key(
            "profiles", .map(.kebab, .part("profile")), fr: "ce que sont les personnes : un ensemble de rôles",
            en: "what people are: sets of roles"),
        Key(
            "person", .part("person-shape"), fr: "les champs d’une personne, outre son nom, son profil et sa langue",
            en: "the fields of a person beside name, profile and language"),
        Key("people", .map(.kebab, .part("person")), fr: "annuaire d’essai", en: "a directory for trials"),
        Key("dossier", .part("dossier"), fr: "les données d’un dossier", en: "the data of a dossier"),
        Key("states", .map(.kebab, .part("state")), fr: "où peut en être un dossier", en: "where a dossier may stand"),
        Key("actions", .map(.kebab, .part("action")), fr: "ce qu’on peut faire d’un dossier", en: "what can be done to a dossier"),
        Key("reasons", .map(.kebab, .part("reason-list")), fr: "listes de motifs prédéterminés", en: "lists of predetermined reasons"),
        Key("rule-sets", .map(.kebab, .part("rule-set")), fr: "règles sur un même sujet", en: "rules on one subject"),
        Key("forms", .map(.field, .part("form")), fr: "formulaires à remplir", en: "forms to be filled"),
        Key(
            "documents", .map(.kebab, .part("document")), fr: "documents produits d’après un gabarit", en: "documents made from a template"),
        Key("notifications", .map(.kebab, .part("notification")), fr: "avis envoyés aux personnes", en: "notifications sent to people"),
        Key(
            "deadlines", .map(.kebab, .part("deadline")), fr: "combien de temps un dossier peut attendre", en: "how long a dossier may wait"
        ),
        Key("calendar", .part("calendar"), fr: "heures de service et jours fériés", en: "hours of service and holidays"),
        Key("messages", .map(.messageKey, .localized), fr: "textes insérés par les gabarits", en: "texts that templates insert"),
    ]

    private static let periodKeys: [Key] = [
        Key("valid-from", .date, fr: "premier jour où ceci est en vigueur", en: "first day on which this is in force"),
        Key("valid-until", .date, fr: "dernier jour où ceci est en vigueur", en: "last day on which this is in force"),
    ]

    private static let parametersKey = Key(
        "with", .map(.field, .expression), fr: "valeurs que le texte insère par leur nom, `{$nom}`",
        en: "values that the text inserts by name, `{$name}`")

    private static let fieldsType: ValueType = .map(.field, .part("field"))

    package static let parts: [Part] = [
        Part(
            entry, fr: "`pack.yaml`, le fichier par lequel un service commence", en: "`pack.yaml`, the file with which a service begins",
            [
                Key("pack", .name(.kebab), required: true, fr: "nom du service", en: "name of the service"),
                Key("title", .localized, required: true, fr: "titre du service", en: "title of the service"),
                Key("version", .text, required: true, fr: "version, inscrite dans les documents", en: "version, printed in documents"),
                Key(
                    "languages", .list(.word(Language.allCases.map(\.rawValue))), fr: "langues du service\u{202F}; les deux par défaut",
                    en: "languages of the service; both by default"),
                Key(
                    "time-zone", .text, required: true, fr: "fuseau horaire, par exemple America/Toronto",
                    en: "time zone, such as America/Toronto"),
                Key(
                    "include", .list(.text), fr: "autres fichiers du service, un par sujet",
                    en: "other files of the service, one for each subject"),
            ] + sections),
        Part(
            section, fr: "un fichier inclus : les mêmes sections que `pack.yaml`", en: "an included file: the same sections as `pack.yaml`",
            sections),
        Part(
            "contact", fr: "à qui demander de l’aide", en: "whom to ask for help",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("phone", .text, fr: "numéro de téléphone", en: "phone number"),
                Key("email", .text, fr: "adresse courriel", en: "email address"),
                Key("hours", .localized, fr: "heures d’ouverture", en: "opening hours"),
            ]),
        Part(
            "role", fr: "un ensemble de permissions", en: "a set of permissions",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key(
                    "permissions", .list(.reference(.permission)), required: true, fr: "permissions accordées", en: "permissions granted"),
            ]),
        Part(
            "profile", fr: "ce qu’est une personne", en: "what a person is",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("summary", .localized, fr: "définition du profil", en: "definition of the profile"),
                Key("roles", .list(.reference(.role)), required: true, fr: "rôles du profil", en: "roles of the profile"),
            ]),
        Part(
            "person-shape", fr: "la forme d’une personne", en: "the shape of a person",
            [
                Key(
                    "fields", fieldsType, required: true, fr: "champs, lus comme `actor.nom`", en: "fields, read as `actor.name`")
            ]),
        Part(
            "person", fr: "une personne de l’annuaire d’essai", en: "a person of the trial directory",
            [
                Key("given-name", .text, required: true, fr: "prénom", en: "given name"),
                Key("family-name", .text, required: true, fr: "nom de famille", en: "family name"),
                Key("profile", .reference(.profile), required: true, fr: "profil", en: "profile"),
                Key(
                    "language", .word(Language.allCases.map(\.rawValue)), required: true, fr: "langue des avis",
                    en: "language of notifications"),
                Key(
                    "attributes", .map(.field, .constant), fr: "autres champs déclarés sous `person`",
                    en: "other fields declared under `person`"),
            ]),
        Part(
            "dossier", fr: "les données d’un dossier", en: "the data of a dossier",
            [
                Key("fields", fieldsType, required: true, fr: "champs, lus comme `dossier.nom`", en: "fields, read as `dossier.name`")
            ]),
        Part(
            "field", fr: "un champ", en: "a field",
            [
                Key(
                    "type", .word(fieldTypes), fr: "ce que le champ contient\u{202F}; `text` par défaut",
                    en: "what the field holds; `text` by default"),
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("help", .localized, fr: "explication affichée", en: "explanation shown"),
                Key(
                    "required", .either([.boolean, .expression]), fr: "`true`, ou une condition sous laquelle le champ doit être rempli",
                    en: "`true`, or a condition under which the field must be filled"),
                Key(
                    "visible", .expression, fr: "condition sous laquelle le champ est demandé",
                    en: "condition under which the field is asked"),
                Key(
                    "rules", .list(.part("rule")), fr: "règles sur le contenu, nommé `value`", en: "rules about the content, named `value`"),
                Key("choices", .map(.kebab, .localized), fr: "choix possibles (type `choice`)", en: "possible choices (type `choice`)"),
                Key("reasons", .reference(.reasonList), fr: "liste de motifs (type `reason`)", en: "list of reasons (type `reason`)"),
                Key(
                    "fields", fieldsType, fr: "champs de l’enregistrement (types `record` et `list`)",
                    en: "fields of the record (types `record` and `list`)"),
                Key(
                    "of", .word(fieldTypes.filter { $0 != "record" && $0 != "list" }), fr: "type des éléments (type `list`)",
                    en: "type of the elements (type `list`)"),
                Key("pattern", .text, fr: "expression régulière du texte entier", en: "regular expression of the whole text"),
                Key("minimum", .number, fr: "plus petit nombre", en: "least number"),
                Key("maximum", .number, fr: "plus grand nombre", en: "greatest number"),
                Key("longest", .integer, fr: "plus de caractères, ou d’éléments", en: "most characters, or elements"),
                Key(
                    "confidential", .boolean, fr: "ne doit paraître dans aucun avis", en: "may not appear in any notification"),
            ]),
        Part(
            "state", fr: "où en est un dossier", en: "where a dossier stands",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key(
                    "kind", .word(WorkflowState.Kind.allCases.map(\.rawValue)),
                    fr: "`initial` (un seul), `ordinary` (par défaut) ou `final`",
                    en: "`initial` (only one), `ordinary` (the default) or `final`"),
            ]),
        Part(
            "action", fr: "ce qu’une personne fait d’un dossier", en: "what a person does to a dossier",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("help", .localized, fr: "explication affichée", en: "explanation shown"),
                Key("creates", .boolean, fr: "`true` si l’action ouvre un nouveau dossier", en: "`true` if the action makes a new dossier"),
                Key("from", .list(.reference(.state)), fr: "états où l’action est possible", en: "states in which it can be done"),
                Key(
                    "to", .either([.reference(.state), .list(.part("target"))]),
                    fr: "état suivant, ou liste d’états avec conditions\u{202F}; absent si l’état ne change pas",
                    en: "next state, or a list of states with conditions; absent when the state stays"),
                Key("permission", .reference(.permission), required: true, fr: "permission nécessaire", en: "permission needed"),
                Key("guards", .list(.part("rule")), fr: "règles propres à l’action", en: "rules of this action alone"),
                Key("rules", .list(.reference(.ruleSet)), fr: "ensembles de règles à respecter", en: "rule sets that must hold"),
                Key(
                    "inputs", fieldsType, fr: "ce que la personne donne, lu comme `input.nom`",
                    en: "what the person gives, read as `input.name`"),
                Key(
                    "edits", .list(.reference(.dossierField)), fr: "champs du dossier qu’on peut remplir",
                    en: "fields of the dossier that may be filled"),
                Key(
                    "complete", .boolean, fr: "`true` si les champs requis du dossier doivent être remplis",
                    en: "`true` if the required fields of the dossier must be filled"),
                Key("form", .reference(.form), fr: "formulaire rempli avec l’action", en: "form filled with the action"),
                Key(
                    "form-draft", .boolean, fr: "`true` si le formulaire peut rester incomplet",
                    en: "`true` if the form may stay incomplete"),
                Key(
                    "set", .map(.messageKey, .expression), fr: "champs du dossier et leur nouvelle valeur",
                    en: "fields of the dossier and their new value"),
                Key("clear", .list(.fieldPath), fr: "champs du dossier à vider", en: "fields of the dossier to be emptied"),
                Key(
                    "append", .map(.messageKey, .map(.field, .expression)), fr: "listes du dossier et l’enregistrement à y ajouter",
                    en: "lists of the dossier and the record to add to them"),
                Key(
                    "notify", .list(.either([.reference(.notification), .part("notify")])), fr: "avis à envoyer",
                    en: "notifications to send"),
                Key(
                    "produce", .list(.either([.reference(.document), .part("produce")])), fr: "documents à produire",
                    en: "documents to make"),
            ] + periodKeys),
        Part(
            "target", fr: "un état suivant possible", en: "a possible next state",
            [
                Key("state", .reference(.state), required: true, fr: "état", en: "state"),
                Key("when", .expression, fr: "condition\u{202F}; sans condition, toujours", en: "condition; without one, always"),
            ]),
        Part(
            "notify", fr: "un avis sous condition", en: "a notification on a condition",
            [
                Key("notification", .reference(.notification), required: true, fr: "avis", en: "notification"),
                Key("when", .expression, fr: "condition", en: "condition"),
            ]),
        Part(
            "produce", fr: "un document sous condition", en: "a document on a condition",
            [
                Key("document", .reference(.document), required: true, fr: "document", en: "document"),
                Key("when", .expression, fr: "condition", en: "condition"),
            ]),
        Part(
            "rule", fr: "une règle : ce qu’elle exige, sinon pourquoi c’est refusé", en: "a rule: what it requires, and why not otherwise",
            [
                Key("id", .name(.kebab), required: true, fr: "nom de la règle", en: "name of the rule"),
                Key("when", .expression, fr: "condition sous laquelle la règle s’applique", en: "condition under which the rule applies"),
                Key("require", .expression, required: true, fr: "ce qui doit être vrai", en: "what must be true"),
                Key("otherwise", .localized, required: true, fr: "motif du refus et quoi faire", en: "why it is refused and what to do"),
                parametersKey,
                Key(
                    "severity", .word(["error", "warning"]), fr: "`warning` montre sans refuser", en: "`warning` shows and does not refuse"),
                Key("basis", .text, fr: "exigence à l’origine de la règle", en: "requirement from which the rule comes"),
            ] + periodKeys),
        Part(
            "rule-set", fr: "règles sur un même sujet", en: "rules on one subject",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key(
                    "subject", .part("subject"), fr: "ce sur quoi portent les règles, si ce n’est le dossier",
                    en: "what the rules are about, when it is not the dossier"),
                Key("rules", .list(.part("rule")), required: true, fr: "règles", en: "rules"),
            ]),
        Part(
            "subject", fr: "le sujet d’un ensemble de règles", en: "the subject of a rule set",
            [
                Key("name", .name(.field), required: true, fr: "nom dans les conditions", en: "name in the conditions"),
                Key("fields", fieldsType, required: true, fr: "champs", en: "fields"),
            ]),
        Part(
            "reason-list", fr: "une liste de motifs", en: "a list of reasons",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("reasons", .map(.kebab, .part("reason")), required: true, fr: "motifs", en: "reasons"),
            ]),
        Part(
            "reason", fr: "un motif", en: "a reason",
            [Key("label", .localized, required: true, fr: "texte affiché", en: "text shown")] + periodKeys),
        Part(
            "form", fr: "un formulaire", en: "a form",
            [
                Key("label", .localized, required: true, fr: "titre", en: "title"),
                Key("introduction", .localized, fr: "texte au-dessus des champs", en: "text above the fields"),
                Key("fields", fieldsType, fr: "champs, s’il n’y a pas de sections", en: "fields, when there are no sections"),
                Key("sections", .list(.part("form-section")), fr: "groupes de champs", en: "groups of fields"),
                Key("rules", .list(.part("rule")), fr: "règles sur l’ensemble", en: "rules about the whole"),
            ]),
        Part(
            "form-section", fr: "un groupe de champs", en: "a group of fields",
            [
                Key("label", .localized, fr: "titre du groupe", en: "heading of the group"),
                Key("fields", fieldsType, required: true, fr: "champs", en: "fields"),
            ]),
        Part(
            "document", fr: "un document produit d’après un gabarit", en: "a document made from a template",
            [
                Key("label", .localized, required: true, fr: "titre", en: "title"),
                Key("template", .text, required: true, fr: "chemin du gabarit", en: "path of the template"),
                Key("kind", .name(.kebab), fr: "genre, lu comme `document.kind`", en: "kind, read as `document.kind`"),
                Key(
                    "form", .reference(.form), fr: "formulaire dont le document montre les réponses",
                    en: "form whose answers the document shows"),
                Key("data", fieldsType, fr: "autres données, lues comme `data.nom`", en: "other data, read as `data.name`"),
                Key("rules", .list(.reference(.ruleSet)), fr: "ensembles de règles à respecter", en: "rule sets that must hold"),
                Key("signature", .name(.field), fr: "nom du champ de signature", en: "name of the signature field"),
            ]),
        Part(
            "notification", fr: "un avis", en: "a notification",
            [
                Key("to", .list(.part("recipient")), required: true, fr: "destinataires", en: "receivers"),
                Key("subject", .localized, required: true, fr: "objet", en: "subject"),
                Key("body", .localized, required: true, fr: "texte", en: "text"),
                parametersKey,
            ]),
        Part(
            "recipient", fr: "un destinataire : un rôle ou une personne", en: "a receiver: a role or a person",
            [
                Key("role", .reference(.role), fr: "tous ceux qui ont ce rôle", en: "everybody with this role"),
                Key("person", .expression, fr: "la personne que donne l’expression", en: "the person that the expression gives"),
            ]),
        Part(
            "deadline", fr: "un délai", en: "a deadline",
            [
                Key("states", .list(.reference(.state)), required: true, fr: "états où le délai court", en: "states in which it runs"),
                Key("within", .part("duration"), required: true, fr: "durée", en: "duration"),
                Key("when", .expression, fr: "condition", en: "condition"),
                Key(
                    "notify", .reference(.notification), required: true, fr: "avis envoyé à l’échéance",
                    en: "notification sent when it has passed"),
            ]),
        Part(
            "duration", fr: "une durée, dans une seule unité", en: "a duration, in one unit",
            [
                Key("hours", .integer, fr: "heures", en: "hours"),
                Key("days", .integer, fr: "jours civils", en: "calendar days"),
                Key("business-hours", .integer, fr: "heures de service", en: "hours of service"),
                Key("business-days", .integer, fr: "jours ouvrables", en: "business days"),
            ]),
        Part(
            "calendar", fr: "heures de service et jours fériés", en: "hours of service and holidays",
            [
                Key(
                    "week", .part("week"), required: true, fr: "heures de chaque jour, `07:00-18:00`",
                    en: "hours of each day, `07:00-18:00`"),
                Key("holidays", .list(.part("holiday")), fr: "jours fériés", en: "holidays"),
            ]),
        Part(
            "week", fr: "les jours ouvrables", en: "the working days",
            zip(weekdays, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]).map { day, french in
                Key(day, .text, fr: french, en: day)
            }),
        Part(
            "holiday", fr: "un jour férié", en: "a holiday",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("date", .date, fr: "un seul jour", en: "a single day"),
                Key("yearly", .text, fr: "chaque année le même jour, `06-24`", en: "every year on the same day, `06-24`"),
                Key("easter", .integer, fr: "jours après Pâques (avant, s’il est négatif)", en: "days after Easter (before, if negative)"),
                Key(
                    "weekday", .word(weekdays), fr: "jour de la semaine, avec `nth` et `month`, ou `before`",
                    en: "day of the week, with `nth` and `month`, or `before`"),
                Key("nth", .integer, fr: "combientième du mois", en: "which one of the month"),
                Key("month", .integer, fr: "mois", en: "month"),
                Key("before", .text, fr: "dernier tel jour avant le, `05-25`", en: "the last such day before, `05-25`"),
            ]),
    ]
}
