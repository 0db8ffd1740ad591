import Diagnostics

/// The words of the preview's page.
struct PreviewWords {
    enum Key: String, CaseIterable {
        case skip, page, pages, of, zoom, smaller, larger, fit, panel, findings, fine, stale, place, clickToOpen, clickToSee, noPlace,
            opened,
            notOpened, error, warning, hint, omitted, live, gone, changed, noScript, updated, fault, faulty
    }

    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    subscript(key: Key) -> String { Self.text(key)[language] }

    /// All words by key, for the script.
    var json: String {
        "{" + Key.allCases.map { "\(JSONText.quote($0.rawValue)):\(JSONText.quote(self[$0]))" }.joined(separator: ",") + "}"
    }

    private static func text(_ key: Key) -> Bilingual {
        switch key {
        case .skip: Bilingual(fr: "Aller aux pages", en: "Skip to the pages")
        case .page: Bilingual(fr: "Page", en: "Page")
        case .pages: Bilingual(fr: "Pages du document", en: "Pages of the document")
        case .of: Bilingual(fr: "sur", en: "of")
        case .zoom: Bilingual(fr: "Grandeur", en: "Zoom")
        case .smaller: Bilingual(fr: "Plus petit", en: "Smaller")
        case .larger: Bilingual(fr: "Plus grand", en: "Larger")
        case .fit: Bilingual(fr: "Largeur", en: "Fit width")
        case .panel: Bilingual(fr: "Constats et places", en: "Findings and places")
        case .findings: Bilingual(fr: "Constats", en: "Findings")
        case .fine: Bilingual(fr: "Aucune faute.", en: "No fault.")
        case .stale:
            Bilingual(fr: "Les pages sont les dernières qui étaient bonnes.", en: "The pages are the last good ones.")
        case .place: Bilingual(fr: "Dans le gabarit", en: "In the template")
        case .clickToOpen:
            Bilingual(
                fr: "Cliquez sur la page pour ouvrir la ligne qui l’écrit.", en: "Click on the page to open the line that writes it.")
        case .clickToSee:
            Bilingual(fr: "Cliquez sur la page pour voir la ligne qui l’écrit.", en: "Click on the page to see the line that writes it.")
        case .noPlace: Bilingual(fr: "Rien n’est écrit à cet endroit.", en: "Nothing is written there.")
        case .opened: Bilingual(fr: "ouvert dans l’éditeur", en: "opened in the editor")
        case .notOpened: Bilingual(fr: "l’éditeur n’a pas pu être lancé", en: "the editor could not be started")
        case .error: Bilingual(fr: "erreur", en: "error")
        case .warning: Bilingual(fr: "avertissement", en: "warning")
        case .hint: Bilingual(fr: "Conseil\u{A0}: ", en: "Hint: ")
        case .omitted: Bilingual(fr: "autres constats ne sont pas montrés", en: "further findings are not shown")
        case .live: Bilingual(fr: "à jour", en: "up to date")
        case .gone: Bilingual(fr: "l’aperçu est arrêté", en: "the preview has stopped")
        case .changed: Bilingual(fr: "a changé", en: "changed")
        case .noScript: Bilingual(fr: "L’aperçu a besoin de JavaScript.", en: "The preview needs JavaScript.")
        case .updated: Bilingual(fr: "Aperçu mis à jour", en: "Preview updated")
        case .fault: Bilingual(fr: "faute", en: "fault")
        case .faulty: Bilingual(fr: "fautes", en: "faults")
        }
    }
}
