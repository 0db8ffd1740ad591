import Diagnostics

/// Why a file could not be read as PDF, or not in full: the file's own fault, never ours.
package struct PDFFault: Error, Hashable, Sendable {
    package let code: DiagnosticCode
    package let message: Bilingual
    /// Byte offset in the file, where one is known.
    package let offset: Int?

    package init(_ code: DiagnosticCode, _ message: Bilingual, at offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// The fault as a diagnostic, with the place as a note: a PDF has bytes, not lines.
    package var diagnostic: Diagnostic {
        let notes = offset.map { [Bilingual(fr: "à l’octet \($0) du fichier", en: "at byte \($0) of the file")] } ?? []
        return Diagnostic(.error, code, message, at: nil, notes: notes)
    }
}
