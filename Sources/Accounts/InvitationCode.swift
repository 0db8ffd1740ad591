import Crypto
import Diagnostics

/// A code that is given apart from the link it goes with, such as `K-402913`: a letter and six digits.
package struct InvitationCode: Hashable, Sendable, CustomStringConvertible {
    /// Without those that look like digits.
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    package let text: String

    /// - Parameter random: gives random bytes; some are thrown away, so that every code is as likely as the others.
    package init(random: () -> UInt64) {
        // 24 letters × 10⁶; numbers above the last whole multiple would favour some codes.
        let all: UInt64 = 24_000_000
        var number = random()
        while number >= UInt64.max - UInt64.max % all { number = random() }
        number %= all
        let digits = String(number % 1_000_000)
        let letter = String(Unicode.Scalar(Self.letters[Int(number / 1_000_000)]))
        text = letter + "-" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// As a person types it: small letters, spaces, and no hyphen.
    package init?(typed: String) {
        let plain = typed.uppercased().utf8.filter { $0 != 0x20 && $0 != 0x2D }
        guard plain.count == 7, let first = plain.first, (0x41...0x5A).contains(first),
            plain.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        text = String(Unicode.Scalar(first)) + "-" + String(decoding: plain.dropFirst(), as: UTF8.self)
    }

    package var description: String { "(code)" }

    /// What is kept of it: with the invitation's own salt. There are few codes: it holds because tries are counted.
    package func hash(salt: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: salt)))
    }

    /// Compares in constant time.
    package func matches(_ hash: [UInt8], salt: [UInt8]) -> Bool { ConstantTime.areEqual(self.hash(salt: salt), hash) }
}
