import Diagnostics
import Foundation
import Rules

/// A pack on disk: the folder that declares one service.
package struct PackFolder: Sendable {
    /// A pack has fewer files than this.
    private static let mostFiles = 2_000

    package let path: String

    package init(path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Loads and checks the rules; every fault of every file is in the bag.
    package func load(sources: inout SourceMap) throws(DiagnosticsError) -> (rulebook: Rulebook?, bag: DiagnosticBag) {
        guard FileAccess.isFolder(path) else { throw DiagnosticsError(FileDiagnostics.notAFolder(path)) }
        var files: [(path: String, bytes: [UInt8])] = []
        for name in try names(withExtension: "yaml") { files.append((name, try FileAccess.read(path + "/" + name))) }
        let (rulebook, bag) = PackLoader().load(files: files, folder: path, sources: &sources)
        return (rulebook, bag)
    }

    /// Paths below the folder, in order, of the files that end so.
    package func names(withExtension ending: String) throws(DiagnosticsError) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: path) else { throw DiagnosticsError(FileDiagnostics.unreadable(path)) }
        var found: [String] = []
        while let name = walk.nextObject() as? String, found.count < Self.mostFiles {
            if name.hasSuffix("." + ending), !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { found.append(name) }
        }
        return found.sorted()
    }
}
