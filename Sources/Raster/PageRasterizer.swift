import Diagnostics
import Fonts
import Images
import Pages

/// Makes bitmaps of finished pages.
///
/// Keep one for a batch, on one thread: it remembers shapes of glyphs and decoded pictures. The same page gives the same pixels.
package final class PageRasterizer {
    package let options: RasterOptions
    private let converter: ScanConverter?
    private let shapes: GlyphShapes?
    private var pictures: [Int: DecodedImage?] = [:]
    private var pictureBytes = 0
    /// Of decoded pictures that are kept.
    private static let mostPictureBytes = 256 << 20

    package init(options: RasterOptions = RasterOptions()) {
        self.options = options
        converter = ScanConverter()
        shapes = converter.map(GlyphShapes.init)
    }

    /// The size of a page in pixels, whether or not it is within limits.
    package func size(of page: Page) -> (width: Int, height: Int) {
        func pixels(_ points: Double, _ density: Double) -> Int {
            let count = (points / 72 * density).rounded()
            return count.isFinite ? ClipRegion.pixel(count) : RasterLimits.side + 1
        }
        let width = pixels(page.width, options.horizontalDensity)
        let height = pixels(page.height, options.verticalDensity)
        return (options.frame?.width ?? max(width, 1), options.frame?.height ?? max(height, 1))
    }

    /// One page, by its index, with the appearances of its signature fields.
    package func bitmap(of index: Int, in document: PagedDocument) throws(DiagnosticsError) -> PageBitmap {
        guard document.pages.indices.contains(index) else {
            throw DiagnosticsError(RasterDiagnostics.noSuchPage(index + 1, count: document.pages.count))
        }
        let page = document.pages[index]
        let (width, height) = size(of: page)
        guard width > 0, height > 0, width <= RasterLimits.side, height <= RasterLimits.side, width * height <= RasterLimits.pixels else {
            throw DiagnosticsError(RasterDiagnostics.tooManyPixels(page: index + 1, width: width, height: height))
        }
        guard let converter, let shapes else { throw DiagnosticsError(RasterDiagnostics.noMemory(page: index + 1)) }
        let natural = page.width / 72 * options.horizontalDensity
        let space = DeviceSpace(
            scaleX: options.horizontalDensity / 72, scaleY: options.verticalDensity / 72,
            shiftX: options.frame == nil ? 0 : ((Double(width) - natural) / 2).rounded())
        let surface: any Surface =
            options.format == .bits
            ? BitSurface(width: width, height: height, space: space, converter: converter, shapes: shapes)
            : ToneSurface(
                width: width, height: height, space: space, background: options.background, converter: converter, shapes: shapes)
        paint(page.items, on: surface, document, space, converter)
        for field in document.formFields where field.page == index { paint(field.appearance, on: surface, document, space, converter) }
        return PageBitmap(
            width: width, height: height, format: options.format, horizontalDensity: options.horizontalDensity,
            verticalDensity: options.verticalDensity, bytes: surface.bytes(options.format))
    }

    private func paint(
        _ items: [PageItem], on surface: any Surface, _ document: PagedDocument, _ space: DeviceSpace, _ converter: ScanConverter
    ) {
        var clips: [ClipRegion] = []
        var ignored = 0
        for item in items {
            switch item {
            case .glyphs(let run): surface.show(run)
            case .path(let path):
                if let fill = path.fill { surface.fill(path.outline, fill) }
                if let stroke = path.stroke { surface.stroke(path.outline, stroke) }
            case .image(let placement):
                if let image = picture(placement.image, document) { surface.place(image, placement.rectangle) }
            case .pushClip(let outline):
                guard clips.count < RasterLimits.clips else {
                    ignored += 1
                    continue
                }
                clips.append(surface.clip)
                surface.clip = surface.clip.narrowed(to: outline, space, converter)
            case .popClip:
                if ignored > 0 { ignored -= 1 } else if let before = clips.popLast() { surface.clip = before }
            case .beginContent, .beginArtifact, .endMarked: break
            }
        }
        if let first = clips.first { surface.clip = first }
    }

    private func picture(_ index: Int, _ document: PagedDocument) -> DecodedImage? {
        guard document.images.indices.contains(index) else { return nil }
        let resource = document.images[index]
        if let known = pictures[resource.id] { return known }
        let image = resource.decoded()
        let bytes = image.map { $0.samples.count + ($0.alpha?.count ?? 0) } ?? 0
        if pictureBytes + bytes > Self.mostPictureBytes {
            pictures.removeAll()
            pictureBytes = 0
        }
        pictureBytes += bytes
        pictures[resource.id] = .some(image)
        return image
    }
}
