import SwiftASN1
import X509

/// Leads a certificate to a trusted root (RFC 5280, clause 6.1, without policies, name constraints and revocation).
package struct ChainBuilder {
    private static let longestChain = 8
    private static let checkLimit = 100
    /// Critical extensions whose meaning is kept here: key usage, basic constraints, extended key usage, alternative names, policies.
    private static let understood: [[UInt]] = [[2, 5, 29, 15], [2, 5, 29, 19], [2, 5, 29, 37], [2, 5, 29, 17], [2, 5, 29, 32]]

    package let roots: [SigningCertificate]
    package let intermediates: [SigningCertificate]
    package let date: SigningDate

    package init(roots: [SigningCertificate], intermediates: [SigningCertificate], date: SigningDate) {
        self.roots = roots
        self.intermediates = intermediates
        self.date = date
    }

    package func chain(of leaf: SigningCertificate) -> Result<[SigningCertificate], FindingFailure> {
        if let finding = problem(leaf) { return .failure(FindingFailure(finding)) }
        if roots.contains(leaf) { return .success([leaf]) }
        var checks = 0
        var reason: Finding?
        func extend(_ chain: [SigningCertificate]) -> [SigningCertificate]? {
            guard chain.count < Self.longestChain, let last = chain.last else { return nil }
            for (candidate, isRoot) in roots.map({ ($0, true) }) + intermediates.map({ ($0, false) }) {
                guard candidate.subject == last.issuer, !chain.contains(candidate), checks < Self.checkLimit else { continue }
                checks += 1
                guard candidate.certificate.publicKey.isValidSignature(last.certificate.signature, for: last.certificate) else { continue }
                if let finding = problem(candidate) ?? authorityProblem(candidate, below: chain.count - 1) {
                    reason = reason ?? finding
                    continue
                }
                if isRoot { return chain + [candidate] }
                if let whole = extend(chain + [candidate]) { return whole }
            }
            return nil
        }
        if let chain = extend([leaf]) { return .success(chain) }
        return .failure(FindingFailure(reason ?? CertificateFindings.untrusted(leaf.displayName)))
    }

    private func problem(_ certificate: SigningCertificate) -> Finding? {
        let name = certificate.displayName
        if date > certificate.notAfter { return CertificateFindings.expired(name, certificate.notAfter) }
        if date < certificate.notBefore { return CertificateFindings.notYetValid(name, certificate.notBefore) }
        if certificate.certificate.signatureAlgorithm == .sha1WithRSAEncryption, !roots.contains(certificate) {
            return CertificateFindings.weakCertificate(name)
        }
        for item in certificate.certificate.extensions where item.critical {
            if !Self.understood.contains(Array(item.oid.oidComponents)) { return CertificateFindings.unknownExtension(name) }
        }
        return nil
    }

    /// - Parameter below: certificates between this authority and the signer.
    private func authorityProblem(_ certificate: SigningCertificate, below: Int) -> Finding? {
        let name = certificate.displayName
        guard let constraints = try? certificate.certificate.extensions.basicConstraints,
            case .isCertificateAuthority(let longest) = constraints
        else { return CertificateFindings.notAuthority(name) }
        if let longest, below > longest { return CertificateFindings.notAuthority(name) }
        if let usage = try? certificate.certificate.extensions.keyUsage, !usage.keyCertSign {
            return CertificateFindings.notAuthority(name)
        }
        return nil
    }
}
