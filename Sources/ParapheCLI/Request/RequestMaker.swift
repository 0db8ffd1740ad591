import Diagnostics
import Paraphe
import Rules
import Signing

/// Which document maker the command line uses.
enum RequestMaker {
    /// Makes and signs documents with the key given, whatever the version of the pack. Without a key documents stay due, and the history
    /// says so; only what leaves as a fax is made, since nobody signs it. Nil when there is nothing to make.
    static func makers(
        _ session: RequestSession, key: String?, certificates: String?, secrets: any SecretSource
    ) throws -> KeptPackVersions.MakerProvider? {
        guard let key else {
            guard session.rulebook.documents.contains(where: { $0.fax != nil }) else { return nil }
            return { [shelf = session.shelf] pack in SigningDocumentMaker(pack: pack, shelf: shelf, signers: nil) }
        }
        let signer = try SigningIdentity(key: key, certificates: certificates).signer(secrets: secrets)
        return { [person = session.person, shelf = session.shelf] pack in
            SigningDocumentMaker(pack: pack, shelf: shelf) { $0 == person ? signer : nil }
        }
    }
}
