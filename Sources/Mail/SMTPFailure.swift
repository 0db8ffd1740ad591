/// Why a session with a mail server ended; what was not accepted by then can be tried again.
package enum SMTPFailure: Error, Hashable, Sendable {
    case notReached(String)
    case timedOut(seconds: Double)
    /// The server hung up.
    case hungUp
    /// The answer is none that SMTP knows.
    case malformed
    case tooLong
    /// The certificate is not trusted, or no common way to encrypt was found.
    case notTrusted(String)
    case noStartTLS
    /// The authorities' file cannot be used.
    case badAuthorities(String)
    case noPassword
    /// A password would go in clear to another machine.
    case passwordInClear
    /// The server takes none of the ways in which we can sign in.
    case noMechanism
    case notAuthenticated(SMTPReply)
    /// 421, or a greeting that sends us away.
    case busy(SMTPReply)
    /// The sender or the whole session is refused.
    case refused(SMTPReply)

    /// Whether waiting helps: the server or the way to it, and not what we were told about it.
    package var mayPass: Bool {
        switch self {
        case .notReached, .timedOut, .hungUp, .busy, .malformed, .tooLong: true
        case .notAuthenticated(let reply), .refused(let reply): reply.isTransient
        case .notTrusted, .noStartTLS, .badAuthorities, .noPassword, .passwordInClear, .noMechanism: false
        }
    }
}
