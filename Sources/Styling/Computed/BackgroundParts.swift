/// The lists of `background-*` before they are joined to layers.
struct BackgroundParts: Hashable, Sendable {
    /// More layers than this are refused.
    static let layerLimit = 64

    var images: [ImageReference?] = [nil]
    var positions = [BackgroundPosition(x: .fraction(0), y: .fraction(0))]
    var sizes = [BackgroundSize.auto]
    var repeats = [BackgroundRepeatPair(x: .repeat, y: .repeat)]
    var attachments = [BackgroundAttachment.scroll]
    var origins = [BackgroundBox.paddingBox]
    var clips = [BackgroundBox.borderBox]

    init() {}

    /// Shared by all styles without background.
    static let initial = BackgroundParts()

    /// Lists that are too short are repeated (CSS Backgrounds 3, clause 2.1).
    func layers() -> [BackgroundLayer] {
        var layers: [BackgroundLayer] = []
        for (index, image) in images.enumerated() {
            guard let image else { continue }
            var layer = BackgroundLayer(image: image)
            layer.position = positions[index % positions.count]
            layer.size = sizes[index % sizes.count]
            layer.repeatX = repeats[index % repeats.count].x
            layer.repeatY = repeats[index % repeats.count].y
            layer.attachment = attachments[index % attachments.count]
            layer.origin = origins[index % origins.count]
            layer.clip = clips[index % clips.count]
            layers.append(layer)
        }
        return layers
    }
}

struct BackgroundRepeatPair: Hashable, Sendable {
    var x: BackgroundRepeat
    var y: BackgroundRepeat
}
