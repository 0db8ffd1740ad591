import CEL
import Diagnostics
import Images
import PDF
import Workflow

/// A file that a fax carries behind its own pages: an order form, say.
package struct FaxEnclosure: Sendable {
    /// Pages of all enclosures of one fax.
    static let mostPages = 100
    /// No enclosed file is longer.
    static let longestBytes = 64 << 20
    /// Pages of a PDF become pictures of so many pixels an inch: above every fax, so that strokes survive being brought to its own.
    private static let density = 300

    package let id: String
    package let name: String
    package let mediaType: String
    /// Where the content is; its bytes are those whose digest is ``id``.
    let path: String

    /// The record `Attachment` of the data.
    package var record: Value {
        .record([("id", .string(id)), ("name", .string(name)), ("mediaType", .string(mediaType)), ("label", .string(name))])
    }

    /// A file that somebody named.
    ///
    /// - Parameter span: where.
    package static func file(_ path: String, at span: Span? = nil) throws(DiagnosticsError) -> FaxEnclosure {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard FileAccess.exists(path), !FileAccess.isFolder(path) else {
            throw DiagnosticsError(FaxSendingDiagnostics.missingEnclosure(name, at: span))
        }
        let bytes = try FileAccess.read(path, limitBytes: longestBytes)
        guard let mediaType = MediaType.sniff(Array(bytes.prefix(64))), isFaxable(mediaType) else {
            throw DiagnosticsError(FaxSendingDiagnostics.enclosure(name, at: span))
        }
        return FaxEnclosure(id: BlobStore.hash(of: bytes), name: name, mediaType: mediaType, path: path)
    }

    /// An attachment of a dossier.
    static func stored(_ record: Value, in blobs: BlobStore?, at span: Span?) throws(DiagnosticsError) -> FaxEnclosure {
        let name = record.field("name")?.stringValue ?? record.field("label")?.stringValue ?? "?"
        guard let blobs, let id = record.field("id")?.stringValue else {
            throw DiagnosticsError(FaxSendingDiagnostics.missingEnclosure(name, at: span))
        }
        let bytes: [UInt8]
        do throws(DiagnosticsError) {
            bytes = try blobs.get(id)
        } catch {
            throw DiagnosticsError(FaxSendingDiagnostics.missingEnclosure(name, at: span))
        }
        guard let mediaType = MediaType.sniff(Array(bytes.prefix(64))), isFaxable(mediaType) else {
            throw DiagnosticsError(FaxSendingDiagnostics.enclosure(name, at: span))
        }
        return FaxEnclosure(id: id, name: name, mediaType: mediaType, path: blobs.path(of: id))
    }

    private static func isFaxable(_ mediaType: String) -> Bool { ["application/pdf", "image/png", "image/jpeg"].contains(mediaType) }

    /// Its pages as pictures.
    func pictures(limit: Int) throws(DiagnosticsError) -> [[UInt8]] {
        let bytes = try FileAccess.read(path, limitBytes: Self.longestBytes)
        guard mediaType == "application/pdf" else {
            guard limit > 0 else { throw DiagnosticsError(FaxSendingDiagnostics.manyPages(limit: Self.mostPages)) }
            return [bytes]
        }
        guard let count = (try? PDFFile(bytes: bytes))?.pages().count, count > 0 else {
            throw DiagnosticsError(FaxSendingDiagnostics.enclosure(name, at: nil))
        }
        guard count <= limit else { throw DiagnosticsError(FaxSendingDiagnostics.manyPages(limit: Self.mostPages)) }
        let tool = try ForeignTool("pdftoppm")
        var pictures: [[UInt8]] = []
        for page in 1...count {
            let picture = try tool.run(
                ["-f", "\(page)", "-l", "\(page)", "-r", "\(Self.density)", "-gray", "-png", path], on: name)
            guard !picture.isEmpty else { throw DiagnosticsError(FaxSendingDiagnostics.enclosure(name, at: nil)) }
            pictures.append(picture)
        }
        return pictures
    }
}
