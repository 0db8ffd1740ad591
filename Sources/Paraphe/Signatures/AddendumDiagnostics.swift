import Diagnostics

/// The codes of ``AddendumDiagnostics``.
package enum AddendumCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("addendum/no-place", Bilingual(fr: "document sans place pour un addenda", en: "document without a place for an addendum")),
        ("addendum/all-used", Bilingual(fr: "toutes les places d’addenda sont prises", en: "all places for addenda are taken")),
        ("addendum/too-long", Bilingual(fr: "addenda trop long pour sa place", en: "addendum too long for its place")),
        ("addendum/empty", Bilingual(fr: "addenda sans texte", en: "addendum without text")),
        ("addendum/no-signature", Bilingual(fr: "addenda à un document non signé", en: "addendum to a document that is not signed")),
        ("signing/visible-too-small", Bilingual(fr: "signature visible trop petite", en: "visible signature too small")),
    ]
}

/// What keeps a signed document from being added to.
enum AddendumDiagnostics {
    private static let otherWay = Bilingual(
        fr: "faites de l’addenda un document à part, qui nomme l’empreinte de celui-ci (`earlier` dans les gabarits)",
        en: "make the addendum a document of its own, which names the digest of this one (`earlier` in templates)")

    static func noPlace() -> Diagnostic {
        Diagnostic(
            .error, "addendum/no-place",
            Bilingual(
                fr: "le document n’a pas été préparé pour un addenda, et une page ajoutée invaliderait ses signatures",
                en: "the document was not prepared for an addendum, and an added page would make its signatures invalid"),
            at: nil,
            notes: [
                Bilingual(
                    fr: "une place d’addenda\u{A0}: `<g:text-field field=\"addendum\">` et une signature avec `lock=\"addendum\"`",
                    en: "a place for an addendum: `<g:text-field field=\"addendum\">` and a signature with `lock=\"addendum\"`")
            ], hint: otherWay)
    }

    static func allUsed(_ count: Int) -> Diagnostic {
        Diagnostic(
            .error, "addendum/all-used",
            Bilingual(
                fr: count == 1 ? "la place d’addenda du document est prise" : "les \(count) places d’addenda du document sont prises",
                en: count == 1 ? "the document’s place for an addendum is taken" : "the document’s \(count) places for addenda are taken"),
            at: nil, hint: otherWay)
    }

    static func tooLong(_ field: String, width: Double, height: Double) -> Diagnostic {
        let size = "\(millimetres(width)) × \(millimetres(height)) mm"
        return Diagnostic(
            .error, "addendum/too-long",
            Bilingual(
                fr: "l’addenda ne tient pas dans le champ `\(field)` (\(size)), même en 7 points",
                en: "the addendum does not fit the field `\(field)` (\(size)), even at 7 points"), at: nil, hint: otherWay)
    }

    static func empty(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "addendum/empty",
            Bilingual(fr: "`\(path)` n’a pas de texte en UTF-8", en: "`\(path)` has no text in UTF-8"), at: nil)
    }

    static func notSigned() -> Diagnostic {
        Diagnostic(
            .error, "addendum/no-signature",
            Bilingual(
                fr: "le document n’est pas encore signé\u{A0}: il n’y a rien à quoi ajouter",
                en: "the document is not signed yet: there is nothing to add to"
            ), at: nil,
            hint: Bilingual(fr: "produisez-le de nouveau avec ce texte", en: "make it anew with this text"))
    }

    static func signatureTooSmall(width: Double, height: Double) -> Diagnostic {
        Diagnostic(
            .error, "signing/visible-too-small",
            Bilingual(
                fr: "nom, permis et date ne tiennent pas dans \(millimetres(width)) × \(millimetres(height)) mm",
                en: "name, licence and date do not fit in \(millimetres(width)) × \(millimetres(height)) mm"), at: nil,
            hint: Bilingual(fr: "par exemple 70 × 20 mm", en: "for example 70 × 20 mm"))
    }

    private static func millimetres(_ points: Double) -> Int { Int((points / 72 * 25.4).rounded()) }
}
