/// Where a PIN or a passphrase comes from: a file, the environment, a person at the terminal.
package protocol SecretSource: Sendable {
    /// The secret of `name`, asked for only where it is needed; nil when there is none to be had.
    ///
    /// - Parameter name: what it opens, as people know it: a file or a token.
    func secret(for name: String) throws(DiagnosticsError) -> Secret?
}

/// A secret that is already there, or none.
package struct GivenSecret: SecretSource {
    private let secret: Secret?

    package init(_ secret: Secret?) {
        self.secret = secret
    }

    package func secret(for name: String) throws(DiagnosticsError) -> Secret? { secret }
}
