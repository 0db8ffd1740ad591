/// The rows that a statement gave, read so that no content of a database can trap.
struct PostgresRows: ~Copyable {
    private let library: LibPQ
    private let result: OpaquePointer

    /// Takes over a result.
    init(_ result: OpaquePointer, _ library: LibPQ) {
        self.result = result
        self.library = library
    }

    deinit { library.clear(result) }

    var count: Int32 { library.rowCount(result) }

    func integer(_ row: Int32, _ column: Int32) throws(PostgresFault) -> Int64 {
        let bytes = try cell(row, column)
        guard bytes.count == 8 else { throw .malformed(column: column) }
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    func text(_ row: Int32, _ column: Int32) throws(PostgresFault) -> String {
        guard let text = String(validating: try cell(row, column), as: UTF8.self) else { throw .malformed(column: column) }
        return text
    }

    func bytes(_ row: Int32, _ column: Int32) throws(PostgresFault) -> [UInt8] {
        Array(try cell(row, column))
    }

    private func cell(_ row: Int32, _ column: Int32) throws(PostgresFault) -> UnsafeRawBufferPointer {
        guard row < count, column < library.columnCount(result), library.isNull(result, row, column) == 0,
            let start = library.value(result, row, column)
        else { throw .malformed(column: column) }
        return UnsafeRawBufferPointer(start: start, count: Int(library.length(result, row, column)))
    }
}
