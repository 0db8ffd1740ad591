import Diagnostics
import Fonts
import Pages
import Raster

/// Whether the words of a page can be read once they are a fax.
///
/// Sizes are those from which tesseract read all of twelve identifiers on a clean page: a grotesque from 10 points at 98 lines to the inch
/// and from 8 at 196, bold from 8 at both; thin strokes and serifs want two points more.
package struct FaxLegibility {
    private let document: PagedDocument
    private let resolution: FaxResolution

    /// From this weight on, letters are bold; up to that one, light.
    private static let boldWeight = 600
    private static let lightWeight = 300
    /// As many are told; a template repeats its faults on each page.
    private static let mostFindings = 20

    private struct Area {
        var rectangle: Rectangle
        var ink: BitInk
    }

    private enum Fault: Hashable {
        case small(tenths: Int)
        case pale
        case onTone
    }

    private struct Finding: Hashable {
        var content: ContentID?
        var fault: Fault
    }

    package init(_ document: PagedDocument, at resolution: FaxResolution) {
        self.document = document
        self.resolution = resolution
    }

    /// Each text that would not survive, once, where its author wrote it.
    package func faults() -> DiagnosticBag {
        var bag = DiagnosticBag()
        var seen: Set<Finding> = []
        for (index, page) in document.pages.enumerated() {
            var areas: [Area] = []
            var content: ContentID?
            for item in page.items {
                switch item {
                case .beginContent(let begun): content = begun
                case .beginArtifact, .endMarked: content = nil
                case .path(let path):
                    if case .rectangle(let rectangle) = path.outline, let fill = path.fill, fill.alpha > 0 {
                        areas.append(Area(rectangle: rectangle, ink: .area(fill)))
                    }
                case .glyphs(let run):
                    guard run.text.utf8.contains(where: { $0 > 0x20 }), let fault = fault(of: run, on: areas) else { continue }
                    guard seen.count < Self.mostFindings, seen.insert(Finding(content: content, fault: fault)).inserted else { continue }
                    bag.append(diagnostic(fault, run, page: index + 1, at: content.flatMap(span)))
                default: break
                }
            }
        }
        return bag
    }

    /// The least size in points at which a face is read.
    static func leastSize(of face: FontFace, at resolution: FaxResolution) -> Double {
        if face.isSerif || face.weight <= lightWeight { return resolution == .fine ? 10 : 12 }
        return resolution == .fine || face.weight >= boldWeight ? 8 : 10
    }

    private func fault(of run: GlyphRun, on areas: [Area]) -> Fault? {
        let width = run.glyphs.reduce(0) { $0 + $1.advance }
        let middle = Point(x: run.origin.x + width / 2, y: run.origin.y - run.size / 4)
        let ground = areas.last { $0.rectangle.contains(middle) }?.ink ?? .white
        if case .dotted = ground { return .onTone }
        if BitInk.line(run.color) == ground { return ground == .white ? .pale : .onTone }
        // A hundredth of a point is rounding.
        return run.size + 0.01 < Self.leastSize(of: run.face, at: resolution) ? .small(tenths: Int((run.size * 10).rounded())) : nil
    }

    private func span(_ content: ContentID) -> Span? {
        document.structure.contentSpans.indices.contains(content.index) ? document.structure.contentSpans[content.index] : nil
    }

    private func diagnostic(_ fault: Fault, _ run: GlyphRun, page: Int, at span: Span?) -> Diagnostic {
        switch fault {
        case .small: FaxDiagnostics.small(run, least: Self.leastSize(of: run.face, at: resolution), resolution, page: page, at: span)
        case .pale: FaxDiagnostics.pale(run, page: page, at: span)
        case .onTone: FaxDiagnostics.onTone(run, page: page, at: span)
        }
    }
}

extension Rectangle {
    fileprivate func contains(_ point: Point) -> Bool {
        (x...x + max(width, 0)).contains(point.x) && (y...y + max(height, 0)).contains(point.y)
    }
}
