import Diagnostics

/// Phone numbers of the North American plan: `418 555-1234, poste 22`, `418-555-1234, ext. 22`, `1 833 564-0404`.
package enum PhoneFormat {
    /// A number typed in any usual way; what is no such number comes back as typed.
    package static func string(_ typed: String, _ language: Language) -> String {
        var digits: [UInt8] = []
        var extensionDigits: [UInt8] = []
        var isExtension = false
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9":
                if isExtension {
                    extensionDigits.append(UInt8(truncatingIfNeeded: scalar.value))
                } else {
                    digits.append(UInt8(truncatingIfNeeded: scalar.value))
                }
            case " ", "\u{A0}", "\u{202F}", "-", "\u{2011}", ".", "(", ")", "+", "/", ",", ";", ":", "\t": break
            case "#", "x", "X", "p", "P", "e", "E": isExtension = true
            default:
                // The letters of "poste" and "ext." follow their first one.
                guard isExtension, extensionDigits.isEmpty, scalar.properties.isAlphabetic else { return typed }
            }
        }
        let hasCountry = digits.count == 11 && digits.first == UInt8(ascii: "1")
        let national = hasCountry ? Array(digits.dropFirst()) : digits
        guard national.count == 10, isExtension == !extensionDigits.isEmpty else { return typed }
        func text(_ range: Range<Int>) -> String { String(decoding: national[range], as: UTF8.self) }
        let separator = language == .french ? "\u{A0}" : "-"
        var out = (hasCountry ? "1" + separator : "") + text(0..<3) + separator + text(3..<6) + "-" + text(6..<10)
        if isExtension {
            out += (language == .french ? ", poste\u{A0}" : ", ext.\u{A0}") + String(decoding: extensionDigits, as: UTF8.self)
        }
        return out
    }
}
