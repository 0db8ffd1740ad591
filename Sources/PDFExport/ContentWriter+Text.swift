import Fonts
import PDF
import Pages

extension ContentWriter {
    /// Shows a run by its glyph numbers (ISO 32000-1, clause 9.4.3).
    ///
    /// The pen is followed as a reader moves it, in thousandths of the font size by the widths of the file: adjustments mend the
    /// difference to the layout's places, so that errors of rounding never add up.
    mutating func show(_ run: GlyphRun) {
        guard !run.glyphs.isEmpty, run.size > 0, run.size < 10_000 else { return }
        let isStandIn = run.replacementText.map { beginStandIn($0) } ?? false
        if !isStandIn { checkMarked() }
        let use = fonts.use(of: run.face)
        setFill(run.color)
        beginText()
        setFont(use, size: run.size)
        move(to: run.origin)
        var text = run.text
        text.withUTF8 { bytes in
            var line = TextLine(scale: 1_000 / run.size)
            run.glyphs.withUnsafeBufferPointer { glyphs in
                var start = 0
                while start < glyphs.count {
                    var end = start + 1
                    while end < glyphs.count, glyphs[end].textStart == glyphs[start].textStart { end += 1 }
                    show(glyphs, start..<end, bytes, run, use, &line)
                    start = end
                }
            }
            endString(&line)
        }
        if isStandIn { endStandIn() }
    }

    /// One cluster: the glyphs that stand for one stretch of text.
    private mutating func show(
        _ glyphs: UnsafeBufferPointer<PositionedGlyph>, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ run: GlyphRun,
        _ use: FontUse, _ line: inout TextLine
    ) {
        let first = glyphs[range.lowerBound]
        var span: String?
        if run.replacementText == nil {
            let cluster = Self.textRange(glyphs, range, count: bytes.count)
            // The usual case: one glyph for one character of its own.
            if range.count == 1, cluster.count == 1, first.glyph < UInt32(use.table.characters.count),
                use.table.characters[Int(first.glyph)] == UInt32(bytes[cluster.lowerBound])
            {
                span = nil
            } else {
                span = spanText(glyphs, range, bytes, cluster, use)
            }
        } else {
            for glyph in glyphs[range] where Self.character(of: glyph.glyph, use) == nil { use.assignAny(run.text, to: glyph.glyph) }
        }
        if let span {
            endString(&line)
            beginSpan(span)
        }
        for glyph in glyphs[range] {
            if glyph.glyph == 0 {
                noteFault(.missingGlyph(text: run.text, family: run.face.family))
                continue
            }
            append(glyph, use, &line)
        }
        if span != nil {
            endString(&line)
            out.append("EMC\n")
        }
    }

    @inline(__always)
    private mutating func append(_ glyph: PositionedGlyph, _ use: FontUse, _ line: inout TextLine) {
        use.glyphs.insert(glyph.glyph)
        if glyph.yOffset != line.rise {
            endString(&line)
            line.rise = glyph.yOffset
            out.append(scaled: glyph.yOffset, factor: 1_000, decimals: 3)
            out.append(" Ts")
        }
        let wanted = line.target + glyph.xOffset * line.scale
        let adjustment = (line.pen - wanted).rounded()
        if adjustment.magnitude >= TextLine.leastAdjustment, adjustment.magnitude < 1e8 {
            if line.isInString { out.append(byte: 0x29) } else if !line.isInArray { out.append(byte: 0x5B) }
            line.isInArray = true
            line.isInString = false
            out.append(integer: Int(adjustment))
            line.pen -= adjustment
        }
        if !line.isInString {
            if !line.isInArray { out.append(byte: 0x5B) }
            out.append(byte: 0x28)
            line.isInArray = true
            line.isInString = true
        }
        append(stringByte: UInt8(truncatingIfNeeded: glyph.glyph >> 8))
        append(stringByte: UInt8(truncatingIfNeeded: glyph.glyph))
        if glyph.glyph < UInt32(use.table.widths.count) { line.pen += Double(use.table.widths[Int(glyph.glyph)]) }
        line.target += glyph.advance * line.scale
    }

