extension PropertyTable {
    private static let sides = ["top", "right", "bottom", "left"]

    mutating func addShorthands() {
        addFourSides("margin", Self.sides.map { "margin-\($0)" }, "[ auto | <length-percentage> ]{1,4}", fr: "marges", en: "margins")
        addFourSides(
            "padding", Self.sides.map { "padding-\($0)" }, "<length-percentage [0,∞]>{1,4}", fr: "retraits intérieurs", en: "padding")
        addFourSides("inset", Self.sides, "[ auto | <length-percentage> ]{1,4}", fr: "décalages", en: "offsets")
        addFourSides(
            "border-width", Self.sides.map { "border-\($0)-width" }, "<line-width>{1,4}", fr: "largeurs des bordures",
            en: "widths of the borders")
        addFourSides(
            "border-style", Self.sides.map { "border-\($0)-style" }, "<line-style>{1,4}", fr: "dessins des bordures",
            en: "styles of the borders")
        addFourSides(
            "border-color", Self.sides.map { "border-\($0)-color" }, "<color>{1,4}", fr: "couleurs des bordures",
            en: "colours of the borders")
        for (side, fr) in [("top", "du haut"), ("right", "de droite"), ("bottom", "du bas"), ("left", "de gauche")] {
            addLine("border-\(side)", ["border-\(side)"], fr: "bordure \(fr)", en: "\(side) border")
        }
        addLine("border", Self.sides.map { "border-\($0)" }, fr: "les quatre bordures", en: "all four borders")
        addLine("outline", ["outline"], fr: "contour", en: "outline")
        addLine("column-rule", ["column-rule"], fr: "filet entre colonnes", en: "rule between columns")
        addRadius()
        addPair("overflow", ["overflow-x", "overflow-y"], "<overflow>{1,2}", fr: "ce qui dépasse de la boîte", en: "what exceeds the box")
        addPair("gap", ["row-gap", "column-gap"], "<'row-gap'> <'column-gap'>?", fr: "écarts", en: "gaps")
        addAlias("grid-gap", of: "gap")
        addAnyOrder(
            "list-style", ["list-style-position", "list-style-image", "list-style-type"],
            "<'list-style-position'> || <'list-style-image'> || <'list-style-type'>",
            fr: "puces", en: "markers")
        addAnyOrder("columns", ["column-count", "column-width"], "<'column-width'> || <'column-count'>", fr: "colonnes", en: "columns")
        addAnyOrder(
            "flex-flow", ["flex-direction", "flex-wrap"], "<'flex-direction'> || <'flex-wrap'>", fr: "sens et retour à la ligne",
            en: "direction and wrapping")
        addAnyOrder(
            "text-decoration", ["text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness"],
            "<'text-decoration-line'> || <'text-decoration-style'> || <'text-decoration-color'> || <'text-decoration-thickness'>",
            fr: "traits du texte", en: "lines of the text")
        addFlex()
        addFontShorthands()
        let background = ["color", "image", "position", "size", "repeat", "attachment", "origin", "clip"].map { "background-\($0)" }
        let indices = longhandIndex
        addShorthand(
            "background", "[ <bg-layer> , ]* <final-bg-layer>", background, fr: "fond", en: "background"
        ) { stream in Self.expandBackground(&stream, table: indices) }
    }

    private mutating func addFourSides(_ name: String, _ longhands: [String], _ syntax: String, fr: String, en: String) {
        let indices = longhands.map { index(of: $0) }
        let parsers = indices.map { definitions[$0].parse }
        addShorthand(name, syntax, longhands, fr: fr, en: en) { stream in
            // Each value is read anew for each side that takes it: the sides' parsers differ only in where they write.
            var starts: [ValueStream] = []
            while !stream.isAtEnd {
                guard starts.count < 4 else { return nil }
                starts.append(stream)
                guard parsers[0](&stream) != nil else { return nil }
            }
            guard !starts.isEmpty else { return nil }
            var result: [Int: Assignment] = [:]
            let choice: [Int] =
                switch starts.count {
                case 1: [0, 0, 0, 0]
                case 2: [0, 1, 0, 1]
                case 3: [0, 1, 2, 1]
                default: [0, 1, 2, 3]
                }
            for side in 0..<4 {
                var copy = starts[choice[side]]
                guard let assignment = parsers[side](&copy) else { return nil }
                result[indices[side]] = assignment
            }
            return result
        }
    }

    mutating func addPair(_ name: String, _ longhands: [String], _ syntax: String, fr: String, en: String) {
        let indices = longhands.map { index(of: $0) }
        let parsers = indices.map { definitions[$0].parse }
        addShorthand(name, syntax, longhands, fr: fr, en: en) { stream in
            var again = stream
            guard let first = parsers[0](&stream) else { return nil }
            if !stream.isAtEnd { again = stream }
            guard let second = parsers[1](&again) else { return nil }
            stream = again
            return [indices[0]: first, indices[1]: second]
        }
    }

