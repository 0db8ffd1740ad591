import CJPEG

/// Decoded pixels of a picture: grey or RGB, 8 bits a component, and opacity apart.
package struct DecodedImage: Sendable {
    package let width: Int
    package let height: Int
    /// 1 grey, 3 RGB.
    package let channels: Int
    /// Rows from the top, without padding.
    package let samples: [UInt8]
    package let alpha: [UInt8]?
}

extension ImageResource {
    /// Scans of a progressive JPEG; cameras write ten.
    private static let mostScans: Int32 = 500

    /// The pixels; nil for a picture whose data cannot be decoded (a damaged JPEG is not found out before).
    package func decoded() -> DecodedImage? {
        switch encoding {
        case .samples(let samples, let alpha):
            guard samples.count == pixelWidth * pixelHeight * components.rawValue else { return nil }
            return Self.image(samples, alpha, pixelWidth, pixelHeight, channels: components.rawValue, isInverted: isInverted)
        case .jpeg(let bytes):
            var image = paraphe_jpeg_image()
            let isWhole = bytes.withUnsafeBufferPointer {
                paraphe_jpeg_decode($0.baseAddress, $0.count, UInt64(ImageLimits.pixels), Self.mostScans, &image) != 0
            }
            guard isWhole, let pixels = image.pixels else { return nil }
            defer { free(pixels) }
            let samples = Array(UnsafeBufferPointer(start: pixels, count: Int(image.pixel_bytes)))
            return Self.image(
                samples, nil, Int(image.width), Int(image.height), channels: Int(image.channels), isInverted: isInverted)
        }
    }

    private static func image(
        _ samples: [UInt8], _ alpha: [UInt8]?, _ width: Int, _ height: Int, channels: Int, isInverted: Bool
    ) -> DecodedImage? {
        guard width > 0, height > 0, samples.count == width * height * channels else { return nil }
        guard channels == 4 else {
            return DecodedImage(width: width, height: height, channels: channels, samples: samples, alpha: alpha)
        }
        // Without a profile, CMYK is what PDF calls DeviceCMYK (ISO 32000-1, clause 10.3.5).
        var colors = [UInt8](repeating: 0, count: width * height * 3)
        let mask: UInt8 = isInverted ? 0xFF : 0
        for pixel in 0..<width * height {
            let black = 255 - UInt32(samples[pixel * 4 + 3] ^ mask)
            for color in 0..<3 {
                let light = 255 - UInt32(samples[pixel * 4 + color] ^ mask)
                colors[pixel * 3 + color] = UInt8(light * black / 255)
            }
        }
        return DecodedImage(width: width, height: height, channels: 3, samples: colors, alpha: alpha)
    }
}
