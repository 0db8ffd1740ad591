/// `"%s: %d".format([…])` of the extension `strings`.
enum TextFormat {
    private static let widestPrecision = 1_000

    static func format(_ pattern: String, _ arguments: [Value]) -> Value {
        var out = ""
        var rest = Array(pattern.unicodeScalars)[...]
        var next = 0
        func fault(_ fr: String, _ en: String) -> Value { .failure(.invalidArgument, fr: fr, en: en) }
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                out.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == "%" {
                rest = rest.dropFirst()
                out += "%"
                continue
            }
            var precision: Int?
            if rest.first == "." {
                rest = rest.dropFirst()
                let digits = rest.prefix { ("0"..."9").contains($0) }
                rest = rest.dropFirst(digits.count)
                guard !digits.isEmpty, digits.count < 5 else { return fault("précision illisible", "unreadable precision") }
                let value = digits.reduce(0) { $0 * 10 + Int($1.value - 48) }
                guard value <= widestPrecision else { return fault("précision trop grande", "precision too large") }
                precision = value
            }
            guard let verb = rest.popFirst() else { return fault("`%` sans lettre", "`%` without a letter") }
            guard next < arguments.count else { return fault("il manque une valeur au format", "the format lacks a value") }
            let value = arguments[next]
            next += 1
            guard let piece = piece(verb, value, precision) else {
                return fault("`%\(verb)` ne s’applique pas à \(value.typeName)", "`%\(verb)` does not apply to \(value.typeName)")
            }
            out += piece
        }
        return .string(out)
    }

    private static func piece(_ verb: Unicode.Scalar, _ value: Value, _ precision: Int?) -> String? {
        switch verb {
        case "s": return text(value)
        case "d":
            switch value {
            case .int(let int): return String(int)
            case .uint(let uint): return String(uint)
            case .double(let double) where double.isNaN || double.isInfinite: return StringLibrary.text(of: double)
            default: return nil
            }
        case "f":
            guard let number = number(value) else { return nil }
            return DecimalText.fixed(number, precision ?? 6)
        case "e":
            guard let number = number(value) else { return nil }
            return DecimalText.scientific(number, precision ?? 6)
        case "b":
            switch value {
            case .bool(let bool): return bool ? "1" : "0"
            case .int(let int): return String(int, radix: 2)
            case .uint(let uint): return String(uint, radix: 2)
            default: return nil
            }
        case "o":
            switch value {
            case .int(let int): return String(int, radix: 8)
            case .uint(let uint): return String(uint, radix: 8)
            default: return nil
            }
        case "x", "X":
            let isUpper = verb == "X"
            func hex(_ bytes: some Sequence<UInt8>) -> String {
                bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }.joined()
            }
            switch value {
            case .int(let int): return String(int, radix: 16, uppercase: isUpper)
            case .uint(let uint): return String(uint, radix: 16, uppercase: isUpper)
            case .string(let text): return hex(text.utf8)
            case .bytes(let bytes): return hex(bytes)
            default: return nil
            }
        default: return nil
        }
    }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .double(let double): double
        case .int(let int): Double(int)
        case .uint(let uint): Double(uint)
        default: nil
        }
    }

    static func text(_ value: Value) -> String? {
        switch value {
        case .null: return "null"
        case .bool(let bool): return bool ? "true" : "false"
        case .int(let int): return String(int)
        case .uint(let uint): return String(uint)
        case .double(let double): return StringLibrary.text(of: double)
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .type(let name): return name
        case .network(let address): return address.text
        case .timestamp(let moment): return moment.text
        case .duration(let duration): return duration.text
        case .list(let elements):
            let parts = elements.map(text)
            guard parts.allSatisfy({ $0 != nil }) else { return nil }
            return "[" + parts.compactMap { $0 }.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [String] = []
            for entry in map.entries {
                guard let key = text(entry.key), let value = text(entry.value) else { return nil }
                parts.append(key + ": " + value)
            }
            return "{" + parts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ", ") + "}"
        case .optional, .error: return nil
        }
    }
}

