/// Multi-column layout (CSS Multicol 1).
package struct ColumnProperties: Hashable, Sendable {
    /// nil for `auto`.
    package var count: Int?
    /// In points; nil for `auto`.
    package var width: Double?
    package var rule = BorderEdge.medium
    package var span = ColumnSpan.none
    package var fill = ColumnFill.balance
    /// `column-gap`, `row-gap`; nil for `normal`: 1em between columns, 0 in flex.
    package var columnGap: LengthPercentage?
    package var rowGap: LengthPercentage?

    package init() {}

    @inlinable package var isMulticol: Bool { count != nil || width != nil }
}

package enum ColumnSpan: String, KeywordValue {
    case none, all
}

package enum ColumnFill: String, KeywordValue {
    case balance
    case balanceAll = "balance-all"
    case auto
}
