import Diagnostics
import XML

/// One run of the cascade over one document.
struct DocumentStyler {
    private let tree: XMLTree
    private let cascade: Cascade
    private var computer: StyleComputer
    private var matcher: SelectorMatcher
    private var styles: ContiguousArray<ComputedStyle>
    private var flags: ContiguousArray<UInt16>
    private var pseudos: [StyledTree.PseudoEntry] = []
    private var matched: [Int32] = []
    private var pageSize: (Double, Double)
    private let isStrict: Bool
    private var inlineDiagnostics = DiagnosticBag()
    /// By NameID: 1 id, 2 class, 3 style, 4 lang, 5 a presentational hint.
    private var attributeRoles: [UInt8]
    private var hints: [Int32]
    private var inlines: [Int32]
    /// By table element: what its attributes say of all of its cells.
    private var cellHints: [Int32: [(name: String, value: String)]] = [:]

    init(tree: XMLTree, cascade: Cascade) {
        self.tree = tree
        self.cascade = cascade
        computer = StyleComputer(options: cascade.options)
        isStrict = cascade.options.mode == .strict
        let count = tree.nodeCount
        styles = ContiguousArray(repeating: .initial, count: count)
        flags = ContiguousArray(repeating: 0, count: count)
        let symbols = SymbolTable.shared.snapshot()
        var symbolOfName: [Int32] = []
        attributeRoles = []
        for index in 0..<tree.names.count {
            let name = tree.names[NameID(index: Int32(clamping: index))]
            symbolOfName.append(symbols[name]?.index ?? -1)
            switch name {
            case "id": attributeRoles.append(1)
            case "class": attributeRoles.append(2)
            case "style": attributeRoles.append(3)
            case "lang": attributeRoles.append(4)
            default: attributeRoles.append(PresentationalHints.attributes.contains(name) ? 5 : 0)
            }
        }
        matcher = SelectorMatcher(
            tree: tree, symbolOfName: symbolOfName, symbols: symbols, identifiers: Array(repeating: -1, count: count), classes: [[]],
            classSets: Array(repeating: 0, count: count), languages: Array(repeating: 0, count: count), languageNames: [""],
            work: MatchWork(limit: cascade.options.limits.matchCount))
        hints = Array(repeating: 0, count: count)
        inlines = Array(repeating: 0, count: count)
        pageSize = (cascade.options.pageWidth, cascade.options.pageHeight)
    }

    mutating func run() -> (StyledTree, DiagnosticBag) {
        cascade.cache.startAnewIfFull()
        readAttributes()
        if cascade.usesChildIndex { countChildren() }
        matcher.languageNames = cascade.cache.lowercasedLanguages
        // Lengths in vw and vh refer to the first page's area (CSS Paged Media 3, clause 7.1).
        pageSize = cascade.cache.firstPageArea {
            PageComputer(
                rules: cascade.pageRules, options: cascade.options, root: .initial, allocator: StyleIndexAllocator(), indexLimit: 0
            ).compute(PageKind(isFirst: true))
        }
        let root = tree.root
        for index in 1..<max(1, tree.nodeCount) {
            let node = NodeID(index: Int32(clamping: index))
            let parent = Int(tree.parent(of: node)?.index ?? 0)
            guard tree.isElement(node) else {
                styles[index] = styles[parent]
                continue
            }
            styleElement(Int32(clamping: index), parent: styles[parent], root: node == root ? nil : root.map { styles[Int($0.index)] })
        }
        let rootStyle = root.map { styles[Int($0.index)] } ?? .initial
        let limit = cascade.cache.allocator.count + StyleCache.pageRoom
        let pages = cascade.cache.pages(root: rootStyle) {
            let computer = PageComputer(
                rules: cascade.pageRules, options: cascade.options, root: rootStyle, allocator: cascade.cache.allocator, indexLimit: limit)
            return PageStyles(
                dependsOnNumber: computer.dependsOnNumber, firstPageIsRight: rootStyle.text.direction == .leftToRight
            ) { computer.compute($0) }
        }
        let isComplete = !matcher.work.isExhausted && !computer.isExhausted
        let styled = StyledTree(
            tree: tree, styles: styles, pseudoFlags: flags, pseudoStyles: pseudos,
            pages: pages,
            fontFaces: cascade.fontFaces, counterStyles: cascade.counterStyles, styleCount: limit, isComplete: isComplete)
        var bag = computer.diagnostics
        bag.append(contentsOf: inlineDiagnostics)
        if !isComplete { bag.append(StyleDiagnostics.tooMuch(at: nil)) }
        return (styled, bag)
    }

    private static let pseudoElements = PseudoElement.allCases

    // MARK: Attributes

