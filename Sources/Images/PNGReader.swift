import CPNG

/// PNG files (ISO/IEC 15948), decoded whole.
enum PNGReader {
    static func read(_ bytes: [UInt8]) throws(ImageFault) -> ImageResource {
        var image = paraphe_png_image()
        let isWhole = bytes.withUnsafeBufferPointer {
            paraphe_png_decode($0.baseAddress, $0.count, UInt64(ImageLimits.pixels), &image) != 0
        }
        guard isWhole, let pixels = image.pixels else {
            let words = withUnsafeBytes(of: image.message) { raw in String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self) }
            if words == "too many pixels" { throw ImageFault.tooManyPixels }
            throw ImageFault.png(words)
        }
        defer { free(pixels) }
        let (width, height, channels) = (Int(image.width), Int(image.height), Int(image.channels))
        guard width <= ImageLimits.side, height <= ImageLimits.side else { throw ImageFault.tooManyPixels }
        guard width > 0, height > 0 else { throw ImageFault.empty }
        let source = UnsafeBufferPointer(start: pixels, count: Int(image.pixel_bytes))
        let encoding = split(source, channels: channels, count: width * height)
        return ImageResource(
            pixelWidth: width, pixelHeight: height, components: channels <= 2 ? .gray : .rgb, encoding: encoding,
            horizontalDensity: density(image.x_density), verticalDensity: density(image.y_density))
    }

    private static func density(_ dotsAMetre: UInt32) -> Double {
        dotsAMetre == 0 ? 96 : Double(dotsAMetre) * 0.0254
    }

    /// Colours and opacity apart; an alpha channel that says nothing is dropped.
    private static func split(_ source: UnsafeBufferPointer<UInt8>, channels: Int, count: Int) -> ImageResource.Encoding {
        guard channels == 2 || channels == 4 else { return .samples(Array(source), alpha: nil) }
        let colors = channels - 1
        var isOpaque = true
        let alpha = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            for pixel in 0..<count {
                let value = source[pixel * channels + colors]
                isOpaque = isOpaque && value == 255
                target.initializeElement(at: pixel, to: value)
            }
            initialized = count
        }
        let samples = [UInt8](unsafeUninitializedCapacity: count * colors) { target, initialized in
            for pixel in 0..<count {
                for color in 0..<colors { target.initializeElement(at: pixel * colors + color, to: source[pixel * channels + color]) }
            }
            initialized = count * colors
        }
        return .samples(samples, alpha: isOpaque ? nil : alpha)
    }
}
