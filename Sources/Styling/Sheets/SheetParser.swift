import Diagnostics

/// Reads whole style sheets.
struct SheetParser {
    /// Sheets importing sheets deeper than this are refused.
    static let deepestImport = 8
    /// `@media` inside `@media` deeper than this is refused.
    static let deepestNesting = 16
    static let ruleLimit = 100_000
    /// Sheets that one sheet may bring along, those of its imports counted each time.
    static let importLimit = 100

    private(set) var sheet: Stylesheet
    private(set) var diagnostics = DiagnosticBag()
    private let options: StyleOptions
    private var isStrict: Bool { options.mode == .strict }
    /// Sheets that are being read, outermost first.
    private var importing: [String] = []
    private var importCount = 0
    /// The cascade layer that is being read.
    private var layer: [String] = []
    /// A limit is passed: what follows is not read.
    private var isExhausted = false

    init(origin: StyleOrigin, options: StyleOptions) {
        sheet = Stylesheet(origin: origin)
        self.options = options
    }

    private mutating func report(_ diagnostic: @autoclosure () -> Diagnostic) {
        if isStrict { diagnostics.append(diagnostic()) }
    }

    private mutating func exhaust(at span: Span) {
        isExhausted = true
        diagnostics.append(StyleDiagnostics.tooMuch(at: span))
    }

    mutating func parse(_ text: EmbeddedText, base: String, depth: Int, load: StyleEngine.Loader) {
        let buffer = TokenBuffer(text, base: base)
        if let start = buffer.unclosedStart {
            let first = String(decoding: buffer.bytes[start..<min(start + 2, buffer.bytes.count)], as: UTF8.self)
            report(StyleDiagnostics.unclosed(first.hasPrefix("/*") ? "/*" : String(first.prefix(1)), at: text.span(start..<(start + 1))))
        }
        if let open = buffer.unclosed.first {
            report(StyleDiagnostics.unclosed(buffer.source(open..<(open + 1)), at: buffer.span(at: open)))
        }
        var namespaces = SheetNamespaces()
        rules(buffer, 0..<(buffer.tokens.count - 1), &namespaces, depth: 0, importDepth: depth, load: load)
    }

    private mutating func rules(
        _ buffer: TokenBuffer, _ range: Range<Int>, _ namespaces: inout SheetNamespaces, depth: Int, importDepth: Int,
        load: StyleEngine.Loader
    ) {
        var index = range.lowerBound
        var allowsImports = depth == 0
        while index < range.upperBound, !isExhausted {
            let token = buffer.tokens[index]
            if token.kind == .whitespace || (depth == 0 && (token.kind == .cdo || token.kind == .cdc)) {
                index += 1
                continue
            }
            let isAtRule = token.kind == .atKeyword
            let start = index
            var end = isAtRule ? index + 1 : index
            while end < range.upperBound, buffer.tokens[end].kind != .leftBrace, !(isAtRule && buffer.tokens[end].kind == .semicolon) {
                end = buffer.after(end)
            }
            end = min(end, range.upperBound)
            var block: Range<Int>?
            if end < range.upperBound, buffer.tokens[end].kind == .leftBrace {
                block = (end + 1)..<max(end + 1, min(buffer.closer(end), range.upperBound))
                index = buffer.after(end)
            } else {
                index = end + 1
            }
            if isAtRule {
                let name = ValueStream.lowercased(buffer.text(token))
                if name == "import" {
                    importRule(
                        buffer, (start + 1)..<end, hasBlock: block != nil, isAllowed: allowsImports, importDepth: importDepth, load: load,
                        at: start)
                } else {
                    if name != "charset", name != "layer" { allowsImports = false }
                    atRule(name, buffer, start, (start + 1)..<end, block, &namespaces, depth: depth, importDepth: importDepth, load: load)
                }
                continue
            }
            allowsImports = false
            guard let block else {
                report(StyleDiagnostics.missingBlock(at: buffer.span(start..<max(start + 1, end))))
                continue
            }
            styleRule(buffer, start..<end, block, namespaces)
        }
    }

    private mutating func styleRule(_ buffer: TokenBuffer, _ prelude: Range<Int>, _ block: Range<Int>, _ namespaces: SheetNamespaces) {
        var parser = SelectorParser(buffer, prelude, namespaces: namespaces, isForgiving: !isStrict)
        var selectors: [Selector]?
        do throws(SelectorParser.Fault) {
            selectors = try parser.parseList()
        } catch {
            report(error.diagnostic)
        }
        // The declarations are read even so, that their faults are told at once.
        let declarations = declarations(buffer, block)
        guard let selectors, !declarations.isEmpty else { return }
        guard sheet.rules.count < Self.ruleLimit else {
            exhaust(at: buffer.span(prelude))
            return
        }
        sheet.rules.append(StyleRule(selectors: selectors, block: declarations, layer: layer))
    }

