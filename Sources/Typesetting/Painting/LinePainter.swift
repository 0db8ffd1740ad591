import Fonts
import Pages
import Styling

/// Paints the lines of a paragraph that stand in one fragment.
struct LinePainter {
    let painter: PagePainter
    let content: InlineContent
    let fragment: Fragment
    let left: Double
    let top: Double

    init(painter: PagePainter, fragment: Fragment, x: Double, y: Double) {
        self.painter = painter
        self.fragment = fragment
        content = fragment.inline ?? InlineContent(root: painter.engine.textStyle(fragment.box.style))
        left = x + fragment.contentX
        top = y + fragment.contentY
    }

    func paint() {
        guard fragment.endLine > fragment.firstLine, fragment.endLine <= content.lines.count else { return }
        let origin = content.lines[fragment.firstLine].y
        for index in fragment.firstLine..<fragment.endLine {
            let line = content.lines[index]
            let y = top + line.y - origin
            if content.hasDecorations { paintInlineBoxes(line, y: y) }
            if content.hasBidi { paintVisually(line, y: y) } else { paintLine(line, y: y) }
        }
    }

    // MARK: Text from left to right

    private func paintLine(_ line: InlineContent.Line, y: Double) {
        var pen = left + line.x
        let baseline = y + line.baseline
        let first = Int(line.first)
        let end = Int(line.end)
        // One scratch for all lines.
        var glyphs = painter.takeScratch()
        defer { painter.giveBack(&glyphs) }
        var runIndex: Int32 = -1
        var face: UInt8 = 0
        var textStart: Int32 = 0
        var textEnd: Int32 = 0
        var runX = pen
        var lastRun: Int32 = -1

        func flush(readAs replacement: String? = nil) {
            guard runIndex >= 0, !glyphs.isEmpty else { return }
            // A copy of its own length: to share the scratch's storage would keep all its room, and give the scratch new room each time.
            emit(
                glyphs.withUnsafeBufferPointer { Array($0) }, run: runIndex, face: face, start: textStart, end: textEnd, x: runX,
                baseline: baseline, line: line,
                width: pen - runX, replacement: replacement)
            glyphs.removeAll(keepingCapacity: true)
            runIndex = -1
        }

        let atoms = content.atoms
        var known: Int32 = -1
        // What a run's atoms share is looked up once a run: a look-up is a reference counted up and down.
        var style = content.root
        var words = style.uses[0].words
        var wordsFace: UInt8 = 0
        var index = first
        while index < end {
            let atom = atoms[index]
            switch atom.kind {
            case .word, .space, .fixedSpace, .tab:
                if atom.run != known {
                    style = content.runs[Int(atom.run)].style
                    known = atom.run
                    wordsFace = atom.face
                    words = style.uses[Int(wordsFace)].words
                }
                if atom.run != runIndex || (atom.kind == .word && atom.face != face) {
                    flush()
                    runIndex = atom.run
                    face = atom.kind == .word ? atom.face : 0
                    textStart = atom.start
                    runX = pen
                }
                lastRun = atom.run
                if atom.kind == .word {
                    let from = index == first && line.startByte >= 0 ? line.startByte : atom.start
                    let to = index == end - 1 && line.endByte >= 0 ? line.endByte : atom.end
                    let isDivided = (from != atom.start || to != atom.end) && atom.face == 0 && isReadWhole(index)
                    if isDivided, !glyphs.isEmpty {
                        flush()
                        runIndex = atom.run
                        face = atom.face
                        runX = pen
                    }
                    if glyphs.isEmpty { textStart = from }
                    if atom.face != wordsFace {
                        wordsFace = atom.face
                        words = style.uses[Int(wordsFace)].words
                    }
                    let entry = content.piece(atom, start: from, end: to, cache: words)
                    pen += words.set(
                        entry, size: style.size, spacing: style.letterSpacing, textStart: UInt32(from - textStart), into: &glyphs)
                    textEnd = to
                    if isDivided {
                        flush(readAs: from == atom.start ? wholeText(atom) : " ")
                    }
                } else {
                    var width = atom.width
                    if atom.kind == .space { width += line.stretchRatio * style.spaceStretch }
                    if atom.kind != .tab {
                        if face != 0 {
                            flush()
                            runIndex = atom.run
                            face = 0
                            textStart = atom.start
                            runX = pen
                        }
                        glyphs.append(
                            PositionedGlyph(
                                glyph: wordsFace == 0 ? words.spaceGlyph : style.uses[0].words.spaceGlyph, advance: width,
                                textStart: UInt32(atom.start - textStart)))
                        textEnd = atom.end
                    } else {
                        flush()
                    }
                    pen += width
                }
            case .leader:
                flush()
                leader(atom, line: line, x: pen, baseline: baseline)
                pen += line.leaderWidth
            case .atomic:
                flush()
                paintAtomic(atom, line: line, x: pen, y: y)
                pen += atom.width
            case .open, .close:
                if atom.width != 0 { flush() }
                pen += atom.width
            default: break
            }
            index += 1
        }
        // Words of two lines must not read as one (ISO 32000-1, clause 14.8.2.3.3): the space at the break is shown, beyond the measure.
        let breakAtom = end < atoms.count && !line.hasHyphen ? atoms[end] : nil
        let isForced = breakAtom?.kind == .forcedBreak || end > first && atoms[end - 1].kind == .forcedBreak
        if let breakAtom, breakAtom.kind == .space, breakAtom.run == runIndex, face == 0, breakAtom.start == textEnd {
            glyphs.append(
                PositionedGlyph(
                    glyph: style.uses[0].words.spaceGlyph, advance: breakAtom.width, textStart: UInt32(breakAtom.start - textStart)))
            textEnd = breakAtom.end
            flush()
        } else {
            flush()
            if lastRun >= 0, breakAtom?.kind == .space || isForced && end < atoms.count {
                let lastStyle = content.runs[Int(lastRun)].style
                showAlone(lastStyle.uses[0].words.spaceGlyph, lastStyle, run: lastRun, x: pen, baseline: baseline, line: line)
            }
        }
        if line.hasHyphen, lastRun >= 0 {
            let run = content.runs[Int(lastRun)]
            let lastStyle = run.style
            let hyphen = lastStyle.hyphen
            if run.box.style.isVisible {
                painter.setContent(run.content)
                painter.items.append(
                    .glyphs(
                        GlyphRun(
                            face: lastStyle.face, size: lastStyle.size, color: lastStyle.color,
                            origin: Point(x: pen, y: baseline - shift(run.parent, line)),
                            glyphs: [PositionedGlyph(glyph: hyphen.glyph, advance: hyphen.width)], text: hyphen.text, replacementText: "")))
            }
        }
    }

