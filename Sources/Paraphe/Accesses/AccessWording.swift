import Diagnostics

/// The words of accesses.
enum AccessWording {
    static func words(_ access: DossierAccess) -> Bilingual {
        switch access.kind {
        case .dossier: Bilingual(fr: "a lu le dossier", en: "read the dossier")
        case .history: Bilingual(fr: "a lu l’histoire du dossier", en: "read the history of the dossier")
        case .document: Bilingual(fr: "a sorti le document \(access.detail)", en: "took out the document \(access.detail)")
        case .export:
            access.detail.isEmpty
                ? Bilingual(fr: "a exporté le dossier", en: "exported the dossier")
                : Bilingual(fr: "a exporté le dossier (\(access.detail))", en: "exported the dossier (\(access.detail))")
        case .import: Bilingual(fr: "a importé le dossier", en: "imported the dossier")
        case .disclosure: Bilingual(fr: "a demandé la liste des accès", en: "asked for the list of accesses")
        }
    }
}
