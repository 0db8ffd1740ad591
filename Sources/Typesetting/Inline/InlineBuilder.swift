import Diagnostics
import Fonts
import Pages
import Styling
import XML

/// Flattens the inline-level children of a block container into atoms: white space, words, break opportunities, shaping.
struct InlineBuilder {
    let engine: LayoutEngine
    let content: InlineContent
    let container: Box
    private var canCollapse = true
    /// A break is allowed before what comes next.
    private var breakBefore = false
    private var parent: Int32 = -1
    private var column = 0.0
    /// Separators that a range of pages makes dashes.
    var rangeEnds: Set<ObjectIdentifier> = []

    /// Whether numbers of pages in a row are merged here.
    private let isMerging: Bool

    init(engine: LayoutEngine, container: Box) {
        isMerging = container.style.generated.pageReferences == .merged && !engine.anchorPages.isEmpty
        self.engine = engine
        self.container = container
        content = InlineContent(root: engine.textStyle(container.style))
    }

    static func content(of container: Box, engine: LayoutEngine) -> InlineContent {
        if let known = container.inline { return known }
        var builder = InlineBuilder(engine: engine, container: container)
        builder.add(container.children)
        builder.finish()
        container.inline = builder.content
        return builder.content
    }

    private mutating func add(_ given: [Box]) {
        let boxes = isMerging && given.count > 1 ? merged(given) : given
        for box in boxes {
            switch box.kind {
            case .text: text(box)
            case .lineBreak:
                trimSpace()
                let run = run(for: box)
                content.atoms.append(InlineContent.Atom(kind: .forcedBreak, run: run))
                content.isEmpty = false
                canCollapse = true
                breakBefore = false
                column = 0
            case .inline where !box.isOutOfFlow: inline(box)
            default:
                if box.isFloating || box.isAbsolute || box.isRunning {
                    guard !box.isRunning else {
                        content.running.append(box)
                        continue
                    }
                    let index = Int32(content.boxes.count)
                    content.boxes.append(box)
                    content.atoms.append(InlineContent.Atom(kind: box.isFloating ? .float : .absolute, run: parent, word: index))
                    if box.isFloating { content.hasFloats = true } else { content.hasAbsolutes = true }
                    if box.isFloating, engine.hasFootnotes { content.hasNotes = true }
                    continue
                }
                atomic(box)
            }
        }
    }

    private mutating func inline(_ box: Box) {
        let style = engine.textStyle(box.style)
        let parentStyle = parent >= 0 ? content.inlines[Int(parent)].style : content.root
        let reference = 0.0
        let margin = box.style.margin
        let padding = box.style.padding.resolved(against: reference)
        let border = box.style.border.widths
        let startEdge = box.isFirstPiece ? (margin.left.resolved(against: reference) ?? 0) + padding.left + border.left : 0
        let endEdge = box.isLastPiece ? (margin.right.resolved(against: reference) ?? 0) + padding.right + border.right : 0
        let hasDecoration =
            !box.style.border.isEmpty || !box.style.background.isEmpty || box.link >= 0 || box.anchor != nil || box.fieldName != nil
            || box.style.box.position == .relative || !box.strings.isEmpty
        var shift = parent >= 0 ? content.inlines[Int(parent)].shift : 0
        var aligned = parent >= 0 ? content.inlines[Int(parent)].aligned : -1
        let index = Int32(content.inlines.count)
        switch Self.shift(box.style.box.verticalAlign, style, parentStyle) {
        case .some(let amount): shift += amount
        case .none:
            aligned = index
            shift = 0
        }
        if shift != 0 || aligned >= 0 || style.ascent != content.root.ascent || style.descent != content.root.descent {
            content.isUniform = false
        }
        if hasDecoration { content.hasDecorations = true }
        if box.note != nil { content.hasNotes = true }
        content.inlines.append(
            InlineContent.Inline(
                box: box, style: style, parent: parent, shift: shift, aligned: aligned, hasDecoration: hasDecoration, startEdge: startEdge,
                endEdge: endEdge))
        if startEdge != 0 || endEdge != 0 || padding.horizontal != 0 || border.horizontal != 0 { content.isEmpty = false }
        content.atoms.append(InlineContent.Atom(kind: .open, mayBreakBefore: breakBefore && style.wraps, run: index, width: startEdge))
        if style.wraps { breakBefore = false }
        column += startEdge
        let saved = parent
        parent = index
        add(box.children)
        parent = saved
        content.atoms.append(InlineContent.Atom(kind: .close, run: index, width: endEdge))
        column += endEdge
    }

