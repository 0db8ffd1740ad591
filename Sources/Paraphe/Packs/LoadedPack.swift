import CivilTime
import Diagnostics
import Foundation
import Localization
import Rules
import YAML

/// A checked pack with everything that its documents need: its rules, its messages over the shared ones, and where its files are.
package struct LoadedPack: Sendable {
    package let folder: PackFolder
    package let rulebook: Rulebook
    /// Shared messages, then the pack's, then the labels of all that it declares.
    package let catalogue: MessageCatalogue
    /// All its files.
    package let contents: PackContents
    /// Digest of all its files in hexadecimal: every dossier and document names it.
    package var hash: String { contents.hash }
    package let zone: CivilTimeZone
    private let sharedTemplates: String

    /// Loads a pack; every fault of every file is in the bag, and a pack with an error is nil.
    package static func load(_ folder: PackFolder, shelf: SourceShelf) throws(DiagnosticsError) -> (pack: LoadedPack?, bag: DiagnosticBag) {
        var sources = shelf.map
        var (rulebook, bag) = try folder.load(sources: &sources)
        shelf.replace(with: sources)
        let catalogue = try MessageLayers.load(rulebook, shelf: shelf, into: &bag)
        guard let rulebook, !bag.hasErrors else { return (nil, bag) }
        let pack = LoadedPack(
            folder: folder, rulebook: rulebook, catalogue: catalogue, contents: try PackContents(of: folder),
            zone: CivilTimeZone(rulebook.timeZone) ?? .eastern, sharedTemplates: try SharedResources.folder("Templates"))
        return (pack, bag)
    }

    /// The same, throwing the errors.
    package static func loadOrThrow(_ folder: PackFolder, shelf: SourceShelf) throws(DiagnosticsError) -> LoadedPack {
        let (pack, bag) = try load(folder, shelf: shelf)
        guard let pack else { throw DiagnosticsError(bag) }
        return pack
    }

    /// The path of a template, style sheet or image by name: in the pack first, then among the shared templates, then in a further
    /// folder. Names never lead out of them.
    package func resolve(_ name: String, beside folder: String? = nil) -> String? {
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
        let folders = [self.folder.path, sharedTemplates] + (folder.map { [$0.isEmpty ? "." : $0] } ?? [])
        return folders.map { $0 + "/" + name }.first { FileAccess.exists($0) && !FileAccess.isFolder($0) }
    }

    /// The path of a name that a file of a template uses (a style sheet its image, say), relative to that file. What is not in the pack,
    /// among the shared templates or in the further folder is not there, whatever links or `..` say: templates are not trusted with
    /// the disk.
    package func resolve(_ name: String, from base: String, beside folder: String) -> String? {
        guard !base.isEmpty else { return resolve(name, beside: folder) }
        guard !name.hasPrefix("/"), !name.contains("://") else { return nil }
        func real(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path }
        let path = real(base.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name)
        let roots = [self.folder.path, sharedTemplates, folder.isEmpty ? "." : folder]
        let isInside = roots.contains { path.hasPrefix(real($0) + "/") }
        return isInside && FileAccess.exists(path) && !FileAccess.isFolder(path) ? path : nil
    }

    /// Names of templates, for "did you mean".
    package var templateNames: [String] {
        let own = (try? folder.names(withExtension: "xhtml")) ?? []
        let shared = (try? PackFolder(path: sharedTemplates).names(withExtension: "xhtml")) ?? []
        return own + shared
    }
}
