import Diagnostics

/// Why a certificate was revoked (RFC 5280, clause 5.3.1).
package enum RevocationReason: Int, Hashable, Sendable {
    case unspecified = 0
    case keyCompromise = 1
    case authorityCompromise = 2
    case affiliationChanged = 3
    case superseded = 4
    case cessationOfOperation = 5
    case certificateHold = 6
    case removeFromList = 8
    case privilegeWithdrawn = 9
    case attributeAuthorityCompromise = 10

    package var words: Bilingual {
        switch self {
        case .unspecified: Bilingual(fr: "sans raison donnée", en: "no reason given")
        case .keyCompromise: Bilingual(fr: "clé compromise", en: "key compromised")
        case .authorityCompromise, .attributeAuthorityCompromise: Bilingual(fr: "autorité compromise", en: "authority compromised")
        case .affiliationChanged: Bilingual(fr: "affiliation changée", en: "affiliation changed")
        case .superseded: Bilingual(fr: "certificat remplacé", en: "superseded")
        case .cessationOfOperation: Bilingual(fr: "activité terminée", en: "cessation of operation")
        case .certificateHold: Bilingual(fr: "suspendu", en: "on hold")
        case .removeFromList: Bilingual(fr: "retiré de la liste", en: "removed from the list")
        case .privilegeWithdrawn: Bilingual(fr: "privilège retiré", en: "privilege withdrawn")
        }
    }
}
