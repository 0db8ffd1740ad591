/// Flexible boxes (CSS Flexbox 1, Box Alignment 3). Gaps are ``ColumnProperties/columnGap`` and `rowGap`.
package struct FlexProperties: Hashable, Sendable {
    package var direction = FlexDirection.row
    package var wrap = FlexWrap.nowrap
    package var justifyContent = ContentAlignment.normal
    package var alignContent = ContentAlignment.normal
    package var alignItems = ItemAlignment.normal
    /// `auto`: as the container's `align-items`.
    package var alignSelf = ItemAlignment.auto
    package var grow = 0.0
    package var shrink = 1.0
    package var basis = SizeValue.auto
    package var order = 0
    /// Tracks of a grid (CSS Grid 1, clause 7.2), without names and repetition.
    package var gridRows: [TrackSize] = []
    package var gridColumns: [TrackSize] = []

    package init() {}
}

package enum FlexDirection: String, KeywordValue {
    case row
    case rowReverse = "row-reverse"
    case column
    case columnReverse = "column-reverse"

    @inlinable package var isColumn: Bool { self == .column || self == .columnReverse }
    @inlinable package var isReversed: Bool { self == .rowReverse || self == .columnReverse }
}

package enum FlexWrap: String, KeywordValue {
    case nowrap, wrap
    case wrapReverse = "wrap-reverse"
}

package enum ContentAlignment: String, KeywordValue {
    case normal, start, end, center
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
    case left, right, stretch, baseline
    case spaceBetween = "space-between"
    case spaceAround = "space-around"
    case spaceEvenly = "space-evenly"
}

package enum ItemAlignment: String, KeywordValue {
    case auto, normal, stretch, start, end, center
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
    case selfStart = "self-start"
    case selfEnd = "self-end"
    case baseline
}

/// The size of a row or column of a grid.
package enum TrackSize: Hashable, Sendable {
    case auto
    case length(LengthPercentage)
    /// `fr`: a share of the room that is left.
    case fraction(Double)
}
