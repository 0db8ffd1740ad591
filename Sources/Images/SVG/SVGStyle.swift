/// The properties that painting reads, as an element inherits them (SVG 2, clause 13).
struct SVGStyle {
    enum Paint: Hashable {
        case none
        case color(VectorColor)
        case currentColor
    }

    var color = VectorColor.black
    var fill = Paint.color(.black)
    var fillOpacity = 1.0
    var isEvenOdd = false
    var stroke = Paint.none
    var strokeWidth = 1.0
    var strokeOpacity = 1.0
    var dashes: [Double] = []
    var dashOffset = 0.0
    var cap = VectorStroke.Cap.butt
    var join = VectorStroke.Join.miter
    var miterLimit = 4.0
    var isClipEvenOdd = false
    var isVisible = true
    /// The product of the opacities of all groups around.
    var opacity = 1.0

    // Of the element alone.
    var ownOpacity = 1.0
    var isShown = true
    var clip: String?

    /// What children start from.
    var inherited: SVGStyle {
        var copy = self
        copy.ownOpacity = 1
        copy.isShown = true
        copy.clip = nil
        return copy
    }

    enum Outcome {
        case taken
        case ignored
        case malformed
        /// Understood, but it cannot be shown: the name for the diagnostic.
        case unsupported(String)
        /// A paint server or the like, by its id.
        case reference(String)
        case external(String)
    }

    /// The local name of `url(#name)`; the outcome for what lies elsewhere.
    static func reference(_ text: String) -> Outcome? {
        guard text.hasPrefix("url("), let close = text.firstIndex(of: ")") else { return nil }
        var inner = text[text.index(text.startIndex, offsetBy: 4)..<close].filter { $0 != "\"" && $0 != "'" && $0 != " " }
        guard inner.hasPrefix("#") else { return .external(String(inner)) }
        inner.removeFirst()
        return .reference(String(inner))
    }

    /// Sets one property; lengths may be percentages of `diagonal`.
    mutating func set(_ name: String, _ given: String, diagonal: Double) -> Outcome {
        let value = given.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if value == "inherit" || value == "initial" || value == "unset" { return .ignored }
        switch name {
        case "fill": return set(&fill, value)
        case "stroke": return set(&stroke, value)
        case "color":
            guard let parsed = SVGColors.color(value) else { return value.lowercased() == "currentcolor" ? .taken : .malformed }
            color = parsed
        case "fill-opacity": return set(&fillOpacity, value)
        case "stroke-opacity": return set(&strokeOpacity, value)
        case "opacity": return set(&ownOpacity, value)
        case "fill-rule": return set(&isEvenOdd, value, ["nonzero": false, "evenodd": true])
        case "clip-rule": return set(&isClipEvenOdd, value, ["nonzero": false, "evenodd": true])
        case "stroke-width":
            guard let width = SVGLength.parse(value, percentOf: diagonal), width >= 0 else { return .malformed }
            strokeWidth = width
        case "stroke-linecap": return set(&cap, value, ["butt": .butt, "round": .round, "square": .square])
        case "stroke-linejoin":
            return set(&join, value, ["miter": .miter, "round": .round, "bevel": .bevel, "miter-clip": .miter, "arcs": .miter])
        case "stroke-miterlimit":
            guard let limit = SVGLength.parse(value, percentOf: 0), limit >= 1 else { return .malformed }
            miterLimit = limit
        case "stroke-dasharray":
            if value == "none" {
                dashes = []
                return .taken
            }
            let parts = value.split { $0 == "," || $0 == " " }.map { SVGLength.parse(String($0), percentOf: diagonal) }
            guard parts.count <= 64, parts.allSatisfy({ $0.map { $0 >= 0 } ?? false }) else { return .malformed }
            let lengths = parts.compactMap { $0 }
            dashes = lengths.allSatisfy { $0 == 0 } ? [] : lengths.count % 2 == 0 ? lengths : lengths + lengths
        case "stroke-dashoffset":
            guard let offset = SVGLength.parse(value, percentOf: diagonal) else { return .malformed }
            dashOffset = offset
        case "visibility": return set(&isVisible, value, ["visible": true, "hidden": false, "collapse": false])
        case "display": isShown = value != "none"
        case "clip-path":
            if value == "none" { return .taken }
            guard let outcome = Self.reference(value) else { return .unsupported("clip-path") }
            if case .reference(let id) = outcome {
                clip = id
                return .taken
            }
            return outcome
        case "filter", "mask", "marker", "marker-start", "marker-mid", "marker-end", "vector-effect":
            return value == "none" ? .taken : .unsupported(name)
        case "mix-blend-mode": return value == "normal" ? .taken : .unsupported(name)
        case "paint-order": return value == "normal" || value.hasPrefix("fill") ? .taken : .unsupported(name)
        default: return .ignored
        }
        return .taken
    }

