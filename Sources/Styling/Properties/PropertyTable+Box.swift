extension PropertyTable {
    mutating func addBox() {
        add(
            "display",
            "none | contents | block | inline | inline-block | flow-root | list-item | inline list-item | table | inline-table | table-row-group | table-header-group | table-footer-group | table-row | table-column-group | table-column | table-cell | table-caption | flex | inline-flex | grid | inline-grid",
            initial: "inline", fr: "genre de boîte", en: "kind of box", copy: { $0.box.display = $1.box.display }
        ) { stream in
            guard let display = Self.display(&stream) else { return nil }
            return { values, _ in values.box.display = display }
        }
        add(
            "position", "static | relative | absolute | fixed | sticky | running(<custom-ident>)", initial: "static",
            fr: "manière de placer la boîte",
            en: "how the box is placed",
            copy: {
                $0.box.position = $1.box.position
                $0.box.runningName = $1.box.runningName
            }
        ) { stream in
            if var inner = stream.peekFunction("running") {
                guard let name = inner.customIdent(), inner.isAtEnd else { return nil }
                stream.advance()
                return { values, _ in
                    values.box.position = .running
                    values.box.runningName = name
                }
            }
            guard let value = stream.keyword(PositionScheme.self), value != .running else { return nil }
            return { values, _ in
                values.box.position = value
                values.box.runningName = nil
            }
        }
        add(
            "float", "none | left | right | inline-start | inline-end | footnote", initial: "none",
            fr: "boîte flottante ou note de bas de page",
            en: "floating box or footnote", copy: { $0.box.float = $1.box.float }
        ) { stream in
            if stream.accept("inline-start") {
                return { values, _ in values.box.float = values.text.direction == .leftToRight ? .left : .right }
            }
            if stream.accept("inline-end") {
                return { values, _ in values.box.float = values.text.direction == .leftToRight ? .right : .left }
            }
            guard let value = stream.keyword(FloatSide.self) else { return nil }
            return { values, _ in values.box.float = value }
        }
        add(
            "clear", "none | left | right | both | inline-start | inline-end", initial: "none", fr: "passage sous les boîtes flottantes",
            en: "going below floats", copy: { $0.box.clear = $1.box.clear }
        ) { stream in
            if stream.accept("inline-start") {
                return { values, _ in values.box.clear = values.text.direction == .leftToRight ? .left : .right }
            }
            if stream.accept("inline-end") {
                return { values, _ in values.box.clear = values.text.direction == .leftToRight ? .right : .left }
            }
            guard let value = stream.keyword(ClearSide.self) else { return nil }
            return { values, _ in values.box.clear = value }
        }
        addInset("top", \.box.inset.top, fr: "décalage depuis le haut", en: "offset from the top")
        addInset("right", \.box.inset.right, fr: "décalage depuis la droite", en: "offset from the right")
        addInset("bottom", \.box.inset.bottom, fr: "décalage depuis le bas", en: "offset from the bottom")
        addInset("left", \.box.inset.left, fr: "décalage depuis la gauche", en: "offset from the left")
        add(
            "z-index", "auto | <integer>", initial: "auto", fr: "rang dans la pile", en: "rank in the stack",
            copy: { $0.box.zIndex = $1.box.zIndex }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.box.zIndex = nil } }
            guard let value = stream.integer() else { return nil }
            return { values, _ in values.box.zIndex = value }
        }
        addSize("width", \.box.width, fr: "largeur", en: "width")
        addSize("height", \.box.height, fr: "hauteur", en: "height")
        addSize("min-width", \.box.minWidth, fr: "largeur minimale", en: "least width")
        addSize("min-height", \.box.minHeight, fr: "hauteur minimale", en: "least height")
        addMaximum("max-width", \.box.maxWidth, fr: "largeur maximale", en: "greatest width")
        addMaximum("max-height", \.box.maxHeight, fr: "hauteur maximale", en: "greatest height")
        addKeyword("box-sizing", \.box.sizing, fr: "ce que mesurent largeur et hauteur", en: "what width and height measure")
        addKeyword("overflow-x", \.box.overflowX, fr: "ce qui dépasse en largeur", en: "what exceeds the width")
        addKeyword("overflow-y", \.box.overflowY, fr: "ce qui dépasse en hauteur", en: "what exceeds the height")
        add(
            "opacity", "<number> | <percentage>", initial: "1", fr: "opacité", en: "opacity", copy: { $0.box.opacity = $1.box.opacity }
        ) { stream in
            guard let value = stream.percentage() ?? stream.number() else { return nil }
            return { values, _ in values.box.opacity = max(0, min(1, value)) }
        }
        addKeyword("object-fit", \.box.objectFit, fr: "ajustement d’une image à sa boîte", en: "fit of an image in its box")
        add(
            "object-position", "<position>", initial: "50% 50%", fr: "place d’une image dans sa boîte", en: "place of an image in its box",
            copy: { $0.box.objectPosition = $1.box.objectPosition }
        ) { stream in
            guard let position = Self.position(&stream) else { return nil }
            return { values, context in values.box.objectPosition = position.computed(context) }
        }
        add(
            "aspect-ratio", "auto || <ratio>", initial: "auto", fr: "rapport de la largeur à la hauteur", en: "ratio of width to height",
            copy: { $0.box.aspectRatio = $1.box.aspectRatio }
        ) { stream in
            let isAuto = stream.accept("auto")
            guard let width = stream.number(atLeast: 0) else {
                guard isAuto else { return nil }
                return { values, _ in values.box.aspectRatio = nil }
            }
            var height = 1.0
            if stream.acceptDelim("/") {
                guard let value = stream.number(atLeast: 0) else { return nil }
                height = value
            }
            _ = stream.accept("auto")
            let ratio: Double? = width > 0 && height > 0 ? width / height : nil
            return { values, _ in values.box.aspectRatio = ratio }
        }
        addMargin("margin-top", \.margin.top, fr: "marge du haut", en: "top margin")
        addMargin("margin-right", \.margin.right, fr: "marge de droite", en: "right margin")
        addMargin("margin-bottom", \.margin.bottom, fr: "marge du bas", en: "bottom margin")
        addMargin("margin-left", \.margin.left, fr: "marge de gauche", en: "left margin")
        addPadding("padding-top", \.padding.top, fr: "retrait intérieur du haut", en: "top padding")
        addPadding("padding-right", \.padding.right, fr: "retrait intérieur de droite", en: "right padding")
        addPadding("padding-bottom", \.padding.bottom, fr: "retrait intérieur du bas", en: "bottom padding")
        addPadding("padding-left", \.padding.left, fr: "retrait intérieur de gauche", en: "left padding")
    }

    static func display(_ stream: inout ValueStream) -> Display? {
        var words: [String] = []
        while words.count < 3, let word = stream.identifier {
            words.append(word)
            stream.advance()
        }
        switch words {
        case ["block", "flow"], ["flow", "block"]: return .block
        case ["inline", "flow"]: return .inline
        case ["inline", "flow-root"]: return .inlineBlock
        case ["block", "flow-root"]: return .flowRoot
        case ["block", "table"]: return .table
        case ["inline", "table"]: return .inlineTable
        case ["block", "flex"]: return .flex
        case ["inline", "flex"]: return .inlineFlex
        case ["list-item", "block"], ["block", "list-item"], ["block", "flow", "list-item"]: return .listItem
        case ["inline", "list-item"], ["list-item", "inline"], ["inline", "flow", "list-item"]: return .inlineListItem
        default: return words.count == 1 ? Display(rawValue: words[0]) : nil
        }
    }

    private static func lengthOrAuto(_ stream: inout ValueStream) -> SpecifiedLength?? {
        if stream.accept("auto") { return .some(nil) }
        guard let length = stream.lengthPercentage() else { return nil }
        return .some(length)
    }

    private mutating func addInset(
        _ name: String, _ path: any WritableKeyPath<StyleValues, LengthOrAuto> & Sendable, fr: String, en: String
    ) {
        addLengthOrAuto(name, path, initial: "auto", fr: fr, en: en)
    }

    private mutating func addMargin(
        _ name: String, _ path: any WritableKeyPath<StyleValues, LengthOrAuto> & Sendable, fr: String, en: String
    ) {
        addLengthOrAuto(name, path, initial: "0", fr: fr, en: en)
    }

    private mutating func addLengthOrAuto(
        _ name: String, _ path: any WritableKeyPath<StyleValues, LengthOrAuto> & Sendable, initial: String, fr: String, en: String
    ) {
        add(
            name, "auto | <length-percentage>", initial: initial, fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            guard let value = Self.lengthOrAuto(&stream) else { return nil }
            guard let length = value else { return { values, _ in values[keyPath: path] = .auto } }
            return { values, context in values[keyPath: path] = .length(length.computed(context)) }
        }
    }

    private mutating func addPadding(
        _ name: String, _ path: any WritableKeyPath<StyleValues, LengthPercentage> & Sendable, fr: String, en: String
    ) {
        add(
            name, "<length-percentage [0,∞]>", initial: "0", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
            return { values, context in values[keyPath: path] = length.nonNegative(context) }
        }
    }

    /// A size keyword that is not `auto` or `none`, with the limit of `fit-content()`.
    private static func sizeKeyword(_ stream: inout ValueStream) -> (name: String, limit: SpecifiedLength?)? {
        if let name = stream.identifier, ["min-content", "max-content", "fit-content"].contains(name) {
            stream.advance()
            return (name, nil)
        }
        guard var inner = stream.peekFunction("fit-content"), let limit = inner.lengthPercentage(nonNegative: true), inner.isAtEnd else {
            return nil
        }
        stream.advance()
        return ("fit-content", limit)
    }

    static func size(_ stream: inout ValueStream) -> (@Sendable (ComputeContext) -> SizeValue)? {
        if stream.accept("auto") { return { _ in .auto } }
        if let (name, limit) = sizeKeyword(&stream) {
            return { context in
                switch name {
                case "min-content": .minContent
                case "max-content": .maxContent
                default: .fitContent(limit?.nonNegative(context))
                }
            }
        }
        guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
        return { context in .length(length.nonNegative(context)) }
    }

    private mutating func addSize(_ name: String, _ path: any WritableKeyPath<StyleValues, SizeValue> & Sendable, fr: String, en: String) {
        add(
            name, "auto | <length-percentage [0,∞]> | min-content | max-content | fit-content | fit-content(<length-percentage>)",
            initial: "auto", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            guard let size = Self.size(&stream) else { return nil }
            return { values, context in values[keyPath: path] = size(context) }
        }
    }

    private mutating func addMaximum(
        _ name: String, _ path: any WritableKeyPath<StyleValues, MaximumSize> & Sendable, fr: String, en: String
    ) {
        add(
            name, "none | <length-percentage [0,∞]> | min-content | max-content | fit-content | fit-content(<length-percentage>)",
            initial: "none", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            if stream.accept("none") { return { values, _ in values[keyPath: path] = .none } }
            if let (name, limit) = Self.sizeKeyword(&stream) {
                return { values, context in
                    switch name {
                    case "min-content": values[keyPath: path] = .minContent
                    case "max-content": values[keyPath: path] = .maxContent
                    default: values[keyPath: path] = .fitContent(limit?.nonNegative(context))
                    }
                }
            }
            guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
            return { values, context in values[keyPath: path] = .length(length.nonNegative(context)) }
        }
    }
}
