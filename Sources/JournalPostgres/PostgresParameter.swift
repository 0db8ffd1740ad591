/// A value sent with a statement, in PostgreSQL's binary form.
enum PostgresParameter: Sendable {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case integers([Int64])
    case texts([String])
    case blobs([[UInt8]])

    /// The type's number (`pg_type.oid`), as the server's catalogue has it from the beginning.
    var type: UInt32 {
        switch self {
        case .integer: 20
        case .text: 25
        case .blob: 17
        case .integers: 1016
        case .texts: 1009
        case .blobs: 1001
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .integer(let number): Self.bigEndian(number)
        case .text(let text): Array(text.utf8)
        case .blob(let bytes): bytes
        case .integers(let numbers): Self.array(numbers.map { Self.bigEndian($0) }, elementType: 20)
        case .texts(let texts): Self.array(texts.map { Array($0.utf8) }, elementType: 25)
        case .blobs(let blobs): Self.array(blobs, elementType: 17)
        }
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// One dimension counted from 1, without nulls (`array_send`).
    private static func array(_ elements: [[UInt8]], elementType: Int32) -> [UInt8] {
        var out = bigEndian(Int32(elements.isEmpty ? 0 : 1)) + bigEndian(Int32(0)) + bigEndian(elementType)
        guard !elements.isEmpty else { return out }
        out.reserveCapacity(elements.reduce(20) { $0 + 4 + $1.count })
        out += bigEndian(Int32(elements.count)) + bigEndian(Int32(1))
        for element in elements {
            out += bigEndian(Int32(element.count))
            out += element
        }
        return out
    }
}
