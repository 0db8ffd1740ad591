import Diagnostics

/// The words about documents that a reader who does not see them could not read.
enum AccessibilityDiagnostics {
    private static func fault(_ code: DiagnosticCode, fr: String, en: String, at span: Span, mendFr: String, mendEn: String) -> Diagnostic {
        Diagnostic(.error, code, Bilingual(fr: fr, en: en), at: span, hint: Bilingual(fr: mendFr, en: mendEn))
    }

    static func noTitle(at span: Span) -> Diagnostic {
        fault(
            "accessibility/title", fr: "le document n’a pas de titre", en: "the document has no title", at: span,
            mendFr: "écrivez `<title>…</title>` dans `<head>`", mendEn: "write `<title>…</title>` in `<head>`")
    }

    static func noLanguage(at span: Span) -> Diagnostic {
        fault(
            "accessibility/language", fr: "le document ne dit pas sa langue", en: "the document does not say its language", at: span,
            mendFr: "écrivez `lang=\"fr-CA\"` sur l’élément racine", mendEn: "write `lang=\"en-CA\"` on the root element")
    }

    static func badLanguage(_ text: String, at span: Span) -> Diagnostic {
        fault(
            "accessibility/language", fr: "`\(text)` n’est pas une balise de langue", en: "`\(text)` is not a language tag", at: span,
            mendFr: "écrivez une balise BCP 47, comme `fr-CA` ou `iu`", mendEn: "write a BCP 47 tag, such as `en-CA` or `iu`")
    }

    static func skippedHeading(_ level: Int, after before: Int, at span: Span) -> Diagnostic {
        let wanted = before + 1
        return fault(
            "accessibility/heading-level",
            fr: before == 0 ? "le premier titre est de niveau \(level)" : "un titre de niveau \(level) suit un titre de niveau \(before)",
            en: before == 0 ? "the first heading is of level \(level)" : "a heading of level \(level) follows one of level \(before)",
            at: span, mendFr: "écrivez `<h\(wanted)>`, et donnez-lui son allure par le style",
            mendEn: "write `<h\(wanted)>`, and give it its looks by style")
    }

    static func emptyHeading(_ name: String, at span: Span) -> Diagnostic {
        fault(
            "accessibility/empty-heading", fr: "le titre `<\(name)>` ne dit rien", en: "the heading `<\(name)>` says nothing", at: span,
            mendFr: "donnez-lui un texte ou retirez-le", mendEn: "give it a text, or remove it")
    }

    static func noAlternative(at span: Span) -> Diagnostic {
        fault(
            "accessibility/image-alternative", fr: "l’image n’a pas de texte de remplacement", en: "the image has no alternative text",
            at: span, mendFr: "dites dans `alt` ce qu’elle montre, ou écrivez `alt=\"\"` pour un ornement",
            mendEn: "say in `alt` what it shows, or write `alt=\"\"` for decoration")
    }

    static func silentLink(at span: Span) -> Diagnostic {
        fault(
            "accessibility/link-text", fr: "le lien ne dit pas où il mène", en: "the link does not say where it leads", at: span,
            mendFr: "donnez-lui un texte, ou un `title` si le style fait ses mots",
            mendEn: "give it a text, or a `title` if style makes its words")
    }

    static func noFieldLabel(at span: Span) -> Diagnostic {
        fault(
            "accessibility/field-label", fr: "le champ de signature ne se décrit pas", en: "the signature field does not describe itself",
            at: span, mendFr: "dites dans `label` ce qui s’y signe", mendEn: "say in `label` what is signed there")
    }

    static func strayInList(_ name: String, list: String, at span: Span) -> Diagnostic {
        fault(
            "accessibility/list-item", fr: "`<\(name)>` est dans `<\(list)>` sans être un de ses éléments",
            en: "`<\(name)>` is in `<\(list)>` without being an item of it", at: span, mendFr: items(list).fr, mendEn: items(list).en)
    }

    static func textInList(list: String, at span: Span) -> Diagnostic {
        fault(
            "accessibility/list-item", fr: "un texte est dans `<\(list)>` hors de ses éléments",
            en: "a text is in `<\(list)>` outside its items", at: span, mendFr: items(list).fr, mendEn: items(list).en)
    }