    /// How far a box's baseline is raised over its parent's; nil for `top` and `bottom`, which wait for the line.
    static func shift(_ align: VerticalAlign, _ style: TextStyle, _ parent: TextStyle) -> Double? {
        switch align {
        case .baseline: 0
        case .sub: -parent.size * 0.2
        case .super: parent.size * 0.34
        case .textTop: parent.contentAscent - style.ascent
        case .textBottom: style.descent - parent.contentDescent
        case .middle: parent.xHeight / 2 - (style.ascent - style.descent) / 2
        case .raised(let length):
            length.resolved(against: style.computed.lineHeight ?? style.ascent + style.descent)
        case .top, .bottom: nil
        }
    }

    private mutating func atomic(_ box: Box) {
        if engine.hasFootnotes { content.hasNotes = true }
        let index = Int32(content.boxes.count)
        content.boxes.append(box)
        let run = run(for: box)
        let wraps = (parent >= 0 ? content.inlines[Int(parent)].style : content.root).wraps
        let followsText = content.atoms.contains { $0.kind == .word || $0.kind == .atomic }
        content.atoms.append(InlineContent.Atom(kind: .atomic, mayBreakBefore: wraps && followsText, run: run, word: index))
        content.isEmpty = false
        content.isUniform = false
        canCollapse = false
        breakBefore = wraps
    }

    private mutating func run(for box: Box) -> Int32 {
        let style = engine.textStyle(box.kind == .lineBreak && parent < 0 ? container.style : box.style)
        content.runs.append(InlineContent.Run(style: style, content: box.content, parent: parent, box: box))
        return Int32(content.runs.count - 1)
    }

    // MARK: Text

    private mutating func text(_ box: Box) {
        if let dynamic = box.dynamic {
            for item in dynamic { self.dynamic(item, box) }
            return
        }
        let run = run(for: box)
        let style = content.runs[Int(run)].style
        if !rangeEnds.isEmpty, rangeEnds.contains(ObjectIdentifier(box)) {
            let dash: [UInt8] = [0xE2, 0x80, 0x93]
            dash.withUnsafeBufferPointer { scan($0, run: run, style: style) }
            return
        }
        if style.ascent != content.root.ascent || style.descent != content.root.descent, parent < 0 { content.isUniform = false }
        let transform = box.style.text.transform
        if !transform.isEmpty {
            let original = box.withBytes(engine.tree) { String(decoding: $0, as: UTF8.self) }
            let changed = Array(TextTransforming.apply(transform, to: original).utf8)
            changed.withUnsafeBufferPointer { scan($0, run: run, style: style) }
            return
        }
        if let own = box.ownText {
            own.withUnsafeBufferPointer { scan($0, run: run, style: style) }
            return
        }
        let tree = engine.tree
        guard let node = box.node else { return }
        let range = tree.textRange(of: node)
        tree.textBytes.withUnsafeBufferPointer { all in
            scan(UnsafeBufferPointer(rebasing: all[range.clamped(to: 0..<all.count)]), run: run, style: style)
        }
    }

    private mutating func dynamic(_ item: ContentItem, _ box: Box) {
        content.isDynamic = true
        let run = run(for: box)
        let style = content.runs[Int(run)].style
        var text = ""
        switch item {
        case .leader(let pattern):
            trimSpace()
            let start = Int32(content.bytes.count)
            content.bytes.append(contentsOf: pattern.utf8)
            let bytes = Array(pattern.utf8)
            let word = bytes.withUnsafeBufferPointer { style.uses[0].words.index(of: $0) }
            content.atoms.append(
                InlineContent.Atom(kind: .leader, run: run, start: start, end: Int32(content.bytes.count), word: word))
            content.hasLeaders = true
            content.isEmpty = false
            canCollapse = false
            return
        case .counter(let name, let counterStyle):
            text = engine.styled.counterStyles.text(name == "pages" ? engine.pageCount : engine.currentPage, counterStyle)
        case .targetCounter(.url(let url), let name, let counterStyle), .targetCounters(.url(let url), let name, _, let counterStyle):
            let anchor = url.utf8.first == UInt8(ascii: "#") ? String(url.dropFirst()) : url
            if name == "page" {
                text = engine.anchorPages[anchor].map { engine.styled.counterStyles.text($0 + 1, counterStyle) } ?? "0"
            }
        default: break
        }
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { scan($0, run: run, style: style) }
    }

