/// Which house rules an authored text follows: of Canadian French (Guide du rédacteur, Banque de dépannage linguistique of the OQLF)
/// or of Canadian English (The Canadian Style).
package enum TypographicRules: UInt8, Hashable, Sendable {
    case french
    case english

    /// The rules for a language tag; nil for languages and regions whose rules are others (`fr-FR`, `en-GB`) or unknown.
    package init?(tag: some Collection<UInt8>) {
        var lowered: [UInt8] = []
        for byte in tag.prefix(12) { lowered.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
        switch String(decoding: lowered, as: UTF8.self) {
        case "fr", "fr-ca": self = .french
        case "en", "en-ca": self = .english
        default: return nil
        }
    }
}
