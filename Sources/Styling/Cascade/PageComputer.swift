/// Computes page boxes and margin boxes from `@page` rules.
struct PageComputer: Sendable {
    let rules: [(rule: PageRule, origin: StyleOrigin)]
    let options: StyleOptions
    let root: ComputedStyle
    let allocator: StyleIndexAllocator
    /// Indices from here on are not given: the layout's tables end there.
    let indexLimit: Int

    var dependsOnNumber: Bool { rules.contains { $0.rule.nth != nil } }

    private func layers(_ blocks: [(block: DeclarationBlock, origin: StyleOrigin)]) -> [StyleComputer.Layer] {
        var layers = blocks.map { StyleComputer.Layer(origin: $0.origin, declarations: $0.block.normal) }
        for origin in [StyleOrigin.author, .user, .userAgent] {
            for entry in blocks where entry.origin == origin && !entry.block.important.isEmpty {
                layers.append(StyleComputer.Layer(origin: origin, declarations: entry.block.important))
            }
        }
        return layers
    }

    private func finished(_ values: StyleValues) -> ComputedStyle {
        let index = allocator.take()
        return ComputedStyle(index: index < indexLimit ? index : -1, values: values)
    }

    func compute(_ kind: PageKind) -> PageStyle {
        let matching = rules.filter { $0.rule.matches(kind) }
        var computer = StyleComputer(options: options)
        var (width, height) = (options.pageWidth, options.pageHeight)
        let sized =
            matching.filter { $0.rule.size != nil && !$0.rule.sizeIsImportant }
            + matching.filter { $0.rule.size != nil && $0.rule.sizeIsImportant }
        if let size = sized.last?.rule.size {
            switch size {
            case .auto: break
            case .orientation(let isLandscape):
                (width, height) = isLandscape ? (max(width, height), min(width, height)) : (min(width, height), max(width, height))
            case .points(let w, let h): (width, height) = (w, h)
            case .lengths(let w, let h):
                let context = ComputeContext(
                    parent: root, rootFontSize: root.font.size, rootLineHeight: root.lineHeight ?? root.font.size * 1.2, pageWidth: width,
                    pageHeight: height, fontSize: root.font.size, font: root.font, lineHeight: root.lineHeight ?? root.font.size * 1.2,
                    fontLengths: options.fontLengths)
                (width, height) = (max(0, w.points(context)), max(0, h.points(context)))
            }
        }
        let blocks = matching.map { (block: $0.rule.block, origin: $0.origin) }
        let page = computer.compute(
            layers: layers(blocks), parent: root, root: root, pageWidth: width, pageHeight: height, language: nil
        ) { values in
            values.box.display = .block
            // What body says of its own text is no affair of the margins.
            values.text.decorations = []
        }
        let style = finished(page)
        var boxes: [ComputedStyle?] = Array(repeating: nil, count: MarginBox.allCases.count)
        for box in MarginBox.allCases {
            var own: [(block: DeclarationBlock, origin: StyleOrigin)] = []
            for entry in matching {
                for margin in entry.rule.marginBoxes where margin.box == box { own.append((margin.block, entry.origin)) }
            }
            guard !own.isEmpty else { continue }
            let values = computer.compute(
                layers: layers(own), parent: style, root: root, pageWidth: width, pageHeight: height, language: nil
            ) { values in
                values.box.display = .block
                (values.text.align, values.box.verticalAlign) = Self.alignment(box)
            }
            guard case .items = values.generated.content else { continue }
            boxes[Int(box.rawValue)] = finished(values)
        }
        let notes = matching.compactMap { entry in entry.rule.footnoteArea.map { (block: $0, origin: entry.origin) } }
        var area: ComputedStyle?
        if !notes.isEmpty {
            area = finished(
                computer.compute(layers: layers(notes), parent: style, root: root, pageWidth: width, pageHeight: height, language: nil) {
                    $0.box.display = .block
                })
        }
        return PageStyle(width: width, height: height, style: style, marginBoxes: boxes, footnoteArea: area)
    }

    /// CSS Paged Media 3, clause 5.3.2.4: defaults of the margin boxes.
    private static func alignment(_ box: MarginBox) -> (TextAlign, VerticalAlign) {
        switch box {
        case .topLeftCorner, .bottomLeftCorner: (.right, .middle)
        case .topRightCorner, .bottomRightCorner: (.left, .middle)
        case .topLeft, .bottomLeft: (.left, .middle)
        case .topCenter, .bottomCenter: (.center, .middle)
        case .topRight, .bottomRight: (.right, .middle)
        case .leftTop, .rightTop: (.center, .top)
        case .leftMiddle, .rightMiddle: (.center, .middle)
        case .leftBottom, .rightBottom: (.center, .bottom)
        }
    }
}
