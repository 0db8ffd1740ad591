import CPNG
import Diagnostics

/// Reads PNG (ISO/IEC 15948) through libpng to eight-bit gray or sRGB, opacity apart.
enum PNGDecoder {
    static func decode(_ bytes: [UInt8], name: String, at span: Span?) throws(DiagnosticsError) -> ImageResource {
        var image = png_image()
        defer { png_image_free(&image) }
        guard bytes.withUnsafeBytes({ paraphe_png_begin(&image, $0.baseAddress, $0.count) }) != 0 else {
            throw DiagnosticsError(ImageDiagnostics.malformed(name, why: message(of: image), at: span))
        }
        let (width, height) = (Int(image.width), Int(image.height))
        guard width > 0, height > 0, width <= ImageLimits.longestSidePixels, height <= ImageLimits.longestSidePixels,
            width * height <= ImageLimits.mostPixels
        else { throw DiagnosticsError(ImageDiagnostics.tooLarge(name, at: span)) }
        let hasAlpha = paraphe_png_has_alpha(&image) != 0
        let components = paraphe_png_has_colour(&image) != 0 ? 3 : 1
        let channels = components + (hasAlpha ? 1 : 0)
        var pixels = [UInt8](repeating: 0, count: width * height * channels)
        // `image` keeps a pointer into `bytes` from begin to finish, so both calls see the same storage.
        let isDecoded = bytes.withUnsafeBytes { source in
            png_image_free(&image)
            guard paraphe_png_begin(&image, source.baseAddress, source.count) != 0 else { return false }
            return pixels.withUnsafeMutableBytes {
                paraphe_png_finish(&image, components == 3 ? 1 : 0, hasAlpha ? 1 : 0, $0.baseAddress) != 0
            }
        }
        guard isDecoded else { throw DiagnosticsError(ImageDiagnostics.malformed(name, why: message(of: image), at: span)) }
        let resolution = resolution(of: bytes)
        guard hasAlpha else {
            return ImageResource(
                width: width, height: height, dotsPerInch: resolution,
                content: .pixels(pixels, components: components, opacity: nil))
        }
        var colours = [UInt8](repeating: 0, count: width * height * components)
        var opacity = [UInt8](repeating: 0, count: width * height)
        for index in 0..<width * height {
            for component in 0..<components { colours[index * components + component] = pixels[index * channels + component] }
            opacity[index] = pixels[index * channels + components]
        }
        let isOpaque = opacity.allSatisfy { $0 == 255 }
        return ImageResource(
            width: width, height: height, dotsPerInch: resolution,
            content: .pixels(colours, components: components, opacity: isOpaque ? nil : opacity))
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The pHYs chunk, where its unit is the metre.
    private static func resolution(of bytes: [UInt8]) -> (x: Double, y: Double)? {
        var at = 8
        func word(_ at: Int) -> Int {
            Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
        }
        while at + 12 <= bytes.count {
            let length = word(at)
            let type = word(at + 4)
            if type == 0x4944_4154 { return nil }
            guard length <= bytes.count - at - 12 else { return nil }
            if type == 0x7048_5973, length == 9, bytes[at + 16] == 1 {
                let (x, y) = (Double(word(at + 8)) * 0.0254, Double(word(at + 12)) * 0.0254)
                return x >= 1 && y >= 1 ? (x, y) : nil
            }
            at += 12 + length
        }
        return nil
    }
}
