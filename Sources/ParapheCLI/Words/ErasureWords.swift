import Diagnostics
import Paraphe

/// The wording of `paraphe erase`.
enum ErasureWords {
    static let erase = Bilingual(
        fr: "Efface les dossiers dont le délai de conservation est passé; sans --apply, dit seulement lesquels.",
        en: "Erases the dossiers whose retention period is over; without --apply only says which.")
    static let applyHelp = Bilingual(fr: "Efface pour de bon.", en: "Erases for good.")
    static let nothing = Bilingual(fr: "aucun dossier à effacer", en: "no dossier to erase")

    static func status(_ status: DossierErasure.Entry.Status) -> Bilingual {
        switch status {
        case .wouldErase: Bilingual(fr: "serait effacé", en: "would be erased")
        case .erased: Bilingual(fr: "effacé", en: "erased")
        case .gone: Bilingual(fr: "déjà effacé", en: "erased before")
        case .refused:
            Bilingual(
                fr: "REFUSÉ\u{A0}: des événements datent d’avant la règle de conservation, et ne sont pas scellés",
                en: "REFUSED: events are older than the retention rule, and not sealed")
        case .kept: Bilingual(fr: "GARDÉ\u{A0}: le délai n’est pas passé", en: "KEPT: its period is not over")
        }
    }
}
