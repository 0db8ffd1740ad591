/// What a chain's last certificate is used for.
package enum CertificatePurpose: Hashable, Sendable {
    case documents
    case timeStamps
    case statusResponses

    /// Why a certificate is not for this; nil when it is.
    func problem(_ certificate: SigningCertificate) -> Finding? {
        let usages = certificate.extendedUsages
        let name = certificate.displayName
        switch self {
        case .documents:
            guard certificate.maySign else { return CertificateFindings.keyUsage(name) }
            guard let usages else { return nil }
            let isMeant = usages.contains(OID.anyUsage) || usages.contains { OID.documentUsages.contains($0) }
            return isMeant ? nil : CertificateFindings.keyUsage(name)
        case .timeStamps:
            // RFC 3161, clause 2.3: this usage alone, and critical.
            let isMeant = usages == [OID.timeStamping] && certificate.isCritical(OID.extendedKeyUsage) && certificate.maySign
            return isMeant ? nil : CertificateFindings.notTimeStamping(name)
        case .statusResponses:
            return usages?.contains(OID.statusSigning) == true ? nil : CertificateFindings.notResponder(name)
        }
    }
}
