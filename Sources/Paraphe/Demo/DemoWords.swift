import Diagnostics

/// The wording of the demonstration.
enum DemoWords {
    static func loading(_ path: String) -> Bilingual {
        Bilingual(fr: "Configuration\u{A0}: \(path)", en: "Pack: \(path)")
    }

    static func step(_ number: Int, _ count: Int, _ name: String, _ label: String) -> Bilingual {
        let place = String(repeating: " ", count: String(count).count - String(number).count) + "\(number)/\(count)"
        return Bilingual(fr: "  \(place)  \(name)\u{A0}: \(label)", en: "  \(place)  \(name): \(label)")
    }

    static func making(_ label: String) -> Bilingual {
        Bilingual(fr: "  Document\u{A0}: \(label)", en: "  Document: \(label)")
    }

    static let unsigned = Bilingual(fr: "sans signature", en: "not signed")
    static let invalid = Bilingual(fr: "SIGNATURE NON VALIDE", en: "SIGNATURE NOT VALID")

    static func valid(_ names: [String]) -> Bilingual {
        let who = names.joined(separator: ", ")
        return Bilingual(fr: "signature valide (\(who))", en: "signature valid (\(who))")
    }

    static let fax = Bilingual(fr: "fax", en: "fax    ")
    static let web = Bilingual(fr: "web", en: "web    ")

    static func pages(_ count: Int) -> Bilingual {
        Bilingual(fr: "\(count) p.", en: count == 1 ? "1 page " : "\(count) pages")
    }

    static func size(_ bytes: Int) -> Bilingual {
        let kilobytes = String((bytes + 1023) / 1024)
        let padded = String(repeating: " ", count: max(0, 4 - kilobytes.count)) + kilobytes
        return Bilingual(fr: "\(padded) Ko", en: "\(padded) KB")
    }

    static func done(_ folder: String) -> Bilingual {
        Bilingual(
            fr:
                "Tout est dans \(folder)/. Pour vérifier vous-même\u{A0}: paraphe verify \(folder)/final-report.fr.pdf --trust \(folder)/authority.pem",
            en:
                "All of it is in \(folder)/. To verify yourself: paraphe verify \(folder)/final-report.en.pdf --trust \(folder)/authority.pem"
        )
    }
}