    /// `width || style || color`, for one or several edges.
    mutating func addLine(_ name: String, _ edges: [String], fr: String, en: String) {
        let parts = ["width", "style", "color"]
        let longhands = edges.flatMap { edge in parts.map { "\(edge)-\($0)" } }
        let indices = longhands.map { index(of: $0) }
        let parsers = indices.map { definitions[$0].parse }
        addShorthand(name, "<line-width> || <line-style> || <color>", longhands, fr: fr, en: en) { stream in
            var result: [Int: Assignment] = [:]
            var seen = [false, false, false]
            outer: while !stream.isAtEnd {
                for part in 0..<3 where !seen[part] {
                    let start = stream
                    guard parsers[part](&stream) != nil else { continue }
                    seen[part] = true
                    for edge in 0..<(indices.count / 3) {
                        var copy = start
                        result[indices[edge * 3 + part]] = parsers[edge * 3 + part](&copy)
                    }
                    continue outer
                }
                return nil
            }
            return result.isEmpty ? nil : result
        }
    }

    /// Each longhand at most once, in any order; the first that takes a value gets it.
    private mutating func addAnyOrder(_ name: String, _ longhands: [String], _ syntax: String, fr: String, en: String) {
        let indices = longhands.map { index(of: $0) }
        let parsers = indices.map { definitions[$0].parse }
        let isListStyle = name == "list-style"
        let isColumns = name == "columns"
        addShorthand(name, syntax, longhands, fr: fr, en: en) { stream in
            var result: [Int: Assignment] = [:]
            var noneCount = 0
            var count = 0
            outer: while !stream.isAtEnd {
                count += 1
                guard count <= 4 else { return nil }
                // `none` of list-style is the type and, when that is given, the image.
                if isListStyle, stream.accept("none") {
                    noneCount += 1
                    continue
                }
                if isColumns, stream.accept("auto") { continue }
                for (part, parser) in parsers.enumerated() where result[indices[part]] == nil {
                    guard let assignment = parser(&stream) else { continue }
                    result[indices[part]] = assignment
                    continue outer
                }
                return nil
            }
            if isListStyle {
                let given = (result[indices[1]] == nil ? 0 : 1) + (result[indices[2]] == nil ? 0 : 1)
                if noneCount + given > 2 { return nil }
                if noneCount > 0, result[indices[2]] == nil { result[indices[2]] = { values, _ in values.list.type = .none } }
            }
            return count == 0 ? nil : result
        }
    }

    private mutating func addRadius() {
        let longhands = ["top-left", "top-right", "bottom-right", "bottom-left"].map { "border-\($0)-radius" }
        let indices = longhands.map { index(of: $0) }
        addShorthand(
            "border-radius", "<length-percentage [0,∞]>{1,4} [ / <length-percentage [0,∞]>{1,4} ]?", longhands, fr: "arrondi des coins",
            en: "rounding of the corners"
        ) { stream in
            func four(_ stream: inout ValueStream) -> [SpecifiedLength]? {
                var list: [SpecifiedLength] = []
                while list.count < 4, let length = stream.lengthPercentage(nonNegative: true) { list.append(length) }
                switch list.count {
                case 1: return [list[0], list[0], list[0], list[0]]
                case 2: return [list[0], list[1], list[0], list[1]]
                case 3: return [list[0], list[1], list[2], list[1]]
                case 4: return list
                default: return nil
                }
            }
            guard let horizontal = four(&stream) else { return nil }
            var vertical = horizontal
            if stream.acceptDelim("/") {
                guard let second = four(&stream) else { return nil }
                vertical = second
            }
            let (h, v) = (horizontal, vertical)
            func radius(_ corner: Int) -> @Sendable (ComputeContext) -> CornerRadius {
                { context in CornerRadius(horizontal: h[corner].nonNegative(context), vertical: v[corner].nonNegative(context)) }
            }
            let corners = (0..<4).map(radius)
            return [
                indices[0]: { values, context in values.border.radius.topLeft = corners[0](context) },
                indices[1]: { values, context in values.border.radius.topRight = corners[1](context) },
                indices[2]: { values, context in values.border.radius.bottomRight = corners[2](context) },
                indices[3]: { values, context in values.border.radius.bottomLeft = corners[3](context) },
            ]
        }
    }

    private mutating func addFlex() {
        let longhands = ["flex-grow", "flex-shrink", "flex-basis"]
        let indices = longhands.map { index(of: $0) }
        addShorthand(
            "flex", "none | [ <'flex-grow'> <'flex-shrink'>? || <'flex-basis'> ]", longhands, fr: "souplesse de l’élément",
            en: "flexibility of the item"
        ) { stream in
            var grow = 1.0
            var shrink = 1.0
            var basis: @Sendable (ComputeContext) -> SizeValue = { _ in .length(.points(0)) }
            if stream.accept("none") {
                grow = 0
                shrink = 0
                basis = { _ in .auto }
            } else {
                var hasNumbers = false
                var hasBasis = false
                while !stream.isAtEnd {
                    if !hasNumbers, let number = stream.number(atLeast: 0) {
                        hasNumbers = true
                        grow = number
                        if let second = stream.number(atLeast: 0) { shrink = second }
                    } else if !hasBasis, let value = Self.flexBasis(&stream) {
                        hasBasis = true
                        basis = value
                    } else {
                        return nil
                    }
                }
                guard hasNumbers || hasBasis else { return nil }
            }
            let (g, s, b) = (grow, shrink, basis)
            return [
                indices[0]: { values, _ in values.flex.grow = g }, indices[1]: { values, _ in values.flex.shrink = s },
                indices[2]: { values, context in values.flex.basis = b(context) },
            ]
        }
    }