    private mutating func readAttributes() {
        var classSetIndices: [String: Int32] = ["": 0]
        let cache = cascade.cache
        for index in 1..<max(1, tree.nodeCount) {
            let node = NodeID(index: Int32(clamping: index))
            if let parent = tree.parent(of: node) { matcher.languages[index] = matcher.languages[Int(parent.index)] }
            guard tree.isElement(node) else { continue }
            var hinting: [(name: String, value: String)] = []
            var hasXMLLanguage = false
            for attribute in tree.attributes(of: node) {
                let name = Int(attribute.name.index)
                guard name >= 0, name < attributeRoles.count else { continue }
                let role = attributeRoles[name]
                guard role != 0 else { continue }
                if attribute.namespace == .xml {
                    if role == 4 {
                        hasXMLLanguage = true
                        matcher.languages[index] = cache.language(tree.value(of: attribute))
                    } else if role == 1 {
                        matcher.identifiers[index] = matcher.symbols[tree.value(of: attribute)]?.index ?? -1
                    }
                    continue
                }
                guard attribute.namespace == .none else { continue }
                switch role {
                case 1: matcher.identifiers[index] = matcher.symbols[tree.value(of: attribute)]?.index ?? -1
                case 2:
                    let value = tree.value(of: attribute)
                    if let known = classSetIndices[value] {
                        matcher.classSets[index] = known
                    } else {
                        let set = value.utf8.split(whereSeparator: Tokenizer.isSpace).compactMap {
                            matcher.symbols[String(Substring($0))]?.index
                        }
                        let setIndex = set.isEmpty ? 0 : Int32(clamping: matcher.classes.count)
                        if !set.isEmpty { matcher.classes.append(set) }
                        classSetIndices[value] = setIndex
                        matcher.classSets[index] = setIndex
                    }
                case 3:
                    if tree.namespace(of: node) == .xhtml || tree.namespace(of: node) == .template {
                        inlines[index] = readInline(attribute)
                    }
                case 4: if !hasXMLLanguage { matcher.languages[index] = cache.language(tree.value(of: attribute)) }
                default: if tree.namespace(of: node) == .xhtml { hinting.append((tree.names[attribute.name], tree.value(of: attribute))) }
                }
            }
            if tree.namespace(of: node) == .xhtml { addTableHints(node, &hinting) }
            if !hinting.isEmpty { readHints(node, hinting) }
        }
    }

    /// `cellpadding` and `border` of a table are hints for its cells (HTML, clause 15.3.10).
    private mutating func addTableHints(_ node: NodeID, _ hinting: inout [(name: String, value: String)]) {
        if !hinting.isEmpty, tree.localName(of: node) == "table" {
            let forCells = hinting.filter { $0.name == "cellpadding" || $0.name == "border" }
            if !forCells.isEmpty { cellHints[node.index] = forCells.map { ("cell-" + $0.name, $0.value) } }
            return
        }
        guard !cellHints.isEmpty else { return }
        let name = tree.localName(of: node)
        guard name == "td" || name == "th" else { return }
        var ancestor = tree.parent(of: node)
        while let here = ancestor {
            if tree.isElement(here, .xhtml, "table") {
                if let hints = cellHints[here.index] { hinting += hints }
                return
            }
            ancestor = tree.parent(of: here)
        }
    }

    private mutating func readInline(_ attribute: XMLAttribute) -> Int32 {
        let text = tree.embeddedValue(of: attribute)
        let base = tree.source?.path ?? ""
        func parse() -> (DeclarationBlock, DiagnosticBag) {
            let buffer = TokenBuffer(text, base: base)
            var parser = DeclarationParser(buffer, isStrict: isStrict)
            let block = parser.parse(0..<(buffer.tokens.count - 1))
            return (block, parser.diagnostics)
        }
        var found = DiagnosticBag()
        // A strict run tells the faults at each place, cached or not.
        let index = cascade.cache.inline(text.text) {
            let (block, diagnostics) = parse()
            found = diagnostics
            return block
        }
        inlineDiagnostics.append(contentsOf: found)
        return index
    }

    private mutating func readHints(_ node: NodeID, _ attributes: [(name: String, value: String)]) {
        let element = tree.localName(of: node)
        let tree = tree
        func items() -> Int { tree.children(of: node).reduce(0) { $0 + (tree.isElement($1, .xhtml, "li") ? 1 : 0) } }
        var key = element
        for (name, value) in attributes { key += "\u{0}\(name)\u{1}\(value)" }
        if attributes.contains(where: { $0.name == "reversed" }) { key += "\u{0}\(items())" }
        hints[Int(node.index)] = cascade.cache.hints(key) {
            PresentationalHints.declarations(element: element, attributes: attributes, childItems: items)
        }
    }

    private mutating func countChildren() {
        matcher.childIndices = Array(repeating: 0, count: tree.nodeCount)
        matcher.childCounts = Array(repeating: 0, count: tree.nodeCount)
        for index in 1..<max(1, tree.nodeCount) {
            let node = NodeID(index: Int32(clamping: index))
            guard tree.isElement(node), let parent = tree.parent(of: node) else { continue }
            matcher.childCounts[Int(parent.index)] += 1
            matcher.childIndices[index] = matcher.childCounts[Int(parent.index)]
        }
    }

    // MARK: Matching