    private mutating func declarations(_ buffer: TokenBuffer, _ block: Range<Int>) -> DeclarationBlock {
        var parser = DeclarationParser(buffer, isStrict: isStrict)
        let result = parser.parse(block)
        diagnostics.append(contentsOf: parser.diagnostics)
        return result
    }

    static let atRules = ["charset", "counter-style", "font-face", "import", "layer", "media", "namespace", "page", "supports"]

    private mutating func atRule(
        _ name: String, _ buffer: TokenBuffer, _ keyword: Int, _ prelude: Range<Int>, _ block: Range<Int>?,
        _ namespaces: inout SheetNamespaces,
        depth: Int, importDepth: Int, load: StyleEngine.Loader
    ) {
        let place = buffer.span(at: keyword)
        switch name {
        case "charset": break
        case "media", "supports":
            guard let block else {
                report(StyleDiagnostics.missingBlock(at: place))
                return
            }
            guard depth < Self.deepestNesting else {
                report(StyleDiagnostics.tooDeep(at: place))
                return
            }
            var query = MediaQuery(options: options)
            let holds: Bool
            if name == "media" {
                holds = query.holds(buffer, prelude)
                for range in query.misunderstood { report(StyleDiagnostics.badMedia(buffer.source(range), at: buffer.span(range))) }
            } else {
                let value = query.supports(buffer, prelude)
                if value == nil { report(StyleDiagnostics.badMedia(buffer.source(prelude), at: buffer.span(prelude))) }
                holds = value ?? false
            }
            if holds { rules(buffer, block, &namespaces, depth: depth + 1, importDepth: importDepth, load: load) }
        case "layer": layerRule(buffer, prelude, block, &namespaces, depth: depth, importDepth: importDepth, load: load, at: place)
        case "namespace": namespaceRule(buffer, prelude, &namespaces, at: place)
        case "page":
            guard let block else {
                report(StyleDiagnostics.missingBlock(at: place))
                return
            }
            pageRule(buffer, prelude, block, at: place)
        case "font-face":
            guard let block else {
                report(StyleDiagnostics.missingBlock(at: place))
                return
            }
            var parser = FontFaceParser(buffer, isStrict: isStrict)
            if let face = parser.parse(block, at: place) { sheet.fontFaces.append(face) }
            diagnostics.append(contentsOf: parser.diagnostics)
        case "counter-style":
            guard let block else {
                report(StyleDiagnostics.missingBlock(at: place))
                return
            }
            var parser = CounterStyleParser(buffer, isStrict: isStrict)
            if let style = parser.parse(prelude, block, at: place) { sheet.counterStyles.append(style) }
            diagnostics.append(contentsOf: parser.diagnostics)
        default: report(StyleDiagnostics.unknownAtRule(name, nearest: NearestName.of(name, among: Self.atRules), at: place))
        }
    }

    /// `@layer a, b.c;` and `@layer a { … }` (CSS Cascade 5, clause 6.4).
    private mutating func layerRule(
        _ buffer: TokenBuffer, _ prelude: Range<Int>, _ block: Range<Int>?, _ namespaces: inout SheetNamespaces, depth: Int,
        importDepth: Int, load: StyleEngine.Loader, at place: Span
    ) {
        var stream = ValueStream(buffer, prelude)
        var names: [[String]] = []
        while !stream.isAtEnd {
            guard let name = Self.layerName(&stream) else {
                report(StyleDiagnostics.badAtRule("layer", expected: "@layer <layer-name>#; | @layer <layer-name>? { … }", at: place))
                return
            }
            names.append(name)
            if !stream.isAtEnd, !stream.accept(.comma) || stream.isAtEnd {
                report(StyleDiagnostics.badAtRule("layer", expected: "@layer <layer-name>#; | @layer <layer-name>? { … }", at: place))
                return
            }
        }
        guard let block else {
            for name in names { declareLayer(layer + name) }
            if names.isEmpty { report(StyleDiagnostics.missingBlock(at: place)) }
            return
        }
        guard names.count <= 1, depth < Self.deepestNesting else {
            report(
                depth < Self.deepestNesting
                    ? StyleDiagnostics.badAtRule("layer", expected: "@layer <layer-name>? { … }", at: place)
                    : StyleDiagnostics.tooDeep(at: place))
            return
        }
        inLayer(names.first, at: place) { parser in
            parser.rules(buffer, block, &namespaces, depth: depth + 1, importDepth: importDepth, load: load)
        }
    }

