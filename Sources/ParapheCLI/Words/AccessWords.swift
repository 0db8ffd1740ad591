import Diagnostics

/// The wording of the commands that explain decisions and show who may do what.
enum AccessWords {
    static let explain = Bilingual(
        fr: "Dit si une personne peut faire une action, pourquoi, et ce qui devrait changer.",
        en: "Says whether a person may do an action, why, and what would have to change.")
    static let who = Bilingual(
        fr: "Montre qui peut faire quoi\u{A0}: profils et actions par état, et les permissions selon leur mode d’accès.",
        en: "Shows who may do what: profiles and actions by state, and permissions by how they are got.")
    static let storeHelp = Bilingual(
        fr: "Registre où est le dossier\u{A0}: fichier SQLite ou postgresql://…",
        en: "Store that holds the dossier: SQLite file or postgresql://…")
    static let dossierHelp = Bilingual(fr: "Identifiant du dossier.", en: "Identifier of the dossier.")
    static let dossierFileHelp = Bilingual(
        fr: "Dossier en JSON ou en YAML\u{A0}: `state`, `forms`, et ses champs.",
        en: "Dossier in JSON or YAML: `state`, `forms`, and its fields.")
    static let withHelp = Bilingual(
        fr: "Ce que la personne donne, en JSON ou en YAML\u{A0}: données de l’action, champs du formulaire ou du dossier.",
        en: "What the person gives, in JSON or YAML: inputs of the action, fields of the form or of the dossier.")
    static let allHelp = Bilingual(
        fr: "Montre aussi les valeurs de ce qui ne refuse rien.", en: "Shows the values of what refuses nothing too.")
    static let storeAndDossier = Bilingual(fr: "--store et --dossier vont ensemble", en: "--store and --dossier go together")
    static let storeOrFile = Bilingual(fr: "donnez --store ou --dossier-file, l’un des deux", en: "give either --store or --dossier-file")
    static let actionHelp = Bilingual(fr: "Seulement cette action; peut se répéter.", en: "This action only; may be repeated.")
    static let profileHelp = Bilingual(fr: "Seulement ce profil; peut se répéter.", en: "This profile only; may be repeated.")
    static let stateHelp = Bilingual(fr: "Seulement cet état; peut se répéter.", en: "This state only; may be repeated.")
    static let dateHelp = Bilingual(
        fr: "Jour (AAAA-MM-JJ) des règles en vigueur, sinon aujourd’hui.", en: "Day (YYYY-MM-DD) of the rules in force, else today.")
    static let pdfNeedsFile = Bilingual(fr: "un PDF demande un fichier\u{A0}: -o FICHIER", en: "a PDF needs a file: -o FILE")

    static func notADay(_ text: String) -> Bilingual {
        Bilingual(
            fr: "`\(text)` n’est pas un jour\u{A0}: écrivez par exemple 2026-11-21",
            en: "`\(text)` is not a day: write for example 2026-11-21")
    }
}