    @inline(__always)
    private mutating func append(stringByte byte: UInt8) {
        switch byte {
        case 0x28, 0x29, 0x5C:
            out.append(byte: 0x5C)
            out.append(byte: byte)
        case 0x0D: out.append("\\r")
        case 0x0A: out.append("\\n")
        default: out.append(byte: byte)
        }
    }

    private mutating func endString(_ line: inout TextLine) {
        guard line.isInArray else { return }
        if line.isInString { out.append(byte: 0x29) }
        out.append("]TJ\n")
        line.isInArray = false
        line.isInString = false
    }

    private mutating func beginSpan(_ text: String) {
        out.append("/Span<</ActualText")
        out.append(text: text)
        out.append(">>BDC\n")
    }

    // MARK: Text of clusters

    /// The bytes that a cluster stands for: up to the next one in the direction of the text.
    private static func textRange(
        _ glyphs: UnsafeBufferPointer<PositionedGlyph>, _ range: Range<Int>, count: Int
    ) -> Range<Int> {
        let start = Int(glyphs[range.lowerBound].textStart)
        let after = range.upperBound < glyphs.count ? Int(glyphs[range.upperBound].textStart) : count
        let before = range.lowerBound > 0 ? Int(glyphs[range.lowerBound - 1].textStart) : count
        let end = after > start ? (before > start ? min(before, after) : after) : before > start ? before : count
        guard start < count else { return count..<count }
        return start..<min(max(end, start), count)
    }

    private static func character(of glyph: UInt32, _ use: FontUse) -> UInt32? {
        guard glyph < UInt32(use.table.characters.count) else { return nil }
        let character = use.table.characters[Int(glyph)]
        return character == 0 ? nil : character
    }

    /// The text that must be written beside the glyphs, because readers would not find it by the font's mapping; nil when they would.
    private mutating func spanText(
        _ glyphs: UnsafeBufferPointer<PositionedGlyph>, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ cluster: Range<Int>,
        _ use: FontUse
    ) -> String? {
        let all = String(decoding: UnsafeBufferPointer(rebasing: bytes[cluster]), as: UTF8.self).unicodeScalars
        // Joiners, soft hyphens and marks of direction leave no trace on the page.
        let scalars = all.filter { !SyntheticCharacter.isInvisible($0) }
        let text = String(String.UnicodeScalarView(scalars))
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .privateUse }) {
            noteFault(.privateUse(text: text, family: use.table.face.family))
        }
        if scalars.count == range.count {
            var matches = true
            for (glyph, scalar) in zip(glyphs[range], scalars) {
                guard let character = Self.character(of: glyph.glyph, use) else {
                    matches = use.assign(String(scalar), to: glyph.glyph) && matches
                    continue
                }
                matches = matches && (character == scalar.value || Self.isSame(character, scalar.value))
            }
            if matches { return nil }
        } else if range.count == 1, !scalars.isEmpty, Self.character(of: glyphs[range.lowerBound].glyph, use) == nil {
            // A ligature.
            if use.assign(text, to: glyphs[range.lowerBound].glyph) { return nil }
        }
        let standIn = text.isEmpty ? " " : text
        for glyph in glyphs[range] where Self.character(of: glyph.glyph, use) == nil { use.assignAny(standIn, to: glyph.glyph) }
        return text
    }

    /// Spaces that share a glyph: the no-break space reads as a space.
    private static func isSame(_ character: UInt32, _ scalar: UInt32) -> Bool {
        (character == 0x20 && scalar == 0xA0) || (character == 0xA0 && scalar == 0x20)
    }
}

/// Where the pen is within a run, in thousandths of the font size.
struct TextLine {
    /// Smaller differences are left: a five-hundredth of the size is not seen.
    static let leastAdjustment = 2.0

    /// From points to thousandths.
    let scale: Double
    /// As a reader moves it.
    var pen = 0.0
    /// As the layout wants it.
    var target = 0.0
    var rise = 0.0
    var isInArray = false
    var isInString = false

    init(scale: Double) {
        self.scale = scale
    }
}
