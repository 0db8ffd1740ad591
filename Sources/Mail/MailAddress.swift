import Diagnostics

/// An address of one person or service (RFC 5321, clause 4.1.2), in the form that every server takes: a dotted name, `@`, a domain.
///
/// Quoted names, comments and address literals are not taken, nor letters beyond ASCII (SMTPUTF8, which half of all servers refuse).
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// RFC 5321, clause 4.5.3.1.
    private static let longestLocalPart = 64
    private static let longestDomain = 255
    private static let longest = 254

    package let localPart: String
    package let domain: String

    /// - Throws: a `mail/address` finding that says what is wrong.
    package init(_ text: String) throws(DiagnosticsError) {
        let bytes = Array(text.utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { throw Self.fault(text, MailDiagnostics.noAt) }
        let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
        guard bytes.count <= Self.longest, local.count <= Self.longestLocalPart, domain.count <= Self.longestDomain else {
            throw Self.fault(text, MailDiagnostics.addressTooLong)
        }
        guard bytes.allSatisfy({ $0 < 0x80 }) else { throw Self.fault(text, MailDiagnostics.notASCII) }
        guard Self.parts(local).allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAtomCharacter) }) else {
            throw Self.fault(text, MailDiagnostics.badLocalPart)
        }
        let labels = Self.parts(domain)
        guard labels.allSatisfy({ Self.isLabel($0) }), labels.count > 1 || text.hasSuffix("@localhost") else {
            throw Self.fault(text, MailDiagnostics.badDomain)
        }
        localPart = String(decoding: local, as: UTF8.self)
        // Domains do not tell capitals from small letters; names before the sign may.
        self.domain = String(decoding: domain.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private static func fault(_ text: String, _ why: Bilingual) -> DiagnosticsError {
        DiagnosticsError(MailDiagnostics.badAddress(text, why))
    }

    private static func parts(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    /// `atext` of RFC 5322, clause 3.2.3.
    static func isAtomCharacter(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
        return isLetterOrDigit(first) && isLetterOrDigit(last)
            && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    package var text: String { "\(localPart)@\(domain)" }
    package var description: String { text }
}

/// An address with the name of whose it is.
package struct Mailbox: Hashable, Sendable {
    package let name: String?
    package let address: MailAddress

    package init(name: String? = nil, address: MailAddress) {
        self.name = name
        self.address = address
    }
}