    /// Reads something as a part of a layer below the current one; nil is a layer without name.
    private mutating func inLayer(_ name: [String]?, at place: Span, _ read: (inout SheetParser) -> Void) {
        let saved = layer
        if let name {
            layer += name
        } else {
            layer.append("\u{0}\(place.source.index):\(place.start)")
        }
        declareLayer(layer)
        read(&self)
        layer = saved
    }

    private mutating func declareLayer(_ path: [String]) { sheet.layerOrder.append(path) }

    /// `a.b.c`, without white space.
    private static func layerName(_ stream: inout ValueStream) -> [String]? {
        guard let first = stream.customIdent() else { return nil }
        var path = [first]
        while stream.kind == .delim, stream.token.scalar == 0x2E, !stream.isAfterSpace {
            stream.advanceOneToken()
            guard !stream.isAfterSpace, let next = stream.customIdent() else { return nil }
            path.append(next)
        }
        return path
    }

    private mutating func namespaceRule(_ buffer: TokenBuffer, _ prelude: Range<Int>, _ namespaces: inout SheetNamespaces, at place: Span) {
        var stream = ValueStream(buffer, prelude)
        let prefix = stream.ident()
        guard let uri = stream.string() ?? stream.url(), stream.isAtEnd else {
            report(StyleDiagnostics.badAtRule("namespace", expected: "@namespace <prefix>? <string>;", at: place))
            return
        }
        if let prefix { namespaces.prefixes[prefix] = uri } else { namespaces.defaultURI = uri }
    }

    private mutating func importRule(
        _ buffer: TokenBuffer, _ prelude: Range<Int>, hasBlock: Bool, isAllowed: Bool, importDepth: Int, load: StyleEngine.Loader,
        at keyword: Int
    ) {
        let place = buffer.span(at: keyword)
        guard isAllowed, !hasBlock else {
            report(StyleDiagnostics.misplacedAtRule("import", at: place))
            return
        }
        var stream = ValueStream(buffer, prelude)
        let address = stream.span
        guard let name = stream.string() ?? stream.url() else {
            report(
                StyleDiagnostics.badAtRule(
                    "import", expected: "@import <url> [ layer | layer(<layer-name>) ]? supports(…)? <media-query-list>?;", at: place))
            return
        }
        var layerName: [String]?
        var isLayered = false
        if stream.accept("layer") {
            isLayered = true
        } else if var inner = stream.peekFunction("layer"), let name = Self.layerName(&inner), inner.isAtEnd {
            (layerName, isLayered) = (name, true)
            stream.advance()
        }
        if stream.peekFunction("supports") != nil {
            let condition = stream.index..<buffer.after(stream.index)
            stream.advance()
            guard MediaQuery(options: options).supportsFunction(buffer, condition) ?? false else { return }
        }
        var query = MediaQuery(options: options)
        guard query.holds(buffer, min(stream.index, prelude.upperBound)..<prelude.upperBound) else { return }
        guard let file = load(name, buffer.base) else {
            report(StyleDiagnostics.missingSheet(name, at: address))
            return
        }
        guard importDepth < Self.deepestImport, !importing.contains(file.path), file.path != buffer.base else {
            report(StyleDiagnostics.importCycle(name, at: address))
            return
        }
        importCount += 1
        guard importCount <= Self.importLimit else {
            exhaust(at: address)
            return
        }
        importing.append(file.path)
        let text = EmbeddedText(verbatim: file.text, source: file.id)
        if isLayered {
            inLayer(layerName, at: place) { $0.parse(text, base: file.path, depth: importDepth + 1, load: load) }
        } else {
            parse(text, base: file.path, depth: importDepth + 1, load: load)
        }
        importing.removeLast()
    }

    // MARK: Pages

