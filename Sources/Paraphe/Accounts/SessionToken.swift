import Workflow

/// What a person shows after a sign-in, in place of a name and a password: the dossier of the account, a full stop, and 256 random bits.
package struct SessionToken: Sendable {
    package let dossier: String
    private let secret: String

    /// - Parameter random: 32 random bytes.
    init(dossier: String, random: [UInt8]) {
        self.dossier = dossier
        secret = ValueCodec.hexadecimal(random)
    }

    /// Nil for what is none.
    package init?(_ text: String) {
        guard let stop = text.lastIndex(of: "."), text.utf8.count <= 1_000 else { return nil }
        dossier = String(text[..<stop])
        secret = String(text[text.index(after: stop)...])
        guard !dossier.isEmpty, secret.utf8.count == 64 else { return nil }
    }

    /// For the person alone.
    package var text: String { dossier + "." + secret }

    /// What is kept of it.
    var digest: String { BlobStore.hash(of: Array("session \(text)".utf8)) }
}