    private mutating func addFontShorthands() {
        let variant = ["font-variant-caps", "font-variant-position", "font-variant-numeric", "font-variant-ligatures"]
        let variantIndices = variant.map { index(of: $0) }
        let variantParsers = variantIndices.map { definitions[$0].parse }
        addShorthand(
            "font-variant",
            "normal | none | [ <'font-variant-caps'> || <'font-variant-numeric'> || <'font-variant-ligatures'> || <'font-variant-position'> ]",
            variant, fr: "variantes de caractères", en: "variants of characters"
        ) { stream in
            if stream.accept("normal") { return [:] }
            if stream.accept("none") { return [variantIndices[3]: { values, _ in values.font.variantLigatures = Self.noLigatures }] }
            var result: [Int: Assignment] = [:]
            outer: while !stream.isAtEnd {
                for (part, parser) in variantParsers.enumerated() where result[variantIndices[part]] == nil && stream.identifier != "normal"
                {
                    guard let assignment = parser(&stream) else { continue }
                    result[variantIndices[part]] = assignment
                    continue outer
                }
                return nil
            }
            return result.isEmpty ? nil : result
        }
        let longhands = ["font-style", "font-variant-caps", "font-weight", "font-stretch", "font-size", "line-height", "font-family"]
        let resets = ["font-variant-position", "font-variant-numeric", "font-variant-ligatures", "font-kerning", "font-feature-settings"]
        let indices = longhands.map { index(of: $0) }
        addShorthand(
            "font",
            "[ <'font-style'> || normal || small-caps || <'font-weight'> || <font-stretch-keyword> ]? <'font-size'> [ / <'line-height'> ]? <'font-family'>#",
            longhands + resets, fr: "fonte, corps, interligne", en: "face, size, height of lines"
        ) { stream in
            if let system = stream.identifier, ["caption", "icon", "menu", "message-box", "small-caption", "status-bar"].contains(system) {
                stream.advance()
                return [indices[6]: { values, _ in values.font.families = [.generic(.sansSerif)] }]
            }
            var result: [Int: Assignment] = [:]
            var count = 0
            while count < 5 {
                count += 1
                if stream.accept("normal") { continue }
                if result[indices[1]] == nil, stream.accept("small-caps") {
                    result[indices[1]] = { values, _ in values.font.variantCaps = .smallCaps }
                } else if result[indices[0]] == nil, let style = Self.fontStyle(&stream) {
                    result[indices[0]] = style
                } else if result[indices[2]] == nil, stream.kind != .dimension, stream.kind != .percentage,
                    let weight = Self.bareWeight(&stream)
                {
                    result[indices[2]] = weight
                } else if result[indices[3]] == nil, let name = stream.identifier, let stretch = Self.stretchKeywords[name] {
                    stream.advance()
                    result[indices[3]] = { values, _ in values.font.stretch = stretch }
                } else {
                    break
                }
            }
            guard let size = Self.fontSize(&stream) else { return nil }
            result[indices[4]] = size
            if stream.acceptDelim("/") {
                guard let height = Self.lineHeight(&stream) else { return nil }
                result[indices[5]] = height
            }
            guard let families = Self.families(&stream) else { return nil }
            result[indices[6]] = { values, _ in values.font.families = families }
            return result
        }
    }

    /// A weight in `font`, where a bare zero would be a size.
    private static func bareWeight(_ stream: inout ValueStream) -> Assignment? {
        if stream.kind == .number, stream.token.number == 0 { return nil }
        return fontWeight(&stream)
    }

    mutating func addNamesWithoutEffect() {
        addWithoutEffect([
            "print-color-adjust", "-webkit-print-color-adjust", "color-adjust", "forced-color-adjust", "color-scheme", "cursor",
            "caret-color",
            "accent-color", "pointer-events", "user-select", "resize", "scroll-behavior", "scroll-margin", "scroll-padding",
            "scroll-snap-type",
            "scroll-snap-align", "scrollbar-width", "scrollbar-color", "scrollbar-gutter", "overscroll-behavior", "touch-action",
            "will-change",
            "transition", "transition-property", "transition-duration", "transition-delay", "transition-timing-function", "animation",
            "animation-name", "animation-duration", "animation-delay", "animation-iteration-count", "animation-timing-function",
            "appearance",
            "-webkit-appearance", "-webkit-font-smoothing", "-moz-osx-font-smoothing", "text-rendering", "text-size-adjust",
            "-webkit-text-size-adjust", "-webkit-tap-highlight-color", "tap-highlight-color", "image-rendering", "speak", "contain",
            "content-visibility", "isolation", "backface-visibility", "font-optical-sizing", "font-smooth", "ime-mode",
        ])
    }
}
