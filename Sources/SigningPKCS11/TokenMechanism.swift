import CPKCS11
import Certificates
import Signing

/// How a token is asked to sign, always over a digest made here: documents never go to the token.
struct TokenMechanism {
    let number: ck_ulong
    let pssParameters: ck_rsa_pss_parameters?
    private let scheme: SignatureScheme

    init(_ scheme: SignatureScheme) {
        self.scheme = scheme
        switch scheme {
        case .ecdsa:
            number = ck_mechanism_ecdsa
            pssParameters = nil
        case .rsaPKCS1:
            number = ck_mechanism_rsa_pkcs
            pssParameters = nil
        case .rsaPSS(let hash):
            number = ck_mechanism_rsa_pss
            let (digest, mask) =
                switch hash {
                case .sha256: (ck_hash_sha256, ck_mgf_sha256)
                case .sha384: (ck_hash_sha384, ck_mgf_sha384)
                case .sha512: (ck_hash_sha512, ck_mgf_sha512)
                }
            pssParameters = ck_rsa_pss_parameters(hash: digest, mgf: mask, salt_len: ck_ulong(hash.byteCount))
        }
    }

    /// What the token signs: the digest, for PKCS #1 with its name in front (RFC 8017, clause 9.2).
    func input(_ message: [UInt8]) -> [UInt8] {
        let digest = scheme.hash.digest(message)
        if case .rsaPKCS1(let hash) = scheme { return hash.digestInfo(digest) }
        return digest
    }

    /// The signature as CMS has it: a token gives `r` and `s` of ECDSA side by side.
    func output(_ signature: [UInt8]) -> [UInt8]? {
        guard case .ecdsa = scheme else { return signature.isEmpty ? nil : signature }
        return ECDSASignatureValue.der(fromRaw: signature)
    }
}
