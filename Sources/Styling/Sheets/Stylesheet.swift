import Diagnostics

/// Where a sheet comes from: decides the order of the cascade (CSS Cascade 4, clause 6.1).
package enum StyleOrigin: UInt8, Hashable, Sendable {
    case userAgent, user, author
}

/// A parsed style sheet, its imports included.
package struct Stylesheet: Sendable {
    package let origin: StyleOrigin
    var rules: [StyleRule] = []
    var pageRules: [PageRule] = []
    var fontFaces: [FontFaceRule] = []
    var counterStyles: [(name: String, rule: CounterStyleRule)] = []
    /// Paths of the cascade layers in order of their first appearance; a layer without name has one that nobody can write.
    var layerOrder: [[String]] = []

    init(origin: StyleOrigin) {
        self.origin = origin
    }

    /// Parses a sheet; recovers from faults as CSS Syntax 3 says, so that there is always a sheet.
    package static func parse(
        _ source: SourceFile, origin: StyleOrigin, options: StyleOptions = StyleOptions(), load: StyleEngine.Loader = { _, _ in nil }
    ) -> (Stylesheet, DiagnosticBag) {
        parse(EmbeddedText(verbatim: source.text, source: source.id), base: source.path, origin: origin, options: options, load: load)
    }

    /// Parses the text of a `<style>` element. `base` is the address that relative names refer to.
    package static func parse(
        _ text: EmbeddedText, base: String, origin: StyleOrigin, options: StyleOptions = StyleOptions(),
        load: StyleEngine.Loader = { _, _ in nil }
    ) -> (Stylesheet, DiagnosticBag) {
        var parser = SheetParser(origin: origin, options: options)
        parser.parse(text, base: base, depth: 0, load: load)
        return (parser.sheet, parser.diagnostics)
    }
}

struct StyleRule: Sendable {
    var selectors: [Selector]
    var block: DeclarationBlock
    /// The cascade layer; empty for none.
    var layer: [String] = []
}

/// `@page` with one selector.
struct PageRule: Sendable {
    var name: String?
    var isFirst = false
    var isBlank = false
    var side: PageKind.Side?
    var nth: Selector.Nth?
    var block = DeclarationBlock.empty
    var size: PageSize?
    var sizeIsImportant = false
    var marginBoxes: [(box: MarginBox, block: DeclarationBlock)] = []
    var footnoteArea: DeclarationBlock?
    var layer: [String] = []

    /// CSS Paged Media 3, clause 5.3.
    var specificity: Specificity {
        Specificity(
            ids: name == nil ? 0 : 1, classes: (isFirst ? 1 : 0) + (isBlank ? 1 : 0) + (nth == nil ? 0 : 1), types: side == nil ? 0 : 1)
    }

    func matches(_ kind: PageKind) -> Bool {
        if let name, name != kind.name { return false }
        if isFirst, !kind.isFirst { return false }
        if isBlank, !kind.isBlank { return false }
        if let side, side != kind.side { return false }
        if let nth, !nth.matches(kind.number) { return false }
        return true
    }
}

/// The `size` descriptor (CSS Paged Media 3, clause 7.1).
enum PageSize: Sendable {
    case auto
    case orientation(isLandscape: Bool)
    case points(width: Double, height: Double)
    case lengths(SpecifiedLength, SpecifiedLength)

    /// Short side first, in points.
    static let named: [String: (Double, Double)] = {
        func mm(_ w: Double, _ h: Double) -> (Double, Double) { (w * 72 / 25.4, h * 72 / 25.4) }
        return [
            "a3": mm(297, 420), "a4": mm(210, 297), "a5": mm(148, 210), "b4": mm(250, 353), "b5": mm(176, 250), "jis-b4": mm(257, 364),
            "jis-b5": mm(182, 257), "letter": (612, 792), "legal": (612, 1008), "ledger": (792, 1224), "tabloid": (792, 1224),
        ]
    }()
}
