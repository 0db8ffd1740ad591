import Diagnostics

/// Where messages are handed in (RFC 6409), and how.
package struct MailServer: Sendable {
    /// How the line is protected.
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// TLS from the first byte (RFC 8314), usually port 465.
        case tls
        /// The server must offer STARTTLS (RFC 3207), usually port 587; without it nothing is sent.
        case startTLS = "starttls"
        /// In clear: for a server of this machine. A password is never sent so to another.
        case none
    }

    /// Who sends, for the server.
    package struct Account: Sendable {
        package let name: String
        package let password: any SecretSource

        package init(name: String, password: any SecretSource) {
            self.name = name
            self.password = password
        }
    }

    package var host: String
    package var port: Int
    package var security: Security
    /// A PEM file of authorities; those of the system when nil.
    package var authorities: String?
    package var account: Account?
    /// How this machine names itself (EHLO).
    package var clientName: String

    package init(
        host: String, port: Int, security: Security, authorities: String? = nil, account: Account? = nil, clientName: String = "localhost"
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.authorities = authorities
        self.account = account
        self.clientName = clientName
    }

    /// `host:port`, as findings show it.
    package var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether the line never leaves this machine.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 < 0x3A } }

    /// `host`, `host:port` or `[address]:port`.
    ///
    /// - Returns: nil where it is none.
    package static func parse(_ text: String) -> (host: String, port: Int?)? {
        let isName: (Substring) -> Bool = { name in
            !name.isEmpty && name.utf8.count <= 255
                && name.utf8.allSatisfy { MailAddress.isAtomCharacter($0) && $0 != 0x2F || $0 == 0x2E }
        }
        func port(_ text: Substring) -> Int? {
            text.utf8.count <= 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil } : nil
        }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard !host.isEmpty, host.utf8.allSatisfy({ $0 == 0x3A || $0 == 0x2E || isHexadecimal($0) }) else { return nil }
            if rest.isEmpty { return (String(host), nil) }
            guard rest.hasPrefix(":"), let number = port(rest.dropFirst()) else { return nil }
            return (String(host), number)
        }
        guard let colon = text.firstIndex(of: ":") else { return isName(text[...]) ? (text, nil) : nil }
        guard isName(text[..<colon]), let number = port(text[text.index(after: colon)...]) else { return nil }
        return (String(text[..<colon]), number)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
