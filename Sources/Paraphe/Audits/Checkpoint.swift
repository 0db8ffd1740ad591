import CEL
import Certificates
import Diagnostics
import Journal
import Signing
import Workflow

/// What a store was at a moment: how many events it had, and the hash of the last. Kept elsewhere, and signed, it proves later that none
/// of them was changed or cut off.
package struct Checkpoint: Hashable, Sendable {
    private static let type = "paraphe-checkpoint"
    private static let version: Int64 = 1

    package let head: ChainHead
    package let at: SigningDate

    package init(head: ChainHead, at: SigningDate) {
        self.head = head
        self.at = at
    }

    /// One JSON object, the same for the same checkpoint.
    package var content: [UInt8] {
        ValueCodec.encode(
            .record([
                ("type", .string(Self.type)), ("version", .int(Self.version)), ("count", .int(head.count)),
                ("hash", .string(ValueCodec.hexadecimal(head.hash))), ("at", .string(at.iso8601)),
            ])) + [0x0A]
    }

    package init?(content: [UInt8]) {
        guard let value = try? ValueCodec.decode(content), value.field("type")?.stringValue == Self.type,
            case .int(Self.version)? = value.field("version"), case .int(let count)? = value.field("count"), count >= 0,
            let hash = value.field("hash")?.stringValue.flatMap(Self.bytes), hash.count == ChainLink.hashLength,
            let at = value.field("at")?.stringValue.flatMap({ SigningDate(iso8601: $0) })
        else { return nil }
        self.init(head: ChainHead(count: count, hash: hash), at: at)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}

/// Checkpoints in files: one or several CMS blocks in PEM, each holding its checkpoint (`openssl cms -verify -inform PEM` reads them too).
package enum CheckpointFile {
    private static let label = "CMS"

    /// A checkpoint of a file, as far as its signature holds.
    package struct Entry: Sendable {
        package let path: String
        package let checkpoint: Checkpoint
        package let signerName: String
        /// Why the signer is not trusted; nil when he is, or when nobody was named to trust.
        package let distrust: Bilingual?
    }

    /// Signs a checkpoint and saves it whole or not at all.
    package static func write(_ checkpoint: Checkpoint, to path: String, signer: Signer) throws(DiagnosticsError) {
        let cms = try signer.signContent(checkpoint.content, at: checkpoint.at)
        try FileAccess.write(Array(PEMDocuments.encode(cms, label: label).utf8), to: path)
    }

    /// The checkpoints of a file.
    ///
    /// - Parameter roots: whom the user trusts; nil leaves open who signed.
    /// - Throws: when the file holds none, or one that is damaged or whose signature is wrong.
    package static func read(_ path: String, roots: [SigningCertificate]?) throws(DiagnosticsError) -> [Entry] {
        let pem = PEMDocuments(try FileAccess.read(path))
        guard !pem.hasDamage, !pem.blocks.isEmpty else { throw DiagnosticsError(AuditDiagnostics.noCheckpoint(path)) }
        var entries: [Entry] = []
        for block in pem.blocks {
            guard block.label == label else { throw DiagnosticsError(AuditDiagnostics.noCheckpoint(path)) }
            guard let signed = SignedContent.check(block.der) else { throw DiagnosticsError(AuditDiagnostics.wrongSignature(path)) }
            guard let checkpoint = Checkpoint(content: signed.content) else { throw DiagnosticsError(AuditDiagnostics.noCheckpoint(path)) }
            entries.append(
                Entry(
                    path: path, checkpoint: checkpoint, signerName: signed.signer.displayName,
                    distrust: roots.flatMap { signed.distrust(roots: $0, at: checkpoint.at)?.message }))
        }
        return entries
    }
}
