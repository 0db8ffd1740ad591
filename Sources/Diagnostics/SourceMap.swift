/// The sources of one run, by identity, so that a ``Span`` can stay a few bytes long.
package struct SourceMap: Sendable {
    private var files: [SourceFile] = []

    package init() {}

    /// Registers a text under the path that people shall see.
    @discardableResult
    package mutating func add(path: String, bytes: [UInt8]) -> SourceFile {
        let file = SourceFile(id: SourceID(index: UInt32(files.count)), path: path, bytes: bytes)
        files.append(file)
        return file
    }

    @discardableResult
    package mutating func add(path: String, text: String) -> SourceFile {
        add(path: path, bytes: Array(text.utf8))
    }

    /// Gives a source new bytes under the identity it has: for a file that changed while the run goes on. Spans made before are void.
    @discardableResult
    package mutating func replace(_ id: SourceID, bytes: [UInt8]) -> SourceFile? {
        guard let old = self[id] else { return nil }
        let file = SourceFile(id: id, path: old.path, bytes: bytes)
        files[Int(id.index)] = file
        return file
    }

    package subscript(id: SourceID) -> SourceFile? {
        files.indices.contains(Int(id.index)) ? files[Int(id.index)] : nil
    }

    /// Where a span begins, as people write it: `path:line:column`; empty for a source that is not of this map.
    package func place(of span: Span) -> String {
        guard let file = self[span.source] else { return "" }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }
}
