/// The header of a JPEG file (ITU-T T.81, annex B; JFIF; EXIF); the data pass through.
enum JPEGReader {
    /// Segments before the picture's data.
    private static let mostSegments = 1_000

    static func read(_ bytes: [UInt8]) throws(ImageFault) -> ImageResource {
        var reader = Reader(bytes: bytes)
        var frame: (width: Int, height: Int, components: Int)?
        var density = (x: 96.0, y: 96.0)
        var orientation = 1
        var isAdobe = false
        for _ in 0..<mostSegments {
            let marker = try reader.nextMarker()
            if marker == 0xD9 { break }
            if (0xD0...0xD8).contains(marker) || marker == 0x01 { continue }
            let body = try reader.segment()
            switch marker {
            case 0xC0, 0xC1, 0xC2: frame = try Self.frame(bytes[body])
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: throw ImageFault.jpeg("unsupported coding process")
            case 0xE0: density = jfifDensity(bytes[body]) ?? density
            case 0xE1: orientation = exifOrientation(bytes[body]) ?? orientation
            case 0xEE: isAdobe = isAdobe || bytes[body].starts(with: Array("Adobe".utf8))
            default: break
            }
            if marker == 0xDA { break }
        }
        guard let frame else { throw ImageFault.jpeg("no frame header") }
        guard frame.width > 0, frame.height > 0 else { throw ImageFault.empty }
        guard frame.width <= ImageLimits.side, frame.height <= ImageLimits.side, frame.width * frame.height <= ImageLimits.pixels else {
            throw ImageFault.tooManyPixels
        }
        guard let components = ImageResource.Components(rawValue: frame.components) else { throw ImageFault.jpeg("number of components") }
        // A decoder stops at the end marker: what is cut off before it is not a picture.
        guard bytes.suffix(4_096).indices.contains(where: { $0 + 1 < bytes.count && bytes[$0] == 0xFF && bytes[$0 + 1] == 0xD9 }) else {
            throw ImageFault.jpeg("no end of image")
        }
        return ImageResource(
            pixelWidth: frame.width, pixelHeight: frame.height, components: components, encoding: .jpeg(bytes),
            horizontalDensity: density.x, verticalDensity: density.y, orientation: orientation, isInverted: isAdobe && components == .cmyk)
    }

    private static func frame(_ body: ArraySlice<UInt8>) throws(ImageFault) -> (width: Int, height: Int, components: Int) {
        let body = Array(body)
        guard body.count >= 6 else { throw ImageFault.jpeg("frame header") }
        guard body[0] == 8 else { throw ImageFault.jpeg("not 8 bits a sample") }
        let components = Int(body[5])
        guard body.count >= 6 + 3 * components else { throw ImageFault.jpeg("frame header") }
        return (Int(body[3]) << 8 | Int(body[4]), Int(body[1]) << 8 | Int(body[2]), components)
    }

    private static func jfifDensity(_ body: ArraySlice<UInt8>) -> (x: Double, y: Double)? {
        let body = Array(body.prefix(16))
        guard body.count >= 12, body.starts(with: [0x4A, 0x46, 0x49, 0x46, 0]) else { return nil }
        let (x, y) = (Double(Int(body[8]) << 8 | Int(body[9])), Double(Int(body[10]) << 8 | Int(body[11])))
        guard x > 0, y > 0 else { return nil }
        switch body[7] {
        case 1: return (x, y)
        case 2: return (x * 2.54, y * 2.54)
        default: return nil
        }
    }

    /// Tag 0x0112 of the first directory (EXIF 2.32, clause 4.6.4).
    private static func exifOrientation(_ body: ArraySlice<UInt8>) -> Int? {
        guard body.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
        let data = Array(body.dropFirst(6).prefix(65_536))
        let isLittle = data.starts(with: [0x49, 0x49])
        func number(_ offset: Int, _ count: Int) -> Int? {
            guard offset >= 0, offset <= data.count - count else { return nil }
            var value = 0
            for index in 0..<count { value = value << 8 | Int(data[isLittle ? offset + count - 1 - index : offset + index]) }
            return value
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return nil }
        for index in 0..<min(count, 512) {
            let entry = start + 2 + 12 * index
            guard let tag = number(entry, 2) else { return nil }
            if tag == 0x0112, let value = number(entry + 8, 2), (1...8).contains(value) { return value }
        }
        return nil
    }

    /// Walks from marker to marker.
    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func nextMarker() throws(ImageFault) -> UInt8 {
            guard position + 1 < bytes.count, bytes[position] == 0xFF else { throw ImageFault.jpeg("marker expected") }
            position += 1
            // Any number of fill bytes may stand before a marker.
            while position < bytes.count, bytes[position] == 0xFF { position += 1 }
            guard position < bytes.count else { throw ImageFault.jpeg("unexpected end of file") }
            position += 1
            return bytes[position - 1]
        }

        /// The body of a segment, without its length.
        mutating func segment() throws(ImageFault) -> Range<Int> {
            guard position + 1 < bytes.count else { throw ImageFault.jpeg("unexpected end of file") }
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            guard length >= 2, length <= bytes.count - position else { throw ImageFault.jpeg("segment length") }
            let body = position + 2..<position + length
            position += length
            return body
        }
    }
}
