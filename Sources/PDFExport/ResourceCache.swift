import Fonts
import Images
import PDF
import Synchronization

/// What documents of a batch have in common: tables of faces, cut fonts, compressed pictures. Bounded; its contents depend on keys alone.
///
/// Things are made under the lock: a second thread that wants the same waits for it instead of making it too.
final class ResourceCache: Sendable {
    /// A batch of like documents needs a handful of each.
    private static let mostFonts = 256
    private static let mostImages = 64

    private struct State {
        var tables: [Int: FaceTable] = [:]
        var fonts: [EmbeddedFont.Key: EmbeddedFont] = [:]
        var images: [Int: EmbeddedImage] = [:]
    }

    private let state = Mutex(State())

    func table(of face: FontFace) -> FaceTable {
        state.withLock { state in
            if let known = state.tables[face.id] { return known }
            let table = FaceTable(face)
            if state.tables.count >= Self.mostFonts { state.tables.removeAll() }
            state.tables[face.id] = table
            return table
        }
    }

    /// Nil when the face cannot be cut.
    func font(_ key: EmbeddedFont.Key, table: FaceTable, level: Int) -> EmbeddedFont? {
        state.withLock { state in
            if let known = state.fonts[key] { return known }
            guard let font = EmbeddedFont(key, table: table, level: level) else { return nil }
            if state.fonts.count >= Self.mostFonts { state.fonts.removeAll() }
            state.fonts[key] = font
            return font
        }
    }

    func image(_ resource: ImageResource, level: Int) -> EmbeddedImage {
        state.withLock { state in
            if let known = state.images[resource.id] { return known }
            let image = EmbeddedImage(resource, level: level)
            if state.images.count >= Self.mostImages { state.images.removeAll() }
            state.images[resource.id] = image
            return image
        }
    }
}