    /// Drops a collapsible space at the end of a line.
    private mutating func trimSpace() {
        var index = content.atoms.count - 1
        while index >= 0 {
            switch content.atoms[index].kind {
            case .open, .close, .float, .absolute: index -= 1
            case .space:
                let run = content.atoms[index].run
                if content.runs[Int(run)].style.computed.text.whiteSpace.collapsesSpaces {
                    content.atoms.remove(at: index)
                }
                return
            case .fixedSpace:
                let run = content.atoms[index].run
                let atom = content.atoms[index]
                if content.runs[Int(run)].style.computed.text.whiteSpace.collapsesSpaces, atom.end - atom.start == 1,
                    content.bytes[Int(atom.start)] == 0x20
                {
                    content.atoms.remove(at: index)
                }
                return
            default: return
            }
        }
    }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>, run: Int32, style: TextStyle) {
        let white = style.computed.text.whiteSpace
        let collapses = white.collapsesSpaces
        let wraps = style.wraps
        let breaksAll = style.computed.text.wordBreak == .breakAll || style.computed.text.lineBreak == .anywhere
        let splitsNoBreakSpace = style.wordSpacing != 0
        var wordStart = 0
        var index = 0
        let count = text.count
        if content.atoms.isEmpty {
            // Most paragraphs are one text: arrays of the right size at once, at two atoms for eleven bytes of French or English.
            content.bytes.reserveCapacity(count)
            content.atoms.reserveCapacity(count / 5 + 4)
        }
        @inline(__always) func flush(_ self: inout InlineBuilder, _ end: Int) {
            if end > wordStart { self.word(UnsafeBufferPointer(rebasing: text[wordStart..<end]), run: run, style: style) }
        }
        while index < count {
            let byte = text[index]
            if byte > 0x2F, byte < 0x80 {
                // Letters and digits: the usual case.
                if breaksAll, wraps, index > wordStart {
                    flush(&self, index)
                    wordStart = index
                    breakBefore = true
                }
                index += 1
                continue
            }
            if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C {
                flush(&self, index)
                if byte == 0x0A, white.keepsLineEnds {
                    if collapses { trimSpace() }
                    content.atoms.append(InlineContent.Atom(kind: .forcedBreak, run: run))
                    content.isEmpty = false
                    canCollapse = true
                    breakBefore = false
                    column = 0
                } else if byte == 0x0D {
                } else if collapses {
                    if !canCollapse { space(run: run, style: style, wraps: wraps) }
                    canCollapse = true
                } else if byte == 0x09 {
                    tab(run: run, style: style)
                } else {
                    content.isEmpty = false
                    if wraps {
                        space(run: run, style: style, wraps: true)
                    } else {
                        space(run: run, style: style, wraps: false)
                    }
                    canCollapse = false
                }
                index += 1
                wordStart = index
                continue
            }
            if byte == 0x2D {
                // A hyphen ends a line between letters, not before a number (UAX #14, LB21 and LB25).
                index += 1
                if wraps, index < count, index - 1 > wordStart, Self.isLetterStart(text[index]), Self.isWordByte(text[index - 2]) {
                    flush(&self, index)
                    wordStart = index
                    breakBefore = true
                }
                continue
            }
            if byte == 0x2F {
                index += 1
                if wraps, index + 2 < count, index - 3 > wordStart,
                    (0...2).allSatisfy({ Self.isLetterStart(text[index + $0]) || text[index + $0] >= 0x80 }),
                    (2...4).allSatisfy({ Self.isLetterStart(text[index - $0]) || text[index - $0] >= 0x80 })
                {
                    flush(&self, index)
                    wordStart = index
                    breakBefore = true
                }
                continue
            }
            if byte < 0x80 {
                if breaksAll, wraps, index > wordStart {
                    flush(&self, index)
                    wordStart = index
                    breakBefore = true
                }
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let next = index + 1 < count ? text[index + 1] : 0
            let third = index + 2 < count ? text[index + 2] : 0
            if byte == 0xC2, next == 0xAD {
                flush(&self, index)
                index += 2
                wordStart = index
                if wraps, style.computed.text.hyphens != .none { content.atoms.append(InlineContent.Atom(kind: .softHyphen, run: run)) }
                continue
            }
            if byte == 0xC2, next == 0xA0, splitsNoBreakSpace {
                flush(&self, index)
                let start = Int32(content.bytes.count)
                content.bytes.append(0xC2)
                content.bytes.append(0xA0)
                content.atoms.append(
                    InlineContent.Atom(kind: .fixedSpace, run: run, start: start, end: start + 2, width: style.spaceWidth))
                canCollapse = false
                content.isEmpty = false
                index += 2
                wordStart = index
                continue
            }
            if byte == 0xE2, next == 0x80 {
                if third == 0x8B {
                    flush(&self, index)
                    index += 3
                    wordStart = index
                    breakBefore = true
                    continue
                }
                if third == 0x94, wraps {
                    // Em dash: before and after, not between two.
                    let isDouble = index >= wordStart + 3 && text[index - 1] == 0x94 && text[index - 2] == 0x80
                    if !isDouble, index > wordStart, Self.isWordByte(text[index - 1]) {
                        flush(&self, index)
                        wordStart = index
                        breakBefore = true
                    }
                }
                if third == 0x90 || third == 0x93 || third == 0x94, wraps {
                    index += 3
                    if index < count, Self.isLetterStart(text[index]) || text[index] >= 0xC3, text[index] != 0xE2,
                        third != 0x90 || index > wordStart + 3
                    {
                        flush(&self, index)
                        wordStart = index
                        breakBefore = true
                    }
                    continue
                }
            }
            if byte == 0xE2, next == 0x81, third == 0xA0 {
                // Word joiner: holds together and shows nothing.
                flush(&self, index)
                index += 3
                wordStart = index
                breakBefore = false
                continue
            }
            if wraps, breaksAll || (byte >= 0xE3 && byte <= 0xE9) || (byte >= 0xEA && byte <= 0xED && byte != 0xEA) {
                flush(&self, index)
                wordStart = index
                breakBefore = !content.atoms.isEmpty && (breaksAll || !(byte == 0xE3 && next == 0x80 && (third == 0x81 || third == 0x82)))
                index = min(count, index + length)
                flush(&self, index)
                wordStart = index
                breakBefore = true
                continue
            }
            index = min(count, index + length)
        }
        flush(&self, count)
    }

    private static func isLetterStart(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3 }
    private static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80 || byte >= 0x30 && byte <= 0x39
    }

    private mutating func space(run: Int32, style: TextStyle, wraps: Bool) {
        let start = Int32(content.bytes.count)
        content.bytes.append(0x20)
        content.atoms.append(
            InlineContent.Atom(kind: wraps ? .space : .fixedSpace, run: run, start: start, end: start + 1, width: style.spaceWidth))
        breakBefore = false
        column += style.spaceWidth
    }

    private mutating func tab(run: Int32, style: TextStyle) {
        let stop: Double
        switch style.computed.text.tabSize {
        case .spaces(let spaces): stop = spaces * style.spaceWidth
        case .points(let points): stop = points
        }
        let start = Int32(content.bytes.count)
        content.bytes.append(0x09)
        let width = stop > 0 ? ((column / stop).rounded(.down) + 1) * stop - column : 0
        content.atoms.append(InlineContent.Atom(kind: .tab, run: run, start: start, end: start + 1, width: width))
        column += width
        canCollapse = false
        content.isEmpty = false
    }

    /// Shapes a piece of text that holds together.
    private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>, run: Int32, style: TextStyle) {
        if bytes.count > engine.options.limits.shapedBytes { return longWord(bytes, run: run, style: style) }
        let cache = style.uses[0].words
        let index = cache.index(of: bytes)
        let entry = cache.entries[Int(index)]
        canCollapse = false
        content.isEmpty = false
        let start = Int32(content.bytes.count)
        content.bytes.append(contentsOf: bytes)
        let mayBreak = breakBefore && style.wraps
        breakBefore = false
        if entry.isIncomplete || Self.mayBeRightToLeft(bytes) {
            pieces(bytes, start: start, run: run, style: style, mayBreak: mayBreak)
            return
        }
        let width = entry.advance * style.size + style.letterSpacing * Double(entry.clusterCount)
        content.atoms.append(
            InlineContent.Atom(
                kind: .word, mayBreakBefore: mayBreak, run: run, start: start, end: start + Int32(bytes.count), word: index, width: width))
        column += width
    }

    /// A word too long to shape at once: in parts, cut between characters.
    private mutating func longWord(_ bytes: UnsafeBufferPointer<UInt8>, run: Int32, style: TextStyle) {
        let most = max(4, engine.options.limits.shapedBytes)
        var start = 0
        while start < bytes.count {
            var end = min(bytes.count, start + most)
            while end < bytes.count, end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            word(UnsafeBufferPointer(rebasing: bytes[start..<end]), run: run, style: style)
            start = end
        }
    }

    private static func mayBeRightToLeft(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte >= 0xD6 && byte <= 0xDF || byte == 0xEF { return true }
        return false
    }

    /// A word whose characters need several faces or directions: split where they change, by cluster.
    private mutating func pieces(_ bytes: UnsafeBufferPointer<UInt8>, start: Int32, run: Int32, style: TextStyle, mayBreak: Bool) {
        var segments: [(start: Int, end: Int, face: UInt8, isRightToLeft: Bool, script: Script)] = []
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let length = Int(UTF8.width(scalar))
            defer { offset += length }
            let isRightToLeft = BidiText.isRightToLeft(scalar)
            let continues = scalar.properties.isGraphemeExtend || scalar.value == 0x200D || scalar.value == 0x200C
            if continues, !segments.isEmpty {
                segments[segments.count - 1].end = offset + length
                continue
            }
            let face = self.face(for: scalar, style: style, previous: segments.last?.face, node: content.runs[Int(run)].box)
            if let last = segments.last, last.face == face, last.isRightToLeft == isRightToLeft {
                segments[segments.count - 1].end = offset + length
            } else {
                segments.append((offset, offset + length, face, isRightToLeft, Script.of(scalar)))
            }
        }
        if segments.contains(where: \.isRightToLeft) { content.hasBidi = true }
        for (number, segment) in segments.enumerated() {
            let part = UnsafeBufferPointer(rebasing: bytes[segment.start..<min(bytes.count, segment.end)])
            var face = segment.face
            if segment.isRightToLeft { face = rightToLeftUse(of: face, style: style, script: segment.script) }
            let cache = style.uses[Int(face)].words
            let index = cache.index(of: part)
            let entry = cache.entries[Int(index)]
            let width = entry.advance * style.size + style.letterSpacing * Double(entry.clusterCount)
            content.atoms.append(
                InlineContent.Atom(
                    kind: .word, mayBreakBefore: number == 0 && mayBreak, face: face, run: run, start: start + Int32(segment.start),
                    end: start + Int32(segment.end), word: index, width: width))
            column += width
        }
    }

    private func face(for scalar: Unicode.Scalar, style: TextStyle, previous: UInt8?, node box: Box) -> UInt8 {
        if let previous, previous < style.uses.count, style.uses[Int(previous)].face.hasGlyph(scalar), previous == 0 { return previous }
        if style.uses[0].face.hasGlyph(scalar) { return 0 }
        for index in 1..<max(1, style.uses.count) where style.uses[index].face.hasGlyph(scalar) && !style.uses[index].isRightToLeft {
            return UInt8(index)
        }
        guard let face = engine.typesetter.fonts.fallback(for: scalar, like: style.face), style.uses.count < 200 else {
            engine.reportMissing(scalar, at: box.node)
            return 0
        }
        style.uses.append(
            TextStyle.Use(face: face, words: engine.words(face, style.computed, script: Script.of(scalar)), isRightToLeft: false))
        return UInt8(style.uses.count - 1)
    }

    private func rightToLeftUse(of index: UInt8, style: TextStyle, script: Script) -> UInt8 {
        let face = style.uses[Int(index)].face
        for other in 0..<style.uses.count where style.uses[other].face == face && style.uses[other].isRightToLeft {
            return UInt8(other)
        }
        guard style.uses.count < 200 else { return index }
        style.uses.append(
            TextStyle.Use(
                face: face, words: engine.words(face, style.computed, script: script, isRightToLeft: true), isRightToLeft: true))
        return UInt8(style.uses.count - 1)
    }

    private mutating func finish() {
        trimSpace()
        if content.root.computed.text.direction == .rightToLeft { content.hasBidi = true }
        if content.hasBidi { BidiText.assignLevels(content) }
    }
}
