import Fonts
import SVGExport
import Synchronization

/// The fonts that pages of a preview show their text in, by the names under which the browser asks for them.
///
/// A browser keeps a font for as long as its page is open: a page of text is then a tenth of what its outlines would be.
package final class PreviewFonts: Sendable {
    private let faces = Mutex<[String: FontFace]>([:])
    private let files = Mutex<[String: [UInt8]]>([:])

    package init() {}

    /// Where the preview serves a face's font, relative to its page.
    func address(of face: FontFace) -> String {
        let name = SVGExporter.familyName(of: face)
        faces.withLock { $0[name] = face }
        return "font/\(name).ttf"
    }

    /// The font of a name that some page asked for.
    package func file(_ name: String) -> [UInt8]? {
        if let known = files.withLock({ $0[name] }) { return known }
        guard let face = faces.withLock({ $0[name] }), let bytes = face.webFont() else { return nil }
        files.withLock { $0[name] = bytes }
        return bytes
    }
}
