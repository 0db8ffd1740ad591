import Diagnostics
import Images
import Pages
import Styling
import XML

/// Makes the box tree of a document: anonymous boxes, generated content, counters, markers, table fix-up, and, on the way,
/// the structure tree in logical order.
struct BoxBuilder {
    let engine: LayoutEngine
    let styled: StyledTree
    let tree: XMLTree
    var counters = CounterState()
    var structure = StructureBuilder()
    private var quoteDepth = 0
    private var depth = 0
    private(set) var boxCount = 0
    /// Boxes taken out of the flow by `position: running()`, by name.
    var running: [String: [Box]] = [:]
    private var fieldNames: Set<String> = []
    var artifactDepth = 0
    /// Footnotes met so far.
    var noteCount = 0
    /// Whether generated content depends on more than what stands before it: page numbers, or the words of another element.
    private(set) var refersElsewhere = false

    init(engine: LayoutEngine) {
        self.engine = engine
        styled = engine.styled
        tree = engine.tree
    }

    /// The box of the document element.
    mutating func build() -> Box? {
        guard let root = tree.root, styled[root].display != .none else { return nil }
        collectAnchors()
        let boxes = element(root, parentStructure: 0)
        boxes.first?.isRoot = true
        engine.structure = structure.finish()
        guard let box = boxes.first else { return nil }
        if box.isInlineLevel {
            let block = Box(.block, box.style)
            block.children = boxes
            return fixup(block)
        }
        return box
    }

    /// Texts of elements that references may quote.
    private func collectAnchors() {
        guard let root = tree.root, let id = tree.names.id(of: "id") else { return }
        var wanted = false
        for node in tree.descendants(of: root) where tree.isElement(node) && styled.hasPseudoElements(node) {
            wanted = true
            break
        }
        guard wanted else { return }
        for node in tree.descendants(of: root) where tree.isElement(node) {
            if let attribute = tree.attribute(id, of: node) { engine.anchorTexts[tree.value(of: attribute)] = tree.textContent(of: node) }
        }
    }

    private func span(_ node: NodeID) -> Span { tree.span(of: node) }

    // MARK: Again

    /// What the boxes of an element depend on besides the element: the state of building where it begins.
    var state: BoxOrigin.State {
        get { BoxOrigin.State(counters: counters, quoteDepth: quoteDepth, depth: depth, artifactDepth: artifactDepth) }
        set {
            counters = newValue.counters
            quoteDepth = newValue.quoteDepth
            depth = newValue.depth
            artifactDepth = newValue.artifactDepth
        }
    }

    /// The box of one element of a document whose other boxes stand already.
    mutating func rebuild(_ node: NodeID, from origin: BoxOrigin) -> Box? {
        state = origin.before
        // Pages that are only looked at need no structure tree: what the element adds to one goes into a tree of its own.
        let boxes = element(node, parentStructure: origin.isTagged ? 0 : -1)
        return boxes.count == 1 ? boxes[0] : nil
    }

    // MARK: Elements

    /// The boxes of an element: one, or what stands in its place.
    private mutating func element(_ node: NodeID, parentStructure: Int) -> [Box] {
        guard engine.isLive, styled[node].display.isBlockLevel else { return makeElement(node, parentStructure: parentStructure) }
        let before = state
        let boxes = makeElement(node, parentStructure: parentStructure)
        if boxes.count == 1 { boxes[0].origin = BoxOrigin(before: before, after: state, isTagged: parentStructure >= 0) }
        return boxes
    }

