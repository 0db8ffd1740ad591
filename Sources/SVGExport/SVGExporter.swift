import Fonts
import Images
import Pages
import Synchronization

/// Makes SVG (1.1, with CSS where browsers need it) of finished pages, one file each. The same page gives the same bytes.
///
/// Safe to use from many threads. Keep one: it remembers outlines of glyphs and pictures.
package final class SVGExporter: Sendable {
    package let options: SVGOptions
    private let memory = Mutex(Memory())
    private static let mostGlyphs = 20_000
    private static let mostPictures = 64

    private struct Memory {
        var outlines: [GlyphKey: String] = [:]
        var characters: [Int: WebCharacters] = [:]
        var pictures: [Int: [UInt8]] = [:]
    }

    struct GlyphKey: Hashable {
        var face: Int
        var glyph: UInt32
    }

    package init(options: SVGOptions = SVGOptions()) {
        self.options = options
    }

    /// One page by its index, with the appearances of its signature fields and its links; nil when there is no such page.
    ///
    /// - Parameter number: the page's number in its `id` and those within it, from 1; by the index when nil. Pages that stand in one HTML
    ///   document need numbers of their own.
    package func page(_ index: Int, of document: PagedDocument, number: Int? = nil) -> [UInt8]? {
        guard document.pages.indices.contains(index) else { return nil }
        var writer = SVGWriter(document: document, index: index, number: number ?? index + 1, exporter: self)
        return writer.write()
    }

    /// The name under which pages ask for a face's font.
    ///
    /// Letters, digits, hyphens and low lines: as good in CSS as in an address.
    package static func familyName(of face: FontFace) -> String {
        let name = face.postScriptName.utf8.map { byte -> UInt8 in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: byte
            default: 0x5F
            }
        }
        return "paraphe-" + String(decoding: name, as: UTF8.self)
    }

    /// `d` of a glyph's outline, in font units, y downwards.
    func outline(_ face: FontFace, _ glyph: UInt32) -> String {
        let key = GlyphKey(face: face.id, glyph: glyph)
        if let known = memory.withLock({ $0.outlines[key] }) { return known }
        let made = GlyphPath.text(face.outline(of: glyph))
        memory.withLock { memory in
            if memory.outlines.count >= Self.mostGlyphs { memory.outlines.removeAll() }
            memory.outlines[key] = made
        }
        return made
    }

    func characters(of face: FontFace) -> WebCharacters {
        if let known = memory.withLock({ $0.characters[face.id] }) { return known }
        let made = WebCharacters(face)
        memory.withLock { $0.characters[face.id] = made }
        return made
    }

    /// The address of a picture whose bytes stand in the page.
    func dataAddress(of image: ImageResource) -> [UInt8] {
        if let known = memory.withLock({ $0.pictures[image.id] }) { return known }
        let made = PictureData.address(of: image)
        memory.withLock { memory in
            if memory.pictures.count >= Self.mostPictures { memory.pictures.removeAll() }
            memory.pictures[image.id] = made
        }
        return made
    }
}

/// Outlines of glyphs as path data, relative and in whole font units where fonts have them.
enum GlyphPath {
    static func text(_ segments: [GlyphSegment]) -> String {
        var out = MarkupBuffer(capacity: segments.count * 12)
        func number(_ value: Float) {
            if value.rounded() == value, abs(value) < 1e6 { out.append(integer: Int(value)) } else { out.append(Double(value)) }
        }
        func point(_ x: Float, _ y: Float) {
            number(x)
            out.append(" ")
            number(-y)
        }
        for segment in segments {
            switch segment {
            case .move(let x, let y):
                out.append("M")
                point(x, y)
            case .line(let x, let y):
                out.append("L")
                point(x, y)
            case .quadratic(let cx, let cy, let x, let y):
                out.append("Q")
                point(cx, cy)
                out.append(" ")
                point(x, y)
            case .cubic(let ax, let ay, let bx, let by, let x, let y):
                out.append("C")
                point(ax, ay)
                out.append(" ")
                point(bx, by)
                out.append(" ")
                point(x, y)
            case .close: out.append("Z")
            }
        }
        return String(decoding: out.bytes, as: UTF8.self)
    }
}

/// Pictures as `data:` addresses.
enum PictureData {
    /// Empty for a picture that cannot be decoded.
    static func address(of image: ImageResource) -> [UInt8] {
        var out = MarkupBuffer(capacity: 1_024)
        if case .jpeg(let bytes) = image.encoding, image.components != .cmyk {
            out.append("data:image/jpeg;base64,")
            out.append(base64: bytes)
            return out.bytes
        }
        guard let file = image.pngFile() else { return [] }
        out.append("data:image/png;base64,")
        out.append(base64: file)
        return out.bytes
    }
}
