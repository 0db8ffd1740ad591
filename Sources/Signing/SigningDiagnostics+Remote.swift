import Diagnostics

/// The words of signing elsewhere.
extension SigningDiagnostics {
    static func badTicket(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/ticket",
            Bilingual(fr: "`\(path)` n’est pas une demande de signature", en: "`\(path)` is not a request for a signature"), at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: le JSON qu’a écrit `paraphe prepare`", en: "expected: the JSON that `paraphe prepare` wrote"))
    }

    static func notThePreparedFile(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/not-the-prepared-file",
            Bilingual(
                fr: "ce fichier n’est pas celui de la demande (`\(name)`), ou il a changé depuis",
                en: "this file is not the one of the request (`\(name)`), or it changed since"), at: nil,
            hint: Bilingual(
                fr: "préparez-le de nouveau, et faites signer la nouvelle demande", en: "prepare it again, and have the new request signed")
        )
    }

    static func deadlinePassed(_ deadline: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/deadline",
            Bilingual(
                fr: "la demande de signature valait jusqu’au \(deadline)", en: "the request for a signature was good until \(deadline)"),
            at: nil, hint: Bilingual(fr: "préparez le document de nouveau", en: "prepare the document again"))
    }

    static func noSignedPart() -> Diagnostic {
        Diagnostic(
            .error, "signing/no-signed-part",
            Bilingual(
                fr: "la demande a été faite sans certificat\u{A0}: une signature seule ne suffit pas",
                en: "the request was made without a certificate: a bare signature is not enough"), at: nil,
            hint: Bilingual(
                fr: "donnez un CMS entier avec `--cms`, ou préparez avec `--cert`",
                en: "give a whole CMS with `--cms`, or prepare with `--cert`"))
    }

    static func unreadableAnswer() -> Diagnostic {
        Diagnostic(
            .error, "signing/answer",
            Bilingual(
                fr: "ce qui a été signé ailleurs n’est pas un CMS lisible", en: "what was signed elsewhere is not a CMS that can be read"),
            at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: un SignedData d’un seul signataire, avec son certificat, en DER ou en PEM",
                en: "expected: a SignedData of one signer, with the certificate, as DER or PEM"))
    }

    static func answerNotDetached() -> Diagnostic {
        Diagnostic(
            .error, "signing/answer",
            Bilingual(
                fr: "le CMS reçu contient le document au lieu d’en être séparé",
                en: "the CMS received holds the document instead of being detached"),
            at: nil)
    }

    static func answerToAnother() -> Diagnostic {
        Diagnostic(
            .error, "signing/answer",
            Bilingual(fr: "le CMS reçu signe autre chose que ce document", en: "the CMS received signs something other than this document"),
            at: nil)
    }

    static func answerNotBaseline() -> Diagnostic {
        Diagnostic(
            .error, "signing/answer",
            Bilingual(fr: "le CMS reçu n’est pas du niveau PAdES B-B", en: "the CMS received is not of level PAdES B-B"), at: nil,
            notes: [
                Bilingual(
                    fr: "il faut l’attribut signing-certificate-v2, et non signing-time",
                    en: "the attribute signing-certificate-v2 is needed, signing-time is not allowed")
            ],
            hint: Bilingual(
                fr: "par exemple `openssl cms -sign -cades -binary`, sans signing-time",
                en: "for instance `openssl cms -sign -cades -binary`, without signing-time"))
    }

    static func answerOfAnother(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/answer",
            Bilingual(
                fr: "la signature reçue n’est pas celle de `\(name)` pour cette demande",
                en: "the signature received is not that of `\(name)` for this request"), at: nil)
    }

    static func answerTooLong(_ length: Int, _ room: Int) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-room",
            Bilingual(
                fr: "la signature prend \(length) octets, et \(room) sont réservés",
                en: "the signature takes \(length) bytes, and \(room) are reserved"),
            at: nil,
            hint: Bilingual(
                fr: "préparez de nouveau avec `--reserve \(length + 1_024)`", en: "prepare again with `--reserve \(length + 1_024)`"))
    }
}
