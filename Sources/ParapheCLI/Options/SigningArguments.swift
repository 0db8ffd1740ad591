import ArgumentParser
import Certificates
import Signing

extension SignatureLevel: ExpressibleByArgument {}

extension SoftwareKey.RSAPadding: ExpressibleByArgument {}

/// `--hash`.
enum HashArgument: String, ExpressibleByArgument, CaseIterable {
    case sha256
    case sha384
    case sha512

    var algorithm: HashAlgorithm {
        switch self {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}

/// `--certify`.
enum CertifyArgument: String, ExpressibleByArgument, CaseIterable {
    case forms
    case nothing
    case no

    var permission: SignatureRequest.Permission? {
        switch self {
        case .forms: .formFilling
        case .nothing: .noChanges
        case .no: nil
        }
    }
}
