/// A text that a person reads, in each language of ``Language``.
package struct Bilingual: Hashable, Sendable, Codable {
    package var fr: String
    package var en: String

    package init(fr: String, en: String) {
        self.fr = fr
        self.en = en
    }

    /// The same words in both languages: names, identifiers and quoted input.
    package init(verbatim text: String) {
        self.init(fr: text, en: text)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .french: fr
        case .english: en
        }
    }
}
