import Diagnostics
import Paraphe

/// The wording of `paraphe migrate`.
enum VersionWords {
    static let migrate = Bilingual(
        fr: "Fait passer des dossiers à une autre version de leur configuration; d’abord à blanc.",
        en: "Moves dossiers to another version of their pack; first dry.")
    static let migrateDiscussion = Bilingual(
        fr: """
            --pack est la version où aller; ses fichiers migrations/*.yaml disent comment (docs/versions.md). Sans --apply, rien n’est écrit\u{A0}:
              paraphe migrate --store r.sqlite --pack PACK --as USER
              paraphe migrate --store r.sqlite --pack PACK --as USER --apply
            """,
        en: """
            --pack is the version to go to; its files migrations/*.yaml say how (docs/versions.md). Without --apply nothing is written:
              paraphe migrate --store r.sqlite --pack PACK --as USER
              paraphe migrate --store r.sqlite --pack PACK --as USER --apply
            """)
    static let dossiersHelp = Bilingual(fr: "Seulement ces dossiers.", en: "These dossiers alone.")
    static let applyHelp = Bilingual(fr: "Écrit les passages.", en: "Writes the moves.")

    static func status(_ status: DossierMover.Entry.Status) -> Bilingual {
        switch status {
        case .wouldMove: Bilingual(fr: "passerait", en: "would move")
        case .moved: Bilingual(fr: "passé", en: "moved")
        case .refused: Bilingual(fr: "REFUSÉ", en: "REFUSED")
        }
    }

    static func summary(_ counts: [DossierMover.Entry.Status: Int], version: String) -> Bilingual {
        let (would, moved, refused) = (counts[.wouldMove] ?? 0, counts[.moved] ?? 0, counts[.refused] ?? 0)
        if would + moved + refused == 0 {
            return Bilingual(fr: "tous les dossiers en sont à cette version \(version)", en: "all dossiers are at this version \(version)")
        }
        // French counts nothing in the singular.
        let rest = Bilingual(fr: ", \(refused) \(refused < 2 ? "refusé" : "refusés")", en: ", \(refused) refused")
        return would > 0 || moved == 0
            ? Bilingual(
                fr: "\(would) \(would < 2 ? "passerait" : "passeraient") à \(version)\(rest.fr); --apply pour écrire",
                en: "\(would) would move to \(version)\(rest.en); --apply to write")
            : Bilingual(
                fr: "\(moved) \(moved < 2 ? "passé" : "passés") à \(version)\(rest.fr)", en: "\(moved) moved to \(version)\(rest.en)")
    }
}
