/// How much a document of an exchange may hold, and cost.
package struct ExchangeLimits: Sendable {
    /// Values that are built, left out or not.
    package var values = 500_000
    /// Bytes of all texts together, Base64 included.
    package var bytes = 256 << 20
    /// Units of cost (``Program/defaultCostLimit``) of all expressions together.
    package var cost = 50_000_000

    package init() {}

    package static let usual = ExchangeLimits()
    /// A received document is no longer.
    package static let longestMessageBytes = 16 << 20
}
