extension PropertyTable {
    mutating func addColumnsAndFlex() {
        add(
            "column-count", "auto | <integer [1,∞]>", initial: "auto", fr: "nombre de colonnes", en: "number of columns",
            copy: { $0.columns.count = $1.columns.count }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.columns.count = nil } }
            guard let count = stream.integer(atLeast: 1) else { return nil }
            return { values, _ in values.columns.count = min(count, 1000) }
        }
        add(
            "column-width", "auto | <length [0,∞]>", initial: "auto", fr: "largeur souhaitée des colonnes", en: "wished width of columns",
            copy: { $0.columns.width = $1.columns.width }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.columns.width = nil } }
            guard let width = stream.length(nonNegative: true) else { return nil }
            return { values, context in values.columns.width = max(0, width.points(context)) }
        }
        addKeyword("column-span", \.columns.span, fr: "élément à travers toutes les colonnes", en: "element across all columns")
        addKeyword("column-fill", \.columns.fill, fr: "remplissage des colonnes", en: "filling of columns")
        addGap("column-gap", \.columns.columnGap, fr: "écart entre colonnes", en: "distance between columns")
        addGap("row-gap", \.columns.rowGap, fr: "écart entre rangées", en: "distance between rows")
        addAlias("grid-column-gap", of: "column-gap")
        addAlias("grid-row-gap", of: "row-gap")
        addKeyword("flex-direction", \.flex.direction, fr: "sens d’un conteneur flexible", en: "direction of a flex container")
        addKeyword("flex-wrap", \.flex.wrap, fr: "retour à la ligne des éléments flexibles", en: "wrapping of flex items")
        addContentAlignment(
            "justify-content", \.flex.justifyContent, fr: "répartition sur l’axe principal", en: "distribution on the main axis")
        addContentAlignment("align-content", \.flex.alignContent, fr: "répartition des lignes", en: "distribution of the lines")
        addItemAlignment("align-items", \.flex.alignItems, allowsAuto: false, fr: "alignement des éléments", en: "alignment of the items")
        addItemAlignment("align-self", \.flex.alignSelf, allowsAuto: true, fr: "alignement de l’élément", en: "alignment of the item")
        addFactor("flex-grow", \.flex.grow, initial: "0", fr: "part de l’espace libre", en: "share of free room")
        addFactor("flex-shrink", \.flex.shrink, initial: "1", fr: "part du resserrement", en: "share of shrinking")
        add(
            "flex-basis", "content | <width>", initial: "auto", fr: "taille de départ", en: "size to start from",
            copy: { $0.flex.basis = $1.flex.basis }
        ) { stream in
            guard let basis = Self.flexBasis(&stream) else { return nil }
            return { values, context in values.flex.basis = basis(context) }
        }
        add(
            "order", "<integer>", initial: "0", fr: "rang parmi les éléments", en: "rank among the items",
            copy: { $0.flex.order = $1.flex.order }
        ) { stream in
            guard let value = stream.integer() else { return nil }
            return { values, _ in values.flex.order = value }
        }
        addTracks("grid-template-rows", \.flex.gridRows, fr: "hauteurs des rangées d’une grille", en: "heights of the rows of a grid")
        addTracks(
            "grid-template-columns", \.flex.gridColumns, fr: "largeurs des colonnes d’une grille", en: "widths of the columns of a grid")
    }

    private mutating func addTracks(
        _ name: String, _ path: any WritableKeyPath<StyleValues, [TrackSize]> & Sendable, fr: String, en: String
    ) {
        add(
            name, "none | [ auto | <length-percentage [0,∞]> | <flex [0,∞]> ]+", initial: "none", fr: fr, en: en,
            copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            if stream.accept("none") { return { values, _ in values[keyPath: path] = [] } }
            var tracks: [@Sendable (ComputeContext) -> TrackSize] = []
            while !stream.isAtEnd {
                guard tracks.count < Self.listLimit else { return nil }
                if stream.accept("auto") {
                    tracks.append { _ in .auto }
                } else if let share = stream.flexFraction() {
                    tracks.append { _ in .fraction(share) }
                } else if let length = stream.lengthPercentage(nonNegative: true) {
                    tracks.append { context in .length(length.nonNegative(context)) }
                } else {
                    return nil
                }
            }
            let all = tracks
            guard !all.isEmpty else { return nil }
            return { values, context in values[keyPath: path] = all.map { $0(context) } }
        }
    }

    static func flexBasis(_ stream: inout ValueStream) -> (@Sendable (ComputeContext) -> SizeValue)? {
        if stream.accept("content") { return { _ in .content } }
        return size(&stream)
    }

    private mutating func addFactor(
        _ name: String, _ path: any WritableKeyPath<StyleValues, Double> & Sendable, initial: String, fr: String, en: String
    ) {
        add(name, "<number [0,∞]>", initial: initial, fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }) { stream in
            guard let value = stream.number(atLeast: 0) else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }

    private mutating func addGap(
        _ name: String, _ path: any WritableKeyPath<StyleValues, LengthPercentage?> & Sendable, fr: String, en: String
    ) {
        add(
            name, "normal | <length-percentage [0,∞]>", initial: "normal", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values[keyPath: path] = nil } }
            guard let gap = stream.lengthPercentage(nonNegative: true) else { return nil }
            return { values, context in values[keyPath: path] = gap.nonNegative(context) }
        }
    }

    private mutating func addContentAlignment(
        _ name: String, _ path: any WritableKeyPath<StyleValues, ContentAlignment> & Sendable, fr: String, en: String
    ) {
        let syntax = ContentAlignment.allCases.map(\.rawValue).joined(separator: " | ")
        add(name, syntax, initial: "normal", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }) { stream in
            _ = stream.accept("safe") || stream.accept("unsafe") || stream.accept("first")
            guard let value = stream.keyword(ContentAlignment.self) else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }

    private mutating func addItemAlignment(
        _ name: String, _ path: any WritableKeyPath<StyleValues, ItemAlignment> & Sendable, allowsAuto: Bool, fr: String, en: String
    ) {
        let syntax = ItemAlignment.allCases.filter { allowsAuto || $0 != .auto }.map(\.rawValue).joined(separator: " | ")
        add(name, syntax, initial: allowsAuto ? "auto" : "normal", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }) {
            stream in
            _ = stream.accept("safe") || stream.accept("unsafe") || stream.accept("first")
            guard let value = stream.keyword(ItemAlignment.self), allowsAuto || value != .auto else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }
}
