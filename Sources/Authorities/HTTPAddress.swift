import Diagnostics

/// An `http` or `https` address (RFC 3986), taken apart. What time stamps, OCSP and revocation lists carry is signed, so that most are
/// served without TLS.
package struct HTTPAddress: Hashable, Sendable {
    private static let longest = 2_048

    /// Whether it is asked over TLS.
    package let isEncrypted: Bool
    package let host: String
    package let port: Int
    /// Path and query, as a request names them.
    package let target: String

    package init(_ text: String) throws(DiagnosticsError) {
        let lower = text.lowercased()
        isEncrypted = lower.hasPrefix("https://")
        let scheme = isEncrypted ? "https://" : "http://"
        guard lower.hasPrefix(scheme), text.utf8.count <= Self.longest,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { throw DiagnosticsError(AuthorityDiagnostics.badAddress(text)) }
        let rest = text.dropFirst(scheme.count).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest[authority.endIndex...]
        guard !authority.contains("@") else { throw DiagnosticsError(AuthorityDiagnostics.badAddress(text)) }
        var name = authority
        var port = isEncrypted ? 443 : 80
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw DiagnosticsError(AuthorityDiagnostics.badAddress(text)) }
            name = authority[authority.index(after: authority.startIndex)..<end]
            let tail = authority[authority.index(after: end)...]
            if !tail.isEmpty {
                guard tail.hasPrefix(":"), let number = Self.port(tail.dropFirst()) else {
                    throw DiagnosticsError(AuthorityDiagnostics.badAddress(text))
                }
                port = number
            }
        } else if let colon = authority.lastIndex(of: ":") {
            guard let number = Self.port(authority[authority.index(after: colon)...]) else {
                throw DiagnosticsError(AuthorityDiagnostics.badAddress(text))
            }
            name = authority[..<colon]
            port = number
        }
        guard !name.isEmpty else { throw DiagnosticsError(AuthorityDiagnostics.badAddress(text)) }
        host = String(name)
        self.port = port
        target = path.isEmpty ? "/" : path.hasPrefix("?") ? "/" + path : String(path)
    }

    private static func port(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            (1...65_535).contains(number)
        else { return nil }
        return number
    }

    /// The `Host` field.
    var hostField: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
    }

    private var origin: String { "\(isEncrypted ? "https" : "http")://\(hostField)" }

    package var text: String { origin + target }

    /// What a `Location` names, seen from here; never from TLS to plain text.
    func redirected(to location: String) throws(DiagnosticsError) -> HTTPAddress {
        let next = location.hasPrefix("/") && !location.hasPrefix("//") ? try HTTPAddress(origin + location) : try HTTPAddress(location)
        guard next.isEncrypted || !isEncrypted else { throw DiagnosticsError(AuthorityDiagnostics.plainRedirect(text)) }
        return next
    }
}
