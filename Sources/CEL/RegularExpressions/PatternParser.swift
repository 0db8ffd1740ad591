import Diagnostics
import Synchronization

/// Reads RE2's syntax: no back references and no look-around, which could not run in linear time.
struct PatternParser {
    private static let mostRepetitions = 1_000
    private static let deepestNesting = 50

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private var flags = Flags()
    private(set) var fault = Bilingual(verbatim: "")
    /// Groups that remember what they match.
    private(set) var groupCount = 0

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isLazyByDefault = false
    }

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    mutating func parse() -> RegularExpression.Node? {
        guard let node = choice() else { return nil }
        guard position == scalars.count else { return fail("parenthèse fermante de trop", "unexpected `)`") }
        return node
    }

    private mutating func fail(_ fr: String, _ en: String) -> RegularExpression.Node? {
        if fault.en.isEmpty { fault = Bilingual(fr: fr, en: en) }
        return nil
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() -> RegularExpression.Node? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else { return fail("trop de parenthèses imbriquées", "parentheses nested too deep") }
        let outer = flags
        defer { flags = outer }
        var branches: [RegularExpression.Node] = []
        repeat {
            guard let branch = sequence() else { return nil }
            branches.append(branch)
        } while accept("|")
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() -> RegularExpression.Node? {
        var nodes: [RegularExpression.Node] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            guard let atom = atom() else { return nil }
            guard let repeated = quantified(atom) else { return nil }
            nodes.append(repeated)
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func quantified(_ atom: RegularExpression.Node) -> RegularExpression.Node? {
        var node = atom
        var count = 0
        while let scalar = current {
            let (minimum, maximum): (Int, Int?)
            switch scalar {
            case "*": (minimum, maximum) = (0, nil)
            case "+": (minimum, maximum) = (1, nil)
            case "?": (minimum, maximum) = (0, 1)
            case "{":
                guard let (low, high, length) = bounds() else { return node }
                guard low <= Self.mostRepetitions, high ?? 0 <= Self.mostRepetitions, low <= high ?? low else {
                    return fail("nombre de répétitions", "repetition count")
                }
                position += length - 1
                (minimum, maximum) = (low, high)
            default: return node
            }
            count += 1
            guard count == 1 else { return fail("répétition d’une répétition", "repetition of a repetition") }
            position += 1
            let isLazy = accept("?") != flags.isLazyByDefault
            node = .repetition(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
        }
        return node
    }

    /// `{2}`, `{2,}`, `{2,5}`; nil when the brace is a mere character.
    private func bounds() -> (Int, Int?, Int)? {
        var at = position + 1
        func number() -> Int? {
            var value = 0
            let start = at
            while at < scalars.count, ("0"..."9").contains(scalars[at]), at - start < 6 {
                value = value * 10 + Int(scalars[at].value - 48)
                at += 1
            }
            return at > start ? value : nil
        }
        guard let low = number(), at < scalars.count else { return nil }
        if scalars[at] == "}" { return (low, low, at - position + 1) }
        guard scalars[at] == "," else { return nil }
        at += 1
        let high = number()
        guard at < scalars.count, scalars[at] == "}" else { return nil }
        return (low, high, at - position + 1)
    }

    private mutating func atom() -> RegularExpression.Node? {
        guard let scalar = current else { return .empty }
        position += 1
        switch scalar {
        case "(": return group()
        case "[": return bracket()
        case ".":
            return .set(flags.dotMatchesNewline ? ScalarSet([0...ScalarSet.largest]) : ScalarSet([0x0A...0x0A], isNegated: true))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": return fail("rien à répéter", "nothing to repeat")
        case "\\": return escape()
        default: return literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> RegularExpression.Node {
        .set(ScalarSet([scalar.value...scalar.value], ignoresCase: flags.ignoresCase))
    }

    private mutating func group() -> RegularExpression.Node? {
        let outer = flags
        var number: Int?
        if current != "?" {
            groupCount += 1
            number = groupCount
        }
        if accept("?") {
            if accept("P") || current == "<" {
                guard accept("<") else { return fail("groupe inconnu", "unknown group") }
                while let scalar = current, scalar != ">" {
                    guard ScalarSet.word.contains(scalar) else { return fail("nom de groupe", "group name") }
                    position += 1
                }
                guard accept(">") else { return fail("nom de groupe", "group name") }
                groupCount += 1
                number = groupCount
            } else {
                var isOn = true
                loop: while let scalar = current {
                    position += 1
                    switch scalar {
                    case "i": flags.ignoresCase = isOn
                    case "m": flags.isMultiline = isOn
                    case "s": flags.dotMatchesNewline = isOn
                    case "U": flags.isLazyByDefault = isOn
                    case "-": isOn = false
                    case ":": break loop
                    case ")": return .empty
                    default: return fail("groupe inconnu", "unknown group")
                    }
                }
            }
        }
        guard let node = choice() else { return nil }
        guard accept(")") else { return fail("parenthèse non fermée", "missing `)`") }
        flags = outer
        return number.map { .group(node, $0) } ?? node
    }

    private mutating func escape() -> RegularExpression.Node? {
        guard let scalar = current else { return fail("barre oblique inverse à la fin", "trailing backslash") }
        switch scalar {
        case "A":
            position += 1
            return .assertion(.textStart)
        case "z":
            position += 1
            return .assertion(.textEnd)
        case "b":
            position += 1
            return .assertion(.wordBoundary)
        case "B":
            position += 1
            return .assertion(.notWordBoundary)
        case "Q":
            position += 1
            var nodes: [RegularExpression.Node] = []
            while let scalar = current {
                if scalar == "\\", position + 1 < scalars.count, scalars[position + 1] == "E" {
                    position += 2
                    break
                }
                nodes.append(literal(scalar))
                position += 1
            }
            return .sequence(nodes)
        default:
            if let set = classEscape() { return .set(set) }
            return character().map { literal($0) } ?? fail("séquence d’échappement inconnue", "unknown escape")
        }
    }

    /// `\d`, `\pL` and their kin; nil when the escape is a single character.
    private mutating func classEscape() -> ScalarSet? {
        guard let scalar = current else { return nil }
        let sets: [Unicode.Scalar: ScalarSet] = [
            "d": .digit, "D": ScalarSet.digit.complement, "w": .word, "W": ScalarSet.word.complement, "s": .space,
            "S": ScalarSet.space.complement,
        ]
        if let set = sets[scalar] {
            position += 1
            return set
        }
        guard scalar == "p" || scalar == "P" else { return nil }
        var at = position + 1
        var name = ""
        if at < scalars.count, scalars[at] == "{" {
            guard let close = scalars[at...].firstIndex(of: "}") else { return nil }
            name = String(String.UnicodeScalarView(scalars[(at + 1)..<close]))
            at = close + 1
        } else if at < scalars.count {
            name = String(Character(scalars[at]))
            at += 1
        }
        var isNegated = scalar == "P"
        if name.hasPrefix("^") {
            isNegated.toggle()
            name.removeFirst()
        }
        guard let ranges = UnicodeClasses.ranges(name) else { return nil }
        position = at
        return ScalarSet(ranges, isNegated: isNegated, ignoresCase: flags.ignoresCase)
    }

    private mutating func character() -> Unicode.Scalar? {
        guard let scalar = current else { return nil }
        position += 1
        switch scalar {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "v": return "\u{0B}"
        case "x":
            var digits = ""
            if accept("{") {
                while let digit = current, digit != "}", digits.count < 8 {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
                guard accept("}") else { return nil }
            } else {
                while digits.count < 2, let digit = current {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
            }
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        case "0"..."7":
            var value = scalar.value - 48
            if scalar != "0", !(current.map { ("0"..."7").contains($0) } ?? false) { return nil }
            var count = 1
            while count < 3, let digit = current, ("0"..."7").contains(digit) {
                value = value * 8 + digit.value - 48
                position += 1
                count += 1
            }
            return Unicode.Scalar(value)
        default:
            // Any punctuation stands for itself.
            return scalar.isASCII && !ScalarSet.word.contains(scalar) || scalar == "_" ? scalar : nil
        }
    }

    private mutating func bracket() -> RegularExpression.Node? {
        let isNegated = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = current, scalar != "]" || isFirst {
            isFirst = false
            if scalar == "[", position + 1 < scalars.count, scalars[position + 1] == ":",
                let close = (position + 2..<scalars.count).first(where: { scalars[$0] == ":" })
            {
                var name = String(String.UnicodeScalarView(scalars[(position + 2)..<close]))
                let negated = name.hasPrefix("^")
                if negated { name.removeFirst() }
                if close + 1 < scalars.count, scalars[close + 1] == "]", let set = UnicodeClasses.posix[name] {
                    ranges += ScalarSet(set, isNegated: negated).ranges
                    position = close + 2
                    continue
                }
                return fail("classe inconnue", "unknown class")
            }
            if scalar == "\\" {
                position += 1
                if let set = classEscape() {
                    ranges += set.ranges
                    continue
                }
                position -= 1
            }
            guard let low = bracketCharacter() else { return fail("séquence d’échappement inconnue", "unknown escape") }
            var high = low
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                guard let end = bracketCharacter() else { return fail("séquence d’échappement inconnue", "unknown escape") }
                high = end
            }
            guard low <= high else { return fail("intervalle à l’envers", "range out of order") }
            ranges.append(low.value...high.value)
        }
        guard accept("]") else { return fail("crochet non fermé", "missing `]`") }
        return .set(ScalarSet(ranges, isNegated: isNegated, ignoresCase: flags.ignoresCase))
    }

    private mutating func bracketCharacter() -> Unicode.Scalar? {
        if accept("\\") { return character() }
        guard let scalar = current else { return nil }
        position += 1
        return scalar
    }
}

/// Classes by name: general categories and scripts of use here, and POSIX names.
enum UnicodeClasses {
    static let posix: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A], "ascii": [0...0x7F],
        "blank": [9...9, 32...32],
        "cntrl": [0...31, 127...127], "digit": [0x30...0x39], "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [9...13, 32...32], "upper": [0x41...0x5A],
        "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A], "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]

    private static let known = Mutex<[String: [ClosedRange<UInt32>]]>([:])

    /// The ranges of a class; a walk over all of Unicode is made once for each.
    static func ranges(_ name: String) -> [ClosedRange<UInt32>]? {
        if let ranges = known.withLock({ $0[name] }) { return ranges }
        guard let ranges = compute(name) else { return nil }
        known.withLock { $0[name] = ranges }
        return ranges
    }

    private static func compute(_ name: String) -> [ClosedRange<UInt32>]? {
        typealias Category = Unicode.GeneralCategory
        let categories: [String: Set<Category>] = [
            "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter], "Lm": [.modifierLetter], "Lo": [.otherLetter],
            "L": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter],
            "Mn": [.nonspacingMark], "Mc": [.spacingMark], "Me": [.enclosingMark], "M": [.nonspacingMark, .spacingMark, .enclosingMark],
            "Nd": [.decimalNumber], "Nl": [.letterNumber], "No": [.otherNumber], "N": [.decimalNumber, .letterNumber, .otherNumber],
            "P": [
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
                .otherPunctuation,
            ],
            "Pd": [.dashPunctuation], "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol], "Sc": [.currencySymbol],
            "Sm": [.mathSymbol], "Z": [.spaceSeparator, .lineSeparator, .paragraphSeparator], "Zs": [.spaceSeparator],
            "Cc": [.control], "C": [.control, .format, .unassigned, .privateUse, .surrogate],
        ]
        if name == "Any" { return [0...0x10FFFF] }
        let scripts: [String: [ClosedRange<UInt32>]] = [
            "Latin": [
                0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8, 0x1E00...0x1EFF,
                0x2C60...0x2C7F,
            ],
            "Greek": [0x370...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFE], "Cyrillic": [0x400...0x52F], "Hebrew": [0x591...0x5F4],
            "Arabic": [0x600...0x6FF, 0x750...0x77F], "Canadian_Aboriginal": [0x1400...0x167F, 0x18B0...0x18F5], "Han": [0x4E00...0x9FFF],
        ]
        if let script = scripts[name] { return script }
        guard let wanted = categories[name] else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), wanted.contains(scalar.properties.generalCategory) else { continue }
            if let last = ranges.last, last.upperBound + 1 == value {
                ranges[ranges.count - 1] = last.lowerBound...value
            } else {
                ranges.append(value...value)
            }
        }
        return ranges
    }
}
