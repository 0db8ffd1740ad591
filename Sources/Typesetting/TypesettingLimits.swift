/// How much one document may ask of layout; beyond it layout ends with a diagnostic and without pages.
///
/// All are counts, none is a clock: the same document ends the same way on every machine. With the usual values the worst document that
/// stays within them takes some seconds and about two gigabytes.
package struct TypesettingLimits: Hashable, Sendable {
    /// Boxes within one another.
    package var depth = 256
    /// Boxes of a document: a page of dense text has about a hundred.
    package var boxCount = 1_000_000
    package var pageCount = 10_000
    /// Bytes of text that styles make: `content`, counters, running elements on each page.
    package var generatedBytes = 16 << 20
    /// Boxes laid out, each time counted, whatever their number…
    package var stepCount = 1_000_000
    /// …and for each box of the document. A box is laid out a few times: balanced columns within columns multiply that.
    package var stepsPerBox = 100
    /// Bytes that are shaped at once: a longer word is shaped in parts, since shaping a heap of marks takes time by its square.
    package var shapedBytes = 1_024

    package init() {}
}