    private func set(_ target: inout Paint, _ value: String) -> Outcome {
        switch value.lowercased() {
        case "none": target = .none
        case "currentcolor": target = .currentColor
        case "context-fill", "context-stroke": return .unsupported(value)
        default:
            if let outcome = Self.reference(value) { return outcome }
            guard let color = SVGColors.color(value) else { return .malformed }
            target = .color(color)
        }
        return .taken
    }

    private func set(_ target: inout Double, _ value: String) -> Outcome {
        guard let parsed = SVGLength.parse(value, percentOf: 1) else { return .malformed }
        target = min(max(parsed, 0), 1)
        return .taken
    }

    private func set<Value>(_ target: inout Value, _ value: String, _ words: [String: Value]) -> Outcome {
        guard let known = words[value] else { return .malformed }
        target = known
        return .taken
    }

    func resolved(_ paint: Paint, _ own: Double) -> VectorColor? {
        let base: VectorColor
        switch paint {
        case .none: return nil
        case .color(let given): base = given
        case .currentColor: base = color
        }
        let faded = base.faded(own * opacity * ownOpacity)
        return faded.alpha == 0 ? nil : faded
    }
}

/// Lengths of attributes, in px (SVG 2, clause 8.9).
enum SVGLength {
    static func parse(_ text: String, percentOf whole: Double) -> Double? {
        var scanner = SVGScanner(text)
        scanner.skipSpaces()
        guard let value = scanner.number() else { return nil }
        if scanner.take(0x25) {
            scanner.skipSpaces()
            return scanner.isAtEnd ? value * whole / 100 : nil
        }
        let unit = scanner.word()
        scanner.skipSpaces()
        guard scanner.isAtEnd else { return nil }
        switch unit {
        case "", "px": return value
        case "pt": return value * 96 / 72
        case "pc": return value * 16
        case "in": return value * 96
        case "cm": return value * 96 / 2.54
        case "mm": return value * 96 / 25.4
        // The default size of text, which a drawing has none of.
        case "em", "rem": return value * 16
        default: return nil
        }
    }
}

/// `transform` (SVG 1.1, clause 7.6).
enum SVGTransformList {
    static func parse(_ text: String) -> VectorTransform? {
        var scanner = SVGScanner(text)
        var result = VectorTransform()
        scanner.skipSeparator()
        if scanner.isAtEnd || text == "none" { return result }
        var count = 0
        while !scanner.isAtEnd {
            let name = scanner.word()
            scanner.skipSpaces()
            guard scanner.take(0x28), count < 1_000 else { return nil }
            count += 1
            var values: [Double] = []
            scanner.skipSpaces()
            while !scanner.take(0x29) {
                guard values.count < 6, let value = scanner.number() else { return nil }
                // `deg` and `px` as CSS writes them.
                _ = scanner.word()
                values.append(value)
                scanner.skipSeparator()
            }
            guard let step = transform(name, values) else { return nil }
            result = result.after(step)
            scanner.skipSeparator()
        }
        return result
    }

    private static func transform(_ name: String, _ v: [Double]) -> VectorTransform? {
        switch (name, v.count) {
        case ("matrix", 6): return VectorTransform(a: v[0], b: v[1], c: v[2], d: v[3], e: v[4], f: v[5])
        case ("translate", 1): return VectorTransform(scaleX: 1, scaleY: 1, x: v[0], y: 0)
        case ("translate", 2): return VectorTransform(scaleX: 1, scaleY: 1, x: v[0], y: v[1])
        case ("scale", 1): return VectorTransform(scaleX: v[0], scaleY: v[0], x: 0, y: 0)
        case ("scale", 2): return VectorTransform(scaleX: v[0], scaleY: v[1], x: 0, y: 0)
        case ("rotate", 1): return SVGArc.rotation(degrees: v[0])
        case ("rotate", 3):
            return VectorTransform(scaleX: 1, scaleY: 1, x: v[1], y: v[2]).after(SVGArc.rotation(degrees: v[0]))
                .after(VectorTransform(scaleX: 1, scaleY: 1, x: -v[1], y: -v[2]))
        case ("skewX", 1): return SVGArc.skew(x: v[0], y: 0)
        case ("skewY", 1): return SVGArc.skew(x: 0, y: v[0])
        default: return nil
        }
    }
}