    private mutating func collect(_ buckets: Cascade.Buckets, _ node: Int32) {
        matched.removeAll(keepingCapacity: true)
        if buckets.isEmpty { return }
        let identifier = matcher.identifiers[Int(node)]
        if identifier >= 0, let list = buckets.ids[identifier] { test(list, node) }
        let set = matcher.classSets[Int(node)]
        if set != 0 { for symbol in matcher.classes[Int(set)] { if let list = buckets.classes[symbol] { test(list, node) } } }
        let type = matcher.type(node)
        if type >= 0, let list = buckets.types[type] { test(list, node) }
        test(buckets.others, node)
        if matched.count > 1 { sortMatched() }
    }

    /// Few and nearly sorted: insertion, dropping what a class named twice brought twice.
    private mutating func sortMatched() {
        matched.sort()
        var last: Int32 = -1
        matched.removeAll { index in
            defer { last = index }
            return index == last
        }
    }

    private mutating func test(_ list: [Int32], _ node: Int32) {
        guard matcher.work.count(list.count) else { return }
        for index in list where matcher.matches(cascade.rules[Int(index)], node) { matched.append(index) }
    }

    private mutating func styleElement(_ node: Int32, parent: ComputedStyle, root: ComputedStyle?) {
        if cascade.usesDirection {
            if matcher.directionsAreRightToLeft.isEmpty {
                matcher.directionsAreRightToLeft = Array(repeating: false, count: tree.nodeCount)
            }
            let own = tree.value("dir", of: NodeID(index: node))?.lowercased()
            let inherited = tree.parent(of: NodeID(index: node)).map { matcher.directionsAreRightToLeft[Int($0.index)] } ?? false
            matcher.directionsAreRightToLeft[Int(node)] = own == "rtl" ? true : own == "ltr" ? false : inherited
        }
        collect(cascade.elements, node)
        let cache = cascade.cache
        var key = StyleCache.Key(
            parent: Int32(clamping: parent.index), pseudo: 255, isRoot: root == nil, hints: hints[Int(node)], inline: inlines[Int(node)],
            language: matcher.languages[Int(node)], matched: cache.matchList(matched))
        let style: ComputedStyle
        if let known = cache.style(key), let known {
            style = known
        } else {
            let layers = cascade.layers(matched, hints: cache.hintLists[Int(key.hints)], inline: cache.inlineBlocks[Int(key.inline)])
            let values = computer.compute(
                layers: layers, parent: parent, root: root, pageWidth: pageSize.0, pageHeight: pageSize.1,
                language: cache.languages[Int(key.language)],
                blockifies: parent.box.display.isFlexContainer || parent.box.display == .grid || parent.box.display == .inlineGrid)
            style = ComputedStyle(index: cache.allocator.take(), values: values)
            cache.insert(key, style)
        }
        styles[Int(node)] = style
        guard style.box.display != .none else { return }
        key.hints = 0
        key.inline = 0
        key.isRoot = false
        for pseudo in Self.pseudoElements {
            switch pseudo {
            case .marker: if !style.box.display.isListItem { continue }
            case .footnoteCall, .footnoteMarker: if style.box.float != .footnote { continue }
            case .beforeMarker, .afterMarker:
                let of: PseudoElement = pseudo == .beforeMarker ? .before : .after
                guard flags[Int(node)] & of.bit != 0, let own = pseudos.last(where: { $0.node == node && $0.pseudo == of })?.style,
                    own.box.display.isListItem
                else { continue }
                stylePseudo(pseudo, node, own, root ?? style, &key)
                continue
            default: if cascade.pseudos[Int(pseudo.rawValue)].isEmpty { continue }
            }
            stylePseudo(pseudo, node, style, root ?? style, &key)
        }
    }

    private mutating func stylePseudo(
        _ pseudo: PseudoElement, _ node: Int32, _ style: ComputedStyle, _ root: ComputedStyle, _ key: inout StyleCache.Key
    ) {
        collect(cascade.pseudos[Int(pseudo.rawValue)], node)
        if matched.isEmpty { return }
        let cache = cascade.cache
        key.parent = Int32(clamping: style.index)
        key.pseudo = pseudo.rawValue
        key.matched = cache.matchList(matched)
        let found: ComputedStyle?
        if let known = cache.style(key) {
            found = known
        } else {
            let values = computer.compute(
                layers: cascade.layers(matched, hints: [], inline: nil), parent: style, root: root, pageWidth: pageSize.0,
                pageHeight: pageSize.1, language: nil,
                blockifies: style.box.display.isFlexContainer && (pseudo == .before || pseudo == .after))
            var exists = values.box.display != .none
            if pseudo == .before || pseudo == .after { if case .items = values.generated.content {} else { exists = false } }
            found = exists ? ComputedStyle(index: cache.allocator.take(), values: values) : nil
            cache.insert(key, found)
        }
        guard let found else { return }
        flags[Int(node)] |= pseudo.bit
        pseudos.append(StyledTree.PseudoEntry(node: node, pseudo: pseudo, style: found))
    }
}
