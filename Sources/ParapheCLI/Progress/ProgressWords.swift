import Diagnostics

/// The wording of progress.
enum ProgressWords {
    static let help = Bilingual(
        fr: "Montre l’avancement sur la sortie d’erreur (d’office quand c’est un terminal).",
        en: "Shows the progress on the standard error (by default when it is a terminal).")

    /// What is counted, after a number; French has the singular for 0 and 1, English for 1.
    static func unit(_ unit: ProgressStep.Unit, _ number: Int64) -> Bilingual {
        let (one, many) = names(unit)
        return Bilingual(fr: abs(number) < 2 ? one.fr : many.fr, en: number == 1 ? one.en : many.en)
    }

    private static func names(_ unit: ProgressStep.Unit) -> (one: Bilingual, many: Bilingual) {
        switch unit {
        case .bytes: both("octet", "octets", "byte", "bytes")
        case .commands: both("commande", "commandes", "command", "commands")
        case .documents: both("document", "documents", "document", "documents")
        case .dossiers: both("dossier", "dossiers", "dossier", "dossiers")
        case .events: both("événement", "événements", "event", "events")
        case .faxes: both("fax", "fax", "fax", "faxes")
        case .files: both("fichier", "fichiers", "file", "files")
        case .guides: both("guide", "guides", "guide", "guides")
        case .messages: both("message", "messages", "message", "messages")
        case .scenarios: both("scénario", "scénarios", "scenario", "scenarios")
        case .snapshots: both("instantané", "instantanés", "snapshot", "snapshots")
        }
    }

    private static func both(_ un: String, _ des: String, _ one: String, _ many: String) -> (Bilingual, Bilingual) {
        (Bilingual(fr: un, en: one), Bilingual(fr: des, en: many))
    }

    static func left(_ duration: String) -> Bilingual { Bilingual(fr: "reste \(duration)", en: "\(duration) left") }
    static func taken(_ duration: String) -> Bilingual { Bilingual(fr: "en \(duration)", en: "in \(duration)") }
}
