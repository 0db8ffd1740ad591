/// Media queries and feature queries, judged for paper at once: a sheet never has another medium.
struct MediaQuery {
    /// Conditions nested deeper than this do not hold.
    private static let deepestNesting = 16

    let options: StyleOptions
    /// What was not understood.
    var misunderstood: [Range<Int>] = []

    init(options: StyleOptions) { self.options = options }

    /// Whether a media query list holds on paper (Media Queries 4, clause 3). An empty list does.
    mutating func holds(_ buffer: TokenBuffer, _ range: Range<Int>) -> Bool {
        var result = false
        var isEmpty = true
        var start = range.lowerBound
        var index = start
        while index <= range.upperBound {
            if index == range.upperBound || buffer.tokens[index].kind == .comma {
                let query = start..<index
                if query.contains(where: { buffer.tokens[$0].kind != .whitespace }) {
                    isEmpty = false
                    if let value = one(buffer, query) { result = result || value } else { misunderstood.append(query) }
                }
                start = index + 1
                index += 1
            } else {
                index = min(buffer.after(index), range.upperBound)
            }
        }
        return isEmpty || result
    }

    private func one(_ buffer: TokenBuffer, _ range: Range<Int>) -> Bool? {
        var stream = ValueStream(buffer, range)
        if stream.kind == .leftParen { return condition(&stream, depth: 0) }
        var isNot = false
        if stream.accept("not") {
            isNot = true
            if stream.kind == .leftParen {
                guard let inner = feature(&stream, depth: 0), stream.isAtEnd else { return nil }
                return !inner
            }
        } else {
            _ = stream.accept("only")
        }
        guard let type = stream.ident() else { return nil }
        var value = ["print", "all"].contains(type.lowercased())
        while stream.accept("and") {
            guard let inner = feature(&stream, depth: 0) else { return nil }
            value = value && inner
        }
        guard stream.isAtEnd else { return nil }
        return isNot ? !value : value
    }

    private func condition(_ stream: inout ValueStream, depth: Int) -> Bool? {
        guard depth < Self.deepestNesting else { return nil }
        if stream.accept("not") {
            guard let inner = feature(&stream, depth: depth), stream.isAtEnd else { return nil }
            return !inner
        }
        guard var value = feature(&stream, depth: depth) else { return nil }
        if stream.identifier == "or" {
            while stream.accept("or") {
                guard let next = feature(&stream, depth: depth) else { return nil }
                value = value || next
            }
        } else {
            while stream.accept("and") {
                guard let next = feature(&stream, depth: depth) else { return nil }
                value = value && next
            }
        }
        return stream.isAtEnd ? value : nil
    }

    private func feature(_ stream: inout ValueStream, depth: Int) -> Bool? {
        guard stream.kind == .leftParen, var inner = stream.peekBlock() else { return nil }
        stream.advance()
        if inner.kind == .leftParen || inner.identifier == "not" { return condition(&inner, depth: depth + 1) }
        if let value = range(inner) { return value }
        guard let name = inner.ident()?.lowercased() else { return nil }
        guard inner.accept(.colon) else {
            return inner.isAtEnd ? ["width", "height", "color", "aspect-ratio", "resolution", "orientation"].contains(name) : nil
        }
        switch name {
        case "width", "min-width", "max-width": return compare(&inner, name, with: options.pageWidth)
        case "height", "min-height", "max-height": return compare(&inner, name, with: options.pageHeight)
        case "orientation":
            guard let value = inner.ident()?.lowercased(), inner.isAtEnd else { return nil }
            return (value == "landscape") == (options.pageWidth > options.pageHeight)
        case "device-width", "min-device-width", "max-device-width":
            return compare(&inner, name.replacing("device-", with: ""), with: options.pageWidth)
        case "device-height", "min-device-height", "max-device-height":
            return compare(&inner, name.replacing("device-", with: ""), with: options.pageHeight)
        case "color", "min-color", "max-color", "monochrome", "min-monochrome", "max-monochrome", "grid", "min-color-index",
            "max-color-index", "color-index":
            // Eight bits a colour; neither grey alone nor a grid of letters.
            guard let value = inner.integer(atLeast: 0), inner.isAtEnd else { return nil }
            let own = name.hasSuffix("color") ? 8 : 0
            return name.hasPrefix("min-") ? own >= value : name.hasPrefix("max-") ? own <= value : own == value
        case "prefers-color-scheme": return inner.ident()?.lowercased() == "light"
        case "hover", "pointer", "any-hover", "any-pointer", "scripting", "update", "overflow-inline":
            return inner.ident()?.lowercased() == "none"
        case "overflow-block": return inner.ident()?.lowercased() == "paged"
        case "prefers-reduced-motion": return inner.ident()?.lowercased() == "reduce"
        default: return nil
        }
    }

