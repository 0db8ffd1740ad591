/// Why no answer came.
enum HTTPFailure: Error, Hashable {
    case notReached(String)
    /// TLS: the certificate, the host name or the versions do not fit.
    case untrusted(String)
    case timedOut
    case tooLong
    case broken
}
