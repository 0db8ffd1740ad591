extension ImageResource {
    /// The picture as a PNG file; nil when it cannot be decoded.
    package func pngFile() -> [UInt8]? {
        guard let image = decoded() else { return nil }
        if image.channels == 1, image.alpha == nil {
            return PNGWriter.write(image.samples, width: image.width, height: image.height, format: .gray)
        }
        if image.channels == 3, image.alpha == nil {
            return PNGWriter.write(image.samples, width: image.width, height: image.height, format: .rgb)
        }
        var pixels = [UInt8](repeating: 255, count: image.width * image.height * 4)
        for pixel in 0..<image.width * image.height {
            for channel in 0..<3 {
                pixels[pixel * 4 + channel] = image.samples[image.channels == 1 ? pixel : pixel * 3 + channel]
            }
            if let alpha = image.alpha { pixels[pixel * 4 + 3] = alpha[pixel] }
        }
        return PNGWriter.write(pixels, width: image.width, height: image.height, format: .rgba)
    }
}
