import Diagnostics

/// Reads `@font-face` (CSS Fonts 4, clause 4).
struct FontFaceParser {
    private static let names = [
        "font-family", "src", "font-weight", "font-style", "font-stretch", "unicode-range", "font-feature-settings", "font-display",
        "font-variant", "size-adjust", "ascent-override", "descent-override", "line-gap-override",
    ]
    private static let rangeLimit = 1_000

    private let buffer: TokenBuffer
    private let isStrict: Bool
    private(set) var diagnostics = DiagnosticBag()

    init(_ buffer: TokenBuffer, isStrict: Bool) {
        self.buffer = buffer
        self.isStrict = isStrict
    }

    mutating func parse(_ block: Range<Int>, at place: Span) -> FontFaceRule? {
        var face = FontFaceRule(family: "", sources: [], span: place)
        var parser = DeclarationParser(buffer, isStrict: isStrict)
        let buffer = buffer
        _ = parser.parse(
            block,
            descriptor: { parser, name, value, _ in
                var stream = value
                let range = value.index..<value.end
                guard Self.names.contains(name) else {
                    parser.reportAnyway(
                        StyleDiagnostics.unknownDescriptor(
                            name, rule: "font-face", nearest: NearestName.of(name, among: Self.names), at: buffer.span(range)))
                    return true
                }
                if !Self.read(name, &stream, into: &face) {
                    parser.reportAnyway(
                        StyleDiagnostics.badValue(
                            buffer.source(range), property: name, syntax: Self.syntax(name), nearest: nil, at: buffer.span(range)))
                }
                return true
            })
        diagnostics.append(contentsOf: parser.diagnostics)
        guard !face.family.isEmpty, !face.sources.isEmpty else {
            if isStrict, !diagnostics.hasErrors {
                diagnostics.append(StyleDiagnostics.badAtRule("font-face", expected: "font-family: <family-name>; src: <url>;", at: place))
            }
            return nil
        }
        return face
    }

    private static func syntax(_ name: String) -> String {
        switch name {
        case "src": "[ <url> format(<string>)? | local(<family-name>) ]#"
        case "font-family": "<family-name>"
        case "font-weight": "[ normal | bold | <number [1,1000]> ]{1,2}"
        case "unicode-range": "[ U+<hex> | U+<hex>-<hex> | U+<hex>? ]#"
        default: "<'\(name)'>"
        }
    }

    private static func read(_ name: String, _ stream: inout ValueStream, into face: inout FontFaceRule) -> Bool {
        switch name {
        case "font-family":
            guard let families = PropertyTable.families(&stream), families.count == 1, case .named(let family) = families[0], stream.isAtEnd
            else {
                return false
            }
            face.family = family
        case "src":
            var sources: [FontFaceRule.Source] = []
            repeat {
                if let image = stream.image() {
                    var format = ""
                    if var inner = stream.peekFunction("format") {
                        format = inner.string() ?? inner.ident() ?? ""
                        stream.advance()
                    }
                    if stream.peekFunction("tech") != nil { stream.advance() }
                    sources.append(.url(image, format: format))
                } else if var inner = stream.peekFunction("local") {
                    guard let families = PropertyTable.families(&inner), families.count == 1, inner.isAtEnd else { return false }
                    if case .named(let name) = families[0] { sources.append(.local(name)) }
                    stream.advance()
                } else {
                    return false
                }
            } while stream.accept(.comma)
            guard stream.isAtEnd else { return false }
            face.sources = sources
        case "font-weight":
            func weight(_ stream: inout ValueStream) -> Double? {
                if stream.accept("normal") { return 400 }
                if stream.accept("bold") { return 700 }
                guard let value = stream.number(atLeast: 1), value <= 1000 else { return nil }
                return value
            }
            if stream.accept("auto") { return true }
            guard let first = weight(&stream) else { return false }
            let second = weight(&stream) ?? first
            guard stream.isAtEnd else { return false }
            face.weight = min(first, second)...max(first, second)
        case "font-style":
            if stream.accept("auto") { return true }
            guard let style = PropertyTable.fontStyleValue(&stream) else { return false }
            _ = stream.angle()
            face.style = style
        case "font-stretch":
            if stream.accept("auto") { return true }
            guard let first = PropertyTable.fontStretch(&stream) else { return false }
            let second = PropertyTable.fontStretch(&stream) ?? first
            face.stretch = min(first, second)...max(first, second)
        case "font-feature-settings":
            if stream.accept("normal") { return true }
            guard let features = PropertyTable.featureSettings(&stream) else { return false }
            face.features = features
        case "unicode-range":
            guard let ranges = unicodeRanges(stream.buffer.source(stream.index..<stream.end)) else { return false }
            face.unicodeRanges = ranges
        default: break
        }
        return true
    }

