/// The measure of each line of a paragraph: some first lines of their own, then one width for the rest.
package struct LineWidths: Hashable, Sendable {
    package var first: [Double]
    package var rest: Double

    package init(_ rest: Double, first: [Double] = []) {
        self.first = first
        self.rest = rest
    }

    @inline(__always)
    package subscript(line: Int) -> Double {
        line < first.count ? first[line] : rest
    }
}
