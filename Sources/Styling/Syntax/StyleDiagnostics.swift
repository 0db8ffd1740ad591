import Diagnostics

/// The wording of everything that can be wrong with a style sheet.
enum StyleDiagnostics {
    private static func hint(nearest: String?) -> Bilingual? {
        nearest.map { Bilingual.didYouMean($0) }
    }

    /// Foreign text in a message stays short.
    static func short(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(57))) + "…"
    }

    static func unknownProperty(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/unknown-property", Bilingual(fr: "propriété inconnue `\(short(name))`", en: "unknown property `\(short(name))`"),
            at: span,
            hint: hint(nearest: nearest), replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func badValue(_ value: String, property: String, syntax: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-value",
            value.isEmpty
                ? Bilingual(fr: "`\(property)` n’a pas de valeur", en: "`\(property)` has no value")
                : Bilingual(fr: "`\(property)` ne peut pas valoir `\(short(value))`", en: "`\(property)` cannot be `\(short(value))`"),
            at: span,
            notes: [Bilingual(fr: "attendu\u{A0}: \(syntax)", en: "expected: \(syntax)")], hint: hint(nearest: nearest))
    }

    static func missingSemicolon(after property: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/missing-semicolon",
            Bilingual(
                fr: "il manque un point-virgule après la valeur de `\(property)`",
                en: "a semicolon is missing after the value of `\(property)`"),
            at: span)
    }

    static func missingUnit(_ value: String, property: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/missing-unit",
            Bilingual(fr: "le nombre `\(short(value))` n’a pas d’unité", en: "the number `\(short(value))` has no unit"),
            at: span,
            hint: Bilingual(
                fr: "écrivez par exemple `\(short(value))pt` ou `\(short(value))mm`",
                en: "write for instance `\(short(value))pt` or `\(short(value))mm`"))
    }

    static func noEffect(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, "css/no-effect",
            Bilingual(fr: "`\(short(name))` n’a pas d’effet sur papier", en: "`\(short(name))` has no effect on paper"), at: span)
    }

    static func badDeclaration(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-declaration",
            Bilingual(fr: "ce n’est pas une déclaration\u{A0}: `\(short(text))`", en: "not a declaration: `\(short(text))`"), at: span,
            notes: [Bilingual(fr: "attendu\u{A0}: `propriété: valeur;`", en: "expected: `property: value;`")])
    }

    static func badImportant(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-important",
            Bilingual(fr: "seul `!important` peut suivre une valeur", en: "only `!important` may follow a value"), at: span)
    }

    static func unknownAtRule(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/unknown-at-rule", Bilingual(fr: "règle inconnue `@\(short(name))`", en: "unknown rule `@\(short(name))`"),
            at: span,
            hint: hint(nearest: nearest.map { "@" + $0 }))
    }

    static func misplacedAtRule(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/misplaced-at-rule",
            Bilingual(fr: "`@\(short(name))` ne peut pas se trouver ici", en: "`@\(short(name))` cannot stand here"), at: span)
    }

    static func badAtRule(_ name: String, expected: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-at-rule", Bilingual(fr: "`@\(name)` est mal écrit", en: "`@\(name)` is not well written"), at: span,
            notes: [Bilingual(fr: "attendu\u{A0}: \(expected)", en: "expected: \(expected)")])
    }

    static func unknownPseudoClass(_ name: String, at span: Span) -> Diagnostic {
        let known = SelectorParser.pseudoClasses.keys.sorted() + SelectorParser.functions.sorted()
        let nearest = NearestName.of(name, among: known)
        return Diagnostic(
            .error, "css/unknown-pseudo-class",
            Bilingual(fr: "pseudo-classe inconnue `:\(short(name))`", en: "unknown pseudo-class `:\(short(name))`"),
            at: span, hint: hint(nearest: nearest.map { ":" + $0 }))
    }

    static func unknownPseudoElement(_ name: String, at span: Span) -> Diagnostic {
        let nearest = NearestName.of(name, among: SelectorParser.pseudoElements.keys.sorted())
        return Diagnostic(
            .error, "css/unknown-pseudo-element",
            Bilingual(fr: "pseudo-élément inconnu `::\(short(name))`", en: "unknown pseudo-element `::\(short(name))`"), at: span,
            hint: hint(nearest: nearest.map { "::" + $0 }))
    }

    static func missingArguments(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-selector", Bilingual(fr: "`:\(name)` demande des parenthèses", en: "`:\(name)` needs parentheses"), at: span,
            hint: Bilingual(fr: "écrivez `:\(name)(…)`", en: "write `:\(name)(…)`"))
    }

    static func badSelector(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-selector",
            text.isEmpty
                ? Bilingual(fr: "le sélecteur est incomplet", en: "the selector is incomplete")
                : Bilingual(fr: "`\(short(text))` n’a pas sa place dans un sélecteur", en: "`\(short(text))` has no place in a selector"),
            at: span)
    }

    static func badNth(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-selector",
            Bilingual(fr: "`\(short(text))` n’est pas un rang", en: "`\(short(text))` is not a place in a series"), at: span,
            notes: [Bilingual(fr: "attendu\u{A0}: `odd`, `even`, `3`, `2n+1`", en: "expected: `odd`, `even`, `3`, `2n+1`")])
    }

    static func unknownPrefix(_ prefix: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/unknown-prefix",
            Bilingual(fr: "préfixe non déclaré `\(short(prefix))`", en: "undeclared prefix `\(short(prefix))`"), at: span,
            hint: Bilingual(
                fr: "déclarez-le avec `@namespace \(short(prefix)) \"…\";`", en: "declare it with `@namespace \(short(prefix)) \"…\";`"))
    }

    static func unclosed(_ open: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/unclosed", Bilingual(fr: "`\(short(open))` n’est jamais fermé", en: "`\(short(open))` is never closed"), at: span)
    }

    static func missingBlock(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/missing-block", Bilingual(fr: "il manque le bloc `{ … }` de la règle", en: "the rule's block `{ … }` is missing"),
            at: span)
    }

    static func missingSheet(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "css/missing-sheet",
            Bilingual(fr: "feuille de style introuvable\u{A0}: `\(short(name))`", en: "style sheet not found: `\(short(name))`"),
            at: span)
    }

    static func importCycle(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/import-cycle",
            Bilingual(fr: "`\(short(name))` s’importe elle-même, ou trop profondément", en: "`\(short(name))` imports itself, or too deep"),
            at: span)
    }

    static func tooDeep(at span: Span) -> Diagnostic {
        Diagnostic(.error, "css/limit", Bilingual(fr: "trop long ou trop imbriqué", en: "too long or nested too deep"), at: span)
    }

    static func tooMuch(at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "css/limit",
            Bilingual(fr: "les feuilles de style demandent trop de calculs", en: "the style sheets ask for too much work"), at: span)
    }

    static func undefinedVariable(_ name: String, property: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/undefined-variable",
            Bilingual(
                fr: "`var(\(short(name)))` n’est pas défini ici, `\(property)` reste sans valeur",
                en: "`var(\(short(name)))` is not defined here, `\(property)` gets no value"),
            at: span, hint: hint(nearest: nearest))
    }

    static func variableCycle(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/variable-cycle", Bilingual(fr: "`\(short(name))` dépend de lui-même", en: "`\(short(name))` depends on itself"),
            at: span)
    }

    static func badMedia(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/bad-media",
            Bilingual(fr: "condition de média incomprise `\(short(text))`", en: "media condition not understood: `\(short(text))`"),
            at: span)
    }

    static func unknownDescriptor(_ name: String, rule: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "css/unknown-descriptor",
            Bilingual(fr: "`@\(rule)` ne connaît pas `\(short(name))`", en: "`@\(rule)` does not know `\(short(name))`"), at: span,
            hint: hint(nearest: nearest))
    }
}

