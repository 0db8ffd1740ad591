/// The computed values of one element, pseudo-element, page or margin box; shared by all that look alike.
///
/// Immutable and complete: every property has a value, lengths are points, percentages and `calc()` stay as
/// ``LengthPercentage``, `em` and colours are resolved, `inherit` is done. Two elements with the same instance
/// (compare with `===` or ``index``) need to be measured once.
package final class ComputedStyle: Sendable {
    /// Dense, from 0, unique within one ``StyleCache``: for tables of the layout engine.
    package let index: Int
    /// Display, position, float, sizes, overflow.
    package let box: BoxProperties
    package let margin: Edges<LengthOrAuto>
    package let padding: Edges<LengthPercentage>
    package let border: BorderProperties
    package let background: BackgroundProperties
    /// Inherited: families, size, weight, features.
    package let font: FontProperties
    /// Inherited: alignment, spacing, white space, hyphenation, language.
    package let text: TextProperties
    /// Inherited: list markers.
    package let list: ListProperties
    /// Borders model, spacing, caption side, spans.
    package let table: TableProperties
    package let columns: ColumnProperties
    package let flex: FlexProperties
    /// Breaks, widows, orphans, named page.
    package let fragmentation: FragmentationProperties
    /// Content, counters, named strings, bookmarks, quotes.
    package let generated: GeneratedProperties
    /// Custom properties (`--x`), as token text; only for descendants' `var()`.
    let custom: CustomProperties
    /// The element's own `text-decoration`, before propagation.
    let decoration: DecorationProperties
    /// Which colours follow `color`, so that they can be inherited as `currentcolor` (CSS Color 4, clause 9.2).
    let currentColors: CurrentColors

    init(index: Int, values: StyleValues) {
        self.index = index
        box = values.box
        margin = values.margin
        padding = values.padding
        border = values.border
        background = values.background
        font = values.font
        text = values.text
        list = values.list
        table = values.table
        columns = values.columns
        flex = values.flex
        fragmentation = values.fragmentation
        generated = values.generated
        custom = values.custom
        decoration = values.decoration
        currentColors = values.currentColors
    }

    /// The style of all initial values, as of a document without any style sheet.
    package static let initial = ComputedStyle(index: -1, values: StyleValues().finished())

    /// The style of an anonymous box: inherited properties of `parent`, initial values otherwise (CSS 2.2, clause 9.2.1.1).
    ///
    /// `index` is the caller's affair: -1, or its own numbering from ``StyledTree/styleCount``.
    package static func anonymous(inheriting parent: ComputedStyle, display: Display, index: Int = -1) -> ComputedStyle {
        var values = StyleValues(inheriting: parent)
        values.box.display = display
        values.box.specifiedDisplay = display
        values.finish(parent: parent)
        return ComputedStyle(index: index, values: values)
    }

    package var color: CSSColor { text.color }
    package var display: Display { box.display }
    package var isVisible: Bool { text.visibility == .visible }
    /// The line height in points when it does not hang on font metrics; nil for `normal`.
    package var lineHeight: Double? {
        switch text.lineHeight {
        case .normal: nil
        case .number(let factor): factor * font.size
        case .points(let points): points
        }
    }
}

/// The values of a style while it is being made, and the form in which ``ComputedStyle`` takes them.
struct StyleValues: Sendable {
    var box = BoxProperties()
    var margin = Edges<LengthOrAuto>(all: .zero)
    var padding = Edges<LengthPercentage>(all: .zero)
    var border = BorderProperties.initial
    var background = BackgroundProperties()
    var font = FontProperties()
    var text = TextProperties()
    var list = ListProperties()
    var table = TableProperties()
    var columns = ColumnProperties()
    var flex = FlexProperties()
    var fragmentation = FragmentationProperties()
    var generated = GeneratedProperties()
    var custom = CustomProperties()
    var decoration = DecorationProperties()
    /// Which colours follow `color`; all but the background do at first.
    var currentColors = CurrentColors.all

    init() {}

    /// All values of a finished style.
    init(of style: ComputedStyle) {
        box = style.box
        margin = style.margin
        padding = style.padding
        border = style.border
        background = style.background
        font = style.font
        text = style.text
        list = style.list
        table = style.table
        columns = style.columns
        flex = style.flex
        fragmentation = style.fragmentation
        generated = style.generated
        custom = style.custom
        decoration = style.decoration
        currentColors = style.currentColors
    }

    /// Inherited values from the parent, initial values otherwise.
    init(inheriting parent: ComputedStyle) {
        font = parent.font
        text = parent.text
        list = parent.list
        custom = parent.custom
        table.borderCollapse = parent.table.borderCollapse
        table.spacingHorizontal = parent.table.spacingHorizontal
        table.spacingVertical = parent.table.spacingVertical
        table.captionSide = parent.table.captionSide
        table.emptyCells = parent.table.emptyCells
        fragmentation.orphans = parent.fragmentation.orphans
        fragmentation.widows = parent.fragmentation.widows
        fragmentation.page = parent.fragmentation.page
        generated.quotes = parent.generated.quotes
        generated.quotesAreAutomatic = parent.generated.quotesAreAutomatic
        generated.pageReferences = parent.generated.pageReferences
        decoration.underlineOffset = parent.decoration.underlineOffset
    }
}
