import Crypto
import CryptoExtras
import Diagnostics
import FoundationEssentials

/// What is kept of a password: scrypt (RFC 7914), which needs memory as well as time, with its parameters, so that they can grow.
///
/// The text is in the PHC form: `$scrypt$ln=15,r=8,p=3$salt$hash`.
package struct PasswordHash: Hashable, Sendable {
    /// How hard it is made.
    package struct Cost: Hashable, Sendable {
        /// Exponent of the number of blocks: 15 is 32,768.
        package let blocksExponent: Int
        /// Blocks of 128 × this many bytes.
        package let blockSize: Int
        package let parallelism: Int

        package init(blocksExponent: Int, blockSize: Int, parallelism: Int) {
            self.blocksExponent = blocksExponent
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB, three times over (OWASP Password Storage Cheat Sheet, scrypt).
        package static let standard = Cost(blocksExponent: 15, blockSize: 8, parallelism: 3)

        /// A file cannot make us work for hours.
        var isBearable: Bool {
            (1...16).contains(blocksExponent) && (1...16).contains(blockSize) && (1...16).contains(parallelism)
                && 128 * blockSize << blocksExponent <= 64 << 20
        }
    }

    package static let saltBytes = 16
    private static let hashBytes = 32
    /// Longer ones are no password; all of it counts.
    package static let longestPassword = 1_024

    package let cost: Cost
    package let salt: [UInt8]
    package let hash: [UInt8]

    /// - Parameter salt: random, ``saltBytes`` long, of this password alone.
    /// - Returns: nil for a password or a cost out of bounds.
    package init?(_ password: Secret, salt: [UInt8], cost: Cost = .standard) {
        guard !password.bytes.isEmpty, password.bytes.count <= Self.longestPassword, cost.isBearable, salt.count >= 8, salt.count <= 64,
            let hash = Self.derive(password, salt, cost, count: Self.hashBytes)
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    private static func derive(_ password: Secret, _ salt: [UInt8], _ cost: Cost, count: Int) -> [UInt8]? {
        guard
            let key = try? KDF.Scrypt.deriveKey(
                from: password.bytes, salt: salt, outputByteCount: count, rounds: 1 << cost.blocksExponent, blockSize: cost.blockSize,
                parallelism: cost.parallelism)
        else { return nil }
        return key.withUnsafeBytes { Array($0) }
    }

    /// Whether a password is the one; it takes as long when it is not.
    package func matches(_ password: Secret) -> Bool {
        guard password.bytes.count <= Self.longestPassword, let other = Self.derive(password, salt, cost, count: hash.count) else {
            return false
        }
        return ConstantTime.areEqual(hash, other)
    }

    /// Whether it was made with less than what is asked for today: then it is made anew at the next sign-in.
    package func isWeaker(than wanted: Cost) -> Bool {
        cost.blocksExponent < wanted.blocksExponent || cost.blockSize < wanted.blockSize || cost.parallelism < wanted.parallelism
    }

    // MARK: - Text

    package var text: String {
        "$scrypt$ln=\(cost.blocksExponent),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Nil when the text is none, or would take more memory or time than a hash may.
    package init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        var numbers: [String: Int] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, sides[1].utf8.count <= 3, let number = Int(sides[1]) else { return nil }
            numbers[String(sides[0])] = number
        }
        guard let exponent = numbers["ln"], let blockSize = numbers["r"], let parallelism = numbers["p"], numbers.count == 3,
            let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4]), (8...64).contains(salt.count), (16...64).contains(hash.count)
        else { return nil }
        let cost = Cost(blocksExponent: exponent, blockSize: blockSize, parallelism: parallelism)
        guard cost.isBearable else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Without padding, as the PHC form has it.
    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)).map { Array($0) }
    }
}
