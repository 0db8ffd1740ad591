/// How much one template and one expansion may use; beyond it, the phase ends with a diagnostic.
package struct TemplateLimits: Hashable, Sendable {
    /// Includes within includes.
    package var includeDepth = 16
    /// All includes of a template, those of its includes counted each time.
    package var includeCount = 1_000
    /// Elements within one another, through all includes.
    package var depth = 512
    /// All rounds of all loops of one expansion.
    package var iterationCount = 1_000_000
    /// Nodes of one expansion.
    package var nodeCount = 2_000_000
    /// Bytes of text of one expansion.
    package var byteCount = 64 << 20
    /// Cost of all expressions of one expansion, in units of CEL.
    package var cost = 50_000_000

    package init() {}
}
