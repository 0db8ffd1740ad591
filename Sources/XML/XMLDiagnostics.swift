import Diagnostics

/// All wording of the XML parser.
enum XMLDiagnostics {
    static func tooLarge(limit: Int, at span: Span) -> Diagnostic {
        let size = limit >> 20
        return Diagnostic(
            .error, "xml/too-large", Bilingual(fr: "le fichier dépasse \(size) Mio", en: "the file is larger than \(size) MiB"), at: span,
            hint: Bilingual(fr: "répartissez le contenu en plusieurs fichiers", en: "spread the content over several files"))
    }

    static func tooDeep(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/too-deep",
            Bilingual(fr: "plus de \(limit) éléments sont imbriqués ici", en: "more than \(limit) elements are nested here"), at: span,
            hint: Bilingual(fr: "une balise de fin manque peut-être plus haut", en: "an end tag may be missing above"))
    }

    static func tooManyAttributes(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/too-many-attributes",
            Bilingual(fr: "cet élément a plus de \(limit) attributs", en: "this element has more than \(limit) attributes"), at: span)
    }

    static func encoding(_ encoding: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/encoding",
            Bilingual(fr: "le fichier est en `\(encoding)`, pas en UTF-8", en: "the file is in `\(encoding)`, not UTF-8"), at: span,
            hint: Bilingual(
                fr: "enregistrez le fichier en UTF-8 et écrivez `encoding=\"UTF-8\"`",
                en: "save the file as UTF-8 and write `encoding=\"UTF-8\"`"))
    }

    static func invalidUTF8(byte: UInt8, at span: Span) -> Diagnostic {
        let hex = String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .error, "xml/encoding",
            Bilingual(fr: "l'octet `\(hex)` n'est pas de l'UTF-8", en: "the byte `\(hex)` is not UTF-8"), at: span,
            hint: Bilingual(
                fr: "le fichier est sans doute en Latin-1 ou Windows-1252: enregistrez-le en UTF-8",
                en: "the file is probably in Latin-1 or Windows-1252: save it as UTF-8"))
    }

    static func documentType(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/doctype",
            Bilingual(fr: "un gabarit n'a pas de déclaration de type de document", en: "a template has no document type declaration"),
            at: span,
            hint: Bilingual(fr: "enlevez `<!DOCTYPE …>`", en: "remove `<!DOCTYPE …>`"))
    }

    static func lowercaseDocumentType(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/doctype",
            Bilingual(fr: "`DOCTYPE` s'écrit en majuscules en XML", en: "`DOCTYPE` is written in capitals in XML"), at: span,
            hint: Bilingual(fr: "écrivez `<!DOCTYPE html>`", en: "write `<!DOCTYPE html>`"))
    }

    static func internalSubset(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/doctype",
            Bilingual(
                fr: "la déclaration de type de document ne peut pas contenir de déclarations",
                en: "the document type declaration may not hold declarations"), at: span,
            hint: Bilingual(fr: "enlevez la partie entre `[` et `]`", en: "remove the part between `[` and `]`"))
    }

    static func empty(at span: Span) -> Diagnostic {
        Diagnostic(.error, "xml/empty", Bilingual(fr: "le fichier ne contient aucun élément", en: "the file holds no element"), at: span)
    }

    static func textBeforeRoot(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/outside-root",
            Bilingual(fr: "du texte précède le premier élément", en: "text stands before the first element"), at: span,
            hint: Bilingual(
                fr: "le fichier doit commencer par une balise, telle que `<html …>`",
                en: "the file must begin with a tag, such as `<html …>`"))
    }

    static func textAfterRoot(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/outside-root",
            Bilingual(fr: "du texte suit la fin du document", en: "text follows the end of the document"), at: span,
            hint: Bilingual(
                fr: "placez-le avant la dernière balise de fin, ou enlevez une balise de fin de trop",
                en: "put it before the last end tag, or remove an end tag too many"))
    }

    static func secondRoot(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/outside-root",
            Bilingual(
                fr: "`<\(name)>` suit la fin du document, qui n'a qu'un élément racine",
                en: "`<\(name)>` follows the end of the document, which has one root element"),
            at: span,
            hint: Bilingual(fr: "mettez le tout dans un seul élément", en: "put everything into one element"))
    }

    static func lateDeclaration(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/declaration",
            Bilingual(fr: "`<?xml …?>` n'est pas au tout début du fichier", en: "`<?xml …?>` is not at the very beginning of the file"),
            at: span,
            hint: Bilingual(fr: "enlevez ce qui précède, même les espaces", en: "remove what stands before it, spaces too"))
    }

    static func malformedDeclaration(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/declaration", Bilingual(fr: "la déclaration XML est mal écrite", en: "the XML declaration is malformed"), at: span,
            hint: Bilingual(
                fr: "écrivez `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`", en: "write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`"))
    }

    static func malformedInstruction(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/stray-character",
            Bilingual(fr: "`<?` doit être suivi d'un nom, puis d'une espace", en: "`<?` must be followed by a name, then a space"), at: span
        )
    }

    static func badName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/name", Bilingual(fr: "`\(name)` n'est pas un nom permis", en: "`\(name)` is not a permitted name"), at: span,
            hint: Bilingual(
                fr: "un nom a au plus un deux-points, entre deux parties", en: "a name has at most one colon, between two parts"))
    }

    static func unfinished(_ opening: String, closing: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unfinished",
            Bilingual(fr: "`\(opening)` n'est jamais terminé par `\(closing)`", en: "`\(opening)` is never ended by `\(closing)`"), at: span
        )
    }

    static func dashesInComment(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/comment", Bilingual(fr: "un commentaire ne peut pas contenir `--`", en: "a comment may not contain `--`"),
            at: span,
            hint: Bilingual(fr: "séparez les traits d'union", en: "put a space between the hyphens"))
    }

    static func unclosed(_ name: String, at span: Span, end: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unclosed-element", Bilingual(fr: "`<\(name)>` n'est jamais fermé", en: "`<\(name)>` is never closed"), at: span,
            labels: [Diagnostic.Label(end, Bilingual(fr: "le fichier se termine ici", en: "the file ends here"))],
            hint: Bilingual(fr: "ajoutez `</\(name)>`", en: "add `</\(name)>`"))
    }

    static func unclosedBefore(_ name: String, opened: Span, closing: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unclosed-element",
            Bilingual(fr: "`</\(closing)>` vient avant la fin de `<\(name)>`", en: "`</\(closing)>` comes before the end of `<\(name)>`"),
            at: span,
            labels: [Diagnostic.Label(opened, Bilingual(fr: "`<\(name)>` est ouvert ici", en: "`<\(name)>` is opened here"))],
            hint: Bilingual(fr: "ajoutez `</\(name)>` avant `</\(closing)>`", en: "add `</\(name)>` before `</\(closing)>`"),
            replacement: Diagnostic.Replacement(
                span: Span(source: span.source, start: span.range.lowerBound, end: span.range.lowerBound), text: "</\(name)>"))
    }

    static func mismatched(_ closing: String, expected: String, opened: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unopened-element",
            Bilingual(fr: "`</\(closing)>` ne ferme aucun élément ouvert", en: "`</\(closing)>` closes no open element"), at: span,
            labels: [
                Diagnostic.Label(
                    opened, Bilingual(fr: "`<\(expected)>`, ouvert ici, attend sa fin", en: "`<\(expected)>`, opened here, awaits its end"))
            ],
            hint: Bilingual(fr: "écrivez `</\(expected)>`, ou enlevez cette balise", en: "write `</\(expected)>`, or remove this tag"),
            replacement: Diagnostic.Replacement(span: span, text: "</\(expected)>"))
    }

    static func unopened(_ closing: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unopened-element",
            Bilingual(fr: "`</\(closing)>` ne ferme aucun élément ouvert", en: "`</\(closing)>` closes no open element"), at: span,
            hint: Bilingual(fr: "enlevez cette balise", en: "remove this tag"))
    }

    static func unfinishedTag(_ tag: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unfinished", Bilingual(fr: "la balise `\(tag)` n'a pas de `>`", en: "the tag `\(tag)` has no `>`"), at: span,
            hint: Bilingual(fr: "terminez la balise par `>`", en: "end the tag with `>`"))
    }

    static func strayInTag(_ text: String, element: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/stray-character",
            Bilingual(
                fr: "`\(text)` n'a pas de sens dans la balise `<\(element)>`", en: "`\(text)` means nothing in the tag `<\(element)>`"),
            at: span)
    }

    static func strayLessThan(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/stray-character",
            Bilingual(fr: "ce `<` ne commence aucune balise", en: "this `<` begins no tag"), at: span,
            hint: Bilingual(fr: "écrivez `&lt;` pour le signe lui-même", en: "write `&lt;` for the sign itself"),
            replacement: Diagnostic.Replacement(span: span, text: "&lt;"))
    }

    static func strayAmpersand(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/stray-character",
            Bilingual(fr: "ce `&` ne commence aucune référence", en: "this `&` begins no reference"), at: span,
            hint: Bilingual(fr: "écrivez `&amp;` pour le signe lui-même", en: "write `&amp;` for the sign itself"),
            replacement: Diagnostic.Replacement(span: span, text: "&amp;"))
    }

    static func strayCDATAEnd(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/stray-character",
            Bilingual(fr: "`]]>` ne ferme rien ici", en: "`]]>` closes nothing here"), at: span,
            hint: Bilingual(fr: "écrivez `]]&gt;`", en: "write `]]&gt;`"), replacement: Diagnostic.Replacement(span: span, text: "]]&gt;"))
    }

    static func missingSemicolon(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unknown-entity",
            Bilingual(fr: "`&\(name)` n'est pas suivi de `;`", en: "`&\(name)` is not followed by `;`"), at: span,
            hint: Bilingual(fr: "écrivez `&\(name);`", en: "write `&\(name);`"),
            replacement: Diagnostic.Replacement(span: span, text: "&\(name);"))
    }

    static func badCharacterReference(_ reference: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/character",
            Bilingual(fr: "`&\(reference);` n'est pas un caractère permis", en: "`&\(reference);` is not a permitted character"), at: span)
    }

    static func namedEntity(_ name: String, scalar: Unicode.Scalar, at span: Span) -> Diagnostic {
        let number = "&#\(scalar.value);"
        return Diagnostic(
            .error, "xml/unknown-entity",
            Bilingual(fr: "`&\(name);` n'existe pas en XML", en: "`&\(name);` does not exist in XML"), at: span,
            hint: Bilingual(fr: "écrivez le caractère lui-même, ou `\(number)`", en: "write the character itself, or `\(number)`"),
            replacement: Diagnostic.Replacement(span: span, text: number))
    }

    static func unknownEntity(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/unknown-entity", Bilingual(fr: "l'entité `&\(name);` est inconnue", en: "the entity `&\(name);` is unknown"),
            at: span,
            hint: nearest.map { Bilingual.didYouMean("&\($0);") }
                ?? Bilingual(
                    fr: "les entités sont `&amp;`, `&lt;`, `&gt;`, `&quot;` et `&apos;`",
                    en: "the entities are `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: "&\($0);") })
    }

    static func control(_ code: UInt32, at span: Span) -> Diagnostic {
        let hex = String(code, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        return Diagnostic(
            .error, "xml/character",
            Bilingual(fr: "le caractère de commande \(name) n'est pas permis", en: "the control character \(name) is not permitted"),
            at: span,
            hint: Bilingual(fr: "effacez-le", en: "delete it"))
    }

    static func duplicateAttribute(_ name: String, first: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/duplicate-attribute",
            Bilingual(fr: "l'attribut `\(name)` est donné deux fois", en: "the attribute `\(name)` is given twice"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "la première fois ici", en: "the first time here"))],
            hint: Bilingual(fr: "gardez-en un seul", en: "keep only one"))
    }

    static func missingSpace(before name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/attribute",
            Bilingual(fr: "il manque une espace avant l'attribut `\(name)`", en: "a space is missing before the attribute `\(name)`"),
            at: span,
            replacement: Diagnostic.Replacement(span: Span(source: span.source, start: Int(span.start), end: Int(span.start)), text: " "))
    }

    static func attributeWithoutValue(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/attribute", Bilingual(fr: "l'attribut `\(name)` n'a pas de valeur", en: "the attribute `\(name)` has no value"),
            at: span,
            hint: Bilingual(fr: "écrivez `\(name)=\"…\"`", en: "write `\(name)=\"…\"`"))
    }

    static func unquoted(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/attribute",
            Bilingual(
                fr: "la valeur de l'attribut `\(name)` n'est pas entre guillemets droits",
                en: "the value of the attribute `\(name)` is not in quotes"),
            at: span, hint: Bilingual(fr: "écrivez `\(name)=\"…\"`", en: "write `\(name)=\"…\"`"))
    }

    static func lessThanInAttribute(_ name: String, opened: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/attribute",
            Bilingual(fr: "`<` dans la valeur de l'attribut `\(name)`", en: "`<` in the value of the attribute `\(name)`"), at: span,
            labels: [Diagnostic.Label(opened, Bilingual(fr: "la valeur commence ici", en: "the value begins here"))],
            hint: Bilingual(
                fr: "écrivez `&lt;`; sinon, un guillemet de fin manque peut-être",
                en: "write `&lt;`; otherwise a closing quote may be missing"))
    }

    static func unclosedQuote(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/attribute",
            Bilingual(
                fr: "la valeur de l'attribut `\(name)` n'est jamais terminée", en: "the value of the attribute `\(name)` is never ended"),
            at: span,
            hint: Bilingual(fr: "ajoutez le guillemet de fin", en: "add the closing quote"))
    }

    static func undeclaredPrefix(_ prefix: String, at span: Span) -> Diagnostic {
        let uri = prefix == "svg" ? XMLNamespace.svg.uri : prefix == "xlink" ? XMLNamespace.xlink.uri : XMLNamespace.template.uri
        let isOurs = prefix == "g" || prefix == "svg" || prefix == "xlink"
        let text = isOurs ? "xmlns:\(prefix)=\"\(uri)\"" : "xmlns:\(prefix)=\"…\""
        return Diagnostic(
            .error, "xml/undeclared-prefix",
            Bilingual(fr: "le préfixe `\(prefix)` n'est pas déclaré", en: "the prefix `\(prefix)` is not declared"), at: span,
            hint: Bilingual(fr: "ajoutez `\(text)` à l'élément racine", en: "add `\(text)` to the root element"))
    }

    static func notWellFormed(code: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xml/not-well-formed", Bilingual(fr: "ce n'est pas du XML bien formé", en: "this is not well-formed XML"), at: span,
            notes: code == 0 ? [] : [Bilingual(fr: "libxml2 donne le code \(code)", en: "libxml2 gives the code \(code)")])
    }
}
