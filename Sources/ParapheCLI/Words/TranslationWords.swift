import Diagnostics
import Paraphe

/// The wording of `paraphe parity` and `paraphe translate`.
enum TranslationWords {
    static let parity = Bilingual(
        fr: "Prouve que les deux langues d’un guide disent la même chose dans le même ordre.",
        en: "Proves that both languages of a guide say the same things in the same order.")
    static let guidesHelp = Bilingual(
        fr: "Configurations ou guides\u{A0}: `X.fr.xhtml`, `X.en.xhtml`, ou un fichier avec `<g:fr>` et `<g:en>`.",
        en: "Packs or guides: `X.fr.xhtml`, `X.en.xhtml`, or a file with `<g:fr>` and `<g:en>`.")
    static let acceptHelp = Bilingual(
        fr: "Inscrit dans `X.xlf` que chaque traduction est juste pour sa source d’aujourd’hui.",
        en: "Records in `X.xlf` that each translation is right for its source of today.")
    static let sourceHelp = Bilingual(
        fr: "Langue dans laquelle les guides s’écrivent d’abord.", en: "Language that guides are written in first.")
    static let noGuides = Bilingual(fr: "aucun guide en deux langues", en: "no guide in two languages")

    static func fine(_ finding: GuideParity.Finding) -> Bilingual {
        let (name, count) = (finding.guide.base, finding.textCount)
        return finding.hasRecord
            ? Bilingual(
                fr: "\(name)\u{A0}: \(count) textes pareils dans les deux langues", en: "\(name): \(count) texts the same in both languages"
            )
            : Bilingual(
                fr: "\(name)\u{A0}: \(count) textes pareils dans les deux langues; rien n’est inscrit encore (`--accept`)",
                en: "\(name): \(count) texts the same in both languages; nothing is recorded yet (`--accept`)")
    }

    static func recorded(_ path: String) -> Bilingual { Bilingual(fr: "inscrit\u{A0}: \(path)", en: "recorded: \(path)") }

    static let oneLanguageInBatch = Bilingual(
        fr: "`--batch` produit des documents d’une seule langue.", en: "`--batch` makes documents of one language.")

    static let translate = Bilingual(
        fr: "Travail de traduction, aller et retour, en XLIFF 2.", en: "Work for translators, out and back, as XLIFF 2.")
    static let export = Bilingual(
        fr: "Écrit ce qui manque, a vieilli ou n’est pas traduit.", en: "Writes what is missing, stale or untranslated.")
    static let take = Bilingual(
        fr: "Met dans le guide les traductions d’un XLIFF, après vérification.",
        en: "Puts the translations of an XLIFF into the guide, after checks.")
    static let guideHelp = Bilingual(
        fr: "Le guide\u{A0}: `X.fr.xhtml`, `X.xhtml`, ou un fichier avec les deux langues.",
        en: "The guide: `X.fr.xhtml`, `X.xhtml`, or a file with both languages.")
    static let toHelp = Bilingual(fr: "Langue dans laquelle on traduit.", en: "Language that is translated into.")
    static let allHelp = Bilingual(fr: "Tout, même ce qui est traduit.", en: "All, even what is translated.")
    static let workHelp = Bilingual(fr: "Le fichier XLIFF.", en: "The XLIFF file.")

    static func exported(_ count: Int, _ path: String) -> Bilingual {
        Bilingual(fr: "\(path)\u{A0}: \(count) textes à traduire", en: "\(path): \(count) texts to translate")
    }

    static func taken(_ count: Int, _ path: String?) -> Bilingual {
        guard let path else {
            return Bilingual(fr: "\(count) traductions reçues; rien ne change", en: "\(count) translations taken; nothing changes")
        }
        return Bilingual(fr: "\(count) traductions mises dans \(path)", en: "\(count) translations put into \(path)")
    }
}
