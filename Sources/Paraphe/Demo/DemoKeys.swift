import CEL
import Diagnostics
import Rules
import Certificates
import Signing

/// Keys of the demonstration: an authority made for the run, and a certificate for each person who acts. They prove nothing to anyone.
struct DemoKeys: Sendable {
    let rootPEM: String
    /// Signs the checkpoint of the store.
    let registrar: Signer
    private let signers: [String: Signer]

    /// - Parameter moment: the certificates are valid from the day before.
    init(pack: LoadedPack, people: Set<String>, at moment: Timestamp) throws {
        let from = SigningDate(unixSeconds: moment.seconds - 86_400)
        let title = pack.rulebook.title.bilingual
        let authority = try TestAuthority(name: "Autorité de démonstration", organization: title.fr, validFrom: from)
        let registrar = try authority.issue(name: "Registre de démonstration", organization: title.fr, serial: 1_000, validFrom: from)
        self.registrar = try Signer(
            keyPEM: Array(registrar.keyPEM.utf8), keyPath: "registrar.key", chainPEM: Array(registrar.certificatePEM.utf8),
            chainPath: "registrar.pem")
        var signers: [String: Signer] = [:]
        for (index, id) in people.sorted().enumerated() {
            guard let person = pack.rulebook.people[id] else { continue }
            let credentials = try authority.issue(
                name: "\(person.givenName) \(person.familyName)", organization: title.fr, serial: 2 + index, validFrom: from)
            signers[id] = try Signer(
                keyPEM: Array(credentials.keyPEM.utf8), keyPath: "\(id).key", chainPEM: Array(credentials.certificatePEM.utf8),
                chainPath: "\(id).pem")
        }
        self.signers = signers
        rootPEM = authority.rootPEM
    }

    func signer(_ person: String) -> Signer? { signers[person] }
}
