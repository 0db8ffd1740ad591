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
        let (rulebook, bag) = PackLoader(libraries: try Self.libraries()).load(files: files, folder: path, sources: &sources)
        return (rulebook, bag)
    }

    /// The libraries that come with the tool: of regions, and of formats in which systems exchange data.
    private static func libraries() throws(DiagnosticsError) -> [PackLoader.Library] {
        let shared = try SharedResources.folder("Locales")
        var found: [PackLoader.Library] = []
        for folder in ["regions", "exchange"].map({ PackFolder(path: shared + "/" + $0) }) where FileAccess.isFolder(folder.path) {
            for name in try folder.names(withExtension: "yaml") {
                let path = folder.path + "/" + name
                found.append(PackLoader.Library(name: String(name.dropLast(".yaml".count)), path: path, bytes: try FileAccess.read(path)))
            }
        }
        return found
    }

    /// Paths below the folder, in order, of the files that end so.
    package func names(withExtension ending: String) throws(DiagnosticsError) -> [String] {
        try names().filter { $0.hasSuffix("." + ending) }
    }

    /// Paths below the folder, in order, of all files that are not hidden.
    package func names() throws(DiagnosticsError) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: path) else { throw DiagnosticsError(FileDiagnostics.unreadable(path)) }
        var found: [String] = []
        while let name = walk.nextObject() as? String, found.count < Self.mostFiles {
            if !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), !FileAccess.isFolder(path + "/" + name) {
                found.append(name)
            }
        }
        return found.sorted()
    }
}
