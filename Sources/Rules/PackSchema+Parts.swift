import Diagnostics

extension PackSchema {
    /// Words after `type:` of a field, and what they mean (``FieldType``).
    package static let fieldTypes = [
        "permission",
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
            "permissions", .map(.kebab, .either([.localized, .part("permission")])), fr: "ce qu’une personne peut être autorisée à faire",
            en: "what a person may be allowed to do"),
        Key(
            "access-modes", .map(.kebab, .part("access-mode")), fr: "façons dont une permission vient à une personne",
            en: "ways in which a permission comes to a person"),
        Key(
            "permission-groups", .map(.kebab, .part("permission-group")), fr: "titres sous lesquels les permissions sont rangées",
            en: "headings under which permissions are listed"),
        Key(
            "functions", .map(.function, .part("function")), fr: "fonctions que les conditions et les gabarits peuvent appeler",
            en: "functions that conditions and templates can call"),
        Key(
            "tables", .map(.function, .part("table")), fr: "tables de décision, appelées comme des fonctions",
            en: "decision tables, called like functions"),
        Key("roles", .map(.kebab, .part("role")), fr: "ensembles de permissions", en: "sets of permissions"),
        Key(
            "profiles", .map(.kebab, .part("profile")), fr: "ce que sont les personnes\u{A0}: un ensemble de rôles",
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
        Key(
            "retention", .map(.kebab, .part("retention")), fr: "combien de temps un dossier est gardé, avant d’être effacé",
            en: "how long a dossier is kept before it is erased"),
        Key(
            "accounts", .part("accounts"), fr: "actions qui donnent un compte et ouvrent une session",
            en: "actions that give an account and open a session"),
        Key(
            "operations", .part("operations"), fr: "qui peut exporter, effacer ou déplacer des dossiers, et voir qui les a consultés",
            en: "who may export, erase or move dossiers, and see who had access to them"),
        Key("calendar", .part("calendar"), fr: "heures de service et jours fériés", en: "hours of service and holidays"),
        Key(
            "exchanges", .map(.kebab, .part("exchange")), fr: "documents JSON échangés avec d’autres systèmes",
            en: "JSON documents exchanged with other systems"),
        Key(
            "fragments", .map(.kebab, .part("fragment")), fr: "parties de documents JSON, que les échanges insèrent avec `$use`",
            en: "parts of JSON documents, which exchanges insert with `$use`"),
        Key("messages", .map(.messageKey, .localized), fr: "textes insérés par les gabarits", en: "texts that templates insert"),
    ]

    private static let periodKeys: [Key] = [
        Key("valid-from", .date, fr: "premier jour où ceci est en vigueur", en: "first day on which this is in force"),
        Key("valid-until", .date, fr: "dernier jour où ceci est en vigueur", en: "last day on which this is in force"),
    ]

    private static let parametersKey = Key(
        "with", .map(.field, .expression), fr: "valeurs que le texte insère par leur nom, `{$nom}`",
        en: "values that the text inserts by name, `{$name}`")

    private static let likeKey = Key(
        "like", .text, fr: "champ dont les choix sont repris, par exemple `dossier.urgency` (type `choice`)",
        en: "field whose choices are borrowed, such as `dossier.urgency` (type `choice`)")
    private static let groupKey = Key(
        "group", .reference(.permissionGroup), fr: "groupe dont les permissions sont les choix (type `permission`)",
        en: "group whose permissions are the choices (type `permission`)")