    /// Read as text, since the tokens of CSS cut it oddly.
    private static func unicodeRanges(_ text: String) -> [ClosedRange<UInt32>]? {
        var ranges: [ClosedRange<UInt32>] = []
        for part in text.split(separator: ",") {
            let word = part.filter { !$0.isWhitespace }.uppercased()
            guard word.hasPrefix("U+"), ranges.count < rangeLimit else { return nil }
            let body = word.dropFirst(2)
            let bounds = body.split(separator: "-", omittingEmptySubsequences: false)
            let low: Substring
            let high: Substring
            if bounds.count == 2 {
                (low, high) = (bounds[0], bounds[1])
            } else {
                low = Substring(body.map { $0 == "?" ? "0" : String($0) }.joined())
                high = Substring(body.map { $0 == "?" ? "F" : String($0) }.joined())
            }
            guard low.utf8.count <= 6, high.utf8.count <= 6, let first = UInt32(low, radix: 16), let last = UInt32(high, radix: 16),
                first <= last,
                last <= 0x10FFFF
            else { return nil }
            ranges.append(first...last)
        }
        return ranges.isEmpty ? nil : ranges
    }
}

/// Reads `@counter-style` (CSS Counter Styles 3, clause 2).
struct CounterStyleParser {
    private static let names = [
        "system", "symbols", "additive-symbols", "negative", "prefix", "suffix", "range", "pad", "fallback", "speak-as",
    ]
    private static let symbolLimit = 1_000

    private let buffer: TokenBuffer
    private let isStrict: Bool
    private(set) var diagnostics = DiagnosticBag()

    init(_ buffer: TokenBuffer, isStrict: Bool) {
        self.buffer = buffer
        self.isStrict = isStrict
    }

    mutating func parse(_ prelude: Range<Int>, _ block: Range<Int>, at place: Span) -> (name: String, rule: CounterStyleRule)? {
        var stream = ValueStream(buffer, prelude)
        guard let name = PropertyTable.counterStyleName(&stream), stream.isAtEnd,
            !["decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed"].contains(name)
        else {
            if isStrict {
                diagnostics.append(StyleDiagnostics.badAtRule("counter-style", expected: "@counter-style <custom-ident> { … }", at: place))
            }
            return nil
        }
        var rule = CounterStyleRule(system: .symbolic, symbols: [])
        var parser = DeclarationParser(buffer, isStrict: isStrict)
        let buffer = buffer
        // `system` decides the base that others change, so it is read first.
        for isSystemPass in [true, false] {
            var pass = parser
            _ = pass.parse(
                block,
                descriptor: { parser, name, value, _ in
                    guard (name == "system") == isSystemPass else { return true }
                    let range = value.index..<value.end
                    var stream = value
                    guard Self.names.contains(name) else {
                        parser.reportAnyway(
                            StyleDiagnostics.unknownDescriptor(
                                name, rule: "counter-style", nearest: NearestName.of(name, among: Self.names), at: buffer.span(range)))
                        return true
                    }
                    if !Self.read(name, &stream, into: &rule) || !stream.isAtEnd {
                        parser.reportAnyway(
                            StyleDiagnostics.badValue(
                                buffer.source(range), property: name, syntax: Self.syntax(name), nearest: nil, at: buffer.span(range)))
                    }
                    return true
                })
            if isSystemPass { parser = DeclarationParser(buffer, isStrict: isStrict) }
            diagnostics.append(contentsOf: pass.diagnostics)
        }
        guard Self.isComplete(rule) else {
            if isStrict, !diagnostics.hasErrors {
                diagnostics.append(StyleDiagnostics.badAtRule("counter-style", expected: "symbols: <string>+;", at: place))
            }
            return nil
        }
        return (name, rule)
    }

