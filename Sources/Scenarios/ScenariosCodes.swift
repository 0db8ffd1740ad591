import Diagnostics

/// The findings about scenario files, for the generated reference.
package enum ScenariosCodes {
    package static let unknownKey: DiagnosticCode = "scenario/unknown-key"
    package static let missingKey: DiagnosticCode = "scenario/missing-key"
    package static let wrongShape: DiagnosticCode = "scenario/wrong-shape"
    package static let unknownName: DiagnosticCode = "scenario/unknown-name"
    package static let wrongValue: DiagnosticCode = "scenario/wrong-value"
    package static let badTime: DiagnosticCode = "scenario/bad-time"
    package static let stepShape: DiagnosticCode = "scenario/step-shape"
    package static let duplicateName: DiagnosticCode = "scenario/duplicate-name"
    package static let circularModel: DiagnosticCode = "scenario/circular-model"
    package static let tooMany: DiagnosticCode = "scenario/too-many"
    package static let none: DiagnosticCode = "scenario/none"
    package static let coverage: DiagnosticCode = "scenario/coverage"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (
            unknownKey,
            Bilingual(fr: "une clé n’existe pas à cet endroit d’un scénario", en: "a key does not exist at this place of a scenario")
        ),
        (missingKey, Bilingual(fr: "une clé obligatoire manque dans un scénario", en: "a required key is missing in a scenario")),
        (
            wrongShape,
            Bilingual(fr: "une valeur d’un scénario n’a pas la forme attendue", en: "a value of a scenario has not the shape expected")
        ),
        (unknownName, Bilingual(fr: "un scénario emploie un nom que rien ne déclare", en: "a scenario uses a name that nothing declares")),
        (wrongValue, Bilingual(fr: "une valeur ne va pas avec le type du champ", en: "a value does not go with the type of the field")),
        (badTime, Bilingual(fr: "un moment ou une durée ne se lit pas", en: "a moment or a duration cannot be read")),
        (stepShape, Bilingual(fr: "une étape fait deux choses, ou rien", en: "a step does two things, or nothing")),
        (duplicateName, Bilingual(fr: "un nom de modèle ou de personne sert deux fois", en: "a name of a model or person is used twice")),
        (circularModel, Bilingual(fr: "des modèles renvoient l’un à l’autre", en: "models refer to each other in a circle")),
        (tooMany, Bilingual(fr: "il y a trop de scénarios ou d’étapes", en: "there are too many scenarios or steps")),
        (none, Bilingual(fr: "il n’y a pas de scénario", en: "there is no scenario")),
        (
            coverage,
            Bilingual(fr: "les scénarios couvrent moins que ce qui est exigé", en: "the scenarios cover less than what is required")
        ),
    ]
}
