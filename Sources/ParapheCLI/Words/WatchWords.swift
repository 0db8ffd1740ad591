import Diagnostics

/// The wording of `paraphe watch`.
enum WatchWords {
    static let watch = Bilingual(
        fr: "Montre un document dans le navigateur et suit chaque enregistrement.",
        en: "Shows a document in the browser and follows every save.")
    static let packHelp = Bilingual(
        fr: "Dossier de la configuration\u{A0}: le fichier est alors un gabarit.", en: "Folder of the pack: the file is then a template.")
    static let portHelp = Bilingual(fr: "Port de l’aperçu (sans lui, un port libre).", en: "Port of the preview (without it, a free one).")
    static let noOpenHelp = Bilingual(fr: "N’ouvre pas le navigateur.", en: "Does not open the browser.")
    static let editorHelp = Bilingual(
        fr: "Commande qui ouvre une ligne, lancée sans shell quand on clique sur la page\u{A0}: code -g {file}:{line}:{column}.",
        en: "Command that opens a line, run without a shell when the page is clicked: code -g {file}:{line}:{column}.")
    static let dataNeedsPack = Bilingual(fr: "--data va avec --pack", en: "--data goes with --pack")
    static let plainOnly = Bilingual(
        fr: "--stylesheet et --lenient sont pour un fichier XHTML sans --pack",
        en: "--stylesheet and --lenient are for an XHTML file without --pack")
    static let badPort = Bilingual(fr: "--port va de 0 à 65535", en: "--port goes from 0 to 65535")

    static func ready(_ address: String) -> Bilingual {
        Bilingual(
            fr: "Aperçu\u{A0}: \(address)\nCtrl-C pour arrêter.\n", en: "Preview: \(address)\nCtrl-C to stop.\n")
    }
}
