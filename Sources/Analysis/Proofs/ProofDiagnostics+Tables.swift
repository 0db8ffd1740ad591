import Diagnostics
import Rules

/// The wording of what the proofs find in decision tables and in the ways in which permissions come to people.
extension ProofDiagnostics {
    static func gap(_ table: DecisionTable, region: Bilingual, example: Bilingual, others: Int) -> Diagnostic {
        var notes = [Bilingual(fr: "par exemple\u{A0}: \(example.fr)", en: "for instance: \(example.en)")]
        if others > 0 { notes.append(Bilingual(fr: "et \(others) autres lacunes", en: "and \(others) more gaps")) }
        return Diagnostic(
            .error, ProofCodes.tableGap,
            Bilingual(
                fr: "la table `\(table.id)` n’a pas de ligne pour ce cas — \(region.fr)",
                en: "the table `\(table.id)` has no row for this case — \(region.en)"),
            at: table.span, notes: notes,
            hint: Bilingual(fr: "ajouter une ligne, ou `otherwise`", en: "add a row, or `otherwise`"))
    }

    static func overlap(
        _ table: DecisionTable, _ first: DecisionTable.Row, _ second: DecisionTable.Row, region: Bilingual, example: Bilingual
    ) -> Diagnostic {
        let isUnique = table.policy == .unique
        return Diagnostic(
            .error, isUnique ? ProofCodes.tableOverlap : ProofCodes.tableConflict,
            isUnique
                ? Bilingual(
                    fr: "les lignes `\(first.id)` et `\(second.id)` de la table `\(table.id)` valent toutes deux pour — \(region.fr)",
                    en: "the rows `\(first.id)` and `\(second.id)` of the table `\(table.id)` both hold for — \(region.en)")
                : Bilingual(
                    fr: "les lignes `\(first.id)` et `\(second.id)` de la table `\(table.id)` se contredisent pour — \(region.fr)",
                    en: "the rows `\(first.id)` and `\(second.id)` of the table `\(table.id)` disagree for — \(region.en)"),
            at: second.span, labels: [Diagnostic.Label(first.span, Bilingual(fr: "l’autre ligne", en: "the other row"))],
            notes: [Bilingual(fr: "par exemple\u{A0}: \(example.fr)", en: "for instance: \(example.en)")],
            hint: isUnique
                ? Bilingual(
                    fr: "resserrer l’une des deux, ou choisir `hit: first` si la première doit l’emporter",
                    en: "narrow one of the two, or choose `hit: first` if the first shall win")
                : Bilingual(fr: "donner aux deux le même résultat, ou resserrer l’une", en: "give both the same result, or narrow one"))
    }

    static func rowNeverReached(_ table: DecisionTable, _ row: DecisionTable.Row, covering: [DecisionTable.Row]) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.rowNeverReached,
            Bilingual(
                fr: "la ligne `\(row.id)` de la table `\(table.id)` ne décide jamais\u{A0}: celles d’avant prennent tous ses cas",
                en: "the row `\(row.id)` of the table `\(table.id)` never decides: those before it take all its cases"),
            at: row.span,
            labels: covering.map { Diagnostic.Label($0.span, Bilingual(fr: "prend de ses cas", en: "takes cases of it")) },
            hint: Bilingual(fr: "la mettre plus haut, ou l’enlever", en: "put it higher up, or remove it"))
    }

    static func rowNeverMatches(_ table: DecisionTable, _ row: DecisionTable.Row, input: DataField, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.rowNeverMatches,
            Bilingual(
                fr: "la ligne `\(row.id)` de la table `\(table.id)` ne vaut jamais\u{A0}: aucune valeur de `\(input.id)` ne passe ce test",
                en: "the row `\(row.id)` of the table `\(table.id)` never holds: no value of `\(input.id)` passes this test"),
            at: span, labels: [Diagnostic.Label(input.span, Bilingual(fr: "les valeurs possibles", en: "the possible values"))],
            hint: Bilingual(fr: "corriger le test, ou enlever la ligne", en: "correct the test, or remove the row"))
    }

    // MARK: Grants

    static func grantOverlap(
        _ permission: Permission, _ first: Grant, _ second: Grant, modes: [Bilingual], profiles: [Bilingual], counterexample: Bilingual?
    ) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.grantOverlap,
            Bilingual(
                fr: "la permission `\(permission.id)` vient à \(list(profiles).fr) de deux façons à la fois\u{A0}: \(list(modes).fr)",
                en: "the permission `\(permission.id)` comes to \(list(profiles).en) in two ways at once: \(list(modes).en)"),
            at: second.span,
            labels: [Diagnostic.Label(first.span, Bilingual(fr: "la première façon, qui l’emporte", en: "the first way, which wins"))],
            notes: counterexample.map { [Bilingual(fr: "par exemple\u{A0}: \($0.fr)", en: "for instance: \($0.en)")] } ?? [],
            hint: Bilingual(
                fr: "ajouter un `when` qui les départage, ou enlever le profil de l’une",
                en: "add a `when` that parts them, or remove the profile from one"))
    }

    static func grantRepeated(_ permission: Permission, _ first: Grant, _ second: Grant, profiles: [Bilingual]) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.grantOverlap,
            Bilingual(
                fr: "la permission `\(permission.id)` vient deux fois de la même façon à \(list(profiles).fr)",
                en: "the permission `\(permission.id)` comes twice in the same way to \(list(profiles).en)"),
            at: second.span, labels: [Diagnostic.Label(first.span, Bilingual(fr: "la première fois", en: "the first time"))],
            hint: Bilingual(fr: "enlever le profil de l’une", en: "remove the profile from one"))
    }

    static func grantNeverGiven(_ permission: Permission, _ grant: Grant, earlier: Grant?) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.grantNeverGiven,
            Bilingual(
                fr: "la permission `\(permission.id)` ne vient jamais à personne de cette façon\u{A0}: la condition exclut ses profils",
                en: "the permission `\(permission.id)` never comes to anybody in this way: the condition excludes its profiles"),
            at: grant.condition?.span ?? grant.span,
            labels: [Diagnostic.Label(grant.span, Bilingual(fr: "la façon", en: "the way"))],
            hint: Bilingual(fr: "corriger `when` ou `profiles`", en: "correct `when` or `profiles`"))
    }

    static func unusedMode(_ mode: AccessMode) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.unusedMode,
            Bilingual(
                fr: "aucune permission ne vient de la façon `\(mode.id)`", en: "no permission comes in the way `\(mode.id)`"),
            at: mode.span, hint: Bilingual(fr: "l’employer sous `grants`, ou l’enlever", en: "use it under `grants`, or remove it"))
    }

    static func idleDelegation(_ permission: Permission, _ exception: Reference, label: Bilingual?) -> Diagnostic {
        let name = label ?? Bilingual(verbatim: exception.id)
        return Diagnostic(
            .warning, ProofCodes.idleDelegation,
            Bilingual(
                fr:
                    "«\u{A0}\(name.fr)\u{A0}» n’a jamais la permission `\(permission.id)`, que cette exception l’empêche ou l’autorise de déléguer",
                en: "“\(name.en)” never has the permission `\(permission.id)` that this exception is about"),
            at: exception.span, labels: [Diagnostic.Label(permission.span, Bilingual(fr: "la permission", en: "the permission"))],
            hint: Bilingual(
                fr: "enlever l’exception, ou accorder la permission au profil",
                en: "remove the exception, or grant the permission to the profile"))
    }
}
