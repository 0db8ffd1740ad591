import Diagnostics

/// Reads what a page must know of a JPEG file (ITU-T T.81, annex B) and passes the data through.
enum JPEGHeader {
    static func read(_ bytes: [UInt8], name: String, at span: Span?) throws(DiagnosticsError) -> ImageResource {
        func broken(_ why: String) -> DiagnosticsError { DiagnosticsError(ImageDiagnostics.malformed(name, why: why, at: span)) }
        var at = 2
        var resolution: (x: Double, y: Double)?
        var isAdobe = false
        func short(_ at: Int) -> Int { Int(bytes[at]) << 8 | Int(bytes[at + 1]) }
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { throw broken("marker expected at byte \(at)") }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                at += 2
                continue
            }
            let length = short(at + 2)
            guard length >= 2, length <= bytes.count - at - 2 else { throw broken("segment cut short at byte \(at)") }
            let body = at + 4
            switch marker {
            case 0xE0 where length >= 14 && bytes[body..<body + 5].elementsEqual([0x4A, 0x46, 0x49, 0x46, 0]):
                let (x, y) = (Double(short(body + 8)), Double(short(body + 10)))
                if bytes[body + 7] == 1, x > 0, y > 0 { resolution = (x, y) }
                if bytes[body + 7] == 2, x > 0, y > 0 { resolution = (x * 2.54, y * 2.54) }
            case 0xEE where length >= 14 && bytes[body..<body + 5].elementsEqual([0x41, 0x64, 0x6F, 0x62, 0x65]):
                isAdobe = true
            case 0xC0, 0xC1, 0xC2:
                guard length >= 8 else { throw broken("frame header cut short") }
                let (height, width, components) = (short(body + 1), short(body + 3), Int(bytes[body + 5]))
                guard bytes[body] == 8 else { throw broken("\(bytes[body]) bits a component") }
                guard width > 0, height > 0, [1, 3, 4].contains(components) else { throw broken("impossible frame header") }
                guard width <= ImageLimits.longestSidePixels, height <= ImageLimits.longestSidePixels,
                    width * height <= ImageLimits.mostPixels
                else { throw DiagnosticsError(ImageDiagnostics.tooLarge(name, at: span)) }
                // Adobe writes four-component data inverted (PDF Reference, DCTDecode).
                return ImageResource(
                    width: width, height: height, dotsPerInch: resolution,
                    content: .jpeg(bytes, components: components, isInverted: isAdobe && components == 4))
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                throw broken("lossless, hierarchical or arithmetic coding")
            case 0xD9, 0xDA:
                throw broken("no frame header")
            default: break
            }
            at += 2 + length
        }
        throw broken("no frame header")
    }
}
