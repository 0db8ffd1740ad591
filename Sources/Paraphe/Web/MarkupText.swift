/// Text as it stands in HTML or XML.
package enum MarkupText {
    /// For the content of elements and for attributes in double quotes (XML 1.0, section 2.4). What XML cannot hold at all (section 2.2) becomes
    /// a space.
    package static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
            default: out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
            }
        }
        return out
    }
}
