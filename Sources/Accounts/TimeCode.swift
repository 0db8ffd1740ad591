import Crypto
import Diagnostics
import FoundationEssentials

/// Codes that follow from a shared secret and the time (TOTP, RFC 6238): the second factor of a sign-in.
package struct TimeCode: Sendable {
    package enum Algorithm: String, Hashable, Sendable, CaseIterable {
        case sha1 = "SHA1"
        case sha256 = "SHA256"
        case sha512 = "SHA512"
    }

    package let secret: Secret
    package let algorithm: Algorithm
    package let digits: Int
    package let periodSeconds: Int64

    /// - Returns: nil unless the secret has 16 to 128 bytes (RFC 4226, clause 4, asks for 128 bits), with 6 to 8 digits and a period of 15 to
    ///   300 s.
    package init?(secret: Secret, algorithm: Algorithm = .sha1, digits: Int = 6, periodSeconds: Int64 = 30) {
        guard (16...128).contains(secret.bytes.count), (6...8).contains(digits), (15...300).contains(periodSeconds) else { return nil }
        self.secret = secret
        self.algorithm = algorithm
        self.digits = digits
        self.periodSeconds = periodSeconds
    }

    /// The number of the period in which a moment is.
    package func step(at seconds: Int64) -> Int64 { seconds >= 0 ? seconds / periodSeconds : -1 }

    /// The code of a period (RFC 4226, clause 5.3).
    package func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let key = SymmetricKey(data: secret.bytes)
        let digest: [UInt8] =
            switch algorithm {
            case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: counter, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: counter, using: key))
            }
        let offset = Int((digest.last ?? 0) & 0x0F)
        var number: UInt32 = 0
        for byte in digest.dropFirst(offset).prefix(4) { number = number << 8 | UInt32(byte) }
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String((number & 0x7FFF_FFFF) % modulus)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The period whose code was given, so that it is not taken again (RFC 6238, clause 5.2); nil when it is wrong.
    ///
    /// - Parameters:
    ///   - window: how many periods before and after now are taken too, for clocks that go wrong and people who type.
    ///   - lastStep: the period of the last code that was taken; it and those before are used up.
    package func accept(_ given: String, at seconds: Int64, window: Int64 = 1, after lastStep: Int64?) -> Int64? {
        let code = given.utf8.filter { $0 != 0x20 }
        guard code.count == digits, code.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let now = step(at: seconds)
        var found: Int64?
        let reach = min(max(window, 0), 10)
        for step in max(now - reach, 0)...max(now + reach, 0) {
            let isSame = ConstantTime.areEqual(Array(self.code(step: step).utf8), code)
            if isSame, step > lastStep ?? -1, found == nil { found = step }
        }
        return found
    }

    /// What an authenticator reads as a QR code (Key URI Format).
    package func address(issuer: String, account: String) -> String {
        func escaped(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-._~".utf8.contains(byte)
                return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
        }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(Base32.text(secret.bytes))&issuer=\(escaped(issuer))"
            + "&algorithm=\(algorithm.rawValue)&digits=\(digits)&period=\(periodSeconds)"
    }
}

/// RFC 4648, clause 6, without padding.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                out.append(alphabet[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { out.append(alphabet[bits << (5 - count) & 31]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil when the text holds something else.
    package static func bytes(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var (bits, count) = (0, 0)
        for character in text.uppercased().utf8 where character != 0x20 && character != 0x3D {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                out.append(UInt8(bits >> count & 255))
            }
            bits &= (1 << count) - 1
        }
        return out
    }
}
