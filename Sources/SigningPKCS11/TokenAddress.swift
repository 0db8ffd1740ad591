import Diagnostics
import Signing

/// Which key on which token, as an address `pkcs11:token=…;object=…;id=…?module-path=…` (RFC 7512). A PIN in it is refused.
package struct TokenAddress: Hashable, Sendable {
    /// The library that speaks to the token.
    package var modulePath: String
    /// The token's label; nil takes the only token there is.
    package var token: String?
    package var serial: String?
    /// The key's label and identifier.
    package var object: String?
    package var identifier: [UInt8]?

    package init(modulePath: String, token: String? = nil, serial: String? = nil, object: String? = nil, identifier: [UInt8]? = nil) {
        self.modulePath = modulePath
        self.token = token
        self.serial = serial
        self.object = object
        self.identifier = identifier
    }

    /// Whether a text names a key on a token and not a file.
    package static func isOne(_ text: String) -> Bool { text.utf8.starts(with: "pkcs11:".utf8) }

    /// - Parameter module: the library, where the address does not name it.
    package init(_ text: String, module: String?) throws(DiagnosticsError) {
        let body = text.utf8.dropFirst("pkcs11:".utf8.count)
        let halves = body.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var found: [String: [UInt8]] = [:]
        let parts =
            (halves.first?.split(separator: UInt8(ascii: ";")) ?? [])
            + (halves.count > 1 ? halves[1].split(separator: UInt8(ascii: "&")) : [])
        for part in parts {
            guard let sign = part.firstIndex(of: UInt8(ascii: "=")), let value = Self.decoded(part[part.index(after: sign)...]) else {
                throw DiagnosticsError(TokenDiagnostics.badAddress(text))
            }
            let name = String(decoding: part[..<sign], as: UTF8.self)
            if name == "pin-value" || name == "pin-source" { throw DiagnosticsError(TokenDiagnostics.pinInAddress()) }
            guard ["token", "serial", "object", "id", "type", "module-path", "manufacturer", "model"].contains(name) else {
                throw DiagnosticsError(TokenDiagnostics.unknownAttribute(name))
            }
            found[name] = value
        }
        func string(_ name: String) -> String? { found[name].map { String(decoding: $0, as: UTF8.self) } }
        if let type = string("type"), type != "private" { throw DiagnosticsError(TokenDiagnostics.notPrivate(type)) }
        guard let path = string("module-path") ?? module else { throw DiagnosticsError(TokenDiagnostics.noModule()) }
        self.init(modulePath: path, token: string("token"), serial: string("serial"), object: string("object"), identifier: found["id"])
    }

    private static func decoded(_ text: Substring.UTF8View.SubSequence) -> [UInt8]? {
        var out: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                out.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// How people know the token.
    package var tokenName: String { token ?? serial ?? modulePath }
}
