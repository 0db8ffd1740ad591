import CEL
import Diagnostics
import Paraphe
import Workflow

/// The wording of `extract`.
struct ExtractionWords {
    let language: Language

    static let extract = Bilingual(
        fr: "Donne les fichiers qu’un PDF porte, vérifiés par ses signatures.",
        en: "Gives the files that a PDF carries, checked against its signatures.")
    static let folderHelp = Bilingual(
        fr: "Dossier où les écrire; sans lui, ils sont seulement nommés.", en: "Folder to write them into; without it they are only named.")
    static let unverifiedHelp = Bilingual(
        fr: "Donne aussi ce qu’aucune signature valable ne couvre.", en: "Gives what no sound signature covers as well.")
    static let attachHelp = Bilingual(
        fr: "Fichier à joindre au PDF (plusieurs fois, au besoin).", en: "A file to attach to the PDF (repeatable).")

    static let attachOrBatch = Bilingual(
        fr: "--attach joint un fichier à un document, non à un lot", en: "--attach is for one document, not for a batch")

    /// One line a file: name, type, length, who signed.
    func text(_ files: [ExtractedFile]) -> String {
        files.map { file in
            let signers = file.signedBy.map { "`\($0)`" }.joined(separator: ", ")
            let signed =
                file.signedBy.isEmpty
                ? Bilingual(fr: "couvert par aucune signature", en: "covered by no signature")
                : Bilingual(fr: "signé\u{A0}: \(signers)", en: "signed: \(signers)")
            let size = Bilingual(fr: "\(file.bytes.count) octets", en: "\(file.bytes.count) bytes")
            return "\(file.name)  \(file.mediaType ?? "?")  \(size[language])  \(signed[language])\n"
        }.joined()
    }

    func json(_ files: [ExtractedFile], isValid: Bool) -> String {
        func text(_ value: String?) -> Value { value.map { .string($0) } ?? .null }
        let list = files.map { file in
            Value.record([
                ("name", .string(file.name)), ("mediaType", text(file.mediaType)), ("relationship", text(file.relationship)),
                ("description", text(file.description)), ("bytes", .int(Int64(file.bytes.count))),
                ("signedBy", .list(file.signedBy.map { .string($0) })),
            ])
        }
        return Value.record([("valid", .bool(isValid)), ("files", .list(list))]).jsonText + "\n"
    }
}
