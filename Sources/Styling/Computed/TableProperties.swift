/// Tables (CSS 2.2, clause 17), with the spans that HTML's attributes say.
package struct TableProperties: Hashable, Sendable {
    /// Inherited.
    package var borderCollapse = BorderCollapse.separate
    /// Inherited; in points.
    package var spacingHorizontal = 0.0
    /// Inherited; in points.
    package var spacingVertical = 0.0
    /// Inherited.
    package var captionSide = CaptionSide.top
    /// Inherited.
    package var emptyCells = EmptyCells.show
    package var layout = TableLayout.auto
    /// `colspan` of a cell, `span` of a column; 1 to 1000.
    package var columnSpan = 1
    /// `rowspan` of a cell; 0 means to the end of the row group; at most 65534.
    package var rowSpan = 1

    package init() {}
}

package enum BorderCollapse: String, KeywordValue {
    case separate, collapse
}

package enum CaptionSide: String, KeywordValue {
    case top, bottom
}

package enum EmptyCells: String, KeywordValue {
    case show, hide
}

package enum TableLayout: String, KeywordValue {
    case auto, fixed
}