/// The codes of this module, for the reference.
package enum StylingCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("css/bad-at-rule", Bilingual(fr: "une règle `@` mal écrite", en: "an at-rule that is not well written")),
        ("css/bad-declaration", Bilingual(fr: "ce n’est pas une déclaration", en: "what stands there is not a declaration")),
        (
            "css/bad-important",
            Bilingual(fr: "autre chose que `!important` après une valeur", en: "something other than `!important` after a value")
        ),
        ("css/bad-media", Bilingual(fr: "une condition de média incomprise", en: "a media condition that is not understood")),
        ("css/bad-selector", Bilingual(fr: "un sélecteur mal écrit", en: "a selector that is not well written")),
        ("css/bad-value", Bilingual(fr: "une valeur que la propriété n’admet pas", en: "a value that the property does not take")),
        ("css/import-cycle", Bilingual(fr: "des feuilles qui s’importent en cercle", en: "sheets that import each other in a circle")),
        ("css/limit", Bilingual(fr: "une limite de taille ou de profondeur est dépassée", en: "a limit of size or depth is exceeded")),
        ("css/misplaced-at-rule", Bilingual(fr: "une règle `@` au mauvais endroit", en: "an at-rule in the wrong place")),
        ("css/missing-block", Bilingual(fr: "une règle sans bloc", en: "a rule without block")),
        ("css/missing-semicolon", Bilingual(fr: "un point-virgule manque", en: "a semicolon is missing")),
        ("css/missing-sheet", Bilingual(fr: "une feuille de style introuvable", en: "a style sheet that cannot be found")),
        ("css/missing-unit", Bilingual(fr: "une longueur sans unité", en: "a length without unit")),
        ("css/no-effect", Bilingual(fr: "une propriété sans effet sur papier", en: "a property without effect on paper")),
        (
            "css/unclosed",
            Bilingual(fr: "un bloc, une chaîne ou un commentaire jamais fermé", en: "a block, string or comment that is never closed")
        ),
        (
            "css/undefined-variable",
            Bilingual(fr: "`var()` d’une propriété qui n’est pas définie", en: "`var()` of a property that is not defined")
        ),
        ("css/unknown-at-rule", Bilingual(fr: "une règle `@` inconnue", en: "an unknown at-rule")),
        ("css/unknown-descriptor", Bilingual(fr: "un descripteur inconnu", en: "an unknown descriptor")),
        ("css/unknown-prefix", Bilingual(fr: "un préfixe d’espace de noms non déclaré", en: "an undeclared namespace prefix")),
        ("css/unknown-property", Bilingual(fr: "une propriété inconnue", en: "an unknown property")),
        ("css/unknown-pseudo-class", Bilingual(fr: "une pseudo-classe inconnue", en: "an unknown pseudo-class")),
        ("css/unknown-pseudo-element", Bilingual(fr: "un pseudo-élément inconnu", en: "an unknown pseudo-element")),
        (
            "css/variable-cycle",
            Bilingual(fr: "une propriété personnalisée qui dépend d’elle-même", en: "a custom property that depends on itself")
        ),
    ]
}
