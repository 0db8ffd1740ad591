import Diagnostics

extension TemplateVocabulary {
    /// What an element shows of the running configuration, and how.
    package struct Fact: Sendable {
        /// The shape of the variable `fact` in the template `facts/ELEMENT.xhtml`, as `<g:param type>` writes it.
        package let shape: String
        /// Attributes of which exactly one is given; empty when none is needed.
        package let oneOf: [String]
        /// Whether it may stand where there is text alone, as its label.
        package let isInline: Bool
    }

    /// The elements that show facts of the configuration, in alphabetical order.
    package static let facts: [Element] = [
        element(
            "actions", "les actions\u{A0}: par qui, depuis quel état, vers lequel", "the actions: by whom, from which state, to which",
            [
                reference("state", .state, "celles d'un état", "those of a state"),
                reference("only", .action, "celles-ci seulement, dans cet ordre", "these only, in this order", isList: true),
            ],
            shape: """
                {actions: list({id: string, label: string, help: string, roles: list(string), from: list(string), to: list(string), \
                isCreation: bool})}
                """),
        element(
            "contacts", "les points de contact\u{A0}: téléphone, courriel, heures", "the contacts: phone, email, hours",
            [reference("only", .contact, "ceux-ci seulement, dans cet ordre", "these only, in this order", isList: true)],
            shape: "{contacts: list({id: string, label: string, phone: string, email: string, hours: string})}"),
        element(
            "deadlines", "les délais et leurs rappels, en toutes lettres", "the deadlines and their reminders, in words",
            [reference("only", .deadline, "ceux-ci seulement, dans cet ordre", "these only, in this order", isList: true)],
            shape: """
                {deadlines: list({id: string, states: list(string), within: string, condition: string, told: list(string), subject: string, \
                reminders: list({when: string, told: list(string), subject: string})})}
                """),
        element(
            "diagram", "les états et ce qui mène de l'un à l'autre, en dessin puis en tableau",
            "the states and what leads from one to the other, as a drawing, then as a table",
            [
                reference("only", .state, "ces états seulement", "these states only", isList: true),
                choice(
                    "table", ["no", "yes"], "`no`\u{A0}: le tableau est ailleurs dans le document",
                    "`no`: the table is elsewhere in the document"),
            ],
            shape: """
                {width: string, height: string, stateSize: string, stateLine: string, labelSize: string, labelLine: string, \
                alternative: string, start: string, forward: string, forwardHeads: string, returns: string, returnHeads: string, \
                states: list({id: string, kind: string, lines: list(string), style: string}), \
                labels: list({lines: list(string), isReturn: bool, style: string}), hasTable: bool, \
                passages: list({from: string, to: string, labels: list(string)})}
                """),
        element(
            "fields", "les champs d'un formulaire, d'une action ou d'un enregistrement, ceux qui sont requis marqués d'un astérisque",
            "the fields of a form, an action or a record, required ones marked with an asterisk",
            [
                reference("form", .form, "le formulaire", "the form"),
                reference("action", .action, "l'action\u{A0}: ce qu'elle demande", "the action: what it asks for"),
                reference("record", .record, "l'enregistrement, tel `dossier`", "the record, such as `dossier`"),
                choice(
                    "only", ["required"], "`required`\u{A0}: les champs requis, même selon le cas",
                    "`required`: the required fields, even if only in some cases"),
            ],
            shape: """
                {label: string, introduction: string, hasRequired: bool, hasConditional: bool, sections: list({label: string, \
                fields: list({id: string, label: string, help: string, requirement: string, condition: string, choices: list(string)})}), \
                fields: list({id: string, label: string, help: string, requirement: string, condition: string, choices: list(string)})}
                """, oneOf: ["form", "action", "record"]),
        element(
            "grants", "qui a chaque permission, par quel moyen et à quelles conditions",
            "who has each permission, by which mode and on which conditions",
            [
                reference("group", .permissionGroup, "celles d'un groupe", "those of a group"),
                reference("only", .permission, "celles-ci seulement", "these only", isList: true),
            ],
            shape: """
                {groups: list({id: string, label: string, permissions: list({id: string, label: string, \
                summary: string, details: list(string), modes: list({id: string, \
                label: string, profiles: list({id: string, label: string, note: string})}), delegation: string, note: string})})}
                """),
        element(
            "matrix", "la matrice\u{A0}: pour chaque état, quel profil peut faire quelle action, et à quelles conditions",
            "the matrix: for each state, which profile may do which action, and on which conditions",
            [
                reference("actions", .action, "ces actions seulement", "these actions only", isList: true),
                reference("profiles", .profile, "ces profils seulement", "these profiles only", isList: true),
                reference("states", .state, "ces états seulement", "these states only", isList: true),
            ],
            shape: """
                {legend: string, tables: list({corner: string, columns: list(string), groups: list({title: string, rows: list({label: string, \
                cells: list({words: string, kind: string})})})}), notes: list({number: string, lines: list(string)})}
                """),
        element(
            "name", "le nom que la configuration donne à une chose\u{A0}: le guide le cite par son identifiant",
            "the name that the configuration gives a thing: the guide cites it by its identifier",
            [
                reference(
                    "of", .label, "la chose\u{A0}: `actions.accept`, `reasons.LISTE.RAISON`, `forms.FORMULAIRE.CHAMP`",
                    "the thing: `actions.accept`, `reasons.LIST.REASON`, `forms.FORM.FIELD`", isRequired: true),
                choice(
                    "case", ["lower"], "`lower`\u{A0}: sans majuscule initiale, pour le fil d'une phrase",
                    "`lower`: without its initial capital, for the flow of a sentence"),
            ],
            shape: "{kind: string, id: string, label: string}", isInline: true),
        element(
            "permissions", "ce que chaque profil a, par groupe, par quel moyen et à quelles conditions",
            "what each profile has, by group, by which mode and on which conditions",
            [reference("only", .profile, "ces profils seulement, dans cet ordre", "these profiles only, in this order", isList: true)],
            shape: """
                {profiles: list({id: string, label: string, groups: list({label: string, permissions: list({id: string, label: string, \
                mode: string, note: string})})})}
                """),
        element(
            "profiles", "les profils et leurs définitions", "the profiles and their definitions",
            [reference("only", .profile, "ceux-ci seulement, dans cet ordre", "these only, in this order", isList: true)],
            shape: """
                {profiles: list({id: string, label: string, summary: string, roles: list(string), permissions: list(string)})}
                """),
        element(
            "reasons", "les raisons d'une liste, ou de la liste qu'une action offre",
            "the reasons of a list, or of the list that an action offers",
            [
                reference("action", .action, "l'action qui les offre", "the action that offers them"),
                reference("list", .reasonList, "la liste", "the list"),
            ],
            shape: "{label: string, reasons: list({id: string, label: string, from: string, until: string})}", oneOf: ["action", "list"]),
        element(
            "rules", "les règles d'un ensemble ou d'une action, telles qu'un refus les dit",
            "the rules of a set or an action, as a refusal tells them",
            [
                reference("set", .ruleSet, "l'ensemble", "the set"),
                reference("action", .action, "l'action, avec ses ensembles", "the action, with its sets"),
            ],
            shape: "{label: string, rules: list({id: string, words: string, basis: string, isWarning: bool})}", oneOf: ["set", "action"]),
        element(
            "states", "les états\u{A0}: ce qui s'y fait, et les délais qui y courent",
            "the states: what is done in them, and the deadlines that run in them",
            [reference("only", .state, "ceux-ci seulement, dans cet ordre", "these only, in this order", isList: true)],
            shape: """
                {states: list({id: string, label: string, kind: string, actions: list({id: string, label: string, to: list(string), \
                roles: list(string)}), deadlines: list(string)})}
                """),
        element(
            "table", "une table de décision", "a decision table", [reference("of", .table, "la table", "the table", isRequired: true)],
            shape: """
                {label: string, inputs: list(string), outputs: list(string), rows: list({id: string, when: list(string), then: list(string)}), \
                otherwise: list(string)}
                """),
    ]

    private static func element(
        _ name: String, _ fr: String, _ en: String, _ attributes: [Attribute], shape: String, oneOf: [String] = [], isInline: Bool = false
    ) -> Element {
        Element(
            name: name, attributes: attributes.sorted { $0.name < $1.name }, parents: [], summary: Bilingual(fr: fr, en: en),
            fact: Fact(shape: shape, oneOf: oneOf, isInline: isInline))
    }

    private static func reference(
        _ name: String, _ kind: FactKind, _ fr: String, _ en: String, isList: Bool = false, isRequired: Bool = false
    ) -> Attribute {
        Attribute(name: name, kind: .reference(kind, isList: isList), isRequired: isRequired, summary: Bilingual(fr: fr, en: en))
    }

    private static func choice(_ name: String, _ values: [String], _ fr: String, _ en: String) -> Attribute {
        Attribute(name: name, kind: .choice(values), isRequired: false, summary: Bilingual(fr: fr, en: en))
    }
}
