import Styling

/// Punctuation in the margin (CSS Text 3, clause 9.2).
extension InlineContent {
    /// The width of an opening quote or bracket that begins the text; 0 for none.
    func hangingStart() -> Double {
        for atom in atoms {
            switch atom.kind {
            case .open, .close, .absolute: continue
            case .word:
                guard let first = scalar(at: atom.start, atom.end), Self.mayHangFirst(first) else { return 0 }
                return width(of: atom, isLast: false)
            default: return 0
            }
        }
        return 0
    }

    /// The width of the punctuation that ends a line before an atom, as far as it may hang there; 0 for none.
    ///
    /// - Parameter isLast: Whether the line is the text's last.
    func hangingEnd(before end: Int, _ hanging: HangingPunctuation, isLast: Bool) -> Double {
        var index = end - 1
        while index >= 0, atoms[index].kind == .close || atoms[index].kind == .absolute { index -= 1 }
        guard index >= 0, atoms[index].kind == .word else { return 0 }
        let atom = atoms[index]
        guard let last = lastScalar(atom.start, atom.end) else { return 0 }
        let mayHang =
            isLast && hanging.contains(.last) && Self.mayHangLast(last)
            || !hanging.isDisjoint(with: [.forceEnd, .allowEnd]) && Self.mayHangEnd(last)
        return mayHang ? width(of: atom, isLast: true) : 0
    }

    private func width(of atom: Atom, isLast: Bool) -> Double {
        let style = runs[Int(atom.run)].style
        let glyphs = style.uses[Int(atom.face)].words.glyphs(of: atom.word)
        guard glyphs.count > 1, let glyph = isLast ? glyphs.last : glyphs.first else { return 0 }
        return glyph.advance * style.size + style.letterSpacing
    }

    private func scalar(at start: Int32, _ end: Int32) -> Unicode.Scalar? {
        guard start >= 0, start < end, Int(end) <= bytes.count else { return nil }
        return String(decoding: bytes[Int(start)..<min(Int(end), Int(start) + 4)], as: UTF8.self).unicodeScalars.first
    }

    private func lastScalar(_ start: Int32, _ end: Int32) -> Unicode.Scalar? {
        guard start >= 0, start < end, Int(end) <= bytes.count else { return nil }
        var first = Int(end) - 1
        while first > Int(start), bytes[first] & 0xC0 == 0x80 { first -= 1 }
        return scalar(at: Int32(first), end)
    }

    /// An opening bracket or quote.
    private static func mayHangFirst(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .openPunctuation, .initialPunctuation, .finalPunctuation: true
        default: scalar == "\"" || scalar == "'"
        }
    }

    /// A closing bracket or quote.
    private static func mayHangLast(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .closePunctuation, .initialPunctuation, .finalPunctuation: true
        default: scalar == "\"" || scalar == "'"
        }
    }

    /// The stops and commas that the clause names.
    private static func mayHangEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2C, 0x2E, 0x60C, 0x6D4, 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFE50, 0xFE51, 0xFE52, 0xFF61, 0xFF64: true
        default: false
        }
    }
}