    private mutating func makeElement(_ node: NodeID, parentStructure: Int) -> [Box] {
        let style = styled[node]
        let display = style.display
        guard display != .none else { return [] }
        depth += 1
        boxCount += 1
        defer { depth -= 1 }
        let limits = engine.options.limits
        if depth > limits.depth {
            engine.exhaust(TypesettingDiagnostics.tooDeep(limits.depth, at: span(node)))
        } else if boxCount > limits.boxCount {
            engine.exhaust(TypesettingDiagnostics.tooManyBoxes(limits.boxCount, at: span(node)))
        }
        if engine.isExhausted { return [] }
        counters.enter(style)
        defer { counters.leave() }
        let isHTML = tree.namespace(of: node) == .xhtml
        let name = tree.localName(of: node)
        if style.box.float == .footnote { return footnote(node, style, name: name, parent: parentStructure) }
        let isRunning = style.box.position == .running
        if isRunning { artifactDepth += 1 }
        defer { if isRunning { artifactDepth -= 1 } }

        // The structure node of this element, if it makes one.
        let isArtifact = artifactDepth > 0
        let structureNode =
            isArtifact ? -1 : structure.enter(element: isHTML ? name : "", node: node, tree: tree, style: style, parent: parentStructure)

        if display == .contents {
            return children(of: node, style: style, structure: structureNode)
        }
        if isHTML, name == "br" { return [Box(.lineBreak, style, node: node)] }
        if isHTML, name == "img" || name == "image" {
            if let box = imageBox(node, style, structureNode: structureNode, parent: parentStructure) { return [finish(box, node, name)] }
        }
        let box = Box(Self.kind(of: display), style, node: node)
        box.structure = Int32(structureNode)
        if tree.namespace(of: node) == .template, name == "signature" || name == "text-field" {
            return [field(node, name, style, structureNode)]
        }
        if isHTML, name == "a", let href = tree.value("href", of: node), !isArtifact { link(box, node, href, structureNode) }
        if display.isTableInternal, display == .tableColumn || display == .tableColumnGroup {
            let childColumns = tree.children(of: node).filter { tree.isElement($0) && styled[$0].display == .tableColumn }
            for column in childColumns { box.columnStyles.append((styled[column].table.columnSpan, styled[column])) }
            if childColumns.isEmpty { box.columnStyles.append((style.table.columnSpan, style)) }
            return [box]
        }

        var content: [Box] = []
        if display.isListItem { content += marker(box, node, style, structureNode) }
        let bodyNode = display.isListItem && !isArtifact ? structure.listBody(of: structureNode) : structureNode
        switch style.generated.content {
        case .items(let items) where items != [.contents]:
            content += generated(items, style: style, node: node, structure: bodyNode)
        default:
            content += children(of: node, style: style, structure: bodyNode)
        }
        box.children = content
        if styled.hasPseudoElements(node), let style = styled.style(of: .firstLetter, at: node) { setFirstLetter(of: box, style) }
        return [finish(fixup(box), node, name)]
    }

    /// Anchors, named strings, bookmarks, signatures of a finished box.
    mutating func finish(_ box: Box, _ node: NodeID, _ name: String) -> Box {
        box.anchor = tree.value("id", of: node)
        if box.anchor == nil, name == "a" { box.anchor = tree.value("name", of: node) }
        for assignment in box.style.generated.stringSet {
            var value = ""
            for item in assignment.items { value += text(of: item, node: node, style: box.style) }
            box.strings.append((assignment.name, value))
        }
        let level = box.style.generated.bookmarkLevel ?? Self.headingLevel(name)
        if let level, artifactDepth == 0 {
            var title = ""
            for item in box.style.generated.bookmarkLabel { title += text(of: item, node: node, style: box.style) }
            let trimmed = Self.collapsed(title)
            if !trimmed.isEmpty { box.bookmark = (level, trimmed) }
        }
        if box.isRunning, let runningName = box.style.box.runningName { running[runningName, default: []].append(box) }
        return box
    }