/// Doubles in digits of a given number, rounded half to even on their exact value, as C's printf does.
enum DecimalText {
    static func fixed(_ value: Double, _ places: Int) -> String {
        if !value.isFinite { return StringLibrary.text(of: value) }
        var digits = exactDigits(value.magnitude)
        let sign = value.sign == .minus ? "-" : ""
        round(&digits, to: places)
        let whole = digits.whole.isEmpty ? "0" : digits.whole.map(String.init).joined()
        let fraction = (0..<places).map { $0 < digits.fraction.count ? String(digits.fraction[$0]) : "0" }.joined()
        return sign + whole + (places > 0 ? "." + fraction : "")
    }

    static func scientific(_ value: Double, _ places: Int) -> String {
        if !value.isFinite { return StringLibrary.text(of: value) }
        if value == 0 {
            return (value.sign == .minus ? "-" : "") + "0" + (places > 0 ? "." + String(repeating: "0", count: places) : "") + "e+00"
        }
        let digits = exactDigits(value.magnitude)
        var all = digits.whole + digits.fraction
        var exponent = digits.whole.count - 1
        while all.first == 0 {
            all.removeFirst()
            exponent -= 1
        }
        var mantissa = Digits(whole: [all[0]], fraction: Array(all.dropFirst()))
        round(&mantissa, to: places)
        if mantissa.whole.count > 1 {
            mantissa.whole = [1]
            exponent += 1
        }
        let fraction = (0..<places).map { $0 < mantissa.fraction.count ? String(mantissa.fraction[$0]) : "0" }.joined()
        let magnitude = String(abs(exponent))
        return (value.sign == .minus ? "-" : "") + String(mantissa.whole[0]) + (places > 0 ? "." + fraction : "") + "e"
            + (exponent < 0 ? "-" : "+") + (magnitude.count < 2 ? "0" : "") + magnitude
    }

    private struct Digits {
        var whole: [UInt8]
        var fraction: [UInt8]
    }

    /// All decimal digits of a finite double: at most some 1,100.
    private static func exactDigits(_ value: Double) -> Digits {
        guard value > 0 else { return Digits(whole: [], fraction: []) }
        let significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
        let exponent = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1_075
        var digits = Array(String(significand).utf8.map { $0 - 48 })
        if exponent >= 0 {
            for _ in 0..<exponent { double(&digits) }
            return Digits(whole: digits, fraction: [])
        }
        // Halving n times is multiplying by five n times and moving the point by n.
        for _ in 0..<(-exponent) { timesFive(&digits) }
        let places = -exponent
        if digits.count <= places { digits = Array(repeating: 0, count: places - digits.count) + digits }
        return Digits(whole: Array(digits.dropLast(places)), fraction: Array(digits.suffix(places)))
    }

    private static func double(_ digits: inout [UInt8]) { multiply(&digits, by: 2) }

    private static func timesFive(_ digits: inout [UInt8]) { multiply(&digits, by: 5) }

    private static func multiply(_ digits: inout [UInt8], by factor: UInt8) {
        var carry: UInt8 = 0
        for index in digits.indices.reversed() {
            let product = digits[index] * factor + carry
            digits[index] = product % 10
            carry = product / 10
        }
        if carry > 0 { digits.insert(carry, at: 0) }
    }

    private static func round(_ digits: inout Digits, to places: Int) {
        guard digits.fraction.count > places else { return }
        let rest = digits.fraction[places...]
        let first = rest.first ?? 0
        let isTie = first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
        digits.fraction.removeLast(digits.fraction.count - places)
        let last = places > 0 ? digits.fraction[places - 1] : digits.whole.last ?? 0
        guard first > 5 || (first == 5 && (!isTie || last % 2 == 1)) else { return }
        for index in digits.fraction.indices.reversed() {
            if digits.fraction[index] < 9 {
                digits.fraction[index] += 1
                return
            }
            digits.fraction[index] = 0
        }
        for index in digits.whole.indices.reversed() {
            if digits.whole[index] < 9 {
                digits.whole[index] += 1
                return
            }
            digits.whole[index] = 0
        }
        digits.whole.insert(1, at: 0)
    }
}