    private mutating func pageRule(_ buffer: TokenBuffer, _ prelude: Range<Int>, _ block: Range<Int>, at place: Span) {
        var rules: [PageRule] = []
        var stream = ValueStream(buffer, prelude)
        if stream.isAtEnd { rules = [PageRule()] }
        while !stream.isAtEnd {
            guard let rule = pageSelector(&stream) else {
                report(
                    StyleDiagnostics.badAtRule(
                        "page", expected: "@page <name>? [ :first | :left | :right | :blank | :nth(an+b) ]*", at: buffer.span(prelude)))
                return
            }
            rules.append(rule)
            if !stream.isAtEnd, !stream.accept(.comma) || stream.isAtEnd { return }
        }
        var parser = DeclarationParser(buffer, isStrict: isStrict)
        var size: PageSize?
        var sizeIsImportant = false
        var boxes: [(box: MarginBox, block: DeclarationBlock)] = []
        var footnotes: DeclarationBlock?
        let declarations = parser.parse(
            block,
            atRule: { parser, item in
                guard case .atRule(let keyword, _, let inside) = item else { return }
                let name = ValueStream.lowercased(buffer.text(at: keyword))
                guard let inside else {
                    parser.reportAnyway(StyleDiagnostics.missingBlock(at: buffer.span(at: keyword)))
                    return
                }
                if name == "footnote" {
                    footnotes = parser.parse(inside)
                } else if let box = MarginBox.allCases.first(where: { $0.name == name }) {
                    boxes.append((box, parser.parse(inside)))
                } else {
                    let nearest = NearestName.of(name, among: MarginBox.allCases.map(\.name) + ["footnote"])
                    parser.reportAnyway(StyleDiagnostics.unknownAtRule(name, nearest: nearest, at: buffer.span(at: keyword)))
                }
            },
            descriptor: { parser, name, value, isImportant in
                switch name {
                case "size":
                    var stream = value
                    if let parsed = Self.pageSize(&stream), stream.isAtEnd {
                        if isImportant || !sizeIsImportant {
                            size = parsed
                            sizeIsImportant = isImportant
                        }
                    } else {
                        let range = value.index..<value.end
                        parser.reportAnyway(
                            StyleDiagnostics.badValue(
                                buffer.source(range), property: "size",
                                syntax:
                                    "<length [0,∞]>{1,2} | auto | [ a5 | a4 | a3 | b5 | b4 | letter | legal | ledger ] || [ portrait | landscape ]",
                                nearest: NearestName.of(
                                    buffer.source(range), among: PageSize.named.keys.sorted() + ["portrait", "landscape"]),
                                at: buffer.span(range)))
                    }
                    return true
                case "marks", "bleed": return true
                default: return false
                }
            })
        diagnostics.append(contentsOf: parser.diagnostics)
        for var rule in rules {
            rule.block = declarations
            rule.size = size
            rule.sizeIsImportant = sizeIsImportant
            rule.marginBoxes = boxes
            rule.footnoteArea = footnotes
            rule.layer = layer
            sheet.pageRules.append(rule)
        }
    }

    private func pageSelector(_ stream: inout ValueStream) -> PageRule? {
        var rule = PageRule()
        var isEmpty = true
        if stream.kind == .ident {
            guard let name = stream.customIdent(not: ["auto"]) else { return nil }
            rule.name = name
            isEmpty = false
        }
        while stream.kind == .colon, isEmpty || !stream.isAfterSpace {
            stream.advanceOneToken()
            if stream.isAfterSpace { return nil }
            if let inner = stream.peekFunction("nth") {
                guard let (nth, rest) = SelectorParser.nth(stream.buffer, inner.index..<inner.end), rest.isEmpty else { return nil }
                rule.nth = nth
                stream.advance()
            } else {
                switch stream.identifier {
                case "first": rule.isFirst = true
                case "blank": rule.isBlank = true
                case "left": rule.side = .left
                case "right": rule.side = .right
                default: return nil
                }
                stream.advance()
            }
            isEmpty = false
        }
        return isEmpty ? nil : rule
    }

    static func pageSize(_ stream: inout ValueStream) -> PageSize? {
        if stream.accept("auto") { return .auto }
        if let width = stream.length(nonNegative: true) {
            guard let height = stream.length(nonNegative: true) else { return .lengths(width, width) }
            return .lengths(width, height)
        }
        var size: (Double, Double)?
        var isLandscape: Bool?
        while let name = stream.identifier {
            if size == nil, let named = PageSize.named[name] {
                size = named
            } else if isLandscape == nil, name == "landscape" || name == "portrait" {
                isLandscape = name == "landscape"
            } else {
                return nil
            }
            stream.advance()
        }
        guard let size else { return isLandscape.map { .orientation(isLandscape: $0) } }
        return isLandscape == true ? .points(width: size.1, height: size.0) : .points(width: size.0, height: size.1)
    }
}

extension DeclarationParser {
    /// For those who read descriptors with this parser.
    mutating func reportAnyway(_ diagnostic: Diagnostic) {
        if isStrict { diagnostics.append(diagnostic) }
    }
}
