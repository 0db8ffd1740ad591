import Images
import Raster

/// A fax as a file: TIFF-F, a directory a page with one strip each (RFC 2306; RFC 3949, clauses 3 and 4).
package enum FaxFile {
    /// Offsets in a TIFF file have 32 bits.
    package static let mostBytes = 1 << 30

    private enum Field {
        case short(UInt16, [UInt16])
        case long(UInt16, UInt32)
        /// Numerator; the denominator is 1.
        case rational(UInt16, UInt32)
    }

    private static let entryBytes = 12

    /// The file of some pages, or nil when one is not of one bit a pixel or the whole would be too large.
    package static func write(_ pages: [PageBitmap], coding: FaxCoding) -> [UInt8]? {
        guard !pages.isEmpty, pages.count <= Int(UInt16.max), pages.allSatisfy({ $0.format == .bits }) else { return nil }
        var file: [UInt8] = Array("II*\0".utf8)
        file.append(contentsOf: bytes(UInt32(8)))
        for (index, page) in pages.enumerated() {
            let data = FaxEncoder.encode(page, as: coding)
            guard file.count + data.count < mostBytes else { return nil }
            append(page, data: data, coding: coding, number: index, of: pages.count, to: &file)
        }
        return file
    }

    /// A directory, what does not fit its entries, then the strip: the order in which a receiver that cannot go back reads them.
    private static func append(_ page: PageBitmap, data: [UInt8], coding: FaxCoding, number: Int, of count: Int, to file: inout [UInt8]) {
        let isHuffman = coding == .modifiedHuffman
        var fields: [Field] = [
            // One page of several.
            .long(254, 2),
            .long(256, UInt32(page.width)), .long(257, UInt32(page.height)),
            .short(258, [1]), .short(259, [isHuffman ? 3 : 4]),
            // White is 0.
            .short(262, [0]),
            // The first pixel is the lowest bit.
            .short(266, [2]),
        ]
        let rest: [Field] =
            [
                .short(274, [1]), .short(277, [1]), .long(278, UInt32(page.height)), .long(279, UInt32(data.count)),
                .rational(282, UInt32(page.horizontalDensity.rounded())), .rational(283, UInt32(page.verticalDensity.rounded())),
                .long(isHuffman ? 292 : 293, 0), .short(296, [2]), .short(297, [UInt16(number), UInt16(count)]),
            ] + (isHuffman ? [.long(326, 0), .short(327, [0])] : [])
        let entries = fields.count + 1 + rest.count
        let start = file.count
        var values = start + 2 + entries * entryBytes + 4
        let strip = values + 16
        fields.append(.long(273, UInt32(strip)))
        fields += rest

        file.append(contentsOf: bytes(UInt16(entries)))
        var outside: [UInt8] = []
        for field in fields {
            switch field {
            case .short(let tag, let numbers):
                file.append(contentsOf: bytes(tag) + bytes(UInt16(3)) + bytes(UInt32(numbers.count)))
                file.append(contentsOf: numbers.flatMap { bytes($0) } + (numbers.count == 1 ? [0, 0] : []))
            case .long(let tag, let number):
                file.append(contentsOf: bytes(tag) + bytes(UInt16(4)) + bytes(UInt32(1)) + bytes(number))
            case .rational(let tag, let number):
                file.append(contentsOf: bytes(tag) + bytes(UInt16(5)) + bytes(UInt32(1)) + bytes(UInt32(values)))
                outside += bytes(number) + bytes(UInt32(1))
                values += 8
            }
        }
        let isLast = number + 1 == count
        // Directories start at even offsets.
        let padding = data.count & 1
        file.append(contentsOf: bytes(isLast ? UInt32(0) : UInt32(strip + data.count + padding)))
        file.append(contentsOf: outside)
        file.append(contentsOf: data)
        if padding == 1, !isLast { file.append(0) }
    }

    /// Least significant byte first.
    private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
