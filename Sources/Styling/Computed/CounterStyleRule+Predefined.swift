/// The counter styles that need no rule (CSS Counter Styles 3, clauses 6 and 7).
extension CounterStyleRule {
    static let predefined: [String: CounterStyleRule] = {
        var table: [String: CounterStyleRule] = ["decimal": decimal]
        func bullet(_ name: String, _ symbol: String) {
            var rule = CounterStyleRule(system: .cyclic, symbols: [symbol])
            rule.suffix = " "
            table[name] = rule
        }
        func letters(_ name: String, _ first: UInt32, _ last: UInt32, skipping: Set<UInt32> = []) {
            let symbols = (first...last).filter { !skipping.contains($0) }.compactMap(Unicode.Scalar.init).map { String(Character($0)) }
            table[name] = CounterStyleRule(system: .alphabetic, symbols: symbols)
        }
        func digits(_ name: String, _ zero: UInt32) {
            let symbols = (zero..<(zero + 10)).compactMap(Unicode.Scalar.init).map { String(Character($0)) }
            table[name] = CounterStyleRule(system: .numeric, symbols: symbols)
        }
        func additive(_ name: String, _ range: ClosedRange<Int>, _ pairs: KeyValuePairs<Int, String>, shift: UInt32 = 0) {
            func shifted(_ text: String) -> String {
                String(String.UnicodeScalarView(text.unicodeScalars.map { Unicode.Scalar($0.value + shift) ?? $0 }))
            }
            var rule = CounterStyleRule(system: .additive, symbols: pairs.map { shifted($0.value) })
            rule.weights = pairs.map(\.key)
            rule.range = [range]
            table[name] = rule
        }
        bullet("disc", "\u{2022}")
        bullet("circle", "\u{25E6}")
        bullet("square", "\u{25AA}")
        bullet("disclosure-open", "\u{25BE}")
        bullet("disclosure-closed", "\u{25B8}")
        var padded = decimal
        padded.padLength = 2
        padded.padSymbol = "0"
        table["decimal-leading-zero"] = padded
        letters("lower-alpha", 0x61, 0x7A)
        letters("upper-alpha", 0x41, 0x5A)
        letters("lower-latin", 0x61, 0x7A)
        letters("upper-latin", 0x41, 0x5A)
        letters("lower-greek", 0x3B1, 0x3C9, skipping: [0x3C2])
        additive(
            "lower-roman", 1...3999,
            [
                1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i",
            ])
        additive(
            "upper-roman", 1...3999,
            [
                1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
            ])
        additive(
            "hebrew", 1...10_999,
            [
                10000: "\u{5D9}\u{5F3}", 9000: "\u{5D8}\u{5F3}", 8000: "\u{5D7}\u{5F3}", 7000: "\u{5D6}\u{5F3}", 6000: "\u{5D5}\u{5F3}",
                5000: "\u{5D4}\u{5F3}", 4000: "\u{5D3}\u{5F3}", 3000: "\u{5D2}\u{5F3}", 2000: "\u{5D1}\u{5F3}", 1000: "\u{5D0}\u{5F3}",
                400: "\u{5EA}", 300: "\u{5E9}", 200: "\u{5E8}", 100: "\u{5E7}", 90: "\u{5E6}", 80: "\u{5E4}", 70: "\u{5E2}", 60: "\u{5E1}",
                50: "\u{5E0}", 40: "\u{5DE}", 30: "\u{5DC}", 20: "\u{5DB}", 19: "\u{5D9}\u{5D8}", 18: "\u{5D9}\u{5D7}",
                17: "\u{5D9}\u{5D6}",
                16: "\u{5D8}\u{5D6}", 15: "\u{5D8}\u{5D5}", 10: "\u{5D9}", 9: "\u{5D8}", 8: "\u{5D7}", 7: "\u{5D6}", 6: "\u{5D5}",
                5: "\u{5D4}", 4: "\u{5D3}", 3: "\u{5D2}", 2: "\u{5D1}", 1: "\u{5D0}",
            ])
        additive("armenian", 1...9999, armenian)
        additive("upper-armenian", 1...9999, armenian)
        additive("georgian", 1...19999, georgian)
        for (name, zero) in digitScripts { digits(name, zero) }
        additive("lower-armenian", 1...9999, armenian, shift: 0x30)
        for (name, symbols) in japaneseLetters {
            table[name] = CounterStyleRule(system: .alphabetic, symbols: symbols.map { String($0) })
            table[name]?.suffix = "\u{3001}"
        }
        for (name, symbols) in stemsAndBranches {
            table[name] = CounterStyleRule(system: .fixed, symbols: symbols.map { String($0) })
            table[name]?.suffix = "\u{3001}"
            table[name]?.fallback = "cjk-decimal"
        }
        var ideographs = CounterStyleRule(system: .numeric, symbols: "〇一二三四五六七八九".map { String($0) })
        ideographs.range = [0...Int.max]
        ideographs.suffix = "\u{3001}"
        table["cjk-decimal"] = ideographs
        for style in myriads { table[style.name] = style.rule }
        for (name, algorithm, negative) in CounterAlgorithm.chinese {
            var rule = CounterStyleRule(system: .additive, symbols: [])
            rule.algorithm = algorithm
            rule.range = [-9999...9999]
            (rule.suffix, rule.negativePrefix, rule.fallback) = ("\u{3001}", negative, "cjk-decimal")
            table[name] = rule
        }
        var ethiopic = CounterStyleRule(system: .additive, symbols: [])
        ethiopic.algorithm = .ethiopic
        ethiopic.range = [1...Int.max]
        ethiopic.suffix = "/ "
        table["ethiopic-numeric"] = ethiopic
        var footnote = CounterStyleRule(system: .symbolic, symbols: ["*", "\u{2020}", "\u{2021}", "\u{A7}"])
        footnote.suffix = " "
        table["footnote-symbols"] = footnote
        return table
    }()

