import Diagnostics

/// The findings of this module, for the generated reference.
package enum RulesCodes {
    package static let retention: DiagnosticCode = "pack/retention"
    package static let accounts: DiagnosticCode = "pack/accounts"
    package static let missingFile: DiagnosticCode = "pack/missing-file"
    package static let unknownKey: DiagnosticCode = "pack/unknown-key"
    package static let missingKey: DiagnosticCode = "pack/missing-key"
    package static let wrongType: DiagnosticCode = "pack/wrong-type"
    package static let unknownWord: DiagnosticCode = "pack/unknown-word"
    package static let badName: DiagnosticCode = "pack/bad-name"
    package static let missingTranslation: DiagnosticCode = "pack/missing-translation"
    package static let empty: DiagnosticCode = "pack/empty"
    package static let badDate: DiagnosticCode = "pack/bad-date"
    package static let duplicateName: DiagnosticCode = "pack/duplicate-name"
    package static let unknownName: DiagnosticCode = "pack/unknown-name"
    package static let unknownValue: DiagnosticCode = "pack/unknown-value"
    package static let reservedName: DiagnosticCode = "pack/reserved-name"
    package static let repeatedReference: DiagnosticCode = "pack/repeated-reference"
    package static let fieldType: DiagnosticCode = "pack/field-type"
    package static let fieldRange: DiagnosticCode = "pack/field-range"
    package static let pattern: DiagnosticCode = "pack/pattern"
    package static let fieldPath: DiagnosticCode = "pack/field-path"
    package static let attribute: DiagnosticCode = "pack/attribute"
    package static let period: DiagnosticCode = "pack/period"
    package static let actionShape: DiagnosticCode = "pack/action-shape"
    package static let ruleSetSubject: DiagnosticCode = "pack/rule-set-subject"
    package static let recipient: DiagnosticCode = "pack/recipient"
    package static let finalState: DiagnosticCode = "pack/final-state"
    package static let hiddenTarget: DiagnosticCode = "pack/hidden-target"
    package static let deadline: DiagnosticCode = "pack/deadline"
    package static let calendar: DiagnosticCode = "pack/calendar"
    package static let confidential: DiagnosticCode = "pack/confidential"
    package static let unknownParameter: DiagnosticCode = "pack/unknown-parameter"
    package static let unusedParameter: DiagnosticCode = "pack/unused-parameter"
    package static let constantCondition: DiagnosticCode = "pack/constant-condition"
    package static let timeZone: DiagnosticCode = "pack/time-zone"

    package static let exchangeShape: DiagnosticCode = "pack/exchange-shape"
    package static let exchangeType: DiagnosticCode = "pack/exchange-type"
    package static let exchangeKind: DiagnosticCode = "pack/exchange-kind"
    package static let exchangeSize: DiagnosticCode = "pack/exchange-size"
    package static let recursiveFragment: DiagnosticCode = "pack/recursive-fragment"
    package static let fragmentParameter: DiagnosticCode = "pack/fragment-parameter"
    package static let unknownLabel: DiagnosticCode = "pack/unknown-label"

    package static let recursiveFunction: DiagnosticCode = "pack/recursive-function"
    package static let unknownColumn: DiagnosticCode = "pack/unknown-column"
    package static let missingOutput: DiagnosticCode = "pack/missing-output"
    package static let badCell: DiagnosticCode = "pack/bad-cell"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (exchangeShape, Bilingual(fr: "le contenu d’un échange est mal bâti", en: "the content of an exchange is not well built")),
        (exchangeType, Bilingual(fr: "une valeur d’un échange n’a pas le bon type", en: "a value of an exchange has the wrong type")),
        (exchangeKind, Bilingual(fr: "le genre d’un échange ne convient pas", en: "the kind of an exchange does not suit")),
        (exchangeSize, Bilingual(fr: "un échange est trop grand", en: "an exchange is too large")),
        (recursiveFragment, Bilingual(fr: "un fragment finit par s’insérer lui-même", en: "a fragment ends up inserting itself")),
        (
            fragmentParameter,
            Bilingual(fr: "un paramètre de fragment manque ou est de trop", en: "a parameter of a fragment is missing or unknown")
        ),
        (unknownLabel, Bilingual(fr: "rien ne porte cette étiquette", en: "nothing has this label")),
        (recursiveFunction, Bilingual(fr: "une fonction finit par s’appeler elle-même", en: "a function ends up calling itself")),
        (unknownColumn, Bilingual(fr: "une table n’a pas cette colonne", en: "a table does not have this column")),
        (
            missingOutput,
            Bilingual(fr: "une ligne de table ne donne pas toutes les sorties", en: "a row of a table does not give every output")
        ),
        (badCell, Bilingual(fr: "une case de table ne convient pas à sa colonne", en: "a cell of a table does not suit its column")),
        (missingFile, Bilingual(fr: "un fichier du service manque", en: "a file of the pack is missing")),
        (unknownKey, Bilingual(fr: "une clé n’existe pas à cet endroit", en: "a key does not exist at this place")),
        (missingKey, Bilingual(fr: "une clé obligatoire manque", en: "a required key is missing")),
        (wrongType, Bilingual(fr: "une valeur n’est pas de la sorte attendue", en: "a value is not of the kind expected")),
        (unknownWord, Bilingual(fr: "un mot n’est pas parmi ceux qui sont permis", en: "a word is not among those allowed")),
        (badName, Bilingual(fr: "un nom est mal formé", en: "a name is not well formed")),
        (missingTranslation, Bilingual(fr: "un texte manque dans une langue", en: "a text is missing in a language")),
        (empty, Bilingual(fr: "une clé n’a pas de valeur, ou une liste est vide", en: "a key has no value, or a list is empty")),
        (badDate, Bilingual(fr: "une date ou une heure est impossible", en: "a date or a time is impossible")),
        (duplicateName, Bilingual(fr: "un nom est déclaré deux fois", en: "a name is declared twice")),
        (unknownName, Bilingual(fr: "un nom n’est déclaré nulle part", en: "a name is declared nowhere")),
        (
            unknownValue,
            Bilingual(fr: "une condition compare avec un nom qui n’existe pas", en: "a condition compares with a name that does not exist")
        ),
        (reservedName, Bilingual(fr: "un nom est réservé", en: "a name is reserved")),
        (repeatedReference, Bilingual(fr: "un nom figure deux fois dans une liste", en: "a name stands twice in a list")),
        (fieldType, Bilingual(fr: "les clés d’un champ ne vont pas avec son type", en: "the keys of a field do not go with its type")),
        (fieldRange, Bilingual(fr: "les bornes d’un champ se contredisent", en: "the bounds of a field contradict each other")),
        (pattern, Bilingual(fr: "une expression régulière est fautive", en: "a regular expression is faulty")),
        (fieldPath, Bilingual(fr: "un chemin ne mène à aucun champ du dossier", en: "a path leads to no field of the dossier")),
        (attribute, Bilingual(fr: "un attribut d’une personne ne convient pas", en: "an attribute of a person does not fit")),
        (period, Bilingual(fr: "une période finit avant de commencer", en: "a period ends before it begins")),
        (actionShape, Bilingual(fr: "les clés d’une action ne vont pas ensemble", en: "the keys of an action do not go together")),
        (ruleSetSubject, Bilingual(fr: "un ensemble de règles porte sur un autre sujet", en: "a rule set is about another subject")),
        (
            recipient,
            Bilingual(
                fr: "un destinataire doit être un rôle, ou une personne et sa langue",
                en: "a receiver must be a role, or a person with a language")
        ),
        (
            finalState,
            Bilingual(fr: "une action part d’un état final", en: "an action leaves a final state")
        ),
        (hiddenTarget, Bilingual(fr: "un état suivant ne peut jamais être choisi", en: "a next state can never be chosen")),
        (retention, Bilingual(fr: "une règle de conservation est impossible", en: "a retention rule is impossible")),
        (accounts, Bilingual(fr: "la déclaration des comptes est impossible", en: "the declaration of accounts is impossible")),
        (deadline, Bilingual(fr: "un délai est impossible", en: "a deadline is impossible")),
        (calendar, Bilingual(fr: "le calendrier est incomplet ou impossible", en: "the calendar is incomplete or impossible")),
        (confidential, Bilingual(fr: "un avis contient une donnée confidentielle", en: "a notification contains confidential data")),
        (
            unknownParameter,
            Bilingual(fr: "un texte insère une valeur qui n’est pas donnée", en: "a text inserts a value that is not given")
        ),
        (unusedParameter, Bilingual(fr: "une valeur donnée n’est pas insérée", en: "a value given is not inserted")),
        (constantCondition, Bilingual(fr: "une condition ne dépend de rien", en: "a condition depends on nothing")),
        (timeZone, Bilingual(fr: "un fuseau horaire n’existe pas", en: "a time zone does not exist")),
    ]
}
