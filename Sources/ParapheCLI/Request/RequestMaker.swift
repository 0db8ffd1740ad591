import Diagnostics
import Paraphe
import Signing

/// Which document maker the command line uses.
enum RequestMaker {
    /// Makes and signs documents with the key given; nil without a key: documents stay due, and the history says so.
    static func maker(_ session: RequestSession, key: String?, certificates: String?, secrets: any SecretSource) throws -> (
        any DocumentMaker
    )? {
        guard let key else { return nil }
        let pack = try LoadedPack.loadOrThrow(PackFolder(path: session.place.pack), shelf: session.shelf)
        let signer = try SigningIdentity(key: key, certificates: certificates).signer(secrets: secrets)
        return SigningDocumentMaker(pack: pack, shelf: session.shelf) { [person = session.person] in $0 == person ? signer : nil }
    }
}
