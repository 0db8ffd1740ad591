import Certificates
import Diagnostics
import PDF
import SwiftASN1
import X509

/// Gathers what shows that certificates were good when they were used: chains to their roots, OCSP responses, revocation lists.
struct ValidationDataCollector {
    private static let longestChain = 8

    private let source: any RevocationSource
    /// Now: expired certificates are asked about no more.
    private let date: SigningDate
    private var pool: [SigningCertificate]
    private var responses: [StatusResponse]
    private var lists: [RevocationList]
    private var fetchedIssuers: [SigningCertificate: [SigningCertificate]] = [:]
    /// Data that is older is asked for again.
    private var youngest = SigningDate(unixSeconds: 0)
    /// When the certificate that is asked about was used: data of those above it and of responders need not be younger.
    private var use = SigningDate(unixSeconds: 0)
    private(set) var warnings: [Diagnostic] = []

    /// - Parameters:
    ///   - store: what the file holds already: data that is young enough is not asked for again.
    ///   - certificates: those that may complete chains.
    init(source: any RevocationSource, date: SigningDate, store: ValidationData, certificates: [SigningCertificate]) {
        self.source = source
        self.date = date
        pool = certificates + store.certificates.compactMap { SigningCertificate(der: $0) }
        responses = store.statusResponses.compactMap { StatusResponse(der: $0) }
        lists = store.revocationLists.compactMap { RevocationList(der: $0) }
    }

    /// Data for one certificate and those above it.
    ///
    /// - Parameters:
    ///   - certificates: sent along with it.
    ///   - time: when it was used: what is known of it should be younger.
    ///   - isRenewed: asks again for what is known: a time stamp that is covered by a new one must have been good until then.
    mutating func collect(
        _ leaf: SigningCertificate, with certificates: [SigningCertificate], usedAt time: SigningDate, isRenewed: Bool = false
    ) throws(DiagnosticsError) -> ValidationData {
        youngest = isRenewed ? max(time, date) : time
        use = time
        pool += certificates.filter { !pool.contains($0) }
        return try collect(leaf, usedAt: time, depth: 0)
    }

    private mutating func collect(
        _ leaf: SigningCertificate, usedAt time: SigningDate, depth: Int
    ) throws(DiagnosticsError) -> ValidationData {
        var data = ValidationData(certificates: [leaf.der])
        var current = leaf
        while current.issuer != current.subject, data.certificates.count < Self.longestChain {
            guard let issuer = try issuer(of: current) else {
                warnings.append(SigningDiagnostics.incompleteChain(current.displayName))
                break
            }
            if !current.needsNoRevocationCheck {
                data.merge(try revocation(of: current, issuer: issuer, usedAt: time, depth: depth))
            }
            data.merge(ValidationData(certificates: [issuer.der]))
            current = issuer
        }
        return data
    }

    private mutating func issuer(of certificate: SigningCertificate) throws(DiagnosticsError) -> SigningCertificate? {
        func isIssuer(_ candidate: SigningCertificate) -> Bool {
            candidate.subject == certificate.issuer
                && candidate.certificate.publicKey.isValidSignature(certificate.certificate.signature, for: certificate.certificate)
        }
        if let known = pool.first(where: isIssuer) { return known }
        guard fetchedIssuers[certificate] == nil else { return nil }
        let fetched = try source.issuers(of: certificate)
        fetchedIssuers[certificate] = fetched
        pool += fetched
        return fetched.first(where: isIssuer)
    }

    private mutating func revocation(
        of certificate: SigningCertificate, issuer: SigningCertificate, usedAt time: SigningDate, depth: Int
    ) throws(DiagnosticsError) -> ValidationData {
        let kept = responses.filter { $0.answer(for: certificate, issuer: issuer).map { $0.thisUpdate >= youngest } ?? false }
        if let response = kept.first { return try judged(response, certificate, issuer, usedAt: time, depth: depth) }
        if let list = lists.first(where: { $0.thisUpdate >= youngest && $0.isSigned(by: issuer) }) {
            return try judged(list, certificate, usedAt: time)
        }
        if date > certificate.notAfter {
            // Issuers forget expired certificates: what the file holds already is all that there will ever be.
            if let response = responses.first(where: { $0.answer(for: certificate, issuer: issuer) != nil }) {
                return try judged(response, certificate, issuer, usedAt: time, depth: depth)
            }
            if let list = lists.first(where: { $0.isSigned(by: issuer) }) { return try judged(list, certificate, usedAt: time) }
        }
        var failure: DiagnosticsError?
        do throws(DiagnosticsError) {
            if let der = try source.statusResponse(for: certificate, issuer: issuer), let response = StatusResponse(der: der),
                response.answer(for: certificate, issuer: issuer) != nil, response.signer(issuer: issuer) != nil
            {
                responses.append(response)
                return try judged(response, certificate, issuer, usedAt: time, depth: depth)
            }
        } catch {
            if error.isRevocation { throw error }
            failure = error
        }
        if let der = try source.revocationList(for: certificate, issuer: issuer), let list = RevocationList(der: der),
            list.isSigned(by: issuer)
        {
            lists.append(list)
            return try judged(list, certificate, usedAt: time)
        }
        if let failure { throw failure }
        warnings.append(SigningDiagnostics.noRevocationData(certificate.displayName))
        return ValidationData()
    }

    private mutating func judged(
        _ response: StatusResponse, _ certificate: SigningCertificate, _ issuer: SigningCertificate, usedAt time: SigningDate, depth: Int
    ) throws(DiagnosticsError) -> ValidationData {
        var data = ValidationData(statusResponses: [response.der])
        guard let answer = response.answer(for: certificate, issuer: issuer) else { return data }
        try refuseIfRevoked(answer.status, certificate, usedAt: time)
        if answer.thisUpdate < min(time, use) {
            warnings.append(SigningDiagnostics.earlyData(certificate.displayName, answer.thisUpdate, answer.nextUpdate))
        }
        // A responder with a certificate of its own is judged like everybody.
        if depth < 2, let responder = response.signer(issuer: issuer), responder != issuer {
            data.merge(try collect(responder, usedAt: answer.thisUpdate, depth: depth + 1))
        }
        return data
    }

    private mutating func judged(
        _ list: RevocationList, _ certificate: SigningCertificate, usedAt time: SigningDate
    ) throws(DiagnosticsError) -> ValidationData {
        try refuseIfRevoked(list.status(of: certificate), certificate, usedAt: time)
        if list.thisUpdate < min(time, use) {
            warnings.append(SigningDiagnostics.earlyData(certificate.displayName, list.thisUpdate, list.nextUpdate))
        }
        return ValidationData(revocationLists: [list.der])
    }

    private func refuseIfRevoked(
        _ status: CertificateStatus, _ certificate: SigningCertificate, usedAt time: SigningDate
    ) throws(DiagnosticsError) {
        if case .revoked(let since) = status, since <= time {
            throw DiagnosticsError(SigningDiagnostics.revoked(certificate.displayName, since))
        }
    }
}

extension SigningCertificate {
    /// A responder's certificate may say that nobody need ask about it (id-pkix-ocsp-nocheck, RFC 6960, clause 4.2.2.2.1).
    fileprivate var needsNoRevocationCheck: Bool {
        certificate.extensions.contains { Array($0.oid.oidComponents) == [1, 3, 6, 1, 5, 5, 7, 48, 1, 5] }
    }
}

extension DiagnosticsError {
    /// Revocation ends everything; a service that does not answer may be made up for by another.
    fileprivate var isRevocation: Bool { bag.diagnostics.contains { $0.code == "signing/revoked" } }
}
