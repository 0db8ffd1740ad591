import Crypto
import Diagnostics
import Workflow

/// All files of a pack, and the digest by which dossiers and documents name them.
package struct PackContents: Sendable {
    /// In the order of their paths, relative to the pack's folder.
    package let files: [(path: String, bytes: [UInt8])]
    /// SHA-256 in hexadecimal, over each file's path, length and bytes: any change of rules, words, templates or pictures is another pack.
    package let hash: String

    /// Reads a pack; hidden files are left out, and what publishing wrote of the pack.
    package init(of folder: PackFolder) throws(DiagnosticsError) {
        var files: [(path: String, bytes: [UInt8])] = []
        for name in try folder.names() where name != Publication.file {
            files.append((name, try FileAccess.read(folder.path + "/" + name)))
        }
        self.init(files: files)
    }

    package init(files: [(path: String, bytes: [UInt8])]) {
        let sorted = files.sorted { $0.path.unicodeScalars.lexicographicallyPrecedes($1.path.unicodeScalars) }
        var digest = SHA256()
        for file in sorted {
            digest.update(data: Array("\(file.path.utf8.count) \(file.path)\n\(file.bytes.count)\n".utf8))
            digest.update(data: file.bytes)
        }
        self.files = sorted
        hash = ValueCodec.hexadecimal(digest.finalize())
    }
}
