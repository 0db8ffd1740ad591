import Diagnostics

/// What somebody may do with a store beside the actions of its dossiers; the pack says who, under `operations:`. Nobody may do what it does
/// not name.
package enum StoreOperation: String, CaseIterable, Sendable {
    /// Take a dossier out as an archive, with all that is in it.
    case export
    /// Take the dossier of an archive in.
    case `import`
    /// See who read and changed a dossier.
    case disclose
    /// Move dossiers to another version of the pack.
    case migrate
    /// Erase dossiers whose retention period is over.
    case erase

    /// What is done, as after “may”.
    package var words: Bilingual {
        switch self {
        case .export: Bilingual(fr: "exporter un dossier", en: "export a dossier")
        case .import: Bilingual(fr: "importer un dossier", en: "import a dossier")
        case .disclose: Bilingual(fr: "voir qui a consulté un dossier", en: "see who had access to a dossier")
        case .migrate: Bilingual(fr: "faire passer les dossiers à une autre version", en: "move dossiers to another version")
        case .erase: Bilingual(fr: "effacer les dossiers dont le délai est échu", en: "erase dossiers whose period is over")
        }
    }
}
