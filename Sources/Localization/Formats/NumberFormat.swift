import Diagnostics

/// How a number is written; the defaults are those of MessageFormat 2's `:number`.
package struct NumberFormat: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
        case decimal
        case percent
        /// By the ISO 4217 code, upper case.
        case currency(String)
    }

    package enum SignDisplay: String, Hashable, Sendable {
        case auto
        case always
        case exceptZero
        case negative
        case never
    }

    package enum Grouping: String, Hashable, Sendable {
        /// By the language: from 5 digits in French, where four may stay whole, from 4 in English.
        case auto
        case always
        case never
        /// From 5 digits on.
        case min2
    }

    package enum CurrencyDisplay: String, Hashable, Sendable {
        case symbol
        case narrowSymbol
        case code
        case name
        case never
    }

    package var style: Style = .decimal
    package var signDisplay: SignDisplay = .auto
    package var grouping: Grouping = .auto
    package var minimumIntegerDigits = 1
    package var minimumFractionDigits: Int?
    package var maximumFractionDigits: Int?
    package var minimumSignificantDigits: Int?
    package var maximumSignificantDigits: Int?
    /// `trailingZeroDisplay=stripIfInteger`
    package var stripsZerosOfIntegers = false
    package var currencyDisplay: CurrencyDisplay = .symbol
    /// `currencySign=accounting`: negative amounts in parentheses.
    package var isAccounting = false

    package init() {}

    /// More digits than this help nobody and cost memory.
    package static let mostDigits = 100

    /// The digits that are shown, with zeros at the end as the format wants them.
    package func digits(of number: DecimalNumber) -> (value: DecimalNumber, fraction: [UInt8]) {
        var value = number
        if case .percent = style { value = value.scaled(byPowerOfTen: 2) }
        if let most = maximumSignificantDigits ?? minimumSignificantDigits.map({ max($0, 21) }) {
            value = value.rounded(significantDigits: max(1, most))
            var fraction = value.fractionDigits
            let least = minimumSignificantDigits ?? 1
            let leading = fraction.prefix { $0 == 0 }.count
            let wholeCount = value.wholeDigits == [0] ? 0 : value.wholeDigits.count
            let shown = wholeCount + (wholeCount == 0 ? fraction.count - leading : fraction.count)
            if shown < least { fraction.append(contentsOf: Array(repeating: 0, count: min(least - shown, Self.mostDigits))) }
            return (value, stripsZerosOfIntegers && value.isInteger ? [] : fraction)
        }
        let defaults: (least: Int, most: Int) =
            switch style {
            case .decimal: (0, 3)
            case .percent: (0, 0)
            case .currency(let code): (Self.minorDigits(of: code), Self.minorDigits(of: code))
            }
        let least = minimumFractionDigits ?? min(defaults.least, maximumFractionDigits ?? defaults.least)
        let most = max(least, maximumFractionDigits ?? max(defaults.most, least))
        value = value.rounded(fractionDigits: min(most, Self.mostDigits))
        var fraction = value.fractionDigits
        if fraction.count < least { fraction.append(contentsOf: Array(repeating: 0, count: min(least, Self.mostDigits) - fraction.count)) }
        return (value, stripsZerosOfIntegers && value.isInteger ? [] : fraction)
    }

    /// The number in words of the language (Guide du rédacteur 2.3; The Canadian Style 5): `12 345,67` or `12,345.67`.
    package func string(_ number: DecimalNumber, _ language: Language) -> String {
        let (value, fraction) = digits(of: number)
        let isZero = value.isZero
        var out = ""
        let sign: String
        switch signDisplay {
        case .auto: sign = value.isNegative ? "-" : ""
        case .always: sign = value.isNegative ? "-" : "+"
        case .exceptZero: sign = isZero ? "" : (value.isNegative ? "-" : "+")
        case .negative: sign = value.isNegative && !isZero ? "-" : ""
        case .never: sign = ""
        }
        out += wholePart(value, language)
        if !fraction.isEmpty {
            out += language == .french ? "," : "."
            out += String(decoding: fraction.map { $0 + 0x30 }, as: UTF8.self)
        }
        let isParenthesised = isAccounting && sign == "-"
        switch style {
        case .decimal: out = sign + out
        case .percent: out = sign + out + (language == .french ? "\u{A0}%" : "%")
        case .currency(let code):
            out = (isParenthesised ? "" : sign) + money(out, code, language)
            if isParenthesised { out = "(" + out + ")" }
        }
        return out
    }

    private func wholePart(_ value: DecimalNumber, _ language: Language) -> String {
        var whole = value.wholeDigits
        if whole.count < minimumIntegerDigits {
            whole = Array(repeating: 0, count: min(minimumIntegerDigits, Self.mostDigits) - whole.count) + whole
        }
        let isGrouped: Bool =
            switch grouping {
            case .never: false
            case .always: whole.count > 3
            case .min2: whole.count > 4
            case .auto: whole.count > (language == .french ? 4 : 3)
            }
        let separator = language == .french ? "\u{A0}" : ","
        var out = ""
        for (index, digit) in whole.enumerated() {
            if isGrouped, index > 0, (whole.count - index) % 3 == 0 { out += separator }
            out.unicodeScalars.append(Unicode.Scalar(digit + 0x30))
        }
        return out
    }

    private func money(_ amount: String, _ code: String, _ language: Language) -> String {
        let mark: String
        switch currencyDisplay {
        case .never: return amount
        case .code: mark = code
        case .name: mark = Self.currencyName(code, isOne: amount == "1", language)
        case .symbol: mark = Self.symbol(of: code, language) ?? code
        case .narrowSymbol: mark = Self.narrowSymbol(of: code) ?? code
        }
        let isSymbol = mark.unicodeScalars.contains { "$€£¥₤".unicodeScalars.contains($0) }
        if language == .french || currencyDisplay == .name { return amount + "\u{A0}" + mark }
        return isSymbol ? mark + amount : mark + "\u{A0}" + amount
    }

    private static func symbol(of code: String, _ language: Language) -> String? {
        switch (code, language) {
        case ("CAD", _): "$"
        case ("USD", .french): "$\u{A0}US"
        case ("USD", .english): "US$"
        case ("EUR", _): "€"
        case ("GBP", _): "£"
        case ("JPY", _): "¥"
        default: nil
        }
    }

    private static func narrowSymbol(of code: String) -> String? {
        switch code {
        case "CAD", "USD", "AUD", "NZD", "MXN": "$"
        case "EUR": "€"
        case "GBP": "£"
        case "JPY", "CNY": "¥"
        default: nil
        }
    }

    private static func currencyName(_ code: String, isOne: Bool, _ language: Language) -> String {
        switch (code, language) {
        case ("CAD", .french): isOne ? "dollar canadien" : "dollars canadiens"
        case ("CAD", .english): isOne ? "Canadian dollar" : "Canadian dollars"
        case ("USD", .french): isOne ? "dollar américain" : "dollars américains"
        case ("USD", .english): isOne ? "US dollar" : "US dollars"
        case ("EUR", .french): isOne ? "euro" : "euros"
        case ("EUR", .english): isOne ? "euro" : "euros"
        default: code
        }
    }

    /// Digits after the point by ISO 4217; two for most.
    static func minorDigits(of code: String) -> Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
