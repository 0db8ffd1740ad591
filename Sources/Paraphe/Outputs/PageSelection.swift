/// Some pages of a document, by their numbers from 1.
package struct PageSelection: Sendable, Hashable {
    private let ranges: [ClosedRange<Int>]

    /// `1-3,7` or `5-`; nil when the text is not of that form.
    package init?(_ text: String) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = Int(ends[0]), first >= 1 else { return nil }
            guard ends.count == 2 else {
                ranges.append(first...first)
                continue
            }
            let last = ends[1].isEmpty ? Int.max : Int(ends[1])
            guard let last, last >= first else { return nil }
            ranges.append(first...last)
        }
        self.ranges = ranges
    }

    /// The chosen pages of a document of so many, as indices in order.
    package func indices(count: Int) -> [Int] {
        (0..<count).filter { index in ranges.contains { $0.contains(index + 1) } }
    }
}
