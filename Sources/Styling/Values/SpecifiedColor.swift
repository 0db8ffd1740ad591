/// A colour as written: `currentcolor` waits for the element's `color`.
enum SpecifiedColor: Hashable, Sendable {
    case color(CSSColor)
    case current

    func computed(_ current: CSSColor) -> CSSColor {
        switch self {
        case .color(let color): color
        case .current: current
        }
    }
}

extension ValueStream {
    /// `<color>` of CSS Color 4 within sRGB: names, `#…`, `rgb()`, `hsl()`, `hwb()`, `gray` apart.
    mutating func color() -> SpecifiedColor? {
        switch kind {
        case .ident:
            guard let name = identifier else { return nil }
            if name == "currentcolor" {
                advance()
                return .current
            }
            if name == "transparent" {
                advance()
                return .color(.transparent)
            }
            guard let value = NamedColors.table[name] else { return nil }
            advance()
            return .color(CSSColor(rgb: value))
        case .hash, .idHash:
            guard let color = Self.hexColor(buffer.text(token)) else { return nil }
            advance()
            return .color(color)
        case .function:
            guard let name = functionName, let inner = peekBlock() else { return nil }
            let color: CSSColor?
            switch name {
            case "rgb", "rgba": color = Self.rgb(inner)
            case "hsl", "hsla": color = Self.hueBased(inner, isWhiteness: false)
            case "hwb": color = Self.hueBased(inner, isWhiteness: true)
            default: color = nil
            }
            guard let color else { return nil }
            advance()
            return .color(color)
        default: return nil
        }
    }

    private static func hexColor(_ text: String) -> CSSColor? {
        let digits = text.utf8.compactMap { CSSEscapes.hex($0).map { UInt8($0) } }
        guard digits.count == text.utf8.count else { return nil }
        switch digits.count {
        case 3, 4:
            let alpha = digits.count == 4 ? digits[3] * 17 : 255
            return CSSColor(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17, alpha: alpha)
        case 6, 8:
            let alpha = digits.count == 8 ? digits[6] * 16 + digits[7] : 255
            return CSSColor(
                red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3], blue: digits[4] * 16 + digits[5], alpha: alpha)
        default: return nil
        }
    }

    private static func channel(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }

    /// The alpha after a comma or slash, and the end of the arguments.
    private static func alpha(_ stream: inout ValueStream, usesCommas: Bool) -> UInt8? {
        if stream.isAtEnd { return 255 }
        guard usesCommas ? stream.accept(.comma) : stream.acceptDelim("/") else { return nil }
        guard let value = stream.percentage() ?? stream.number(), stream.isAtEnd else { return nil }
        return channel(max(0, min(1, value)) * 255)
    }

    private static func rgb(_ arguments: ValueStream) -> CSSColor? {
        var stream = arguments
        var parts: [Double] = []
        var usesCommas = false
        while parts.count < 3 {
            if parts.count == 1 { usesCommas = stream.accept(.comma) }
            if parts.count == 2, usesCommas, !stream.accept(.comma) { return nil }
            if let fraction = stream.percentage() {
                parts.append(fraction * 255)
            } else if let number = stream.number() {
                parts.append(number)
            } else {
                return nil
            }
        }
        guard let alpha = alpha(&stream, usesCommas: usesCommas) else { return nil }
        return CSSColor(red: channel(parts[0]), green: channel(parts[1]), blue: channel(parts[2]), alpha: alpha)
    }

    private static func hueBased(_ arguments: ValueStream, isWhiteness: Bool) -> CSSColor? {
        var stream = arguments
        guard let degrees = stream.number() ?? stream.angle() else { return nil }
        let usesCommas = stream.accept(.comma)
        // Without commas a bare number is a percentage too (CSS Color 4, clause 7).
        func share(_ stream: inout ValueStream) -> Double? { stream.percentage() ?? (usesCommas ? nil : stream.number().map { $0 / 100 }) }
        guard let second = share(&stream) else { return nil }
        if usesCommas, !stream.accept(.comma) { return nil }
        guard let third = share(&stream), let alpha = alpha(&stream, usesCommas: usesCommas) else { return nil }
        let a = max(0, min(1, second))
        let b = max(0, min(1, third))
        var hue = degrees.truncatingRemainder(dividingBy: 360)
        if hue < 0 { hue += 360 }
        func hsl(_ offset: Double, _ saturation: Double, _ lightness: Double) -> Double {
            let k = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
            return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(k - 3, 9 - k, 1))
        }
        func value(_ offset: Double) -> UInt8 {
            guard isWhiteness else { return channel(hsl(offset, a, b) * 255) }
            if a + b >= 1 { return channel(a / (a + b) * 255) }
            return channel((hsl(offset, 1, 0.5) * (1 - a - b) + a) * 255)
        }
        return CSSColor(red: value(0), green: value(8), blue: value(4), alpha: alpha)
    }
}

extension CSSColor {
    init(rgb value: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }
}
