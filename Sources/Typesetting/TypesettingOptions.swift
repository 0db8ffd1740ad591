/// How documents are typeset.
package struct TypesettingOptions: Sendable {
    /// How lines of a paragraph are chosen.
    package enum LineBreaking: Hashable, Sendable {
        /// Total fit for justified and ragged text.
        case totalFit
        /// Total fit for justified text, first fit for ragged: what authors of web pages expect.
        case totalFitWhereJustified
        /// First fit everywhere, as browsers do.
        case firstFit
    }

    package var lineBreaking = LineBreaking.totalFit
    package var costs = LineBreakCosts()
    package var limits = TypesettingLimits()
    /// Whether lines that stick out are reported.
    package var reportsOverfullLines = true

    package init() {}
}
