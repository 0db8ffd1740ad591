/// What a service answered.
struct HTTPAnswer: Sendable {
    let status: Int
    let location: String?
    /// Seconds, from `Retry-After`.
    let retryAfter: Double?
    let body: [UInt8]
}
