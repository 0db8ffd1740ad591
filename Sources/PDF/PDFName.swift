/// A name object (ISO 32000-1, clause 7.3.5), without its solidus and with `#xx` already read.
///
/// A name is a sequence of bytes. ``text`` holds one scalar U+0000–U+00FF for each byte, so that two names are equal exactly when
/// their bytes are: no scalar of that range combines with another.
package struct PDFName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    /// A name whose text is ASCII, or is Latin-1 standing for bytes.
    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    /// A name made of the UTF-8 bytes of a text, for names that people see.
    package init(utf8 text: String) {
        self.init(bytes: Array(text.utf8))
    }

    package init(bytes: some Sequence<UInt8>) {
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
        text = String(scalars)
    }

    package var description: String { "/" + text }

    /// The name as a person should read it: UTF-8 when its bytes are that, or else one character a byte.
    package var displayText: String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return text }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }
}
