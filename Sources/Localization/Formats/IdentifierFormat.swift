/// Identifiers in groups that people can read aloud.
package enum IdentifierFormat {
    /// `ABCD12345678` as `ABCD 1234 5678` with no-break spaces; spaces that were typed do not count.
    package static func grouped(_ typed: String, by size: Int) -> String {
        guard size > 0 else { return typed }
        var out = ""
        var count = 0
        for scalar in typed.unicodeScalars where !scalar.properties.isWhitespace {
            if count > 0, count % size == 0 { out += "\u{A0}" }
            out.unicodeScalars.append(scalar)
            count += 1
        }
        return out
    }
}