    /// Whether a divided word is read as one where it begins, and as a space where it goes on, so that it is found in the text of the
    /// page as its author wrote it. A word that touches other runs cannot be.
    private func isReadWhole(_ index: Int) -> Bool {
        guard index + 1 < content.atoms.count else { return true }
        let next = content.atoms[index + 1].kind
        return next == .space || next == .forcedBreak
    }

    private func wholeText(_ atom: InlineContent.Atom) -> String {
        String(decoding: content.bytes[Int(atom.start)..<Int(max(atom.start, atom.end))], as: UTF8.self)
    }

    /// A space that stands in no run of its own.
    private func showAlone(
        _ glyph: UInt32, _ style: TextStyle, run index: Int32, x: Double, baseline: Double, line: InlineContent.Line
    ) {
        let run = content.runs[Int(index)]
        guard run.box.style.isVisible else { return }
        painter.setContent(run.content)
        painter.items.append(
            .glyphs(
                GlyphRun(
                    face: style.face, size: style.size, color: style.color,
                    origin: Point(x: x, y: baseline - shift(run.parent, line)), glyphs: [PositionedGlyph(glyph: glyph, advance: 0)],
                    text: " ")))
    }

    @inline(__always)
    private func shift(_ parent: Int32, _ line: InlineContent.Line) -> Double {
        parent < 0 || content.isUniform ? 0 : LineMetrics.shift(of: parent, in: content, line: line)
    }

