/// Tags of languages (BCP 47, RFC 5646) as PDF asks for them (ISO 32000-1, clause 14.9.2).
package enum LanguageTag {
    /// Whether a text is parts of one to eight letters or digits between hyphens, the first of letters alone.
    package static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard let first = parts.first, (1...8).contains(first.count), first.allSatisfy(isLetter) else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
        }
    }
}
