import Diagnostics
import Images
import Testing

@Suite struct ImageReaderTests {
    /// One red pixel, RGB.
    static let dot: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
        0x77, 0x53, 0xDE, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D,
        0xB0, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
    /// A JPEG's markers without its data: SOI, SOF0 of 3 × 2 pixels and three components, SOS, EOI.
    static let frame: [UInt8] = [
        0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 2, 0, 3, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63,
        0,
        0x55, 0xFF, 0xD9,
    ]

    @Test func png() throws {
        let image = try ImageReader.read(Self.dot, name: "dot.png")
        #expect(image.pixelWidth == 1 && image.pixelHeight == 1)
        #expect(image.cssWidth == 0.75)
    }

    @Test func jpegSizeComesFromItsFrame() throws {
        let image = try ImageReader.read(Self.frame, name: "frame.jpg")
        #expect(image.pixelWidth == 3 && image.pixelHeight == 2)
    }

    /// Every cut and every flipped byte is refused or read: never a crash.
    @Test func damagedFilesAreRefusedOrRead() {
        for sound in [Self.dot, Self.frame] {
            for count in 0..<sound.count { _ = try? ImageReader.read(Array(sound.prefix(count)), name: "cut") }
            for index in sound.indices {
                for flip: UInt8 in [1, 0x80, 0xFF] {
                    var bent = sound
                    bent[index] ^= flip
                    _ = try? ImageReader.read(bent, name: "bent")
                }
            }
        }
    }

    @Test(arguments: [[], [0x47, 0x49, 0x46, 0x38], Array("<svg/>".utf8), Array(dot.prefix(20))] as [[UInt8]])
    func whatIsNoImageIsSaid(bytes: [UInt8]) {
        #expect(throws: DiagnosticsError.self) { try ImageReader.read(bytes, name: "x") }
    }

    /// A header that promises 2 billion pixels costs nothing.
    @Test func hugeImagesAreRefusedByTheirHeader() {
        var bytes = Self.dot
        bytes.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
        #expect(throws: DiagnosticsError.self) { try ImageReader.read(bytes, name: "huge.png") }
    }
}
