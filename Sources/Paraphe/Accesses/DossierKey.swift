import Crypto
import Foundation

/// The key of one dossier: what is sealed under it is read by nobody who does not hold it, and by nobody at all once it is destroyed.
///
/// AES-256-GCM (NIST SP 800-38D) with a fresh nonce each time, bound to the dossier and to what the content is for: sealed content that is put
/// in another place does not open there.
package struct DossierKey: Sendable {
    static let byteCount = 32

    let dossierID: String
    private let key: SymmetricKey

    /// A fresh key.
    init(madeFor dossierID: String) {
        self.dossierID = dossierID
        key = SymmetricKey(size: .bits256)
    }

    /// The key of a file or of an archive; nil when the bytes are none.
    init?(_ bytes: [UInt8], of dossierID: String) {
        guard bytes.count == Self.byteCount else { return nil }
        self.dossierID = dossierID
        key = SymmetricKey(data: bytes)
    }

    /// In the clear, for the file or the archive that keeps it.
    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// - Parameter purpose: what the content is for; needed again to open it.
    /// - Returns: Base64 of the nonce, the content and its tag.
    func seal(_ content: [UInt8], for purpose: String) -> String {
        guard let sealed = try? AES.GCM.seal(content, using: key, authenticating: context(purpose)).combined else {
            // Going on would write in the clear what was to be sealed.
            preconditionFailure("a key of \(Self.byteCount) bytes seals every content")
        }
        return sealed.base64EncodedString()
    }

    /// The content as it was sealed; nil when this key did not seal it, not for this purpose, or when it was altered since.
    func open(_ text: String, for purpose: String) -> [UInt8]? {
        guard let sealed = Data(base64Encoded: text), let box = try? AES.GCM.SealedBox(combined: sealed),
            let content = try? AES.GCM.open(box, using: key, authenticating: context(purpose))
        else { return nil }
        return Array(content)
    }

    private func context(_ purpose: String) -> [UInt8] { Array("\(purpose)\n\(dossierID)".utf8) }
}
