import Diagnostics
import Styling
import XML

/// A small document that has something for most selectors.
private let tree: XMLTree = {
    let text = """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="fr-CA"><head><title>t</title></head><body id="b" class="a b" style="color: red">\
        <h1 title="x y">a</h1><p lang="en" class="a">b <i>c</i> <a href="#b">d</a></p><ol start="3"><li>e</li><li class="b">f</li></ol>\
        <table border="1"><tr><td colspan="2">g</td><th>h</th></tr></table><p/></body></html>
        """
    let (tree, bag) = XMLParser().parse(SourceFile(id: SourceID(index: 1), path: "page.xhtml", bytes: Array(text.utf8)))
    guard let tree else { fatalError("the document is not well formed: \(bag.diagnostics)") }
    return tree
}()

/// Any bytes as a style sheet, strict and lenient: no trap, no hang; faults lie within the text; every computed length is a number; strict
/// and lenient come to the same styles.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSS(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    let file = SourceFile(id: SourceID(index: 0), path: "x.css", bytes: Array(text.utf8))
    var seen: [String] = []
    for mode in [StyleOptions.Mode.strict, .lenient] {
        let options = StyleOptions(mode: mode)
        // A sheet that imports itself is the worst that a loader can give.
        let (sheet, faults) = Stylesheet.parse(file, origin: .author, options: options) { _, _ in file }
        for fault in faults.diagnostics where fault.span?.source == file.id {
            precondition(fault.span.map { $0.range.upperBound <= text.utf8.count } ?? false, "a fault outside the text")
        }
        precondition(mode == .strict || faults.isEmpty, "lenient is silent")
        let (styled, _) = StyleEngine(options: options, userSheets: [sheet]).style(tree)
        var styles = ""
        for node in tree.descendants(of: tree.document) {
            check(styled[node])
            for pseudo in PseudoElement.allCases { if let style = styled.style(of: pseudo, at: node) { check(style) } }
            styles += "\(styled[node].box.display) \(styled[node].font.size) \(styled[node].color) "
        }
        seen.append(styles)
        for side in [PageKind.Side.left, .right] {
            let page = styled.pages.style(for: PageKind(side: side, isFirst: side == .right, number: 3))
            precondition(page.width.isFinite && page.height.isFinite && page.margins.top.isFinite, "a page without size")
        }
        for value in [-1, 0, 1, 12, 4999, Int.max, Int.min] {
            for name in ["x", "decimal", "a"] { _ = styled.counterStyles.text(value, CounterStyleReference.named(name)) }
        }
    }
    precondition(seen[0] == seen[1], "strict and lenient differ")
    return 0
}

private func check(_ style: ComputedStyle) {
    precondition(style.font.size.isFinite && style.font.size >= 0, "a font size that is none")
    precondition(style.border.widths.top.isFinite && style.border.widths.top >= 0, "a border width that is none")
    for length in [style.padding.top, style.padding.left] { precondition(length.points.isFinite && length.fraction.isFinite, "a padding") }
    precondition(style.margin.top.resolved(against: 100)?.isFinite ?? true, "a margin that is none")
    precondition(style.lineHeight?.isFinite ?? true, "a line height that is none")
    precondition(style.text.letterSpacing.isFinite && style.flex.grow.isFinite && style.box.opacity.isFinite, "a number that is none")
    precondition(style.box.width.resolved(against: 100)?.isFinite ?? true, "a width that is none")
}
