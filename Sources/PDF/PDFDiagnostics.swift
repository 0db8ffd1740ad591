import Diagnostics

/// The words of the reader's faults.
enum PDFDiagnostics {
    static func notPDF() -> PDFFault {
        PDFFault("pdf/not-pdf", Bilingual(fr: "le fichier ne commence pas par `%PDF-`", en: "the file does not start with `%PDF-`"), at: 0)
    }

    static func noStart() -> PDFFault {
        PDFFault(
            "pdf/no-cross-reference",
            Bilingual(
                fr: "la fin du fichier n’indique aucune table de références (`startxref`)\u{A0}: le fichier est tronqué ou endommagé",
                en: "the end of the file names no cross-reference section (`startxref`): the file is cut short or damaged"))
    }

    static func crossReference(_ offset: Int) -> PDFFault {
        PDFFault(
            "pdf/cross-reference",
            Bilingual(fr: "la table de références est illisible", en: "the cross-reference section cannot be read"), at: offset)
    }

    static func loop(_ offset: Int) -> PDFFault {
        PDFFault(
            "pdf/cross-reference-loop",
            Bilingual(fr: "les tables de références se suivent en boucle", en: "the cross-reference sections form a loop"), at: offset)
    }

    static func encrypted() -> PDFFault {
        PDFFault(
            "pdf/encrypted",
            Bilingual(
                fr: "le fichier est chiffré\u{A0}: un document signé doit rester lisible, enlevez le chiffrement",
                en: "the file is encrypted: a signed document must stay readable, remove the encryption"))
    }

    static func syntax(_ offset: Int) -> PDFFault {
        PDFFault("pdf/syntax", Bilingual(fr: "un objet est mal écrit", en: "an object is malformed"), at: offset)
    }

    static func tooDeep(_ offset: Int) -> PDFFault {
        PDFFault(
            "pdf/too-deep",
            Bilingual(
                fr: "des objets sont imbriqués à plus de \(PDFLimits.depth) niveaux",
                en: "objects are nested more than \(PDFLimits.depth) deep"),
            at: offset)
    }

    static func tooLarge(_ what: Bilingual) -> PDFFault {
        PDFFault(
            "pdf/too-large", Bilingual(fr: "le fichier dépasse une limite\u{A0}: \(what.fr)", en: "the file exceeds a limit: \(what.en)"))
    }

    static func filter(_ name: String) -> PDFFault {
        PDFFault(
            "pdf/filter",
            Bilingual(
                fr: "un flux emploie un filtre qui n’est pas lu ici\u{A0}: `\(name)`",
                en: "a stream uses a filter that is not read here: `\(name)`"))
    }

    static func stream() -> PDFFault {
        PDFFault("pdf/stream", Bilingual(fr: "un flux comprimé est endommagé", en: "a compressed stream is damaged"))
    }

    static func object(_ number: Int, _ offset: Int?) -> PDFFault {
        PDFFault(
            "pdf/object",
            Bilingual(
                fr: "l’objet \(number) n’est pas où la table de références le dit",
                en: "object \(number) is not where the cross-reference section says"), at: offset)
    }

    static func streamLength(_ number: Int, _ offset: Int) -> PDFFault {
        PDFFault(
            "pdf/stream-length",
            Bilingual(fr: "la longueur du flux \(number) est fausse", en: "the length of stream \(number) is wrong"), at: offset)
    }

    static func noPages() -> PDFFault {
        PDFFault("pdf/no-catalog", Bilingual(fr: "le fichier n’a pas de catalogue", en: "the file has no catalog"))
    }
}

/// The codes of this module.
package enum PDFCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("pdf/not-pdf", Bilingual(fr: "ce n’est pas un fichier PDF", en: "not a PDF file")),
        ("pdf/no-cross-reference", Bilingual(fr: "fin de fichier sans `startxref`", en: "end of file without `startxref`")),
        ("pdf/cross-reference", Bilingual(fr: "table de références illisible", en: "unreadable cross-reference section")),
        ("pdf/cross-reference-loop", Bilingual(fr: "tables de références en boucle", en: "cross-reference sections in a loop")),
        ("pdf/encrypted", Bilingual(fr: "fichier chiffré", en: "encrypted file")),
        ("pdf/syntax", Bilingual(fr: "objet mal écrit", en: "malformed object")),
        ("pdf/too-deep", Bilingual(fr: "objets trop imbriqués", en: "objects nested too deep")),
        ("pdf/too-large", Bilingual(fr: "limite de taille dépassée", en: "size limit exceeded")),
        ("pdf/filter", Bilingual(fr: "filtre inconnu", en: "unknown filter")),
        ("pdf/stream", Bilingual(fr: "flux endommagé", en: "damaged stream")),
        ("pdf/object", Bilingual(fr: "objet absent de sa place", en: "object not at its place")),
        ("pdf/stream-length", Bilingual(fr: "longueur de flux fausse", en: "wrong stream length")),
        ("pdf/no-catalog", Bilingual(fr: "catalogue absent", en: "missing catalog")),
    ]
}
