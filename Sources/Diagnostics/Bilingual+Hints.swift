extension Bilingual {
    /// The hint that names what was probably meant; French sets a thin no-break space before the question mark (OQLF 22039).
    package static func didYouMean(_ text: String) -> Bilingual {
        Bilingual(fr: "vouliez-vous dire `\(text)`\u{202F}?", en: "did you mean `\(text)`?")
    }
}
