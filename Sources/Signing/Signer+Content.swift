import Certificates
import Diagnostics

extension Signer {
    /// A CMS SignedData that holds its content (RFC 5652; attributes of CAdES baseline B-B): what is signed and the signature in one piece.
    package func signContent(_ content: [UInt8], at date: SigningDate) throws(DiagnosticsError) -> [UInt8] {
        try Self.checkValidity(certificate, at: date)
        let attributes = builder.attributes(digest: key.scheme.hash.digest(content))
        return builder.assemble(attributes: attributes, signature: try key.signature(for: attributes), content: content)
    }
}