    private static func items(_ list: String) -> (fr: String, en: String) {
        list == "dl"
            ? ("mettez-le dans un `<dt>` ou un `<dd>`", "put it in a `<dt>` or a `<dd>`")
            : ("mettez-le dans un `<li>`", "put it in a `<li>`")
    }

    static func noHeaders(at span: Span) -> Diagnostic {
        fault(
            "accessibility/table-headers", fr: "le tableau n’a pas de cellule d’en-tête", en: "the table has no header cell", at: span,
            mendFr:
                "écrivez ses têtes en `<th scope=\"col\">` ou `<th scope=\"row\">`, ou `role=\"presentation\"` s’il ne sert qu’à la mise en page",
            mendEn: "write its heads as `<th scope=\"col\">` or `<th scope=\"row\">`, or `role=\"presentation\"` if it only serves layout")
    }

    private static func shape(fr: String, en: String, at span: Span, mendFr: String, mendEn: String) -> Diagnostic {
        fault("accessibility/table-shape", fr: fr, en: en, at: span, mendFr: mendFr, mendEn: mendEn)
    }

    static func partTwice(_ name: String, at span: Span) -> Diagnostic {
        shape(
            fr: "le tableau a deux `<\(name)>`", en: "the table has two `<\(name)>`", at: span, mendFr: "gardez-en un", mendEn: "keep one")
    }

    static func noBody(_ part: String, at span: Span) -> Diagnostic {
        shape(
            fr: "le tableau a un `<\(part)>` et pas de `<tbody>`", en: "the table has a `<\(part)>` and no `<tbody>`", at: span,
            mendFr: "mettez ses autres rangées dans un `<tbody>`", mendEn: "put its other rows in a `<tbody>`")
    }

    static func unevenRow(_ columns: Int, wanted: Int, at span: Span) -> Diagnostic {
        shape(
            fr: "la rangée occupe \(columns) colonnes, la première \(wanted)", en: "the row takes \(columns) columns, the first \(wanted)",
            at: span, mendFr: "ajoutez les cellules qui manquent (vides au besoin) ou corrigez `colspan`",
            mendEn: "add the missing cells (empty if need be), or mend `colspan`")
    }

    static func spanBeyond(at span: Span) -> Diagnostic {
        shape(
            fr: "la cellule descend plus bas que le tableau", en: "the cell reaches below the table", at: span,
            mendFr: "diminuez son `rowspan`", mendEn: "make its `rowspan` smaller")
    }

    static func overlap(at span: Span) -> Diagnostic {
        shape(
            fr: "la cellule en recouvre une autre", en: "the cell overlaps another", at: span,
            mendFr: "diminuez son `colspan`, ou le `rowspan` de celle du dessus",
            mendEn: "make its `colspan` smaller, or the `rowspan` of the one above")
    }
}

/// Codes of what makes a document unreadable for some, for the generated reference.
package enum AccessibilityCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("accessibility/title", Bilingual(fr: "document sans titre", en: "document without a title")),
        ("accessibility/language", Bilingual(fr: "langue absente ou mal écrite", en: "language missing or malformed")),
        ("accessibility/heading-level", Bilingual(fr: "niveau de titre sauté", en: "heading level skipped")),
        ("accessibility/empty-heading", Bilingual(fr: "titre sans texte", en: "heading without text")),
        ("accessibility/image-alternative", Bilingual(fr: "image sans texte de remplacement", en: "image without alternative text")),
        ("accessibility/link-text", Bilingual(fr: "lien sans texte", en: "link without text")),
        ("accessibility/field-label", Bilingual(fr: "champ de signature sans description", en: "signature field without a description")),
        (
            "accessibility/list-item",
            Bilingual(fr: "liste qui contient autre chose que ses éléments", en: "list that holds more than its items")
        ),
        ("accessibility/table-headers", Bilingual(fr: "tableau sans en-têtes", en: "table without headers")),
        ("accessibility/table-shape", Bilingual(fr: "tableau à la grille irrégulière", en: "table with an irregular grid")),
    ]
}
