import Diagnostics

/// A text of the pack in each language, which knows where it stands in the pack's files.
///
/// Notifications and messages are MessageFormat 2 patterns: whoever formats them reads ``source(_:)``, so that a fault
/// inside the pattern points into the file.
package struct LocalizedText: Hashable, Sendable {
    package let fr: EmbeddedText
    package let en: EmbeddedText
    /// The whole mapping `{ fr: …, en: … }`.
    package let span: Span

    package init(fr: EmbeddedText, en: EmbeddedText, span: Span) {
        self.fr = fr
        self.en = en
        self.span = span
    }

    /// The plain words, without places.
    package var bilingual: Bilingual { Bilingual(fr: fr.text, en: en.text) }

    package subscript(language: Language) -> String { source(language).text }

    /// The text with its place in the pack.
    package func source(_ language: Language) -> EmbeddedText {
        switch language {
        case .french: fr
        case .english: en
        }
    }
}
