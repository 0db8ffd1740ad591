/// How long a service may take, how much it may say, and how often it is asked again.
package struct AuthorityLimits: Hashable, Sendable {
    /// For one exchange, from connecting to the last byte.
    package var timeoutSeconds: Double
    /// Tries in all.
    package var attempts: Int
    /// Before the second try; doubled before each further one.
    package var backOffSeconds: Double
    /// The longest wait that a service may ask for (`Retry-After`).
    package var longestWaitSeconds: Double
    package var redirects: Int
    package var tokenBytes: Int
    package var responseBytes: Int
    package var listBytes: Int

    package init(
        timeoutSeconds: Double = 10, attempts: Int = 3, backOffSeconds: Double = 0.5, longestWaitSeconds: Double = 10, redirects: Int = 3,
        tokenBytes: Int = 1 << 18, responseBytes: Int = 1 << 18, listBytes: Int = 1 << 24
    ) {
        self.timeoutSeconds = timeoutSeconds
        self.attempts = attempts
        self.backOffSeconds = backOffSeconds
        self.longestWaitSeconds = longestWaitSeconds
        self.redirects = redirects
        self.tokenBytes = tokenBytes
        self.responseBytes = responseBytes
        self.listBytes = listBytes
    }
}
