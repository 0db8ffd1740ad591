import CFriBidi
import Styling

/// The Unicode bidirectional algorithm (UAX #9), by FriBidi, with an isolate around each box that asks for one.
enum BidiText {
    static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    /// Gives each atom its embedding level.
    static func assignLevels(_ content: InlineContent) {
        var scalars: [FriBidiChar] = []
        var firstOfAtom: [Int] = []
        func opening(_ box: Box) -> [FriBidiChar] {
            let isLeft: Bool = box.style.text.direction == .leftToRight
            switch box.style.box.unicodeBidi {
            case .normal: return []
            case .embed: return [isLeft ? 0x202A : 0x202B]
            case .isolate: return [box.isAutoDirection ? 0x2068 : isLeft ? 0x2066 : 0x2067]
            case .bidiOverride: return [isLeft ? 0x202D : 0x202E]
            case .isolateOverride: return [0x2068, isLeft ? 0x202D : 0x202E]
            case .plaintext: return [0x2068]
            }
        }
        func closing(_ box: Box) -> [FriBidiChar] {
            switch box.style.box.unicodeBidi {
            case .normal: []
            case .embed, .bidiOverride: [0x202C]
            case .isolate, .plaintext: [0x2069]
            case .isolateOverride: [0x202C, 0x2069]
            }
        }
        for atom in content.atoms {
            switch atom.kind {
            case .open:
                firstOfAtom.append(scalars.count)
                scalars += opening(content.inlines[Int(atom.run)].box)
            case .close:
                scalars += closing(content.inlines[Int(atom.run)].box)
                firstOfAtom.append(max(0, scalars.count - 1))
            case .word, .space, .fixedSpace, .tab, .leader:
                firstOfAtom.append(scalars.count)
                let text = String(decoding: content.bytes[Int(atom.start)..<Int(atom.end)], as: UTF8.self)
                for scalar in text.unicodeScalars { scalars.append(scalar.value) }
            default:
                firstOfAtom.append(scalars.count)
                scalars.append(0xFFFC)
            }
        }
        guard !scalars.isEmpty, scalars.count < 1 << 28 else { return }
        let count = FriBidiStrIndex(scalars.count)
        var types = [FriBidiCharType](repeating: FriBidiCharType(0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        fribidi_get_bidi_types(scalars, count, &types)
        fribidi_get_bracket_types(scalars, count, types, &brackets)
        var base: FriBidiParType =
            content.root.computed.text.direction == .rightToLeft ? paragraphRightToLeft : paragraphLeftToRight
        guard fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, &levels) != 0 else { return }
        for index in 0..<content.atoms.count {
            let first = min(firstOfAtom[index], levels.count - 1)
            content.atoms[index].level = UInt8(clamping: Int(levels[first]))
        }
    }

    // FRIBIDI_PAR_LTR and FRIBIDI_PAR_RTL, whose macros are not imported.
    private static let paragraphLeftToRight = FriBidiParType(0x0000_0110)
    private static let paragraphRightToLeft = FriBidiParType(0x0000_0111)

    /// The visual order of items by their levels (UAX #9, rule L2).
    static func visualOrder(_ levels: [UInt8]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), highest > 0 else { return order }
        var level = highest
        while level >= 1 {
            var index = 0
            while index < order.count {
                if levels[order[index]] >= level {
                    var end = index
                    while end < order.count, levels[order[end]] >= level { end += 1 }
                    order[index..<end].reverse()
                    index = end
                } else {
                    index += 1
                }
            }
            level -= 1
        }
        return order
    }
}

extension Box {
    /// Whether the direction comes from the first strong character: `bdi`, `dir="auto"`.
    var isAutoDirection: Bool { style.box.unicodeBidi == .isolate && kind == .inline }
}