    /// Each system needs its symbols (clause 3.1), and a style that extends another has none.
    private static func isComplete(_ rule: CounterStyleRule) -> Bool {
        if rule.extends != nil { return rule.given.isDisjoint(with: [.symbols, .additiveSymbols]) }
        switch rule.system {
        case .additive: return rule.given.contains(.additiveSymbols)
        case .alphabetic, .numeric: return rule.given.contains(.symbols) && rule.symbols.count >= 2
        default: return rule.given.contains(.symbols)
        }
    }

    private static func syntax(_ name: String) -> String {
        switch name {
        case "system": "cyclic | numeric | alphabetic | symbolic | additive | fixed <integer>? | extends <counter-style-name>"
        case "symbols": "<string>+"
        case "additive-symbols": "[ <integer> && <string> ]#"
        case "range": "auto | [ [ <integer> | infinite ]{2} ]#"
        case "pad": "<integer> && <string>"
        default: "<string>"
        }
    }

    private static func symbol(_ stream: inout ValueStream) -> String? { stream.string() ?? stream.customIdent() }

    private static func read(_ name: String, _ stream: inout ValueStream, into rule: inout CounterStyleRule) -> Bool {
        switch name {
        case "system":
            if stream.accept("extends") {
                guard let base = PropertyTable.counterStyleName(&stream) else { return false }
                rule.extends = base
                return true
            }
            guard let system = stream.keyword(CounterStyleSystem.self) else { return false }
            rule.system = system
            if system == .fixed, let first = stream.integer() { rule.firstFixed = first }
        case "symbols":
            var symbols: [String] = []
            while symbols.count < symbolLimit, let text = symbol(&stream) { symbols.append(text) }
            guard !symbols.isEmpty else { return false }
            rule.given.insert(.symbols)
            if rule.system != .additive { rule.symbols = symbols }
        case "additive-symbols":
            var pairs: [(Int, String)] = []
            repeat {
                var weight = stream.integer(atLeast: 0)
                guard pairs.count < symbolLimit, let text = symbol(&stream) else { return false }
                if weight == nil { weight = stream.integer(atLeast: 0) }
                guard let weight else { return false }
                pairs.append((weight, text))
            } while stream.accept(.comma)
            // Weights go down strictly, or the whole descriptor is invalid (clause 3.8).
            guard zip(pairs, pairs.dropFirst()).allSatisfy({ $0.0 > $1.0 }) else { return false }
            rule.given.insert(.additiveSymbols)
            if rule.system == .additive {
                rule.symbols = pairs.map(\.1)
                rule.weights = pairs.map(\.0)
            }
        case "negative":
            guard let prefix = symbol(&stream) else { return false }
            rule.given.insert(.negative)
            rule.negativePrefix = prefix
            rule.negativeSuffix = symbol(&stream) ?? ""
        case "prefix", "suffix":
            guard let text = symbol(&stream) else { return false }
            rule.given.insert(name == "prefix" ? .prefix : .suffix)
            if name == "prefix" { rule.prefix = text } else { rule.suffix = text }
        case "range":
            if stream.accept("auto") {
                rule.given.insert(.range)
                rule.range = nil
                return true
            }
            var ranges: [ClosedRange<Int>] = []
            repeat {
                func bound(_ stream: inout ValueStream, _ infinite: Int) -> Int? { stream.accept("infinite") ? infinite : stream.integer() }
                guard let low = bound(&stream, .min), let high = bound(&stream, .max), low <= high else { return false }
                ranges.append(low...high)
            } while stream.accept(.comma)
            rule.given.insert(.range)
            rule.range = ranges
        case "pad":
            var length = stream.integer(atLeast: 0)
            guard let text = symbol(&stream) else { return false }
            if length == nil { length = stream.integer(atLeast: 0) }
            guard let length else { return false }
            rule.given.insert(.pad)
            rule.padLength = length
            rule.padSymbol = text
        case "fallback":
            guard let base = PropertyTable.counterStyleName(&stream) else { return false }
            rule.given.insert(.fallback)
            rule.fallback = base
        default:
            while !stream.isAtEnd { stream.advance() }
        }
        return true
    }
}
