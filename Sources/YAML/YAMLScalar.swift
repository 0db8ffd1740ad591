import Diagnostics

/// A single value.
package struct YAMLScalar: Sendable {
    package enum Style: Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        /// A block after `|`.
        case literal
        /// A block after `>`.
        case folded
    }

    /// What a plain scalar means by the core schema of YAML 1.2 (section 10.3.2); quoted ones and blocks are text.
    package enum Value: Hashable, Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case decimal(Double)
        case text
    }

    /// What the scalar says after escapes and folding, with the way back to what the author typed.
    package let text: EmbeddedText
    package let style: Style

    package init(text: EmbeddedText, style: Style) {
        self.text = text
        self.style = style
    }

    package var value: Value {
        style == .plain ? Self.resolve(text.text) : .text
    }
}

extension YAMLScalar {
    private static func resolve(_ text: String) -> Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default: break
        }
        guard let first = text.utf8.first, first <= UInt8(ascii: "9") else { return .text }
        if text.hasPrefix("0x") { return number(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return number(text.dropFirst(2), radix: 8) }
        return decimal(text)
    }

    private static func number(_ digits: Substring, radix: Int) -> Value {
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) else { return .text }
        return Int64(digits, radix: radix).map(Value.integer) ?? .text
    }

    private static func decimal(_ text: String) -> Value {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .decimal(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .decimal(-.infinity)
        case ".nan", ".NaN", ".NAN": return .decimal(.nan)
        default: break
        }
        // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
        let bytes = Array(text.utf8)
        var index = 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
            return index - start
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
        let whole = digits()
        if whole > 0, index == bytes.count { return Int64(text).map(Value.integer) ?? .text }
        var fraction = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            fraction = digits()
        }
        guard whole > 0 || fraction > 0 else { return .text }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
            guard digits() > 0 else { return .text }
        }
        guard index == bytes.count else { return .text }
        var spelled = text
        if spelled.hasSuffix(".") { spelled += "0" }
        return Double(spelled).map(Value.decimal) ?? .text
    }
}
