import Diagnostics

/// The codes of this module and what they mean.
package enum TranslationCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (
            "parity/missing",
            Bilingual(fr: "une partie qui n’a pas de pendant dans l’autre langue", en: "a part without a counterpart in the other language")
        ),
        (
            "parity/order",
            Bilingual(fr: "une partie qui vient ailleurs dans l’autre langue", en: "a part that comes elsewhere in the other language")
        ),
        ("parity/structure", Bilingual(fr: "deux parties de sortes différentes", en: "two parts of different kinds")),
        ("parity/identifier", Bilingual(fr: "un identifiant ou un code qui diffère", en: "an identifier or a code that differs")),
        ("parity/number", Bilingual(fr: "un nombre, une date ou une heure qui diffère", en: "a number, a date or a time that differs")),
        ("parity/reference", Bilingual(fr: "une donnée ou un renvoi qui diffère", en: "a datum or a reference that differs")),
        ("parity/link", Bilingual(fr: "un lien qui diffère", en: "a link that differs")),
        ("parity/image", Bilingual(fr: "une image qui diffère", en: "an image that differs")),
        ("parity/term", Bilingual(fr: "des termes d’index qui diffèrent", en: "terms of the index that differ")),
        ("parity/markup", Bilingual(fr: "des éléments dans le texte qui diffèrent", en: "elements among the words that differ")),
        ("parity/untranslated", Bilingual(fr: "les mêmes mots dans les deux langues", en: "the same words in both languages")),
        ("parity/stale", Bilingual(fr: "une traduction dont la source a changé", en: "a translation whose source has changed")),
        (
            "parity/rewritten",
            Bilingual(fr: "une traduction récrite depuis l’inventaire", en: "a translation written anew since the record")
        ),
        ("parity/no-counterpart", Bilingual(fr: "un fichier sans l’autre langue", en: "a file without the other language")),
        ("parity/nothing", Bilingual(fr: "rien à comparer", en: "nothing to compare")),
        ("xliff/format", Bilingual(fr: "un fichier qui n’est pas du XLIFF 2", en: "a file that is not XLIFF 2")),
        ("xliff/languages", Bilingual(fr: "les langues d’un XLIFF ne conviennent pas", en: "the languages of an XLIFF do not suit")),
        ("xliff/limit", Bilingual(fr: "un XLIFF plus grand que permis", en: "an XLIFF larger than allowed")),
        ("xliff/unknown-unit", Bilingual(fr: "une unité que le guide n’a pas", en: "a unit that the guide does not have")),
        ("xliff/source-changed", Bilingual(fr: "la source a changé depuis l’exportation", en: "the source has changed since the export")),
        (
            "xliff/codes",
            Bilingual(
                fr: "les codes d’une traduction ne sont pas ceux de la source", en: "the codes of a translation are not those of its source"
            )
        ),
        ("xliff/empty", Bilingual(fr: "une traduction vide", en: "an empty translation")),
    ]
}

/// The words for what two languages of a guide do not have in common.
enum ParityDiagnostics {
    /// `français`, as it follows `en`.
    static func name(_ language: Language) -> Bilingual {
        switch language {
        case .french: Bilingual(fr: "français", en: "French")
        case .english: Bilingual(fr: "anglais", en: "English")
        }
    }

    private static func isIn(_ language: Language) -> Bilingual {
        let name = name(language)
        return Bilingual(fr: "en \(name.fr)", en: "in \(name.en)")
    }

    static func clip(_ text: String, _ most: Int = 60) -> String {
        text.count > most ? String(text.prefix(most - 1)) + "…" : text
    }

    private static func kind(of block: Block) -> Bilingual {
        switch block.name {
        case Block.wordsName: Bilingual(fr: "ce texte", en: "this text")
        case "p": Bilingual(fr: "ce paragraphe", en: "this paragraph")
        case "h1", "h2", "h3", "h4", "h5", "h6": Bilingual(fr: "ce titre", en: "this heading")
        case "li": Bilingual(fr: "cet élément de liste", en: "this item of a list")
        case "ul", "ol", "dl": Bilingual(fr: "cette liste", en: "this list")
        case "table": Bilingual(fr: "ce tableau", en: "this table")
        case "tr": Bilingual(fr: "cette rangée", en: "this row")
        case "td", "th": Bilingual(fr: "cette cellule", en: "this cell")
        case "figure", "img", "svg:svg": Bilingual(fr: "cette figure", en: "this figure")
        default: Bilingual(fr: "cette partie, `<\(block.name)>`,", en: "this part, `<\(block.name)>`,")
        }
    }

