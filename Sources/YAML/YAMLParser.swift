import Diagnostics

/// Reads YAML 1.2 (and so JSON) into a ``YAMLNode``, whose parts know where they stand.
///
/// Block and flow collections, the five styles of scalars, comments, anchors and aliases, one document a file. Left out, with a
/// finding: tags, keys that are not text. Several faults are found in one go: after one, reading goes on at the next line that is
/// not deeper. Foreign bytes never trap, and the limits below bound the work.
///
/// It is not built on libyaml, which gives no end positions, no map from a scalar's text to the file, stops at the first fault,
/// and speaks of tokens; the tests use it as the judge of what the texts mean.
package struct YAMLParser: Sendable {
    package struct Limits: Sendable {
        /// Bytes of a file.
        package var size = 4 << 20
        /// Collections inside collections.
        package var depth = 64
        /// Nodes, those reached through aliases counted each time.
        package var nodes = 200_000

        package init() {}
    }

    package let limits: Limits

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// - Returns: the tree of what could be read (nil when nothing could, or the file says nothing), and all findings.
    package func parse(_ file: SourceFile) -> (YAMLNode?, DiagnosticBag) {
        var reader = YAMLReader(file: file, limits: limits)
        let node = reader.document()
        return (node, reader.bag)
    }
}
