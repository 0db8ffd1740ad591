/// How much a document may ask of the parser; beyond it, parsing ends with a diagnostic.
package struct XMLLimits: Hashable, Sendable {
    /// Bytes of the file.
    package var byteCount: Int
    /// Elements open at once.
    package var depth: Int
    /// Attributes of one element, namespace declarations included.
    package var attributeCount: Int

    package init(byteCount: Int, depth: Int, attributeCount: Int) {
        self.byteCount = byteCount
        self.depth = depth
        self.attributeCount = attributeCount
    }

    /// 64 MiB, 512 elements deep, 256 attributes: far above what people write, far below what hurts.
    package static let usual = XMLLimits(byteCount: 64 << 20, depth: 512, attributeCount: 256)
}
