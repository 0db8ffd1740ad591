import Diagnostics
import Foundation

/// Resolves names in a document against the file that uses them. Nothing is fetched from a network.
package struct LocalFiles: Sendable {
    private let shelf: SourceShelf
    /// A root for names that begin with a slash: the folder above that has them (as a web server's root would).
    package init(shelf: SourceShelf) {
        self.shelf = shelf
    }

    /// The style sheet that a document or sheet names.
    package func sheet(_ href: String, _ base: String) -> SourceFile? {
        guard let path = path(href, base) else { return nil }
        return try? shelf.read(path)
    }

    /// The bytes of an image or font.
    package func bytes(_ url: String, _ base: String) -> [UInt8]? {
        guard let path = path(url, base) else { return nil }
        return shelf.resource(path)
    }

    /// The path on disk, or nil when the name leads elsewhere than to a file.
    private func path(_ href: String, _ base: String) -> String? {
        let name = href.prefix { $0 != "#" && $0 != "?" }
        guard !name.isEmpty, !name.contains("://"), !name.hasPrefix("data:"), !name.hasPrefix("//") else { return nil }
        let decoded = name.removingPercentEncoding ?? String(name)
        let folder = base.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard decoded.hasPrefix("/") else {
            let path = folder.isEmpty ? decoded : folder + "/" + decoded
            return FileAccess.exists(path) ? path : nil
        }
        // A name from the root is looked for in each folder above the document.
        var parent = folder
        while true {
            if FileAccess.exists(parent + decoded) { return parent + decoded }
            guard let slash = parent.lastIndex(of: "/") else { break }
            parent = String(parent[..<slash])
        }
        return nil
    }
}
