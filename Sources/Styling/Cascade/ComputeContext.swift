/// What computed values hang on besides the declarations: the parent, the root, the page.
struct ComputeContext {
    var parent: ComputedStyle
    /// In points; of the document element.
    var rootFontSize: Double
    var rootLineHeight: Double
    var pageWidth: Double
    var pageHeight: Double
    /// The element's own size, once `font-size` is computed; the parent's before.
    var fontSize: Double
    var font: FontProperties
    /// The element's own line height in points once it is computed, the parent's before.
    var lineHeight: Double
    var fontLengths: (@Sendable (FontProperties) -> StyleOptions.FontLengths?)?
    var isRoot = false

    func points(per unit: SpecifiedLength.Unit) -> Double {
        switch unit {
        case .em: fontSize
        case .ex: fontSize * (fontLengths?(font)?.xHeight ?? 0.5)
        case .ch: fontSize * (fontLengths?(font)?.zeroAdvance ?? 0.5)
        case .cap: fontSize * 0.7
        case .ic: fontSize
        case .rem: rootFontSize
        case .lh: lineHeight
        case .rlh: rootLineHeight
        case .vw, .vi: pageWidth / 100
        case .vh, .vb: pageHeight / 100
        case .vmin: min(pageWidth, pageHeight) / 100
        case .vmax: max(pageWidth, pageHeight) / 100
        }
    }
}