    private func emit(
        _ glyphs: [PositionedGlyph], run index: Int32, face: UInt8, start: Int32, end: Int32, x: Double, baseline: Double,
        line: InlineContent.Line, width: Double, replacement: String? = nil
    ) {
        let run = content.runs[Int(index)]
        let style = run.style
        guard style.computed.isVisible else { return }
        painter.setContent(run.content)
        let text = String(decoding: content.bytes[Int(start)..<Int(max(start, end))], as: UTF8.self)
        let y = baseline - shift(run.parent, line)
        let decorations = style.computed.text.decorations
        if !decorations.isEmpty { decorate(decorations, style: style, x: x, y: y, width: width, isOver: false) }
        painter.setContent(run.content)
        painter.items.append(
            .glyphs(
                GlyphRun(
                    face: style.uses[Int(face)].face, size: style.size, color: style.color, origin: Point(x: x, y: y), glyphs: glyphs,
                    text: text, replacementText: replacement)))
        if !decorations.isEmpty { decorate(decorations, style: style, x: x, y: y, width: width, isOver: true) }
    }

    private func decorate(_ decorations: [TextDecoration], style: TextStyle, x: Double, y: Double, width: Double, isOver: Bool) {
        let metrics = style.face.metrics
        for decoration in decorations {
            let thickness = decoration.thickness ?? max(0.4, metrics.underlineThickness * decoration.fontSize)
            let color = PagePainter.color(decoration.color)
            func rule(_ top: Double) {
                painter.setMark(.artifact(.decoration))
                if decoration.style == .dotted || decoration.style == .dashed {
                    let edge = BorderEdge(width: thickness, style: decoration.style == .dotted ? .dotted : .dashed, color: decoration.color)
                    painter.line(
                        Point(x: x, y: top + thickness / 2), Point(x: x + width, y: top + thickness / 2), width: thickness, edge: edge)
                    return
                }
                painter.items.append(
                    .path(PagePath(outline: .rectangle(Rectangle(x: x, y: top, width: width, height: thickness)), fill: color)))
                if decoration.style == .double {
                    painter.items.append(
                        .path(
                            PagePath(
                                outline: .rectangle(Rectangle(x: x, y: top + 2 * thickness, width: width, height: thickness)), fill: color))
                    )
                }
            }
            if isOver {
                if decoration.lines.contains(.lineThrough) { rule(y - metrics.strikeoutPosition * style.size - thickness / 2) }
            } else {
                if decoration.lines.contains(.underline) {
                    let offset = decoration.underlineOffset ?? metrics.underlinePosition * style.size
                    rule(y + offset - thickness / 2)
                }
                if decoration.lines.contains(.overline) { rule(y - metrics.ascent * style.size) }
            }
        }
    }

    private func leader(_ atom: InlineContent.Atom, line: InlineContent.Line, x: Double, baseline: Double) {
        let run = content.runs[Int(atom.run)]
        let style = run.style
        let cache = style.uses[0].words
        let unit = cache.entries[Int(atom.word)].advance * style.size + style.letterSpacing
        guard unit > 0.01, line.leaderWidth >= unit else { return }
        let count = min(10_000, Int(line.leaderWidth / unit))
        // Dots of all lines stand under one another: counted from the right edge of the page.
        var pen = x + line.leaderWidth - Double(count) * unit
        let start = pen
        var glyphs: [PositionedGlyph] = []
        for _ in 0..<count {
            for glyph in cache.glyphs(of: atom.word) {
                glyphs.append(PositionedGlyph(glyph: glyph.glyph, advance: glyph.advance * style.size + style.letterSpacing, textStart: 0))
            }
            pen += unit
        }
        painter.setMark(.artifact(.decoration))
        painter.items.append(
            .glyphs(
                GlyphRun(
                    face: style.face, size: style.size, color: style.color, origin: Point(x: start, y: baseline - shift(run.parent, line)),
                    glyphs: glyphs, text: String(decoding: content.bytes[Int(atom.start)..<Int(atom.end)], as: UTF8.self))))
    }

