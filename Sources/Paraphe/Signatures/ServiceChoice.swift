import Authorities
import Certificates
import Diagnostics
import Signing

/// Whom signing asks, as a user names it: addresses, or files that were fetched before.
package struct ServiceChoice: Sendable {
    /// Address of the time-stamping authority.
    package var timeStamps: String?
    /// Address of an OCSP responder for all certificates, or files with responses.
    package var statusSources: [String]
    /// Addresses or files of revocation lists.
    package var lists: [String]
    /// Files with certificates of authorities, roots too.
    package var chains: [String]
    /// A PEM file with roots for `https` services, in place of the system's.
    package var encryptionRoots: String?
    package var limits: AuthorityLimits

    package init(
        timeStamps: String? = nil, statusSources: [String] = [], lists: [String] = [], chains: [String] = [],
        encryptionRoots: String? = nil, limits: AuthorityLimits = AuthorityLimits()
    ) {
        self.timeStamps = timeStamps
        self.statusSources = statusSources
        self.lists = lists
        self.chains = chains
        self.encryptionRoots = encryptionRoots
        self.limits = limits
    }

    package func services() throws(DiagnosticsError) -> SigningServices {
        let client =
            if let encryptionRoots {
                try HTTPClient(limits: limits, roots: try FileAccess.read(encryptionRoots))
            } else {
                HTTPClient(limits: limits)
            }
        var certificates: [SigningCertificate] = []
        for path in chains { certificates += try SigningIdentity.certificates(in: path) }
        var responses: [StatusResponse] = []
        for path in statusSources where !Self.isAddress(path) {
            guard let response = StatusResponse(der: try FileAccess.read(path)) else {
                throw DiagnosticsError(SignatureFileDiagnostics.noStatus(path))
            }
            responses.append(response)
        }
        var lists: [RevocationList] = []
        for path in self.lists where !Self.isAddress(path) {
            var der = try FileAccess.read(path)
            if der.first != 0x30, let block = PEMDocuments(der).blocks.first(where: { $0.label == "X509 CRL" }) { der = block.der }
            guard let list = RevocationList(der: der) else { throw DiagnosticsError(SignatureFileDiagnostics.noList(path)) }
            lists.append(list)
        }
        let network = try HTTPRevocation(
            client: client, responder: statusSources.first(where: Self.isAddress), lists: self.lists.filter(Self.isAddress), limits: limits)
        return SigningServices(
            timeStamps: try timeStamps.map { address throws(DiagnosticsError) in
                try HTTPTimeStamps(address, client: client, limits: limits)
            },
            revocation: GivenRevocationData(responses: responses, lists: lists, certificates: certificates, others: network),
            certificates: certificates)
    }

    private static func isAddress(_ text: String) -> Bool {
        text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://")
    }
}
