import Diagnostics
import Synchronization

/// The sources of one run, shared by the loaders that meet new files on the way: includes, style sheets, data.
package final class SourceShelf: Sendable {
    private struct State {
        var map: SourceMap
        var files: [String: SourceFile] = [:]
        var resources: Set<String> = []
        var lent: [String: [UInt8]] = [:]
    }

    private let state: Mutex<State>

    package init(_ map: SourceMap = SourceMap()) {
        state = Mutex(State(map: map))
    }

    /// All sources met so far, for rendering diagnostics.
    package var map: SourceMap { state.withLock { $0.map } }

    package func add(path: String, bytes: [UInt8]) -> SourceFile {
        state.withLock { $0.map.add(path: path, bytes: bytes) }
    }

    /// Takes the map of a loader that registered its files itself.
    package func replace(with map: SourceMap) {
        state.withLock { $0.map = map }
    }

    /// The paths of all files read so far, in alphabetical order.
    package var paths: [String] { state.withLock { $0.files.keys.sorted() } }

    /// The paths of images and fonts read so far, in alphabetical order.
    package var resourcePaths: [String] { state.withLock { $0.resources.sorted() } }

    /// The bytes of an image or font; nil when it cannot be read.
    package func resource(_ path: String) -> [UInt8]? {
        state.withLock { _ = $0.resources.insert(path) }
        return try? FileAccess.read(path)
    }

    /// Has a picture that is in no folder found under a plain name: a page of an enclosed file.
    func lend(_ bytes: [UInt8], as name: String) {
        state.withLock { $0.lent[name] = bytes }
    }

    func lent(_ name: String) -> [UInt8]? { state.withLock { $0.lent[name] } }

    /// Puts new bytes in place of those of a file that was read before; its identity stays.
    package func update(_ path: String, bytes: [UInt8]) {
        state.withLock { state in
            guard let known = state.files[path] else { return }
            state.files[path] = state.map.replace(known.id, bytes: bytes)
        }
    }

    /// The bytes that a file had when it was read; nil when it was not.
    package func bytes(of path: String) -> [UInt8]? { state.withLock { $0.files[path]?.bytes } }

    /// Reads a file of the disk and registers it under its path, once: a fault of a file that several documents use is one fault.
    package func read(_ path: String) throws(DiagnosticsError) -> SourceFile {
        if let known = state.withLock({ $0.files[path] }) { return known }
        let bytes = try FileAccess.read(path)
        return state.withLock { state in
            if let known = state.files[path] { return known }
            let file = state.map.add(path: path, bytes: bytes)
            state.files[path] = file
            return file
        }
    }
}