    private static let choicesKey = Key(
        "choices", .map(.kebab, .either([.localized, .part("choice")])),
        fr: "choix possibles (type `choice`), avec leur période s’il y a lieu",
        en: "possible choices (type `choice`), with their period where there is one")

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
                    "use", .list(.name(.kebab)), fr: "bibliothèques d’une région, fournies avec l’outil\u{A0}: `quebec`",
                    en: "libraries of a region that come with the tool: `quebec`"),
                Key(
                    "include", .list(.text), fr: "autres fichiers du service, un par sujet",
                    en: "other files of the service, one for each subject"),
            ] + sections),
        Part(
            section, fr: "un fichier inclus\u{A0}: les mêmes sections que `pack.yaml`",
            en: "an included file: the same sections as `pack.yaml`",
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
            "access-mode", fr: "une façon dont une permission vient à une personne", en: "a way in which a permission comes to a person",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key(
                    "immediate", .boolean, fr: "`true` si la permission vaut aussitôt, sans demande, comme celle d’un rôle",
                    en: "`true` if the permission holds at once, without a request, like that of a role"),
            ]),
        Part(
            "permission-group", fr: "un titre sous lequel des permissions sont rangées", en: "a heading under which permissions are listed",
            [Key("label", .localized, required: true, fr: "nom affiché", en: "name shown")]),
        Part(
            "permission", fr: "une permission et ceux à qui elle vient", en: "a permission and those whom it comes to",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("summary", .localized, fr: "à quoi elle sert, en un paragraphe", en: "what it serves for, in a paragraph"),
                Key(
                    "details", .list(.localized), fr: "ce qu’il faut savoir encore, point par point",
                    en: "what else there is to know, point by point"),
                Key("group", .reference(.permissionGroup), fr: "titre sous lequel la ranger", en: "heading under which it is listed"),
                Key("grants", .list(.part("grant")), fr: "profils à qui elle vient, et comment", en: "profiles that it comes to, and how"),
                Key("delegation", .part("delegation"), fr: "si elle peut être déléguée", en: "whether it can be delegated"),
            ]),
        Part(
            "grant", fr: "des profils à qui une permission vient d’une façon", en: "profiles that a permission comes to in one way",
            [
                Key("profiles", .list(.reference(.profile)), required: true, fr: "profils", en: "profiles"),
                Key("mode", .reference(.accessMode), required: true, fr: "façon", en: "way"),
                Key("when", .expression, fr: "condition sur la personne, nommée `actor`", en: "condition on the person, named `actor`"),
                Key("note", .localized, fr: "condition ou restriction en mots", en: "condition or restriction in words"),
            ] + periodKeys),
        Part(
            "delegation", fr: "si une permission peut être déléguée", en: "whether a permission can be delegated",
            [
                Key("allowed", .boolean, required: true, fr: "`true` ou `false`", en: "`true` or `false`"),
                Key(
                    "except", .list(.reference(.profile)), fr: "profils pour qui c’est le contraire",
                    en: "profiles for which it is the contrary"),
                Key("when", .expression, fr: "condition sur la personne, nommée `actor`", en: "condition on the person, named `actor`"),
                Key("note", .localized, fr: "la règle en mots", en: "the rule in words"),
            ]),
        Part(
            "function", fr: "une fonction écrite en CEL", en: "a function written in CEL",
            [
                Key("label", .localized, required: true, fr: "ce qu’elle donne", en: "what it gives"),
                Key("parameters", .map(.field, .part("parameter")), fr: "paramètres, dans l’ordre", en: "parameters, in order"),
                Key(
                    "returns", .either([.word(fieldTypes), .part("parameter")]), required: true, fr: "type du résultat",
                    en: "type of the result"),
                Key(
                    "value", .expression, required: true, fr: "le résultat, d’après les paramètres seuls",
                    en: "the result, from the parameters alone"),
            ]),
        Part(
            "parameter", fr: "ce qu’une fonction ou une table reçoit ou donne", en: "what a function or a table takes or gives",
            [
                Key("type", .word(fieldTypes), fr: "`text` par défaut", en: "`text` by default"),
                Key("label", .localized, fr: "nom affiché", en: "name shown"),
                choicesKey,
                Key("reasons", .reference(.reasonList), fr: "liste de motifs (type `reason`)", en: "list of reasons (type `reason`)"),
                likeKey, groupKey,
                Key(
                    "of", .word(fieldTypes.filter { $0 != "record" && $0 != "list" }), fr: "type des éléments (type `list`)",
                    en: "type of the elements (type `list`)"),
                Key("minimum", .number, fr: "plus petit nombre", en: "least number"),
                Key("maximum", .number, fr: "plus grand nombre", en: "greatest number"),
            ]),
        Part(
            "table", fr: "une table de décision", en: "a decision table",
            [
                Key("label", .localized, required: true, fr: "ce qu’elle décide", en: "what it decides"),
                Key(
                    "inputs", .map(.field, .part("parameter")), required: true, fr: "colonnes comparées, dans l’ordre de l’appel",
                    en: "columns compared, in the order of the call"),
                Key("outputs", .map(.field, .part("parameter")), required: true, fr: "colonnes données", en: "columns given"),
                Key(
                    "hit", .word(DecisionTable.HitPolicy.allCases.map(\.rawValue)),
                    fr:
                        "si plusieurs lignes conviennent\u{A0}: `unique` (défaut) l’interdit, `any` veut qu’elles s’accordent, `first` prend la première, `collect` les prend toutes",
                    en:
                        "when several rows fit: `unique` (default) forbids it, `any` wants them to agree, `first` takes the first, `collect` takes all"
                ),
                Key("rows", .list(.part("row")), required: true, fr: "lignes", en: "rows"),
                Key(
                    "otherwise", .map(.field, .constant), fr: "ce que la table donne quand aucune ligne ne convient",
                    en: "what the table gives when no row fits"),
            ]),
        Part(
            "row", fr: "une ligne de table", en: "a row of a table",
            [
                Key("id", .name(.kebab), fr: "nom, pour les explications", en: "name, for explanations"),
                Key(
                    "when", .map(.field, .constant),
                    fr:
                        "ce que chaque entrée doit être\u{A0}: une valeur, une liste, `< x`, `a..b`, `not x`\u{202F}; toutes si elle manque",
                    en: "what each input must be: a value, a list, `< x`, `a..b`, `not x`; anything when left out"),
                Key("then", .map(.field, .constant), required: true, fr: "ce que la ligne donne", en: "what the row gives"),
            ] + periodKeys),
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
                Key("fields", fieldsType, required: true, fr: "champs, lus comme `dossier.nom`", en: "fields, read as `dossier.name`"),
                Key(
                    "shown-to", .expression,
                    fr: "condition, sur `actor`, sous laquelle une personne voit un dossier et peut y agir\u{202F}; toutes si elle manque",
                    en: "condition, about `actor`, under which a person sees a dossier and can act on it; everybody when left out"),
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
                    "required", .either([.boolean, .expression, .part("required"), .list(.part("required"))]),
                    fr: "`true`, ou une condition sous laquelle le champ doit être rempli, ou les périodes où il doit l’être",
                    en: "`true`, or a condition under which the field must be filled, or the periods in which it must be"),
                Key(
                    "visible", .expression, fr: "condition sous laquelle le champ est demandé",
                    en: "condition under which the field is asked"),
                Key(
                    "shown-to", .expression, fr: "condition, sur `actor`, sous laquelle une personne voit le champ d’un dossier",
                    en: "condition, about `actor`, under which a person sees the field of a dossier"),
                Key(
                    "rules", .list(.part("rule")), fr: "règles sur le contenu, nommé `value`", en: "rules about the content, named `value`"),
                choicesKey,
                Key("reasons", .reference(.reasonList), fr: "liste de motifs (type `reason`)", en: "list of reasons (type `reason`)"),
                likeKey, groupKey,
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
            "required", fr: "quand un champ doit être rempli", en: "when a field must be filled",
            periodKeys + [
                Key("when", .expression, fr: "condition sous laquelle il doit l’être", en: "condition under which it must be")
            ]),
        Part(
            "choice", fr: "un choix et sa période", en: "a choice and its period",
            [Key("label", .localized, required: true, fr: "texte affiché", en: "text shown")] + periodKeys),
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
            "rule", fr: "une règle\u{A0}: ce qu’elle exige, sinon pourquoi c’est refusé",
            en: "a rule: what it requires, and why not otherwise",
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
                Key(
                    "attach", .list(.name(.kebab)),
                    fr:
                        "ce que le PDF porte pour les programmes (PDF/A-3a)\u{A0}: `data`, ses données en JSON, et le nom d’échanges de genre `attachment`",
                    en:
                        "what the PDF carries for programs (PDF/A-3a): `data`, its data as JSON, and names of exchanges of kind `attachment`"
                ),
                Key("fax", .part("fax"), fr: "comment le document part par télécopieur", en: "how the document leaves as a fax"),
            ]),
        Part(
            "fax", fr: "le départ d’un document par télécopieur", en: "the sending of a document as a fax",
            [
                Key(
                    "to", .expression, required: true,
                    fr: "liste des numéros, d’après `data`\u{A0}: `[data.recipientFax]`",
                    en: "list of the numbers, from `data`: `[data.recipientFax]`"),
                Key(
                    "data", .map(.field, .expression), fr: "champs de `data` tirés d’un dossier; ce qui est vide manque",
                    en: "fields of `data` taken from a dossier; what is empty is missing"),
            ]),
        Part(
            "exchange", fr: "un document JSON échangé avec d’autres systèmes", en: "a JSON document exchanged with other systems",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key(
                    "kind", .word(ExchangeDefinition.Kind.allCases.map(\.rawValue)),
                    fr:
                        "`export` (par défaut), fait d’un dossier; `attachment`, porté par un document; `import`, lu pour faire une action",
                    en: "`export` (the default), made of a dossier; `attachment`, carried by a document; `import`, read to do an action"),
                Key(
                    "media-type", .text, fr: "type de média; `application/json` par défaut", en: "media type; `application/json` by default"
                ),
                Key(
                    "file", .text, fr: "nom du fichier porté par un document (genre `attachment`)",
                    en: "name of the file that a document carries (kind `attachment`)"),
                Key(
                    "permission", .reference(.permission), fr: "permission nécessaire (genre `export`)",
                    en: "permission needed (kind `export`)"),
                Key(
                    "contents", .boolean, fr: "`true` pour que `documents` ait les octets de chaque document (genre `export`)",
                    en: "`true` for `documents` to have the bytes of each document (kind `export`)"),
                Key("action", .reference(.action), fr: "action que l’import fait", en: "action that the import does"),
                Key(
                    "rules", .list(.part("rule")), fr: "ce que le document reçu, `message`, doit respecter (genre `import`)",
                    en: "what the received document, `message`, must keep to (kind `import`)"),
                Key(
                    "let", .map(.field, .expression), fr: "valeurs nommées, dans l’ordre; chacune voit les précédentes",
                    en: "values with names, in order; each sees those before it"),
                Key(
                    "content", .content, required: true,
                    fr: "le document; pour un import, `edits`, `input` et `form` de l’action",
                    en: "the document; for an import, `edits`, `input` and `form` of the action"),
            ]),
        Part(
            "fragment", fr: "une partie de document JSON", en: "a part of a JSON document",
            [
                Key("label", .localized, required: true, fr: "nom affiché", en: "name shown"),
                Key("parameters", .list(.name(.field)), fr: "valeurs que `$with` donne", en: "values that `$with` gives"),
                Key("content", .content, required: true, fr: "contenu JSON", en: "JSON content"),
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
            "recipient", fr: "un destinataire\u{A0}: un rôle ou une personne", en: "a receiver: a role or a person",
            [
                Key("role", .reference(.role), fr: "tous ceux qui ont ce rôle", en: "everybody with this role"),
                Key("person", .expression, fr: "la personne que donne l’expression", en: "the person that the expression gives"),
                Key(
                    "language", .expression,
                    fr: "langue que le dossier donne à cette personne (`fr`, `en`, `french`, `english`)\u{202F}; sinon celle de l’annuaire",
                    en: "language that the dossier gives for that person (`fr`, `en`, `french`, `english`); else the directory’s"),
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
                Key(
                    "reminders", .map(.kebab, .part("reminder")), fr: "avis envoyés avant ou après l’échéance\u{A0}: rappels, relances",
                    en: "notifications sent before or after it: reminders, escalations"),
            ]),
        Part(
            "reminder", fr: "un avis avant ou après une échéance", en: "a notification before or after a deadline",
            [
                Key("before", .part("duration"), fr: "combien de temps avant l’échéance", en: "how long before it"),
                Key("after", .part("duration"), fr: "combien de temps après l’échéance", en: "how long after it"),
                Key("notify", .reference(.notification), required: true, fr: "avis envoyé", en: "notification sent"),
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
            "retention", fr: "une règle de conservation", en: "a retention rule",
            [
                Key("states", .list(.reference(.state)), required: true, fr: "états finaux", en: "final states"),
                Key(
                    "after", .part("retention-period"), required: true, fr: "durée, dès l’arrivée à l’état",
                    en: "period, from the arrival in the state"),
                Key("basis", .text, fr: "loi ou directive qui le demande", en: "the law or directive that asks for it"),
            ]),
        Part(
            "operations", fr: "ce qui se fait du registre, hors des actions\u{A0}: personne ne fait ce qui n’est pas nommé",
            en: "what is done with the store beside actions: nobody does what is not named",
            StoreOperation.allCases.map { operation in
                Key(
                    operation.rawValue, .reference(.permission), fr: "permission\u{A0}: \(operation.words.fr)",
                    en: "permission: \(operation.words.en)")
            }),
        Part(
            "accounts", fr: "les comptes", en: "the accounts",
            [
                Key(
                    "holder", .text, required: true, fr: "champ du dossier\u{A0}: titulaire du compte",
                    en: "field of the dossier: the holder"),
                Key(
                    "invite", .part("account-invitation"), required: true, fr: "actions qui remettent un code",
                    en: "actions that give a code"),
                Key(
                    "create", .part("account-creation"), required: true, fr: "action qui crée le compte",
                    en: "action that creates the account"),
                Key(
                    "sign-in", .part("account-sign-in"), required: true, fr: "action qui ouvre une session",
                    en: "action that opens a session"),
                Key(
                    "wrong-codes", .integer, fr: "codes faux de suite avant qu’il en faille un nouveau (5)",
                    en: "wrong codes in a row before a new one is needed (5)"),
                Key("session-minutes", .integer, fr: "durée d’une session en minutes (480)", en: "length of a session in minutes (480)"),
            ]),
        Part(
            "account-invitation", fr: "l’invitation", en: "the invitation",
            [
                Key("actions", .list(.reference(.action)), required: true, fr: "chacune remet un code neuf", en: "each gives a fresh code"),
                Key("code", .text, required: true, fr: "leur donnée qui reçoit le code", en: "their input that takes the code"),
            ]),
        Part(
            "account-creation", fr: "la création du compte", en: "the creation of the account",
            [
                Key("action", .reference(.action), required: true, fr: "action", en: "action"),
                Key("code", .text, required: true, fr: "sa donnée qui reçoit le code", en: "its input that takes the code"),
            ]),
        Part(
            "account-sign-in", fr: "l’ouverture d’une session", en: "a sign-in",
            [
                Key("action", .reference(.action), required: true, fr: "action", en: "action"),
                Key("password", .text, required: true, fr: "donnée\u{A0}: le mot de passe est le bon", en: "input: the password is right"),
                Key(
                    "second-factor", .text, required: true, fr: "donnée\u{A0}: le code de vérification est le bon",
                    en: "input: the code is right"),
                Key("failure", .part("account-failure"), fr: "action qui compte un échec", en: "action that counts a failure"),
            ]),
        Part(
            "account-failure", fr: "l’échec d’une ouverture", en: "a failed sign-in",
            [
                Key("action", .reference(.action), required: true, fr: "action", en: "action"),
                Key("as", .reference(.person), required: true, fr: "personne ou service qui la fait", en: "person or service that does it"),
            ]),
        Part(
            "retention-period", fr: "une durée de conservation, dans une seule unité", en: "a retention period, in one unit",
            [Key("days", .integer, fr: "jours civils", en: "calendar days"), Key("years", .integer, fr: "années", en: "years")]),
        Part(
            "calendar", fr: "heures de service et jours fériés", en: "hours of service and holidays",
            [
                Key(
                    "week", .part("week"), fr: "heures de chaque jour, `07:00-18:00`, ou une liste",
                    en: "hours of each day, `07:00-18:00`, or a list"),
                Key("holidays", .list(.part("holiday")), fr: "jours fériés", en: "holidays"),
                Key(
                    "observed", .list(.name(.kebab)), fr: "jours fériés facultatifs que le service observe",
                    en: "optional holidays that the service keeps"),
            ]),
        Part(
            "week", fr: "les jours ouvrables", en: "the working days",
            zip(weekdays, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]).map { day, french in
                Key(day, .either([.text, .list(.text)]), fr: french, en: day)
            }),
        Part(
            "holiday", fr: "un jour férié", en: "a holiday",
            [
                Key("id", .name(.kebab), fr: "nom par lequel `observed` choisit le jour", en: "name by which `observed` chooses the day"),
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
                Key(
                    "moved", .part("moved"), fr: "jour où il est observé s’il tombe ce jour-là, `sunday: monday`",
                    en: "day on which it is kept when it falls on that day, `sunday: monday`"),
                Key("optional", .boolean, fr: "observé seulement si `observed` le nomme", en: "kept only when `observed` names it"),
                Key("valid-from", .date, fr: "premier jour où il vaut", en: "first day on which it holds"),
                Key("valid-until", .date, fr: "dernier jour où il vaut", en: "last day on which it holds"),
            ]),
        Part(
            "moved", fr: "le jour le plus proche où un férié est observé, selon le jour où il tombe",
            en: "the nearest day on which a holiday is kept, by the day on which it falls",
            zip(weekdays, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]).map { day, french in
                Key(day, .word(weekdays), fr: "s’il tombe un \(french)", en: "when it falls on a \(day)")
            }),
    ]
}
