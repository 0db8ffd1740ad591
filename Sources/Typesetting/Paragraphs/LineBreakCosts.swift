/// What makes a paragraph ugly, and how much: TeX's parameters (Knuth and Plass, "Breaking paragraphs into lines", 1981).
package struct LineBreakCosts: Hashable, Sendable {
    /// Added to the badness of every line, so that fewer lines are better.
    package var line = 10.0
    /// Price of breaking inside a word. More than TeX's 50: paragraphs that cannot keep ``tolerance`` are many in French on narrow
    /// measures, and their loose lines weigh more than a hyphen.
    package var hyphen = 250.0
    /// Price of breaking after a hyphen or dash that the author typed.
    package var explicitHyphen = 50.0
    /// Demerits of two hyphens at the ends of lines in a row. More than TeX's 10,000: measured on forty paragraphs, with spaces as even
    /// as before, three instead of six stand over one another.
    package var consecutiveHyphens = 600_000.0
    /// Demerits of a hyphen at the end of the last line but one.
    package var finalHyphen = 5_000.0
    /// Demerits of a paragraph that ends with the rest of a divided word alone: as bad as two hyphens in a row.
    package var dividedRunt = 600_000.0
    /// Demerits of a tight line beside a loose one.
    package var adjacentClasses = 10_000.0
    /// Demerits of a last line that holds less than ``runtFraction`` of the line width.
    package var runt = 10_000.0
    package var runtFraction = 0.15
    /// Greatest badness of a line while no word is hyphenated; a paragraph with a looser line is weighed anew with all its divisions.
    package var pretolerance = 50.0
    /// The same for ragged text, which is hyphenated rarely.
    package var raggedPretolerance = 100.0
    /// Greatest badness of a line with hyphenation.
    package var tolerance = 200.0
    /// Greatest badness of a line in a paragraph that cannot keep ``tolerance``: a space of nearly an em.
    package var looseTolerance = 2_000.0
    /// Stretch added to every line when nothing else helps, as a fraction of the line width.
    package var emergencyStretchFraction = 0.15
    /// Blank at the end of a ragged line that counts as a badness of 100, as a fraction of the line width.
    package var raggedFraction = 0.12

    package init() {}
}
