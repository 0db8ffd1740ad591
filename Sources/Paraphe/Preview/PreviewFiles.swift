import Diagnostics
import Foundation

/// The files that a preview was made of, and what they were like when they were read.
struct PreviewFiles {
    /// Enough of a file's state to see that it was written.
    private struct Stamp: Equatable {
        var size: Int
        var modified: Date
        var inode: Int

        init?(_ path: String) {
            // A link is as its target is.
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            guard let facts = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
            size = (facts[.size] as? NSNumber)?.intValue ?? 0
            modified = facts[.modificationDate] as? Date ?? .distantPast
            inode = (facts[.systemFileNumber] as? NSNumber)?.intValue ?? 0
        }
    }

    /// What changed on disk.
    struct Changes {
        /// Texts that now have other bytes.
        var sources: [String] = []
        /// Images and fonts.
        var resources: [String] = []
        var isEmpty: Bool { sources.isEmpty && resources.isEmpty }
    }

    private var stamps: [String: Stamp?] = [:]

    /// Remembers how the files stand that were read by now.
    ///
    /// - Parameter others: texts that were read past the shelf.
    mutating func note(_ shelf: SourceShelf, others: [String]) {
        for path in shelf.paths + shelf.resourcePaths + others where stamps[path] == nil { stamps[path] = .some(Stamp(path)) }
    }

    /// What was written since; sources that did change are read into the shelf again. A file that went away keeps what it was: editors
    /// that replace a file take it away for a moment.
    mutating func update(_ shelf: SourceShelf, others: [String]) throws(DiagnosticsError) -> Changes {
        var changes = Changes()
        for path in shelf.paths {
            guard let now = Stamp(path) else { continue }
            if let known = stamps[path], known == now { continue }
            let bytes = try FileAccess.read(path)
            stamps[path] = .some(now)
            guard bytes != shelf.bytes(of: path) else { continue }
            shelf.update(path, bytes: bytes)
            changes.sources.append(path)
        }
        for path in others {
            let now = Stamp(path)
            guard let known = stamps[path], known != now else { continue }
            stamps[path] = .some(now)
            changes.sources.append(path)
        }
        for path in shelf.resourcePaths {
            let now = Stamp(path)
            if let known = stamps[path], known == now { continue }
            stamps[path] = .some(now)
            changes.resources.append(path)
        }
        return changes
    }

    mutating func forget() { stamps = [:] }
}
