import Images
import PDF

/// A picture as it stands in files, compressed once.
final class EmbeddedImage: Sendable {
    private let picture: PDFStream
    private let mask: PDFStream?

    init(_ image: ImageResource, level: Int) {
        var dictionary = Self.dictionary(image, image.components)
        switch image.encoding {
        case .jpeg(let bytes):
            dictionary["Filter"] = .name("DCTDecode")
            if image.isInverted { dictionary["Decode"] = .array([1, 0, 1, 0, 1, 0, 1, 0]) }
            picture = PDFStream(dictionary: dictionary, encoded: bytes)
            mask = nil
        case .samples(let samples, let alpha):
            let deflater = Deflater(level: level)
            picture = Self.compressed(samples, dictionary, deflater)
            mask = alpha.map { Self.compressed($0, Self.dictionary(image, .gray), deflater) }
        }
    }

    private static func dictionary(_ image: ImageResource, _ components: ImageResource.Components) -> PDFDictionary {
        let space: PDFName =
            switch components {
            case .gray: "DeviceGray"
            case .rgb: "DeviceRGB"
            case .cmyk: "DeviceCMYK"
            }
        return [
            "Type": .name("XObject"), "Subtype": .name("Image"), "Width": .integer(image.pixelWidth), "Height": .integer(image.pixelHeight),
            "ColorSpace": .name(space), "BitsPerComponent": 8,
        ]
    }

    private static func compressed(_ bytes: [UInt8], _ dictionary: PDFDictionary, _ deflater: Deflater) -> PDFStream {
        guard let packed = deflater.deflate(bytes) else { return PDFStream(dictionary: dictionary, encoded: bytes) }
        var dictionary = dictionary
        dictionary["Filter"] = .name("FlateDecode")
        return PDFStream(dictionary: dictionary, encoded: packed)
    }

    func write(as reference: PDFReference, to writer: inout some PDFObjectReceiver) {
        guard let mask else { return writer.write(.stream(picture), as: reference) }
        var picture = picture
        picture.dictionary["SMask"] = .reference(writer.add(.stream(mask)))
        writer.write(.stream(picture), as: reference)
    }
}
