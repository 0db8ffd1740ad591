import Diagnostics
import Scenarios

/// The findings about publishing, for the generated reference.
package enum PublishingCodes {
    package static let version: DiagnosticCode = "publish/version"
    package static let occupied: DiagnosticCode = "publish/occupied"
    package static let approval: DiagnosticCode = "publish/approval"
    package static let scenarios: DiagnosticCode = "publish/scenarios"
    package static let changed: DiagnosticCode = "publish/changed"
    package static let previous: DiagnosticCode = "publish/previous"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (version, Bilingual(fr: "la version ne suit pas celles qui sont publiées", en: "the version does not follow those published")),
        (occupied, Bilingual(fr: "la place d’une publication est prise", en: "the place of a publication is taken")),
        (approval, Bilingual(fr: "il manque l’accord d’une seconde personne", en: "the approval of a second person is missing")),
        (scenarios, Bilingual(fr: "des scénarios échouent", en: "scenarios fail")),
        (changed, Bilingual(fr: "la configuration a changé pendant la publication", en: "the pack changed while it was published")),
        (previous, Bilingual(fr: "la version publiée ne se lit plus", en: "the published version cannot be read any more")),
    ]
}

/// The words of what keeps a pack from being tried or published.
package enum PublishingDiagnostics {
    static func noScenario(folder: String) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.none,
            Bilingual(fr: "il n’y a pas de scénario dans `\(folder)`", en: "there is no scenario in `\(folder)`"), at: nil,
            hint: Bilingual(
                fr: "écrire des scénarios dans `\(folder)/*.yaml`\u{A0}; voir docs/scenarios.md",
                en: "write scenarios in `\(folder)/*.yaml`; see docs/scenarios.md"))
    }

    static func noMatch(_ filters: [String]) -> Diagnostic {
        let list = filters.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, ScenariosCodes.none,
            Bilingual(fr: "aucun scénario ne répond à \(list)", en: "no scenario matches \(list)"), at: nil)
    }

    package static func coverage(percent: Double, required: Double) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.coverage,
            Bilingual(
                fr: "les scénarios couvrent \(percent)\u{A0}% de ce que la configuration déclare, moins que les \(required)\u{A0}% exigés",
                en: "the scenarios cover \(percent)% of what the pack declares, less than the \(required)% required"), at: nil,
            hint: Bilingual(fr: "voir ce qui manque avec --coverage full", en: "see what is missing with --coverage full"))
    }

    static func noVersion(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.version,
            Bilingual(fr: "`\(text)` n’est pas une version à publier", en: "`\(text)` is not a version to publish"), at: nil,
            hint: Bilingual(
                fr: "écrire trois nombres dans pack.yaml\u{A0}: `version: 1.2.0`", en: "write three numbers in pack.yaml: `version: 1.2.0`")
        )
    }

    static func alreadyPublished(version: String, in home: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.version,
            Bilingual(
                fr: "la version `\(version)` est déjà publiée dans `\(home)`",
                en: "the version `\(version)` is already published in `\(home)`"),
            at: nil, hint: raise)
    }

    static func lowerVersion(_ version: String, than highest: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.version,
            Bilingual(
                fr: "la version `\(version)` n’est pas plus haute que la version publiée `\(highest)`",
                en: "the version `\(version)` is not higher than the published version `\(highest)`"), at: nil, hint: raise)
    }

    private static let raise = Bilingual(
        fr: "augmenter `version` dans pack.yaml; ce qui est publié ne change jamais",
        en: "raise `version` in pack.yaml; what is published never changes")

    static func occupied(_ place: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.occupied,
            Bilingual(fr: "`\(place)` existe déjà; rien n’a été écrit", en: "`\(place)` exists already; nothing was written"), at: nil)
    }

    static let noPublisher = Diagnostic(
        .error, PublishingCodes.approval, Bilingual(fr: "qui publie? `--by` est vide", en: "who publishes? `--by` is empty"), at: nil)

    static func samePerson(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.approval,
            Bilingual(
                fr: "`\(name)` ne peut approuver sa propre publication", en: "`\(name)` cannot approve a publication of his or her own"),
            at: nil,
            hint: Bilingual(fr: "une autre personne doit approuver", en: "another person has to approve"))
    }

    static func approvalNeeded(_ pack: String, fact: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.approval,
            Bilingual(
                fr: "la configuration `\(pack)` demande l’accord d’une seconde personne",
                en: "the pack `\(pack)` demands the approval of a second person"),
            at: nil, notes: [Bilingual(fr: "sa constante `\(fact)` le dit", en: "its fact `\(fact)` says so")],
            hint: Bilingual(fr: "ajouter `--approved-by NOM`", en: "add `--approved-by NAME`"))
    }

    static func failedScenarios(_ count: Int) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.scenarios,
            Bilingual(
                fr: count == 1 ? "1 scénario échoue; rien n’est publié" : "\(count) scénarios échouent; rien n’est publié",
                en: count == 1 ? "1 scenario fails; nothing is published" : "\(count) scenarios fail; nothing is published"), at: nil,
            hint: Bilingual(fr: "voir `paraphe test`", en: "see `paraphe test`"))
    }

    static func changedMeanwhile(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, PublishingCodes.changed,
            Bilingual(
                fr: "`\(path)` a changé pendant la publication; rien n’a été publié",
                en: "`\(path)` changed while it was published; nothing was published"),
            at: nil, hint: Bilingual(fr: "recommencez", en: "try again"))
    }

    static func unreadablePrevious(_ path: String) -> Diagnostic {
        Diagnostic(
            .warning, PublishingCodes.previous,
            Bilingual(
                fr: "la version publiée `\(path)` ne se charge plus; les changements ne sont pas montrés",
                en: "the published version `\(path)` no longer loads; the changes are not shown"), at: nil)
    }
}