    static func headingLevel(_ name: String) -> Int? {
        guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"), let digit = name.utf8.last, digit >= 0x31, digit <= 0x36 else {
            return nil
        }
        return Int(digit - 0x30)
    }

    static func kind(of display: Display) -> Box.Kind {
        switch display {
        case .inline: .inline
        case .table, .inlineTable: .table
        case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup: .rowGroup
        case .tableRow: .row
        case .tableCell: .cell
        case .tableCaption: .caption
        case .flex, .inlineFlex, .grid, .inlineGrid: .flex
        default: .block
        }
    }

    mutating func children(of node: NodeID, style: ComputedStyle, structure parent: Int) -> [Box] {
        var result: [Box] = []
        let hasPseudo = styled.hasPseudoElements(node)
        if hasPseudo, let before = styled.style(of: .before, at: node) {
            result += pseudo(before, node: node, structure: parent, marker: .beforeMarker)
        }
        for child in tree.children(of: node) {
            switch tree.kind(of: child) {
            case .text:
                let range = tree.textRange(of: child)
                guard !range.isEmpty else { continue }
                let box = Box(.text, style, node: child)
                box.isMaybeBlank = tree.isBlankText(child)
                // Content is assigned only to text that shows.
                box.structure = Int32(parent)
                box.time = structure.tick()
                result.append(box)
            case .element: result += element(child, parentStructure: parent)
            default: break
            }
        }
        if hasPseudo, let after = styled.style(of: .after, at: node) {
            result += pseudo(after, node: node, structure: parent, marker: .afterMarker)
        }
        return result
    }

    private mutating func pseudo(_ style: ComputedStyle, node: NodeID, structure parent: Int, marker kind: PseudoElement) -> [Box] {
        guard style.display != .none, case .items(let items) = style.generated.content else { return [] }
        counters.apply(style)
        let content = generated(items, style: style, node: node, structure: parent)
        if style.display == .contents { return content }
        let box = Box(Self.kind(of: style.display), style)
        box.structure = Int32(parent)
        box.children = style.display.isListItem ? marker(box, node, style, parent, kind) + content : content
        return [fixup(box)]
    }

    // MARK: Generated content

    mutating func generated(_ items: [ContentItem], style: ComputedStyle, node: NodeID, structure parent: Int) -> [Box] {
        var result: [Box] = []
        var pending = ""
        func flush(_ result: inout [Box], _ pending: inout String) {
            guard !pending.isEmpty, engine.countGenerated(pending.utf8.count, at: node) else { return }
            let box = Self.textBox(pending, style, node: node, structure: parent)
            box.time = structure.tick()
            result.append(box)
            pending = ""
        }
        for item in items {
            switch item {
            case .image(let reference):
                flush(&result, &pending)
                if let index = engine.image(reference, at: span(node)) {
                    let box = Box(.replaced, ComputedStyle.anonymous(inheriting: style, display: .inlineBlock), node: node)
                    setImage(box, index)
                    result.append(box)
                }
            case .leader, .targetCounter, .targetCounters:
                flush(&result, &pending)
                refersElsewhere = true
                let box = Box(.text, style, node: node)
                box.dynamic = [resolved(item, node: node)]
                box.structure = Int32(parent)
                box.time = structure.tick()
                box.ownText = []
                result.append(box)
                engine.usesPageReferences = engine.usesPageReferences || !item.isLeader
            case .counter(let name, _) where name == "page" || name == "pages":
                flush(&result, &pending)
                refersElsewhere = true
                engine.countsPagesInText = true
                let box = Box(.text, style, node: node)
                box.dynamic = [item]
                box.structure = Int32(parent)
                box.time = structure.tick()
                box.ownText = []
                result.append(box)
                if name == "pages" { engine.usesPageReferences = true }
            case .contents:
                flush(&result, &pending)
                for child in tree.children(of: node) {
                    if tree.kind(of: child) == .text { pending += tree.text(of: child) }
                }
            default: pending += text(of: item, node: node, style: style)
            }
        }
        flush(&result, &pending)
        return result
    }

    /// References by attribute become references by name, so that later steps need no tree.
    private func resolved(_ item: ContentItem, node: NodeID) -> ContentItem {
        func target(_ target: ContentTarget) -> ContentTarget {
            if case .attribute(let name) = target { return .url(tree.value(name, of: node) ?? "") }
            return target
        }
        switch item {
        case .targetCounter(let t, let name, let style): return .targetCounter(target: target(t), name: name, style: style)
        case .targetCounters(let t, let name, let separator, let style):
            return .targetCounters(target: target(t), name: name, separator: separator, style: style)
        default: return item
        }
    }

    static func textBox(_ text: String, _ style: ComputedStyle, node: NodeID?, structure parent: Int) -> Box {
        let box = Box(.text, style, node: node)
        box.ownText = Array(text.utf8)
        box.structure = Int32(parent)
        return box
    }

    private mutating func text(of item: ContentItem, node: NodeID, style: ComputedStyle) -> String {
        switch item {
        case .string(let text): return text
        case .attribute(let name, let fallback): return tree.value(name, of: node) ?? fallback ?? ""
        case .counter(let name, let counterStyle): return styled.counterStyles.text(counters.value(of: name), counterStyle)
        case .counters(let name, let separator, let counterStyle):
            var result = ""
            for (index, value) in counters.values(of: name).enumerated() {
                if index > 0 { result += separator }
                result += styled.counterStyles.text(value, counterStyle)
            }
            return result
        case .targetText(let target, _):
            refersElsewhere = true
            engine.quotesElements = true
            var name = ""
            switch target {
            case .url(let url): name = url
            case .attribute(let attribute): name = tree.value(attribute, of: node) ?? ""
            }
            if name.utf8.first == UInt8(ascii: "#") { name.removeFirst() }
            return engine.anchorTexts[name].map(Self.collapsed) ?? ""
        case .elementText(let part):
            switch part {
            case .text: return Self.collapsed(tree.textContent(of: node))
            case .firstLetter: return String(Self.collapsed(tree.textContent(of: node)).prefix(1))
            case .marker:
                return style.display.isListItem
                    ? styled.counterStyles.marker(counters.value(of: "list-item"), style.list.type) : ""
            case .before, .after:
                guard let pseudo = styled.style(of: part == .before ? .before : .after, at: node),
                    case .items(let items) = pseudo.generated.content
                else { return "" }
                var result = ""
                for item in items { result += text(of: item, node: node, style: pseudo) }
                return result
            }
        case .openQuote:
            quoteDepth += 1
            return Self.quote(style.generated.quotes, depth: quoteDepth - 1)?.open ?? ""
        case .closeQuote:
            quoteDepth = max(0, quoteDepth - 1)
            return Self.quote(style.generated.quotes, depth: quoteDepth)?.close ?? ""
        case .noOpenQuote:
            quoteDepth += 1
            return ""
        case .noCloseQuote:
            quoteDepth = max(0, quoteDepth - 1)
            return ""
        case .contents: return Self.collapsed(tree.textContent(of: node))
        case .image, .namedString, .runningElement, .leader, .targetCounter, .targetCounters: return ""
        }
    }

    private static func quote(_ pairs: [QuotePair], depth: Int) -> QuotePair? {
        pairs.isEmpty ? nil : pairs[min(depth, pairs.count - 1)]
    }

    static func collapsed(_ text: String) -> String {
        var result = ""
        var isPending = false
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
                isPending = !result.isEmpty
            } else {
                if isPending { result.unicodeScalars.append(" ") }
                isPending = false
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    // MARK: Special elements

    mutating func marker(
        _ box: Box, _ node: NodeID, _ style: ComputedStyle, _ structureNode: Int, _ kind: PseudoElement = .marker
    ) -> [Box] {
        guard let markerStyle = styled.style(of: kind, at: node) else { return [] }
        counters.apply(markerStyle)
        var content: [Box] = []
        let label = structureNode < 0 ? -1 : kind == .marker ? structure.label(of: structureNode) : structureNode
        switch markerStyle.generated.content {
        case .none: return []
        case .items(let items): content = generated(items, style: markerStyle, node: node, structure: label)
        case .normal:
            if let reference = style.list.image, let index = engine.image(reference, at: span(node)) {
                let image = Box(.replaced, ComputedStyle.anonymous(inheriting: markerStyle, display: .inlineBlock), node: node)
                setImage(image, index)
                content = [image, Self.textBox("\u{A0}", markerStyle, node: node, structure: label)]
            } else {
                let text = styled.counterStyles.marker(counters.value(of: "list-item"), style.list.type)
                guard !text.isEmpty else { return [] }
                content = [Self.textBox(text, markerStyle, node: node, structure: label)]
            }
        }
        if style.list.position == .inside || style.display == .inlineListItem {
            let inline = Box(.inline, markerStyle, node: nil)
            inline.children = content
            return [inline]
        }
        if label >= 0, artifactDepth == 0 { assign(content, original: -1, top: label) }
        let outside = Box(.block, ComputedStyle.anonymous(inheriting: markerStyle, display: .inlineBlock), node: node)
        outside.children = content
        outside.hasInlineChildren = true
        box.marker = outside
        return []
    }

    private mutating func imageBox(_ node: NodeID, _ style: ComputedStyle, structureNode: Int, parent: Int) -> Box? {
        guard let source = tree.value("src", of: node) else { return nil }
        guard let index = engine.image(ImageReference(url: source, base: ""), at: span(node)) else { return nil }
        let box = Box(.replaced, style, node: node)
        setImage(box, index)
        if structureNode >= 0 { box.content = Int32(structure.newContent(of: structureNode, at: structure.tick(), from: span(node))) }
        box.structure = Int32(structureNode)
        return box
    }

    private func setImage(_ box: Box, _ index: Int) {
        box.image = index
        box.imageWidth = engine.pictures[index].cssWidth
        box.imageHeight = engine.pictures[index].cssHeight
    }

    /// A place for a signature or a text: its content becomes the field's appearance, not the page's.
    private mutating func field(_ node: NodeID, _ element: String, _ style: ComputedStyle, _ structureNode: Int) -> Box {
        let display = style.display == .inline ? Display.inlineBlock : style.display
        let used = display == style.display ? style : ComputedStyle.anonymous(inheriting: style, display: .block)
        let box = Box(Self.kind(of: display), used, node: node)
        box.structure = Int32(structureNode)
        let name = tree.value("field", of: node) ?? tree.value("name", of: node) ?? element
        if !fieldNames.insert(name).inserted {
            engine.bag.append(TypesettingDiagnostics.duplicateField(name, at: span(node)))
        } else {
            box.fieldName = name
        }
        artifactDepth += 1
        box.children = children(of: node, style: style, structure: -1)
        let complete = fixup(box)
        artifactDepth -= 1
        return finish(complete, node, element)
    }

    private mutating func link(_ box: Box, _ node: NodeID, _ href: String, _ structureNode: Int) {
        let target: LinkAnnotation.Target = href.utf8.first == UInt8(ascii: "#") ? .destination(String(href.dropFirst())) : .uri(href)
        box.link = Int32(engine.linkTargets.count)
        let words = Self.collapsed(tree.textContent(of: node))
        // A link whose words are made by the style sheet, such as the number of a page, says in `title` where it leads.
        let title = words.isEmpty ? tree.value("title", of: node) ?? href : words
        engine.linkTargets.append((target, title, structureNode))
    }

    // MARK: Fix-up

    /// Makes a box's children consistent: anonymous blocks, blocks in inlines, table parts.
    mutating func fixup(_ box: Box) -> Box {
        switch box.kind {
        case .table: TableFixup.complete(box)
        case .rowGroup, .row: break
        case .flex: blockify(box)
        case .inline: box.children = TableFixup.wrapStrayParts(box.children, parent: box)
        default:
            box.children = TableFixup.wrapStrayParts(box.children, parent: box)
            arrange(box)
        }
        return box
    }

    /// Makes all children of a block container block-level, or all inline-level (CSS 2.2, clause 9.2.1.1).
    private mutating func arrange(_ box: Box) {
        var hasBlock = false
        var hasInline = false
        for child in box.children where !child.isOutOfFlow || child.isInlineLevel {
            if Self.holdsBlock(child) { hasBlock = true } else { hasInline = true }
        }
        if !hasBlock {
            let onlyOutOfFlow = !hasInline
            box.hasInlineChildren = !onlyOutOfFlow
            if box.hasInlineChildren { assignContent(box) }
            return
        }
        var flat: [Box] = []
        for child in box.children { Self.flatten(child, into: &flat) }
        var result: [Box] = []
        var line: [Box] = []
        for child in flat {
            let isInline = child.isInlineLevel || (child.isOutOfFlow && !line.isEmpty)
            if isInline {
                line.append(child)
            } else {
                wrapLine(&line, parent: box, into: &result)
                result.append(child)
            }
        }
        wrapLine(&line, parent: box, into: &result)
        box.children = result
        box.hasInlineChildren = false
    }

    private mutating func wrapLine(_ line: inout [Box], parent: Box, into result: inout [Box]) {
        defer { line.removeAll() }
        guard !line.isEmpty else { return }
        if line.allSatisfy({ isBlank($0) }) {
            result += line.filter { $0.isOutOfFlow }
            return
        }
        let anonymous = Box(.block, ComputedStyle.anonymous(inheriting: parent.style, display: .block))
        anonymous.children = line
        anonymous.hasInlineChildren = true
        anonymous.structure = parent.structure
        assignContent(anonymous)
        result.append(anonymous)
    }

    /// White space that collapses away between blocks.
    private func isBlank(_ box: Box) -> Bool {
        if box.isOutOfFlow { return true }
        guard box.kind == .text, box.dynamic == nil, box.style.text.whiteSpace.collapsesSpaces else { return false }
        if box.style.text.whiteSpace.collapse == .preserveBreaks { return false }
        return box.withBytes(tree) { bytes in bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D } }
    }

    /// Whether a child is block-level or an inline box around one.
    private static func holdsBlock(_ box: Box) -> Bool {
        if box.kind == .inline { return box.children.contains { ($0.isInlineLevel || !$0.isOutOfFlow) && holdsBlock($0) } }
        return !box.isInlineLevel
    }

    /// Splits inline boxes around the blocks in them.
    private static func flatten(_ box: Box, into result: inout [Box]) {
        guard box.kind == .inline, holdsBlock(box) else {
            result.append(box)
            return
        }
        var inner: [Box] = []
        for child in box.children { flatten(child, into: &inner) }
        var line: [Box] = []
        var isFirst = true
        func piece(_ line: inout [Box], isLast: Bool) -> Box {
            let part = Box(.inline, box.style, node: box.node)
            part.children = line
            part.link = box.link
            part.structure = box.structure
            part.anchor = isFirst ? box.anchor : nil
            part.isFirstPiece = isFirst
            part.isLastPiece = isLast
            line.removeAll()
            isFirst = false
            return part
        }
        for child in inner {
            if child.isInlineLevel || child.isOutOfFlow {
                line.append(child)
            } else {
                if !line.isEmpty || isFirst { result.append(piece(&line, isLast: false)) }
                result.append(child)
            }
        }
        result.append(piece(&line, isLast: true))
    }

    /// Children of a flex container are items: blocks.
    private mutating func blockify(_ box: Box) {
        var result: [Box] = []
        var line: [Box] = []
        for child in box.children {
            if child.isInlineLevel, child.kind == .text || child.kind == .inline || child.kind == .lineBreak {
                line.append(child)
            } else {
                wrapLine(&line, parent: box, into: &result)
                result.append(child)
            }
        }
        wrapLine(&line, parent: box, into: &result)
        box.children = result
    }

    /// Gives the texts of a paragraph their content in the structure tree.
    private mutating func assignContent(_ container: Box) {
        guard artifactDepth == 0 else { return }
        structure.beginParagraph()
        var top = Int(container.structure)
        if top >= 0, structure.needsParagraph(top) {
            let hasText = container.children.contains { !isBlank($0) }
            guard hasText else { return }
            top = structure.paragraph(in: top, at: Self.firstTime(in: container.children) ?? structure.tick())
        }
        let original = Int(container.structure)
        assign(container.children, original: original, top: top)
    }

    /// When the first text below was met.
    private static func firstTime(in boxes: [Box]) -> Int32? {
        for box in boxes {
            if box.time > 0 { return box.time }
            if let found = firstTime(in: box.children) { return found }
        }
        return nil
    }

    /// Content and nodes of a paragraph in reading order: nodes of inline elements exist already, and move behind what precedes them.
    private mutating func assign(_ boxes: [Box], original: Int, top: Int) {
        for box in boxes {
            let own = Int(box.structure)
            let isNode = own != original && own >= 0
            switch box.kind {
            case .text:
                if isNode || top >= 0 {
                    box.content = Int32(structure.content(of: isNode ? own : top, at: box.time, from: box.node.map(span)))
                }
            case .lineBreak: break
            case .inline:
                if isNode {
                    structure.move(own, under: top, from: original)
                    if let note = box.note { structure.move(Int(note.structure), under: top, from: original) }
                    assign(box.children, original: own, top: own)
                    // What follows is another content, wherever the element stands among its siblings by now: that of a list's item is
                    // made where it was met.
                    structure.beginParagraph()
                } else {
                    assign(box.children, original: original, top: top)
                }
            case .replaced:
                if isNode {
                    structure.move(own, under: top, from: original)
                    structure.beginParagraph()
                }
            default:
                if box.isFirstLetter {
                    assign(box.children, original: original, top: top)
                } else {
                    if isNode { structure.move(own, under: top, from: original) }
                    // A block within the line has its own contents already: the texts on both sides of it are two, so that it is read
                    // between.
                    structure.beginParagraph()
                }
            }
        }
    }
}

extension ContentItem {
    var isLeader: Bool {
        if case .leader = self { true } else { false }
    }
}

extension Box {
    /// The bytes of a text box.
    func withBytes<Result>(_ tree: XMLTree, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let ownText { return ownText.withUnsafeBufferPointer(body) }
        let range = node.map(tree.textRange) ?? 0..<0
        return tree.textBytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[range.clamped(to: 0..<all.count)]))
        }
    }
}
