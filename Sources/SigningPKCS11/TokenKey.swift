import CPKCS11
import Diagnostics
import Signing
import Certificates
import Synchronization
import X509

/// A private key that stays on its token: a smart card, an HSM (PKCS #11). One login serves a whole batch.
package final class TokenKey: SigningKey {
    package let publicKey: Certificate.PublicKey
    package let scheme: SignatureScheme
    /// The key's certificate first, then others that the token holds.
    package let certificates: [SigningCertificate]

    private let session: Mutex<TokenSession>
    private let key: ck_ulong
    private let mechanism: TokenMechanism
    /// For keys that ask for the PIN at each signature (CKA_ALWAYS_AUTHENTICATE).
    private let repeatedPIN: Secret?

    /// - Parameters:
    ///   - certificates: those given beside; the key's own is searched on the token when it is not among them.
    ///   - secrets: asked for the PIN, once.
    package init(
        _ address: TokenAddress, certificates given: [SigningCertificate] = [], secrets: any SecretSource,
        padding: SoftwareKey.RSAPadding = .pkcs1, hash: HashAlgorithm? = nil
    ) throws(DiagnosticsError) {
        let module = try TokenModule(path: address.modulePath)
        let tokens = try module.tokens()
        let matching = tokens.filter {
            (address.token == nil || $0.label == address.token) && (address.serial == nil || $0.serial == address.serial)
        }
        guard let token = matching.first else { throw DiagnosticsError(TokenDiagnostics.noToken(address.tokenName, tokens.map(\.label))) }
        guard matching.count == 1 else { throw DiagnosticsError(TokenDiagnostics.severalTokens(matching.map { ($0.label, $0.serial) })) }
        let session = try TokenSession.open(module, token, secrets: secrets)
        let keys = try session.objects(ck_class_private_key, label: address.object.map { Array($0.utf8) }, identifier: address.identifier)
        guard let key = keys.first else {
            let labels = try session.objects(ck_class_private_key).compactMap { session.attribute(ck_attribute_label, of: $0) }
            throw DiagnosticsError(
                TokenDiagnostics.noKey(token.label, address.object, labels.map { String(decoding: $0, as: UTF8.self) }))
        }
        guard keys.count == 1 else {
            let labels = keys.compactMap { session.attribute(ck_attribute_label, of: $0) }.map { String(decoding: $0, as: UTF8.self) }
            throw DiagnosticsError(TokenDiagnostics.severalKeys(token.label, labels))
        }
        let identifier = session.attribute(ck_attribute_id, of: key) ?? []
        let stored = try session.objects(ck_class_certificate, limit: 64).compactMap { object -> (SigningCertificate, [UInt8])? in
            guard let der = session.attribute(ck_attribute_value, of: object), let certificate = SigningCertificate(der: der) else {
                return nil
            }
            return (certificate, session.attribute(ck_attribute_id, of: object) ?? [])
        }
        let own = stored.first { !identifier.isEmpty && $0.1 == identifier }?.0
        // Which of the given certificates is the key's is shown by a signature; a token need not hold the public key.
        let type = session.number(ck_attribute_key_type, of: key)
        let candidates = given.isEmpty ? own.map { [$0] } ?? [] : given
        guard !candidates.isEmpty else { throw DiagnosticsError(TokenDiagnostics.noCertificate(token.label)) }
        let asksAgain = session.attribute(ck_attribute_always_authenticate, of: key)?.contains { $0 != 0 } == true
        let pin = asksAgain ? try secrets.secret(for: token.label) : nil
        let probe: [UInt8] = Array("which certificate is this key's?".utf8)
        var chosen: (certificate: SigningCertificate, scheme: SignatureScheme)?
        if let own, candidates.contains(own), let scheme = SignatureScheme(key: own.certificate.publicKey, padding: padding, hash: hash) {
            chosen = (own, scheme)
        } else {
            for candidate in candidates {
                guard let scheme = SignatureScheme(key: candidate.certificate.publicKey, padding: padding, hash: hash),
                    scheme.isECDSA == (type == ck_key_ec)
                else { continue }
                let mechanism = TokenMechanism(scheme)
                guard let raw = try? session.sign(mechanism.input(probe), key: key, mechanism: mechanism, pin: pin),
                    let signature = mechanism.output(raw),
                    PublicKeyCheck.isValid(signature, over: probe, scheme: scheme, key: candidate)
                else { continue }
                chosen = (candidate, scheme)
                break
            }
        }
        guard let chosen else { throw DiagnosticsError(TokenDiagnostics.certificateMismatch(token.label)) }
        publicKey = chosen.certificate.certificate.publicKey
        scheme = chosen.scheme
        mechanism = TokenMechanism(chosen.scheme)
        certificates = [chosen.certificate] + (given + stored.map(\.0)).filter { $0 != chosen.certificate }
        self.key = key
        repeatedPIN = pin
        self.session = Mutex(session)
    }

    package func signature(for message: [UInt8]) throws(DiagnosticsError) -> [UInt8] {
        let input = mechanism.input(message)
        let raw = try session.withLock { session throws(DiagnosticsError) in
            try session.sign(input, key: key, mechanism: mechanism, pin: repeatedPIN)
        }
        guard let signature = mechanism.output(raw) else { throw DiagnosticsError(TokenDiagnostics.badSignature()) }
        return signature
    }
}