    private func paintAtomic(_ atom: InlineContent.Atom, line: InlineContent.Line, x: Double, y: Double) {
        guard let atomic = content.atomics[atom.word] else { return }
        let run = content.runs[Int(atom.run)]
        let parentStyle = run.parent >= 0 ? content.inlines[Int(run.parent)].style : content.root
        let edgeTop: Double
        if let raise = LineMetrics.atomicShift(run.box.style.box.verticalAlign, atomic, parentStyle) {
            edgeTop = y + line.baseline - shift(run.parent, line) - raise - atomic.ascent
        } else if run.box.style.box.verticalAlign == .top {
            edgeTop = y
        } else {
            edgeTop = y + line.height - atomic.ascent - atomic.descent
        }
        var (px, py) = (x + atomic.fragment.x, edgeTop + atomic.fragment.y)
        if run.box.style.box.position == .relative {
            let moved = painter.engine.relativeShift(run.box, width: line.width, height: nil)
            px += moved.x
            py += moved.y
        }
        painter.paintContext(atomic.fragment, x: px, y: py)
    }

    // MARK: Inline boxes

    /// Backgrounds, borders, links and anchors of inline boxes on a line.
    private func paintInlineBoxes(_ line: InlineContent.Line, y: Double) {
        var pen = left + line.x
        var starts: [(index: Int32, x: Double, hasStart: Bool)] = []
        var found: [(index: Int32, x: Double, end: Double, hasStart: Bool, hasEnd: Bool)] = []
        var parents: [Int32] = []
        var parent = content.parentOfAtom(Int(line.first))
        while parent >= 0 {
            parents.append(parent)
            parent = content.inlines[Int(parent)].parent
        }
        for index in parents.reversed() { starts.append((index, pen, false)) }
        for index in Int(line.first)..<max(Int(line.first), Int(line.end)) {
            let atom = content.atoms[index]
            var width = atom.width
            switch atom.kind {
            case .open:
                let margin =
                    content.inlines[Int(atom.run)].box.isFirstPiece
                    ? content.inlines[Int(atom.run)].box.style.margin.left.resolved(against: line.width) ?? 0 : 0
                starts.append((atom.run, pen + margin, true))
            case .close:
                if let position = starts.lastIndex(where: { $0.index == atom.run }) {
                    let start = starts.remove(at: position)
                    let margin =
                        content.inlines[Int(atom.run)].box.isLastPiece
                        ? content.inlines[Int(atom.run)].box.style.margin.right.resolved(against: line.width) ?? 0 : 0
                    found.append((atom.run, start.x, pen + width - margin, start.hasStart, true))
                }
            case .space: width += line.stretchRatio * content.runs[Int(atom.run)].style.spaceStretch
            case .leader: width = line.leaderWidth
            case .word:
                let from = index == Int(line.first) && line.startByte >= 0 ? line.startByte : atom.start
                let to = index == Int(line.end) - 1 && line.endByte >= 0 ? line.endByte : atom.end
                if from != atom.start || to != atom.end {
                    let style = content.runs[Int(atom.run)].style
                    let cache = style.uses[Int(atom.face)].words
                    let entry = cache.entries[Int(content.piece(atom, start: from, end: to, cache: cache))]
                    width = entry.advance * style.size + style.letterSpacing * Double(entry.clusterCount)
                }
            default: break
            }
            pen += width
        }
        for start in starts { found.append((start.index, start.x, pen, start.hasStart, false)) }
        // Outer boxes first.
        found.sort { $0.index < $1.index }
        for piece in found {
            let inline = content.inlines[Int(piece.index)]
            guard inline.hasDecoration else { continue }
            let box = inline.box
            let style = box.style
            let padding = style.padding.resolved(against: line.width)
            let border = style.border.widths
            let baseline = y + line.baseline - shift(piece.index, line)
            let above = inline.style.contentAscent + padding.top + border.top
            let below = inline.style.contentDescent + padding.bottom + border.bottom
            let area = Rectangle(x: piece.x, y: baseline - above, width: piece.end - piece.x, height: above + below)
            painter.note(box, x: area.x, y: area.y, fragment: nil)
            if box.link >= 0 { painter.addLink(box, area) }
            guard style.isVisible else { continue }
            let part = Fragment(box, width: area.width, height: area.height)
            var widths = border
            if !(piece.hasStart && box.isFirstPiece) { widths.left = 0 }
            if !(piece.hasEnd && box.isLastPiece) { widths.right = 0 }
            part.borders = widths
            painter.paintBox(part, x: area.x, y: area.y)
        }
    }

