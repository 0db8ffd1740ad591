import Diagnostics
import Synchronization

/// The sources of one run, shared by the loaders that meet new files on the way: includes, style sheets, data.
package final class SourceShelf: Sendable {
    private let state: Mutex<SourceMap>

    package init(_ map: SourceMap = SourceMap()) {
        state = Mutex(map)
    }

    /// All sources met so far, for rendering diagnostics.
    package var map: SourceMap { state.withLock { $0 } }

    package func add(path: String, bytes: [UInt8]) -> SourceFile {
        state.withLock { $0.add(path: path, bytes: bytes) }
    }

    /// Takes the map of a loader that registered its files itself.
    package func replace(with map: SourceMap) {
        state.withLock { $0 = map }
    }

    /// Reads a file of the disk and registers it under its path.
    package func read(_ path: String) throws(DiagnosticsError) -> SourceFile {
        add(path: path, bytes: try FileAccess.read(path))
    }
}
