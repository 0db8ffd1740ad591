import Diagnostics

/// The codes that this module declares.
package enum FontsCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("font/malformed", Bilingual(fr: "le fichier de police est abîmé", en: "the font file is malformed")),
        ("font/unreadable", Bilingual(fr: "le fichier de police ne peut être lu", en: "the font file cannot be read")),
    ]
}
