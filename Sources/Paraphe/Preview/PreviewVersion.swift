import Typesetting

/// One state of a preview: its pages by size and look, and what was found.
package struct PreviewVersion: Sendable {
    package struct Size: Hashable, Sendable {
        package var width: Double
        package var height: Double
    }

    /// Counts up with each state.
    package var number: Int
    package var sizes: [Size]
    /// Indices of pages that look different from the version before, in order; nil when that is not known, as for the first one.
    package var changed: [Int]?
    package var findings: [PreviewFinding]
    package var omittedFindings: Int
    /// Whether the pages are those of the sources as they are; else, the last good ones.
    package var isCurrent: Bool
    package var milliseconds: Double
}
