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
        var run = run
        if let first = run.glyphs.first, let last = run.glyphs.last, first.textStart > last.textStart {
            run.glyphs = Self.inReadingOrder(run.glyphs)
        }
        let isStandIn = run.replacementText.map { beginStandIn($0) } ?? false
        if !isStandIn { checkMarked() }
        let use = fonts.use(of: run.face)
        setFill(run.color)
        beginText()
        setFont(use, size: run.size)
        move(to: run.origin)
        use.insert(run.glyphs)
        var text = run.text
        text.withUTF8 { bytes in
            run.glyphs.withUnsafeBufferPointer { glyphs in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: glyphs.count * TextLine.mostBytes) { room in
                    var line = TextLine(scale: 1_000 / run.size, room: room)
                    show(glyphs, bytes, run, use, &line)
                    end(&line)
                }
            }
        }
        if isStandIn { endStandIn() }
    }

    /// Glyphs from right to left, painted in the order of their text at the places where they stand: a reader that follows the glyphs, and
    /// does not know texts that stand for them, then meets the letters in order.
    private static func inReadingOrder(_ glyphs: [PositionedGlyph]) -> [PositionedGlyph] {
        var ordered: [PositionedGlyph] = []
        ordered.reserveCapacity(glyphs.count)
        var x = 0.0
        for glyph in glyphs {
            ordered.append(
                PositionedGlyph(
                    glyph: glyph.glyph, advance: 0, xOffset: x + glyph.xOffset, yOffset: glyph.yOffset, textStart: glyph.textStart))
            x += glyph.advance
        }
        return ordered.reversed()
    }

    /// The clusters of a run: the glyphs that stand for one stretch of text.
    private mutating func show(
        _ glyphs: UnsafeBufferPointer<PositionedGlyph>, _ bytes: UnsafeBufferPointer<UInt8>, _ run: GlyphRun, _ use: FontUse,
        _ line: inout TextLine
    ) {
        let isReadAsShown = run.replacementText == nil
        use.table.widths.withUnsafeBufferPointer { widths in
            use.table.plainCharacters.withUnsafeBufferPointer { characters in
                var start = 0
                while start < glyphs.count {
                    let first = glyphs[start]
                    var end = start + 1
                    while end < glyphs.count, glyphs[end].textStart == first.textStart { end += 1 }
                    // The usual case: one glyph for one character of its own.
                    if isReadAsShown, end == start + 1, first.glyph < UInt32(characters.count), first.glyph != 0,
                        characters[Int(first.glyph)] != 0,
                        characters[Int(first.glyph)] == Self.onlyScalar(bytes, Self.textRange(glyphs, start..<end, count: bytes.count))
                    {
                        append(first, widths, &line)
                    } else {
                        show(glyphs, start..<end, bytes, run, use, widths, &line)
                    }
                    start = end
                }
            }
        }
    }

    /// A cluster whose text may have to be written beside its glyphs.
    private mutating func show(
        _ glyphs: UnsafeBufferPointer<PositionedGlyph>, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ run: GlyphRun,
        _ use: FontUse, _ widths: UnsafeBufferPointer<Int32>, _ line: inout TextLine
    ) {
        var span: String?
        if run.replacementText == nil {
            span = spanText(glyphs, range, bytes, Self.textRange(glyphs, range, count: bytes.count), use)
        } else {
            let own = Self.textRange(glyphs, range, count: bytes.count)
            let shown = own.isEmpty ? run.text : String(decoding: UnsafeBufferPointer(rebasing: bytes[own]), as: UTF8.self)
            for glyph in glyphs[range] where Self.character(of: glyph.glyph, use) == nil { use.assignAny(shown, to: glyph.glyph) }
        }
        if let span {
            end(&line)
            beginSpan(span)
        }
        for glyph in glyphs[range] {
            if glyph.glyph == 0 {
                noteFault(.missingGlyph(text: run.text, family: run.face.family))
                continue
            }
            append(glyph, widths, &line)
        }
        if span != nil {
            end(&line)
            out.append("EMC\n")
        }
    }

    @inline(__always)
    private mutating func append(_ glyph: PositionedGlyph, _ widths: UnsafeBufferPointer<Int32>, _ line: inout TextLine) {
        if glyph.yOffset != line.rise {
            end(&line)
            line.rise = glyph.yOffset
            out.append(scaled: glyph.yOffset, factor: 1_000, decimals: 3)
            out.append(" Ts")
        }
        line.append(glyph, width: glyph.glyph < UInt32(widths.count) ? widths[Int(glyph.glyph)] : 0)
    }

    /// Closes the string and the array that are open, and takes their bytes.
    private mutating func end(_ line: inout TextLine) {
        guard line.close() else { return }
        out.append(bytes: line.written)
        line.forget()
    }

    /// The character that is the whole of a range; nil when there are several, or none.
    @inline(__always)
    private static func onlyScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32? {
        let start = range.lowerBound
        switch range.count {
        case 1: return bytes[start] < 0x80 ? UInt32(bytes[start]) : nil
        case 2 where bytes[start] & 0xE0 == 0xC0: return UInt32(bytes[start] & 0x1F) << 6 | UInt32(bytes[start + 1] & 0x3F)
        case 3 where bytes[start] & 0xF0 == 0xE0:
            return UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6 | UInt32(bytes[start + 2] & 0x3F)
        default: return nil
        }
    }

    mutating func beginSpan(_ text: String) {
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

/// The operands of one `TJ` as they grow, and where the pen is within the run, in thousandths of the font size.
///
/// Bytes gather in a scratch of the run's: written one by one into the page's own buffer they cost a check of uniqueness each, which was a
/// tenth of the export's time.
struct TextLine {
    /// Smaller differences are left: a five-hundredth of the size is not seen.
    private static let leastAdjustment = 2.0
    /// Each glyph at most: `)-99999999(`, two escaped bytes, and `[` and `)]TJ` when it stands alone.
    static let mostBytes = 24

    /// From points to thousandths.
    private let scale: Double
    /// As a reader moves it.
    private var pen = 0.0
    /// As the layout wants it.
    private var target = 0.0
    var rise = 0.0
    private var isInArray = false
    private var isInString = false
    private let room: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    init(scale: Double, room: UnsafeMutableBufferPointer<UInt8>) {
        self.scale = scale
        self.room = room
    }

    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: room[..<count]) }

    mutating func forget() { count = 0 }

    /// Ends what is open; false when there is nothing.
    mutating func close() -> Bool {
        guard isInArray else { return false }
        if isInString { put(0x29) }
        put(0x5D)
        put(0x54)
        put(0x4A)
        put(0x0A)
        isInArray = false
        isInString = false
        return true
    }

    /// Shows a glyph; `width` is its width in the file.
    @inline(__always)
    mutating func append(_ glyph: PositionedGlyph, width: Int32) {
        let difference = pen - (target + glyph.xOffset * scale)
        if difference.magnitude >= Self.leastAdjustment - 0.5, difference.magnitude < 1e8 { adjust(difference.rounded()) }
        if !isInString {
            if !isInArray { put(0x5B) }
            put(0x28)
            isInArray = true
            isInString = true
        }
        put(escaped: UInt8(truncatingIfNeeded: glyph.glyph >> 8))
        put(escaped: UInt8(truncatingIfNeeded: glyph.glyph))
        pen += Double(width)
        target += glyph.advance * scale
    }

    private mutating func adjust(_ adjustment: Double) {
        if isInString { put(0x29) } else if !isInArray { put(0x5B) }
        isInArray = true
        isInString = false
        if adjustment < 0 { put(0x2D) }
        var rest = UInt32(adjustment.magnitude)
        var power: UInt32 = 1
        while rest / power >= 10 { power *= 10 }
        while power > 0 {
            put(UInt8(truncatingIfNeeded: 0x30 + rest / power))
            rest %= power
            power /= 10
        }
        pen -= adjustment
    }

    @inline(__always)
    private mutating func put(escaped byte: UInt8) {
        switch byte {
        case 0x28, 0x29, 0x5C:
            put(0x5C)
            put(byte)
        case 0x0D:
            put(0x5C)
            put(0x72)
        case 0x0A:
            put(0x5C)
            put(0x6E)
        default: put(byte)
        }
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        room[count] = byte
        count += 1
    }
}