    // MARK: Bidi

    private func paintVisually(_ line: InlineContent.Line, y: Double) {
        let first = Int(line.first)
        let end = max(first, Int(line.end))
        let baseline = y + line.baseline
        let indices = Array(first..<end)
        // Spaces at the end take the paragraph's level (UAX #9, rule L1).
        let base: UInt8 = content.root.computed.text.direction == .rightToLeft ? 1 : 0
        var levels = indices.map { content.atoms[$0].level }
        var tail = levels.count - 1
        while tail >= 0, content.atoms[indices[tail]].kind == .space || content.atoms[indices[tail]].kind == .close {
            levels[tail] = base
            tail -= 1
        }
        var pen = left + line.x
        // Places are found from left to right; what is there is painted in the order in which it is read.
        var painted: [(position: Int, paint: () -> Void)] = []
        for position in BidiText.visualOrder(levels) {
            let atom = content.atoms[indices[position]]
            switch atom.kind {
            case .word:
                let style = content.runs[Int(atom.run)].style
                let cache = style.uses[Int(atom.face)].words
                let isFirst = indices[position] == first
                let isLast = indices[position] == end - 1
                let from = isFirst && line.startByte >= 0 ? line.startByte : atom.start
                let to = isLast && line.endByte >= 0 ? line.endByte : atom.end
                let word = cache.glyphs(of: content.piece(atom, start: from, end: to, cache: cache))
                var glyphs: [PositionedGlyph] = []
                glyphs.reserveCapacity(word.count)
                let start = pen
                for glyph in word {
                    let advance = glyph.advance * style.size + style.letterSpacing
                    glyphs.append(
                        PositionedGlyph(
                            glyph: glyph.glyph, advance: advance, xOffset: glyph.xOffset * style.size, yOffset: glyph.yOffset * style.size,
                            textStart: glyph.cluster))
                    pen += advance
                }
                let width = pen - start
                painted.append(
                    (
                        position,
                        {
                            emit(
                                glyphs, run: atom.run, face: atom.face, start: from, end: to, x: start, baseline: baseline, line: line,
                                width: width)
                        }
                    ))
            case .space, .fixedSpace:
                let style = content.runs[Int(atom.run)].style
                let width = atom.width + (atom.kind == .space ? line.stretchRatio * style.spaceStretch : 0)
                let start = pen
                painted.append(
                    (
                        position,
                        {
                            emit(
                                [PositionedGlyph(glyph: style.uses[0].words.spaceGlyph, advance: width)], run: atom.run, face: 0,
                                start: atom.start, end: atom.end, x: start, baseline: baseline, line: line, width: width)
                        }
                    ))
                pen += width
            case .atomic:
                let start = pen
                painted.append((position, { paintAtomic(atom, line: line, x: start, y: y) }))
                pen += atom.width
            case .leader:
                let start = pen
                painted.append((position, { leader(atom, line: line, x: start, baseline: baseline) }))
                pen += line.leaderWidth
            case .open, .close, .tab: pen += atom.width
            default: break
            }
        }
        for item in painted.sorted(by: { $0.position < $1.position }) { item.paint() }
        let breakAtom = end < content.atoms.count && !line.hasHyphen ? content.atoms[end] : nil
        if let breakAtom, breakAtom.kind == .space || breakAtom.kind == .forcedBreak,
            let last = indices.last(where: { content.atoms[$0].kind == .word })
        {
            let run = content.atoms[last].run
            let style = content.runs[Int(run)].style
            showAlone(style.uses[0].words.spaceGlyph, style, run: run, x: pen, baseline: baseline, line: line)
        }
    }
}
