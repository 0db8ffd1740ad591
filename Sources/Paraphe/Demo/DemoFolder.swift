import Diagnostics

/// Where a demonstration leaves what it made: all of it is made in a folder of its own first, and takes its place, file by file, once it is
/// whole. A demonstration that is killed leaves each file as it was, or new.
struct DemoFolder: Sendable {
    private static let store = "demo.sqlite"
    private static let documents = "demo.documents"

    let path: String
    /// Where files are made.
    let staging: String

    var checkpointPath: String { staging + "/demo.checkpoint.pem" }
    var storePath: String { staging + "/" + Self.store }

    /// Makes both folders; what a killed demonstration left is removed.
    init(path: String) throws(DiagnosticsError) {
        self.path = path
        staging = path + "/.demo"
        try FileAccess.remove(staging)
        try FileAccess.makeFolder(staging)
    }

    func discard() {
        try? FileAccess.remove(staging)
    }

    /// Puts everything in place; the store must be closed, so that it is one file.
    func publish() throws(DiagnosticsError) {
        // Documents before the store that names them, and the old ones away after it.
        let made = try FileAccess.files(under: staging + "/" + Self.documents)
        for file in made { try place(Self.documents + "/" + file) }
        for suffix in ["-wal", "-shm"] { try FileAccess.remove(path + "/" + Self.store + suffix) }
        for file in try FileAccess.files(under: staging) where !file.hasPrefix(Self.documents + "/") { try place(file) }
        let kept = Set(made)
        for file in try FileAccess.files(under: path + "/" + Self.documents) where !kept.contains(file) {
            try FileAccess.remove(path + "/" + Self.documents + "/" + file)
        }
        discard()
    }

    private func place(_ file: String) throws(DiagnosticsError) {
        try FileAccess.move(staging + "/" + file, to: path + "/" + file)
    }
}