    /// - Parameters:
    ///   - language: the one that lacks the part.
    ///   - place: where the part would stand.
    static func missing(_ block: Block, in language: Language, place: Span) -> Diagnostic {
        let (kind, lacking) = (kind(of: block), isIn(language))
        return Diagnostic(
            .error, "parity/missing",
            Bilingual(fr: "\(kind.fr) n’a pas de pendant \(lacking.fr)", en: "\(kind.en) has no counterpart \(lacking.en)"), at: block.span,
            labels: [Diagnostic.Label(place, Bilingual(fr: "il viendrait ici", en: "it would come here"))],
            hint: Bilingual(
                fr: "traduisez cette partie, ou enlevez-la; `paraphe translate export` prépare la traduction",
                en: "translate this part, or remove it; `paraphe translate export` prepares the translation"))
    }

    static func moved(_ block: Block, other: Block, in language: Language) -> Diagnostic {
        let kind = kind(of: block)
        let place = isIn(language)
        return Diagnostic(
            .error, "parity/order",
            Bilingual(
                fr: "\(kind.fr) ne vient pas au même endroit \(place.fr)", en: "\(kind.en) does not come at the same place \(place.en)"),
            at: block.span,
            labels: [Diagnostic.Label(other.span, Bilingual(fr: "son pendant est ici", en: "its counterpart is here"))],
            hint: Bilingual(fr: "mettez les deux dans le même ordre", en: "put both into the same order"))
    }

    static func kinds(_ left: Block, _ right: Block) -> Diagnostic {
        Diagnostic(
            .error, "parity/structure",
            Bilingual(fr: "`<\(right.name)>` répond à `<\(left.name)>`", en: "`<\(right.name)>` answers to `<\(left.name)>`"),
            at: right.span,
            labels: [Diagnostic.Label(left.span, Bilingual(fr: "dans l’autre langue", en: "in the other language"))],
            hint: Bilingual(fr: "écrivez le même élément dans les deux langues", en: "write the same element in both languages"))
    }

    static func attribute(
        _ name: String, of element: String, left: BlockAttribute?, right: BlockAttribute?, leftSpan: Span, rightSpan: Span
    ) -> Diagnostic {
        let code: DiagnosticCode =
            switch name {
            case "id": "parity/identifier"
            case "href": element.hasPrefix("g:") ? "parity/reference" : "parity/link"
            case "src": "parity/image"
            default: element.hasPrefix("g:") ? "parity/reference" : "parity/structure"
            }
        func shown(_ attribute: BlockAttribute?) -> Bilingual {
            attribute.map { Bilingual(verbatim: "`\(clip($0.shown))`") } ?? Bilingual(fr: "rien", en: "nothing")
        }
        let (here, there) = (shown(right), shown(left))
        return Diagnostic(
            .error, code,
            Bilingual(
                fr: "`\(name)` de `<\(element)>` diffère: \(here.fr) ici, \(there.fr) dans l’autre langue",
                en: "`\(name)` of `<\(element)>` differs: \(here.en) here, \(there.en) in the other language"),
            at: right?.span ?? rightSpan,
            labels: [Diagnostic.Label(left?.span ?? leftSpan, Bilingual(fr: "dans l’autre langue", en: "in the other language"))],
            hint: Bilingual(fr: "écrivez la même chose dans les deux langues", en: "write the same in both languages"))
    }

    private static func code(_ kind: Fact.Kind) -> DiagnosticCode {
        switch kind {
        case .number: "parity/number"
        case .identifier: "parity/identifier"
        case .reference: "parity/reference"
        case .link: "parity/link"
        case .image: "parity/image"
        case .term: "parity/term"
        case .markup: "parity/markup"
        }
    }

    private static func what(_ kind: Fact.Kind) -> Bilingual {
        switch kind {
        case .number: Bilingual(fr: "le nombre", en: "the number")
        case .identifier: Bilingual(fr: "le code", en: "the code")
        case .reference: Bilingual(fr: "l’élément", en: "the element")
        case .link: Bilingual(fr: "le lien", en: "the link")
        case .image: Bilingual(fr: "l’image", en: "the image")
        case .term: Bilingual(fr: "le terme d’index", en: "the term of the index")
        case .markup: Bilingual(fr: "l’élément", en: "the element")
        }
    }