    private static let armenian: KeyValuePairs<Int, String> = [
        9000: "\u{554}", 8000: "\u{553}", 7000: "\u{552}", 6000: "\u{551}", 5000: "\u{550}", 4000: "\u{54F}", 3000: "\u{54E}",
        2000: "\u{54D}", 1000: "\u{54C}", 900: "\u{54B}", 800: "\u{54A}", 700: "\u{549}", 600: "\u{548}", 500: "\u{547}", 400: "\u{546}",
        300: "\u{545}", 200: "\u{544}", 100: "\u{543}", 90: "\u{542}", 80: "\u{541}", 70: "\u{540}", 60: "\u{53F}", 50: "\u{53E}",
        40: "\u{53D}", 30: "\u{53C}", 20: "\u{53B}", 10: "\u{53A}", 9: "\u{539}", 8: "\u{538}", 7: "\u{537}", 6: "\u{536}", 5: "\u{535}",
        4: "\u{534}", 3: "\u{533}", 2: "\u{532}", 1: "\u{531}",
    ]

    private static let georgian: KeyValuePairs<Int, String> = [
        10000: "\u{10F5}", 9000: "\u{10F0}", 8000: "\u{10EF}", 7000: "\u{10F4}", 6000: "\u{10EE}", 5000: "\u{10ED}", 4000: "\u{10EC}",
        3000: "\u{10EB}", 2000: "\u{10EA}", 1000: "\u{10E9}", 900: "\u{10E8}", 800: "\u{10E7}", 700: "\u{10E6}", 600: "\u{10E5}",
        500: "\u{10E4}", 400: "\u{10F3}", 300: "\u{10E2}", 200: "\u{10E1}", 100: "\u{10E0}", 90: "\u{10DF}", 80: "\u{10DE}", 70: "\u{10DD}",
        60: "\u{10F2}", 50: "\u{10DC}", 40: "\u{10DB}", 30: "\u{10DA}", 20: "\u{10D9}", 10: "\u{10D8}", 9: "\u{10D7}", 8: "\u{10F1}",
        7: "\u{10D6}", 6: "\u{10D5}", 5: "\u{10D4}", 4: "\u{10D3}", 3: "\u{10D2}", 2: "\u{10D1}", 1: "\u{10D0}",
    ]

    /// The digit zero of each script.
    private static let digitScripts: KeyValuePairs<String, UInt32> = [
        "arabic-indic": 0x660, "persian": 0x6F0, "devanagari": 0x966, "bengali": 0x9E6, "gurmukhi": 0xA66, "gujarati": 0xAE6,
        "oriya": 0xB66, "tamil": 0xBE6, "telugu": 0xC66, "kannada": 0xCE6, "malayalam": 0xD66, "thai": 0xE50, "lao": 0xED0,
        "tibetan": 0xF20, "myanmar": 0x1040, "khmer": 0x17E0, "cambodian": 0x17E0, "mongolian": 0x1810,
    ]