    /// `width >= 10cm`, `10cm < width <= 20cm` (Media Queries 4, clause 2.4.3); nil when it is no such comparison.
    private func range(_ stream: ValueStream) -> Bool? {
        var inner = stream
        func sign(_ stream: inout ValueStream) -> String? {
            var text = ""
            while stream.kind == .delim, let scalar = Unicode.Scalar(stream.token.scalar), ["<", ">", "="].contains(scalar) {
                text.unicodeScalars.append(scalar)
                stream.advance()
            }
            return ["<", ">", "=", "<=", ">="].contains(text) ? text : nil
        }
        func holds(_ left: Double, _ sign: String, _ right: Double) -> Bool {
            switch sign {
            case "<": left < right
            case ">": left > right
            case "<=": left <= right
            case ">=": left >= right
            default: left == right
            }
        }
        func size(_ name: String?) -> Double? {
            switch name {
            case "width", "device-width": options.pageWidth
            case "height", "device-height": options.pageHeight
            default: nil
            }
        }
        if let own = size(inner.identifier) {
            inner.advance()
            guard let sign = sign(&inner), let length = inner.length().flatMap(points), inner.isAtEnd else { return nil }
            return holds(own, sign, length)
        }
        guard let first = inner.length().flatMap(points), let left = sign(&inner), let own = size(inner.identifier) else { return nil }
        inner.advance()
        guard !inner.isAtEnd else { return holds(first, left, own) }
        guard let right = sign(&inner), right.first == left.first, let last = inner.length().flatMap(points), inner.isAtEnd else {
            return nil
        }
        return holds(first, left, own) && holds(own, right, last)
    }

    private func points(_ length: SpecifiedLength) -> Double? {
        switch length {
        case .points(let value): value
        case .relative(let value, .em), .relative(let value, .rem): value * 12
        default: nil
        }
    }

    private func compare(_ inner: inout ValueStream, _ name: String, with size: Double) -> Bool? {
        guard let points = inner.length().flatMap(points), inner.isAtEnd else { return nil }
        if name.hasPrefix("min-") { return size >= points }
        return name.hasPrefix("max-") ? size <= points : size == points
    }

    /// Whether `@supports` holds (CSS Conditional 3, clause 6).
    func supports(_ buffer: TokenBuffer, _ range: Range<Int>, depth: Int = 0) -> Bool? {
        guard depth < Self.deepestNesting else { return nil }
        var stream = ValueStream(buffer, range)
        if stream.accept("not") {
            guard let value = supported(&stream, depth: depth), stream.isAtEnd else { return nil }
            return !value
        }
        guard var value = supported(&stream, depth: depth) else { return nil }
        let word = stream.identifier
        while let word, stream.accept(word), word == "and" || word == "or" {
            guard let next = supported(&stream, depth: depth) else { return nil }
            value = word == "and" ? value && next : value || next
        }
        return stream.isAtEnd ? value : nil
    }

    /// `supports(…)` of `@import`: a condition or a declaration without further parentheses.
    func supportsFunction(_ buffer: TokenBuffer, _ range: Range<Int>) -> Bool? {
        var stream = ValueStream(buffer, range)
        guard var inner = stream.peekBlock() else { return nil }
        stream.advance()
        let inside = inner.index..<inner.end
        if let name = inner.ident(), inner.accept(.colon) { return DeclarationParser.understands(name.lowercased(), inner) }
        return supports(buffer, inside)
    }

    private func supported(_ stream: inout ValueStream, depth: Int) -> Bool? {
        guard stream.kind == .leftParen || stream.kind == .function, let inner = stream.peekBlock() else { return nil }
        let range = inner.index..<inner.end
        let isFunction = stream.kind == .function
        let function = stream.functionName
        let buffer = stream.buffer
        stream.advance()
        if isFunction {
            guard function == "selector" else { return false }
            var parser = SelectorParser(buffer, range, namespaces: SheetNamespaces())
            return (try? parser.parseList()) != nil
        }
        if inner.kind == .ident, range.count > 1 {
            var declaration = inner
            if let name = declaration.ident(), declaration.accept(.colon) {
                return DeclarationParser.understands(name.lowercased(), declaration)
            }
        }
        return supports(buffer, range, depth: depth + 1)
    }
}
