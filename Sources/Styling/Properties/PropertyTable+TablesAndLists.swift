extension PropertyTable {
    mutating func addTablesAndLists() {
        addKeyword(
            "border-collapse", \.table.borderCollapse, inherited: true, fr: "bordures des cellules communes ou non",
            en: "cell borders shared or not")
        add(
            "border-spacing", "<length [0,∞]>{1,2}", inherited: true, initial: "0", fr: "écart entre les cellules",
            en: "distance between cells",
            copy: {
                $0.table.spacingHorizontal = $1.table.spacingHorizontal
                $0.table.spacingVertical = $1.table.spacingVertical
            }
        ) { stream in
            guard let horizontal = stream.length(nonNegative: true) else { return nil }
            let vertical = stream.length(nonNegative: true) ?? horizontal
            return { values, context in
                values.table.spacingHorizontal = max(0, horizontal.points(context))
                values.table.spacingVertical = max(0, vertical.points(context))
            }
        }
        addKeyword("caption-side", \.table.captionSide, inherited: true, fr: "côté de la légende", en: "side of the caption")
        addKeyword("empty-cells", \.table.emptyCells, inherited: true, fr: "bordures des cellules vides", en: "borders of empty cells")
        addKeyword("table-layout", \.table.layout, fr: "calcul des largeurs de colonnes", en: "how column widths are found")
        add(
            "list-style-type", "none | <counter-style> | <string> | symbols( <system>? <string>+ )", inherited: true, initial: "disc",
            fr: "puce ou numérotation",
            en: "bullet or numbering", copy: { $0.list.type = $1.list.type }
        ) { stream in
            guard let type = Self.listStyleType(&stream) else { return nil }
            return { values, _ in values.list.type = type }
        }
        addKeyword(
            "list-style-position", \.list.position, inherited: true, fr: "puce dehors ou dans le texte", en: "marker outside or in the text"
        )
        add(
            "list-style-image", "none | <url>", inherited: true, initial: "none", fr: "image de la puce", en: "image of the marker",
            copy: { $0.list.image = $1.list.image }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.list.image = nil } }
            guard let image = stream.image() else { return nil }
            return { values, _ in values.list.image = image }
        }
    }

    static func listStyleType(_ stream: inout ValueStream) -> ListStyleType? {
        if stream.accept("none") { return ListStyleType.none }
        if let text = stream.string() { return .string(text) }
        if let (system, symbols) = Self.symbols(&stream) { return .symbols(system, symbols) }
        return counterStyleName(&stream).map { .counterStyle($0) }
    }

    /// `symbols(system "a" "b")` (CSS Counter Styles 3, clause 8).
    static func symbols(_ stream: inout ValueStream) -> (CounterStyleSystem, [String])? {
        guard var arguments = stream.peekFunction("symbols") else { return nil }
        let system = arguments.keyword(CounterStyleSystem.self) ?? .symbolic
        var symbols: [String] = []
        while symbols.count < listLimit, let text = arguments.string() { symbols.append(text) }
        let least = system == .alphabetic || system == .numeric ? 2 : 1
        guard symbols.count >= least, arguments.isAtEnd, system != .additive else { return nil }
        stream.advance()
        return (system, symbols)
    }

    /// A counter style's name; predefined ones regardless of case.
    static func counterStyleName(_ stream: inout ValueStream) -> String? {
        guard let name = stream.customIdent(not: ["none"]) else { return nil }
        let lower = ValueStream.lowercased(name)
        return CounterStyleRule.predefined[lower] == nil ? name : lower
    }
}