    private static let japaneseLetters: KeyValuePairs<String, String> = [
        "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
        "hiragana-iroha": "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
        "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
        "katakana-iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    ]

    private static let stemsAndBranches: KeyValuePairs<String, String> = [
        "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥", "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸",
    ]

    /// Japanese and Korean numbers up to 9999 (clause 7.1.2 and 7.1.3): each digit before its power of ten.
    private static let myriads: [(name: String, rule: CounterStyleRule)] = {
        func make(
            _ name: String, digits: String, powers: [String], zero: String, suffix: String, negative: String, writesOne: Bool
        ) -> (name: String, rule: CounterStyleRule) {
            let digits = digits.map { String($0) }
            var pairs: [(Int, String)] = []
            for (exponent, power) in [(1000, powers[0]), (100, powers[1]), (10, powers[2]), (1, "")] {
                for digit in (1...9).reversed() {
                    let isBare = digit == 1 && exponent > 1 && !writesOne
                    pairs.append((digit * exponent, (isBare ? "" : digits[digit - 1]) + power))
                }
            }
            pairs.append((0, zero))
            var rule = CounterStyleRule(system: .additive, symbols: pairs.map(\.1))
            rule.weights = pairs.map(\.0)
            rule.range = [-9999...9999]
            (rule.suffix, rule.negativePrefix, rule.fallback) = (suffix, negative, "cjk-decimal")
            return (name, rule)
        }
        let (minus, comma) = ("\u{30DE}\u{30A4}\u{30CA}\u{30B9}", "\u{3001}")
        let korean = "\u{B9C8}\u{C774}\u{B108}\u{C2A4} "
        return [
            make(
                "japanese-informal", digits: "一二三四五六七八九", powers: ["千", "百", "十"], zero: "〇", suffix: comma, negative: minus,
                writesOne: false),
            make(
                "japanese-formal", digits: "壱弐参四伍六七八九", powers: ["阡", "百", "拾"], zero: "零", suffix: comma, negative: minus,
                writesOne: true),
            make(
                "korean-hangul-formal", digits: "일이삼사오육칠팔구", powers: ["천", "백", "십"], zero: "영", suffix: ", ", negative: korean,
                writesOne: true),
            make(
                "korean-hanja-informal", digits: "一二三四五六七八九", powers: ["千", "百", "十"], zero: "零", suffix: ", ", negative: korean,
                writesOne: false),
            make(
                "korean-hanja-formal", digits: "壹貳參四五六七八九", powers: ["仟", "百", "拾"], zero: "零", suffix: ", ", negative: korean,
                writesOne: true),
        ]
    }()
}

/// Ways of writing numbers that no system of `@counter-style` covers.
enum CounterAlgorithm: Hashable, Sendable {
    /// Chinese longhand (clause 7.1.1): digits from zero, then the marks for ten, a hundred, a thousand.
    case chinese(digits: [String], marks: [String], isFormal: Bool)
    case ethiopic

    static let chinese: [(name: String, algorithm: CounterAlgorithm, negative: String)] = {
        func make(_ name: String, _ digits: String, _ marks: String, isFormal: Bool, _ negative: String) -> (
            String, CounterAlgorithm, String
        ) {
            (name, .chinese(digits: digits.map { String($0) }, marks: [""] + marks.map { String($0) }, isFormal: isFormal), negative)
        }
        return [
            make("simp-chinese-informal", "零一二三四五六七八九", "十百千", isFormal: false, "负"),
            make("simp-chinese-formal", "零壹贰叁肆伍陆柒捌玖", "拾佰仟", isFormal: true, "负"),
            make("trad-chinese-informal", "零一二三四五六七八九", "十百千", isFormal: false, "負"),
            make("trad-chinese-formal", "零壹貳參肆伍陸柒捌玖", "拾佰仟", isFormal: true, "負"),
            make("cjk-ideographic", "零一二三四五六七八九", "十百千", isFormal: false, "負"),
        ]
    }()

    /// Of a value from 0 on.
    func text(_ value: Int) -> String? {
        switch self {
        case .chinese(let digits, let marks, let isFormal): return Self.chinese(value, digits, marks, isFormal: isFormal)
        case .ethiopic: return Self.ethiopic(value)
        }
    }

    private static func chinese(_ value: Int, _ digits: [String], _ marks: [String], isFormal: Bool) -> String? {
        guard value >= 0, value < 10_000 else { return nil }
        if value == 0 { return digits[0] }
        var text = ""
        var rest = value
        var isZeroWaiting = false
        for exponent in 0..<4 {
            let digit = rest % 10
            rest /= 10
            if digit == 0 {
                // Zeros at the end are left out, several together are one.
                isZeroWaiting = !text.isEmpty
                if rest == 0 { break }
                continue
            }
            if isZeroWaiting { text = digits[0] + text }
            isZeroWaiting = false
            let isBare = !isFormal && exponent == 1 && digit == 1 && rest == 0
            text = (isBare ? "" : digits[digit]) + marks[exponent] + text
        }
        return text
    }

    /// Clause 7.2: groups of two digits, with the marks for a hundred and ten thousand between.
    private static func ethiopic(_ value: Int) -> String? {
        guard value > 0 else { return nil }
        func scalar(_ value: Int) -> String { Unicode.Scalar(UInt32(value)).map { String(Character($0)) } ?? "" }
        if value == 1 { return scalar(0x1369) }
        var text = ""
        var rest = value
        var index = 0
        while rest > 0 {
            let group = rest % 100
            rest /= 100
            var part = ""
            let isLeftOut = group == 0 || (group == 1 && (rest == 0 || index % 2 == 1))
            if !isLeftOut {
                if group >= 10 { part += scalar(0x1372 + group / 10 - 1) }
                if group % 10 > 0 { part += scalar(0x1369 + group % 10 - 1) }
            }
            if index % 2 == 1 {
                if group != 0 { part += scalar(0x137B) }
            } else if index > 0 {
                part += scalar(0x137C)
            }
            text = part + text
            index += 1
        }
        return text
    }
}
