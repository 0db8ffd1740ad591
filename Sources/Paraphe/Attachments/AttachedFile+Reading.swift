import Diagnostics
import Pages

extension AttachedFile {
    /// A file of the disk that goes with a document.
    static func read(_ path: String) throws(DiagnosticsError) -> AttachedFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try FileAccess.read(path)
        return AttachedFile(
            name: name, mediaType: MediaType.sniff(Array(bytes.prefix(64))) ?? MediaType.named(name), relationship: .supplement,
            description: name, bytes: bytes)
    }
}

extension MediaType {
    /// What a name's extension says, for texts, which no first bytes tell apart.
    static func named(_ name: String) -> String {
        switch name.split(separator: ".").last?.lowercased() {
        case "json": "application/json"
        case "xml": "application/xml"
        case "csv": "text/csv"
        case "txt": "text/plain"
        case "html", "xhtml": "application/xhtml+xml"
        case "yaml", "yml": "application/yaml"
        default: "application/octet-stream"
        }
    }
}