    static func differs(_ left: Fact, _ right: Fact) -> Diagnostic {
        let what = what(right.kind)
        return Diagnostic(
            .error, code(right.kind),
            Bilingual(
                fr: "\(what.fr) diffère: `\(clip(right.shown))` ici, `\(clip(left.shown))` dans l’autre langue",
                en: "\(what.en) differs: `\(clip(right.shown))` here, `\(clip(left.shown))` in the other language"),
            at: right.span, labels: [Diagnostic.Label(left.span, Bilingual(fr: "dans l’autre langue", en: "in the other language"))],
            hint: Bilingual(fr: "corrigez la langue qui se trompe", en: "correct the language that is wrong"))
    }

    /// - Parameters:
    ///   - language: the one that lacks the fact.
    ///   - passage: where it is lacking.
    static func lacks(_ fact: Fact, in language: Language, passage: Span) -> Diagnostic {
        let (what, lacking) = (what(fact.kind), isIn(language))
        return Diagnostic(
            .error, code(fact.kind),
            Bilingual(
                fr: "\(what.fr) `\(clip(fact.shown))` manque \(lacking.fr)", en: "\(what.en) `\(clip(fact.shown))` is missing \(lacking.en)"
            ),
            at: passage,
            labels: [Diagnostic.Label(fact.span, Bilingual(fr: "l’autre langue l’a ici", en: "the other language has it here"))],
            hint: Bilingual(fr: "ajoutez-le ici, ou enlevez-le là-bas", en: "add it here, or remove it there"))
    }

    static func untranslated(_ text: String, into language: Language, at span: Span, source: Span) -> Diagnostic {
        let target = isIn(language)
        return Diagnostic(
            .error, "parity/untranslated",
            Bilingual(
                fr: "`\(clip(text))` n’est pas traduit \(target.fr)\u{A0}: les mots sont ceux de l’autre langue",
                en: "`\(clip(text))` is not translated: the words \(target.en) are those of the other language"), at: span,
            labels: [Diagnostic.Label(source, Bilingual(fr: "dans l’autre langue", en: "in the other language"))],
            hint: Bilingual(
                fr: "traduisez-le; si les mots sont les mêmes dans les deux langues, écrivez `translate=\"no\"` sur l’élément",
                en: "translate it; if the words are the same in both languages, write `translate=\"no\"` on the element"))
    }

    static func wrongLanguage(_ text: String, expected language: Language, at span: Span, source: Span) -> Diagnostic {
        let target = isIn(language)
        return Diagnostic(
            .error, "parity/untranslated",
            Bilingual(fr: "`\(clip(text))` n’est pas \(target.fr)", en: "`\(clip(text))` is not \(target.en)"), at: span,
            labels: [Diagnostic.Label(source, Bilingual(fr: "dans l’autre langue", en: "in the other language"))],
            hint: Bilingual(
                fr: "traduisez-le; une citation prend `lang` ou `translate=\"no\"`",
                en: "translate it; a quotation takes `lang` or `translate=\"no\"`"))
    }

    static func stale(_ text: String, at span: Span, source: Span, was: String) -> Diagnostic {
        Diagnostic(
            .error, "parity/stale",
            Bilingual(
                fr: "la source de cette traduction a changé depuis: `\(clip(text))`",
                en: "the source of this translation has changed since: `\(clip(text))`"), at: span,
            labels: [Diagnostic.Label(source, Bilingual(fr: "la source, comme elle est", en: "the source, as it is"))],
            notes: [
                Bilingual(fr: "la source traduite était `\(clip(was, 200))`", en: "the source that was translated was `\(clip(was, 200))`")
            ],
            hint: Bilingual(
                fr: "revoyez la traduction; si elle reste juste, `paraphe parity --accept`",
                en: "look at the translation again; if it is still right, `paraphe parity --accept`"))
    }

    static func rewritten(_ text: String, at span: Span, source: Span) -> Diagnostic {
        Diagnostic(
            .warning, "parity/rewritten",
            Bilingual(
                fr: "cette traduction a été récrite, sa source non: `\(clip(text))`",
                en: "this translation was written anew, its source was not: `\(clip(text))`"), at: span,
            labels: [Diagnostic.Label(source, Bilingual(fr: "la source", en: "the source"))],
            hint: Bilingual(
                fr: "si les deux disent la même chose, `paraphe parity --accept`", en: "if both say the same, `paraphe parity --accept`"))
    }
}
