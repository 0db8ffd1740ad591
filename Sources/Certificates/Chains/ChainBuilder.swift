import SwiftASN1
import X509

/// Leads a certificate to a trusted root and judges the path at a moment (RFC 5280, clause 6.1, without policy trees; revocation apart).
package struct ChainBuilder: Sendable {
    private static let longestChain = 8
    private static let checkLimit = 100
    /// Critical extensions whose meaning is kept here.
    private static let understood: [[UInt]] = [
        OID.keyUsage, OID.basicConstraints, OID.extendedKeyUsage, OID.alternativeNames, OID.certificatePolicies, OID.nameConstraints,
        OID.distributionPoints,
    ]

    package let roots: [SigningCertificate]
    package let intermediates: [SigningCertificate]
    package let date: SigningDate
    package let purpose: CertificatePurpose
    package let algorithms: AlgorithmPolicy

    package init(
        roots: [SigningCertificate], intermediates: [SigningCertificate], date: SigningDate, purpose: CertificatePurpose = .documents,
        algorithms: AlgorithmPolicy = .standard
    ) {
        self.roots = roots
        self.intermediates = intermediates
        self.date = date
        self.purpose = purpose
        self.algorithms = algorithms
    }

    /// From the certificate to the root, both included.
    package func chain(of leaf: SigningCertificate) -> Result<[SigningCertificate], FindingFailure> {
        if let finding = purpose.problem(leaf) ?? problem(leaf) { return .failure(FindingFailure(finding)) }
        if roots.contains(leaf) { return .success([leaf]) }
        var checks = 0
        var reason: Finding?
        func extend(_ chain: [SigningCertificate]) -> [SigningCertificate]? {
            guard chain.count < Self.longestChain, let last = chain.last else { return nil }
            for (candidate, isRoot) in roots.map({ ($0, true) }) + intermediates.map({ ($0, false) }) {
                guard candidate.subject == last.issuer, !chain.contains(candidate), checks < Self.checkLimit else { continue }
                checks += 1
                guard candidate.certificate.publicKey.isValidSignature(last.certificate.signature, for: last.certificate) else { continue }
                if let finding = problem(candidate) ?? authorityProblem(candidate, above: chain) {
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

    /// What is weak in a chain that the policy lets pass.
    package func weaknesses(_ chain: [SigningCertificate]) -> [Finding] {
        chain.compactMap { algorithms.weakness(of: $0, isRoot: roots.contains($0)) }
    }

    private func problem(_ certificate: SigningCertificate) -> Finding? {
        let name = certificate.displayName
        if date > certificate.notAfter { return CertificateFindings.expired(name, certificate.notAfter) }
        if date < certificate.notBefore { return CertificateFindings.notYetValid(name, certificate.notBefore) }
        if !algorithms.allowsWeak, let finding = algorithms.weakness(of: certificate, isRoot: roots.contains(certificate)) {
            return finding
        }
        for item in certificate.certificate.extensions where item.critical {
            if !Self.understood.contains(Array(item.oid.oidComponents)) { return CertificateFindings.unknownExtension(name) }
        }
        return nil
    }

    /// - Parameter chain: from the signer to the certificate that this authority issued.
    private func authorityProblem(_ certificate: SigningCertificate, above chain: [SigningCertificate]) -> Finding? {
        let name = certificate.displayName
        guard let constraints = try? certificate.certificate.extensions.basicConstraints,
            case .isCertificateAuthority(let longest) = constraints
        else { return CertificateFindings.notAuthority(name) }
        // Self-issued certificates between do not count (clause 6.1.4, l).
        if let longest, chain.dropFirst().count(where: { !$0.isSelfIssued }) > longest { return CertificateFindings.notAuthority(name) }
        if let usage = try? certificate.certificate.extensions.keyUsage, !usage.keyCertSign {
            return CertificateFindings.notAuthority(name)
        }
        if let value = certificate.value(OID.nameConstraints) {
            guard let constraints = NameConstraints(value) else { return CertificateFindings.unknownExtension(name) }
            for (index, other) in chain.enumerated() where index == 0 || !other.isSelfIssued {
                if !constraints.allow(other) { return CertificateFindings.nameConstraint(name, other.displayName) }
            }
        }
        return nil
    }
}
