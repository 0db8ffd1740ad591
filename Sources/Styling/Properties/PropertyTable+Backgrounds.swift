extension PropertyTable {
    mutating func addBackgrounds() {
        add(
            "background-color", "<color>", initial: "transparent", fr: "couleur du fond", en: "colour of the background",
            copy: { values, other in
                values.background.color = other.background.color
                if other.currentColors.contains(.background) {
                    values.currentColors.insert(.background)
                } else {
                    values.currentColors.remove(.background)
                }
            }
        ) { stream in
            guard let color = stream.color() else { return nil }
            return { values, _ in Self.set(color, &values, \.background.color, .background) }
        }
        addLayered(
            "background-image", "[ none | <url> ]#", initial: "none", \.images, fr: "images du fond", en: "background images"
        ) { stream -> (@Sendable (ComputeContext) -> ImageReference?)? in
            guard let image = Self.backgroundImage(&stream) else { return nil }
            return { _ in image }
        }
        addLayered(
            "background-position", "<position>#", initial: "0% 0%", \.positions, fr: "place des images", en: "place of the images"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundPosition)? in
            guard let position = Self.position(&stream) else { return nil }
            return { context in position.computed(context) }
        }
        addLayered(
            "background-size", "[ auto | cover | contain | [ <length-percentage [0,∞]> | auto ]{1,2} ]#", initial: "auto", \.sizes,
            fr: "taille des images", en: "size of the images"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundSize)? in Self.backgroundSize(&stream) }
        addLayered(
            "background-repeat", "[ repeat-x | repeat-y | [ repeat | no-repeat | space | round ]{1,2} ]#", initial: "repeat", \.repeats,
            fr: "répétition des images", en: "repetition of the images"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundRepeatPair)? in
            guard let value = Self.backgroundRepeat(&stream) else { return nil }
            return { _ in value }
        }
        addLayered(
            "background-attachment", "[ scroll | fixed | local ]#", initial: "scroll", \.attachments, fr: "attache des images",
            en: "attachment of the images"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundAttachment)? in
            guard let value = stream.keyword(BackgroundAttachment.self) else { return nil }
            return { _ in value }
        }
        addLayered(
            "background-origin", "[ border-box | padding-box | content-box ]#", initial: "padding-box", \.origins,
            fr: "boîte où les images se placent", en: "box that places the images"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundBox)? in
            guard let value = stream.keyword(BackgroundBox.self) else { return nil }
            return { _ in value }
        }
        addLayered(
            "background-clip", "[ border-box | padding-box | content-box ]#", initial: "border-box", \.clips, fr: "boîte qui borne le fond",
            en: "box that bounds the background"
        ) { stream -> (@Sendable (ComputeContext) -> BackgroundBox)? in
            guard let value = stream.keyword(BackgroundBox.self) else { return nil }
            return { _ in value }
        }
    }

    private mutating func addLayered<Value: Sendable>(
        _ name: String, _ syntax: String, initial: String, _ path: any WritableKeyPath<BackgroundParts, [Value]> & Sendable, fr: String,
        en: String,
        item: @escaping @Sendable (inout ValueStream) -> (@Sendable (ComputeContext) -> Value)?
    ) {
        add(
            name, syntax, initial: initial, fr: fr, en: en,
            copy: { values, other in values.background.parts[keyPath: path] = other.background.parts[keyPath: path] }
        ) { stream in
            var items: [@Sendable (ComputeContext) -> Value] = []
            repeat {
                guard items.count < BackgroundParts.layerLimit, let value = item(&stream) else { return nil }
                items.append(value)
            } while stream.accept(.comma)
            let result = items
            return { values, context in values.background.parts[keyPath: path] = result.map { $0(context) } }
        }
    }

    static func backgroundImage(_ stream: inout ValueStream) -> ImageReference?? {
        if stream.accept("none") { return .some(nil) }
        guard let image = stream.image() else { return nil }
        return .some(image)
    }

    static func backgroundSize(_ stream: inout ValueStream) -> (@Sendable (ComputeContext) -> BackgroundSize)? {
        if stream.accept("cover") { return { _ in .cover } }
        if stream.accept("contain") { return { _ in .contain } }
        func part(_ stream: inout ValueStream) -> SpecifiedLength?? {
            if stream.accept("auto") { return .some(nil) }
            guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
            return .some(length)
        }
        guard let width = part(&stream) else { return nil }
        let height: SpecifiedLength? = part(&stream) ?? nil
        if width == nil, height == nil { return { _ in .auto } }
        return { context in
            func value(_ length: SpecifiedLength?) -> LengthOrAuto { length.map { .length($0.nonNegative(context)) } ?? .auto }
            return .lengths(width: value(width), height: value(height))
        }
    }

    static func backgroundRepeat(_ stream: inout ValueStream) -> BackgroundRepeatPair? {
        if stream.accept("repeat-x") { return BackgroundRepeatPair(x: .repeat, y: .noRepeat) }
        if stream.accept("repeat-y") { return BackgroundRepeatPair(x: .noRepeat, y: .repeat) }
        guard let x = stream.keyword(BackgroundRepeat.self) else { return nil }
        return BackgroundRepeatPair(x: x, y: stream.keyword(BackgroundRepeat.self) ?? x)
    }

    /// `background`: layers separated by commas, the colour in the last.
    static func expandBackground(_ stream: inout ValueStream, table: [String: Int]) -> [Int: Assignment]? {
        struct Layer: Sendable {
            var image: ImageReference??
            var position: SpecifiedPosition?
            var size: (@Sendable (ComputeContext) -> BackgroundSize)?
            var repeats: BackgroundRepeatPair?
            var attachment: BackgroundAttachment?
            var boxes: [BackgroundBox] = []
        }
        var layers: [Layer] = []
        var color: SpecifiedColor?
        repeat {
            guard layers.count < BackgroundParts.layerLimit, color == nil else { return nil }
            var layer = Layer()
            var isEmpty = true
            while !stream.isAtEnd, stream.kind != .comma {
                if layer.image == nil, let image = backgroundImage(&stream) {
                    layer.image = .some(image)
                } else if layer.position == nil, let position = position(&stream) {
                    layer.position = position
                    if stream.acceptDelim("/") {
                        guard let size = backgroundSize(&stream) else { return nil }
                        layer.size = size
                    }
                } else if layer.repeats == nil, let repeats = backgroundRepeat(&stream) {
                    layer.repeats = repeats
                } else if layer.attachment == nil, let attachment = stream.keyword(BackgroundAttachment.self) {
                    layer.attachment = attachment
                } else if layer.boxes.count < 2, let box = stream.keyword(BackgroundBox.self) {
                    layer.boxes.append(box)
                } else if color == nil, let value = stream.color() {
                    color = value
                } else {
                    return nil
                }
                isEmpty = false
            }
            guard !isEmpty else { return nil }
            layers.append(layer)
        } while stream.accept(.comma)
        let all = layers
        let background = color ?? .color(.transparent)
        var result: [Int: Assignment] = [:]
        func set(_ name: String, _ assignment: @escaping Assignment) {
            if let index = table[name] { result[index] = assignment }
        }
        set("background-color") { values, _ in Self.set(background, &values, \.background.color, .background) }
        set("background-image") { values, _ in values.background.parts.images = all.map { $0.image ?? nil } }
        set("background-position") { values, context in
            values.background.parts.positions = all.map { ($0.position ?? .topLeft).computed(context) }
        }
        set("background-size") { values, context in values.background.parts.sizes = all.map { $0.size?(context) ?? .auto } }
        set("background-repeat") { values, _ in
            values.background.parts.repeats = all.map { $0.repeats ?? BackgroundRepeatPair(x: .repeat, y: .repeat) }
        }
        set("background-attachment") { values, _ in values.background.parts.attachments = all.map { $0.attachment ?? .scroll } }
        set("background-origin") { values, _ in values.background.parts.origins = all.map { $0.boxes.first ?? .paddingBox } }
        set("background-clip") { values, _ in values.background.parts.clips = all.map { $0.boxes.last ?? .borderBox } }
        return result
    }
}
