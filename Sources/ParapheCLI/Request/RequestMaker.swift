import Diagnostics
import Paraphe
import Signing

/// Which document maker the command line uses.
enum RequestMaker {
    /// Makes and signs documents with the key given, whatever the version of the pack; nil without a key: documents stay due, and the
    /// history says so.
    static func makers(
        _ session: RequestSession, key: String?, certificates: String?, secrets: any SecretSource
    ) throws -> KeptPackVersions.MakerProvider? {
        guard let key else { return nil }
        let signer = try SigningIdentity(key: key, certificates: certificates).signer(secrets: secrets)
        return { [person = session.person, shelf = session.shelf] pack in
            SigningDocumentMaker(pack: pack, shelf: shelf) { $0 == person ? signer : nil }
        }
    }
}
