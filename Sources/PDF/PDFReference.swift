/// The identity of an indirect object (ISO 32000-1, clause 7.3.10).
@frozen package struct PDFReference: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The greatest object number that PDF/A-2 allows (ISO 19005-2, clause 6.1.13).
    package static let greatestNumber = 8_388_607

    package let number: Int
    package let generation: Int

    @inlinable package init(_ number: Int, generation: Int = 0) {
        self.number = number
        self.generation = generation
    }

    package static func < (left: PDFReference, right: PDFReference) -> Bool {
        (left.number, left.generation) < (right.number, right.generation)
    }

    package var description: String { "\(number) \(generation) R" }
}
