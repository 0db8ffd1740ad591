extension PropertyTable {
    mutating func addBorders() {
        addEdge(
            "border-top", \.border.top.width, \.border.top.style, \.border.top.color, .borderTop, fr: "bordure du haut", en: "top border")
        addEdge(
            "border-right", \.border.right.width, \.border.right.style, \.border.right.color, .borderRight, fr: "bordure de droite",
            en: "right border")
        addEdge(
            "border-bottom", \.border.bottom.width, \.border.bottom.style, \.border.bottom.color, .borderBottom, fr: "bordure du bas",
            en: "bottom border")
        addEdge(
            "border-left", \.border.left.width, \.border.left.style, \.border.left.color, .borderLeft, fr: "bordure de gauche",
            en: "left border")
        addEdge(
            "outline", \.border.outline.width, \.border.outline.style, \.border.outline.color, .outline, fr: "contour hors de la boîte",
            en: "outline outside the box")
        addEdge(
            "column-rule", \.columns.rule.width, \.columns.rule.style, \.columns.rule.color, .columnRule, fr: "filet entre colonnes",
            en: "rule between columns")
        add(
            "outline-offset", "<length>", initial: "0", fr: "écart du contour", en: "distance of the outline",
            copy: { $0.border.outlineOffset = $1.border.outlineOffset }
        ) { stream in
            guard let length = stream.length() else { return nil }
            return { values, context in values.border.outlineOffset = length.points(context) }
        }
        addRadius("border-top-left-radius", \.border.radius.topLeft)
        addRadius("border-top-right-radius", \.border.radius.topRight)
        addRadius("border-bottom-right-radius", \.border.radius.bottomRight)
        addRadius("border-bottom-left-radius", \.border.radius.bottomLeft)
    }

    private mutating func addEdge(
        _ name: String, _ width: any WritableKeyPath<StyleValues, Double> & Sendable,
        _ style: any WritableKeyPath<StyleValues, LineStyle> & Sendable,
        _ color: any WritableKeyPath<StyleValues, CSSColor> & Sendable, _ flag: CurrentColors, fr: String, en: String
    ) {
        add(
            "\(name)-width", "thin | medium | thick | <length [0,∞]>", initial: "medium", fr: "\(fr)\u{A0}: largeur", en: "\(en): width",
            copy: { $0[keyPath: width] = $1[keyPath: width] }
        ) { stream in
            guard let length = Self.lineWidth(&stream) else { return nil }
            return { values, context in values[keyPath: width] = max(0, length.points(context)) }
        }
        addKeyword("\(name)-style", style, fr: "\(fr)\u{A0}: dessin", en: "\(en): style")
        addColor("\(name)-color", color, flag, fr: "\(fr)\u{A0}: couleur", en: "\(en): colour")
    }

    static func lineWidth(_ stream: inout ValueStream) -> SpecifiedLength? {
        if stream.accept("thin") { return .points(0.75) }
        if stream.accept("medium") { return .points(2.25) }
        if stream.accept("thick") { return .points(3.75) }
        return stream.length(nonNegative: true)
    }

    private mutating func addRadius(_ name: String, _ path: any WritableKeyPath<StyleValues, CornerRadius> & Sendable) {
        add(
            name, "<length-percentage [0,∞]>{1,2}", initial: "0", fr: "arrondi d’un coin", en: "rounding of a corner",
            copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            guard let horizontal = stream.lengthPercentage(nonNegative: true) else { return nil }
            var vertical = horizontal
            if !stream.isAtEnd {
                guard let second = stream.lengthPercentage(nonNegative: true) else { return nil }
                vertical = second
            }
            let (h, v) = (horizontal, vertical)
            return { values, context in
                values[keyPath: path] = CornerRadius(horizontal: h.nonNegative(context), vertical: v.nonNegative(context))
            }
        }
    }
}
