import Diagnostics
import Paraphe

/// The wording of `paraphe apply`.
enum ApplyWords {
    static let apply = Bilingual(
        fr: "Conduit des commandes données ligne par ligne en JSON, et répond à chacune par une ligne (docs/apply.md).",
        en: "Runs commands given as lines of JSON, and answers each with one line (docs/apply.md).")
    static let commandsHelp = Bilingual(
        fr: "Fichier de commandes; `-` pour l’entrée standard.", en: "File of commands; `-` for standard input.")
    static let asHelp = Bilingual(
        fr: "Personne qui agit quand la ligne n’en nomme pas; c’est elle qui signe avec --key.",
        en: "Person who acts where a line names nobody, and who signs with --key.")
    static let keyNeedsPerson = Bilingual(
        fr: "--key demande --as\u{A0}: la personne à qui est la clé", en: "--key asks for --as: the person whose key it is")
    static let stopHelp = Bilingual(
        fr: "S’arrête à la première ligne qui n’est pas faite.", en: "Stops at the first line that is not done.")

    static func summary(_ counts: [CommandApplication.Status: Int]) -> Bilingual {
        let (done, refused) = (counts[.done] ?? 0, counts[.refused] ?? 0)
        let (stale, fault) = (counts[.stale] ?? 0, counts[.fault] ?? 0)
        return Bilingual(
            fr: "\(done) faites, \(refused) refusées, \(stale) périmées, \(fault) fautives",
            en: "\(done) done, \(refused) refused, \(stale) stale, \(fault) faulty")
    }
}
