import Diagnostics
import Fonts
import Styling
import XML

/// Makes the lines of an inline formatting context: break points, justification, alignment, heights.
struct LineMaker {
    /// What a breakpoint stands for.
    struct Break {
        enum Kind: UInt8 { case space, between, hyphen, cluster, soft, forced, end }
        var atom: Int32
        var byte: Int32
        var kind: Kind
    }

    let engine: LayoutEngine
    let content: InlineContent
    let container: Box
    private var items = LineBreakItems.none
    private var breaks: ContiguousArray<Break> = []

    init(engine: LayoutEngine, content: InlineContent, container: Box) {
        self.engine = engine
        self.content = content
        self.container = container
    }

    /// Changes the storage of items and breaks with the workspace's: paragraphs then grow no arrays of their own (an eighth of all
    /// allocations). Called once more, it gives them back.
    private mutating func exchangeStorage() {
        swap(&items, &engine.workspace.items)
        swap(&breaks, &engine.workspace.breaks)
    }

    // MARK: Intrinsic widths

    mutating func intrinsicWidths() -> (minimum: Double, maximum: Double) {
        if let known = content.intrinsic { return known }
        exchangeStorage()
        defer { exchangeStorage() }
        for (index, atom) in content.atoms.enumerated() where atom.kind == .atomic {
            let widths = engine.outerIntrinsic(content.boxes[Int(atom.word)])
            content.atoms[index].width = widths.maximum
        }
        build(indent: indent(0), hyphenates: false, measure: .infinity, mayHang: false)
        var result = items.intrinsicWidths
        for atom in content.atoms where atom.kind == .atomic || atom.kind == .float {
            let widths = engine.outerIntrinsic(content.boxes[Int(atom.word)])
            result.minimum = max(result.minimum, widths.minimum)
            if atom.kind == .float { result.maximum += widths.maximum }
        }
        if container.style.text.overflowWrap == .anywhere || container.style.text.wordBreak == .breakWord {
            result.minimum = min(result.minimum, content.root.size)
        }
        // Atomic inlines shrink: their share of a line's least width is their own least width.
        if content.atoms.contains(where: { $0.kind == .atomic }) {
            for (index, atom) in content.atoms.enumerated() where atom.kind == .atomic {
                content.atoms[index].width = engine.outerIntrinsic(content.boxes[Int(atom.word)]).minimum
            }
            build(indent: indent(0), hyphenates: false, measure: .infinity, mayHang: false)
            result.minimum = items.intrinsicWidths.minimum
        }
        content.intrinsic = result
        return result
    }

    /// What of the paragraph's punctuation hangs in the margin; nothing in text from right to left.
    private var hanging: HangingPunctuation {
        let text = container.style.text
        return text.hangingPunctuation.isEmpty || text.direction == .rightToLeft ? [] : text.hangingPunctuation
    }

    private func indent(_ width: Double) -> Double {
        container.style.text.indentIsHanging ? 0 : container.style.text.indent.resolved(against: width)
    }

    // MARK: Items

    private mutating func build(indent: Double, hyphenates: Bool, measure: Double, mayHang: Bool = true) {
        let hanging = mayHang ? hanging : []
        items.reset(indent: indent - (hanging.contains(.first) ? content.hangingStart() : 0))
        breaks.removeAll(keepingCapacity: true)
        breaks.append(Break(atom: 0, byte: -1, kind: .end))
        let costs = engine.options.costs
        let atoms = content.atoms
        let bytes = content.bytes
        // Browsers never shrink a space.
        let shrinks = engine.options.lineBreaking == .totalFit
        var known: Int32 = -1
        var style = content.root
        var hasForcedEnd = false
        var beginsSentence = true
        for index in 0..<atoms.count {
            let atom = atoms[index]
            if atom.kind == .word || atom.kind == .space, atom.run != known {
                known = atom.run
                style = content.runs[Int(known)].style
            }
            switch atom.kind {
            case .word:
                hasForcedEnd = false
                if atom.mayBreakBefore {
                    breaks.append(Break(atom: Int32(index), byte: -1, kind: .between))
                    items.penalty(costs.explicitHyphen, item: breaks.count - 1)
                }
                let bytesEnd = Int(atom.end)
                let text = style.computed.text
                let mayBreakAnywhere = text.overflowWrap != .normal || text.wordBreak == .breakWord
                if hyphenates, let language = style.language, style.wraps, atom.width < measure || !mayBreakAnywhere {
                    divided(atom, index, style, language, costs, beginsSentence)
                } else if atom.width > measure, style.wraps, mayBreakAnywhere {
                    clusters(atom, index, style)
                } else {
                    items.box(atom.width)
                }
                let last = bytes[bytesEnd - 1]
                beginsSentence = last == 0x2E || last == 0x21 || last == 0x3F || last == 0xBB && bytesEnd - Int(atom.start) <= 4
            case .space:
                breaks.append(Break(atom: Int32(index), byte: -1, kind: .space))
                items.glue(
                    atom.width, stretch: style.spaceStretch, shrink: shrinks ? style.spaceShrink : 0,
                    tail: hanging.isEmpty ? 0 : -content.hangingEnd(before: index, hanging, isLast: false), item: breaks.count - 1)
                if !style.computed.text.whiteSpace.collapsesSpaces { hasForcedEnd = false }
            case .fixedSpace, .tab:
                items.fixedGlue(atom.width)
                hasForcedEnd = false
            case .softHyphen:
                let style = content.runs[Int(atom.run)].style
                breaks.append(Break(atom: Int32(index), byte: -1, kind: .soft))
                items.penalty(costs.hyphen, tail: style.hyphen.width, isHyphen: true, item: breaks.count - 1)
            case .forcedBreak:
                breaks.append(Break(atom: Int32(index), byte: -1, kind: .forced))
                items.forcedBreak(
                    tail: hanging.isEmpty ? 0 : -content.hangingEnd(before: index, hanging, isLast: false), item: breaks.count - 1)
                hasForcedEnd = true
            case .open, .close, .atomic:
                if atom.mayBreakBefore {
                    breaks.append(Break(atom: Int32(index), byte: -1, kind: .between))
                    items.penalty(0, item: breaks.count - 1)
                }
                items.box(atom.width)
                if atom.kind == .atomic { hasForcedEnd = false }
            case .leader:
                let style = content.runs[Int(atom.run)].style
                items.box((style.uses[0].words.entries[Int(atom.word)].advance) * style.size * 2)
                hasForcedEnd = false
            case .float, .absolute: break
            }
        }
        if !hasForcedEnd || breaks.count == 1 {
            breaks.append(Break(atom: Int32(atoms.count), byte: -1, kind: .end))
            items.forcedBreak(
                tail: hanging.isEmpty ? 0 : -content.hangingEnd(before: atoms.count, hanging, isLast: true), item: breaks.count - 1)
        }
    }

    private mutating func divided(
        _ atom: InlineContent.Atom, _ index: Int, _ style: TextStyle, _ language: Hyphenator.Language, _ costs: LineBreakCosts,
        _ beginsSentence: Bool
    ) {
        let bytes = content.bytes[Int(atom.start)..<Int(atom.end)]
        // A capital inside a sentence is a name, which is not divided.
        let followsHyphen = atom.start > 0 && content.bytes[Int(atom.start) - 1] == 0x2D
        guard bytes.count >= 6, !followsHyphen, beginsSentence || !WordDivision.isCapitalised(bytes), !isData(content.runs[Int(atom.run)])
        else {
            items.box(atom.width)
            return
        }
        let cache = style.uses[Int(atom.face)].words
        let divisions = cache.divisions(of: atom.word, language: language, hyphenator: engine.typesetter.hyphenator)
        guard !divisions.isEmpty else {
            items.box(atom.width)
            return
        }
        var before = 0.0
        let word = cache.glyphs(of: atom.word)
        for division in divisions {
            var width = 0.0
            for glyph in word where glyph.cluster < UInt32(division) { width += glyph.advance * style.size + style.letterSpacing }
            items.box(width - before)
            before = width
            breaks.append(Break(atom: Int32(index), byte: atom.start + Int32(division), kind: .hyphen))
            items.penalty(costs.hyphen, tail: style.hyphen.width, isHyphen: true, item: breaks.count - 1)
        }
        items.box(atom.width - before)
    }

    /// Whether text is a datum, set apart by `bdi`.
    private func isData(_ run: InlineContent.Run) -> Bool {
        var parent = run.parent
        while parent >= 0 {
            let inline = content.inlines[Int(parent)]
            if inline.box.style.box.unicodeBidi == .isolate { return true }
            parent = inline.parent
        }
        return false
    }

    private mutating func clusters(_ atom: InlineContent.Atom, _ index: Int, _ style: TextStyle) {
        let word = style.uses[Int(atom.face)].words.glyphs(of: atom.word)
        var before = 0.0
        var width = 0.0
        var last: UInt32 = 0
        for glyph in word {
            if glyph.cluster != last, glyph.cluster > 0 {
                items.box(width - before)
                before = width
                breaks.append(Break(atom: Int32(index), byte: atom.start + Int32(glyph.cluster), kind: .cluster))
                items.penalty(2000, item: breaks.count - 1)
            }
            last = glyph.cluster
            width += glyph.advance * style.size + style.letterSpacing
        }
        items.box(atom.width - before)
    }

    // MARK: Lines

    /// Makes all lines for a measure without floats beside them.
    mutating func makeLines(width: Double) {
        if content.linesWidth == width { return }
        layoutAtomics(width: width)
        makeLines(widths: LineWidths(width), offsets: [], total: width)
        content.linesWidth = width
    }

    /// Makes all lines where floats take some of the first ones' measure; `offsets` are the left ends of those.
    mutating func makeLines(widths: LineWidths, offsets: [Double], total: Double) {
        exchangeStorage()
        defer { exchangeStorage() }
        let chosen = chooseBreaks(widths: widths, total: total)
        content.lines.removeAll(keepingCapacity: true)
        content.linesWidth = -1
        var start = 0
        var y = 0.0
        for (number, end) in chosen.enumerated() {
            var line = line(from: start, to: end)
            finish(&line, number: number, available: widths[number], offset: number < offsets.count ? offsets[number] : 0, total: total)
            line.y = y
            y += line.height
            content.lines.append(line)
            start = end
        }
    }

    private mutating func chooseBreaks(widths: LineWidths, total: Double) -> [Int] {
        let chosen = bestBreaks(widths: widths, total: total)
        guard container.style.text.textWrap == .balance, widths.first.isEmpty, widths.rest.isFinite, chosen.count > 1,
            chosen.count <= Self.mostBalancedLines
        else { return chosen }
        return FirstFitBreaker.balanced(items, width: widths.rest, lineCount: chosen.count)
    }

    /// Longer paragraphs are not balanced: nobody sees it (CSS Text 4, clause 6.4.1 allows a limit).
    private static let mostBalancedLines = 10

    private mutating func bestBreaks(widths: LineWidths, total: Double) -> [Int] {
        let text = container.style.text
        let indent = indent(total)
        let isJustified = text.align == .justify || text.align == .justifyAll
        let policy = engine.options.lineBreaking
        let usesTotalFit =
            !content.hasLeaders && widths.rest.isFinite && (policy == .totalFit || (policy == .totalFitWhereJustified && isJustified))
        build(indent: indent, hyphenates: false, measure: widths.rest)
        let points = items.breakpoints
        // One line, or lines that are all forced: nothing to choose.
        if widths.first.isEmpty, let last = points.last, last.endWidth - points[0].startWidth <= widths.rest + TotalFitBreaker.slack {
            var result: [Int] = []
            for index in 1..<points.count where points[index].isForced { result.append(index) }
            return result
        }
        let hyphenates = content.runs.contains { $0.style.language != nil && $0.style.wraps }
        guard usesTotalFit else {
            if hyphenates { build(indent: indent, hyphenates: true, measure: widths.rest) }
            return FirstFitBreaker.breakLines(items, widths: widths)
        }
        let mode: TotalFitBreaker.Mode = isJustified ? .justified : .ragged
        let costs = engine.options.costs
        if let result = engine.workspace.breaker.breakLines(
            items, widths: widths, mode: mode,
            effort: .tolerance(hyphenates ? (isJustified ? costs.pretolerance : costs.raggedPretolerance) : costs.tolerance))
        {
            return result.breaks
        }
        if hyphenates {
            build(indent: indent, hyphenates: true, measure: widths.rest)
            if let result = engine.workspace.breaker.breakLines(items, widths: widths, mode: mode, effort: .tolerance(costs.tolerance)),
                // A word must not end a paragraph in two pieces for the sake of one loose line: those are weighed with it.
                !result.hasDividedRunt(items, widths: widths, costs: costs)
            {
                return result.breaks
            }
        }
        // A loose line or two, weighed as such: stretch for all lines would make every one of them loose.
        if let result = engine.workspace.breaker.breakLines(items, widths: widths, mode: mode, effort: .tolerance(costs.looseTolerance)) {
            return result.breaks
        }
        let result = engine.workspace.breaker.breakLines(items, widths: widths, mode: mode, effort: .anything)
        return result?.breaks ?? FirstFitBreaker.breakLines(items, widths: widths)
    }

    /// The atoms between two breakpoints.
    private func line(from start: Int, to end: Int) -> InlineContent.Line {
        let from = breaks[start]
        let to = breaks[end]
        var line = InlineContent.Line(first: 0, end: to.atom)
        if start > 0 {
            switch from.kind {
            case .space, .forced, .soft: line.first = from.atom + 1
            case .between, .end: line.first = from.atom
            case .hyphen, .cluster:
                line.first = from.atom
                line.startByte = from.byte
            }
        }
        switch to.kind {
        case .hyphen:
            line.end = to.atom + 1
            line.endByte = to.byte
            line.hasHyphen = true
        case .cluster:
            line.end = to.atom + 1
            line.endByte = to.byte
        case .soft: line.hasHyphen = true
        case .forced, .end: line.endsParagraph = true
        case .space, .between: break
        }
        return line
    }

    /// The width of a piece of text as set on a line.
    func pieceWidth(_ atom: InlineContent.Atom, start: Int32, end: Int32) -> Double {
        let style = content.runs[Int(atom.run)].style
        let cache = style.uses[Int(atom.face)].words
        let word = content.piece(atom, start: start, end: end, cache: cache)
        let entry = cache.entries[Int(word)]
        return entry.advance * style.size + style.letterSpacing * Double(entry.clusterCount)
    }

    private func finish(_ line: inout InlineContent.Line, number: Int, available: Double, offset: Double, total: Double) {
        var natural = 0.0
        var stretch = 0.0
        var leaders = 0
        var index = Int(line.first)
        let end = Int(line.end)
        var lastWord = -1
        var trailing = 0.0
        let atoms = content.atoms
        var known: Int32 = -1
        var style = content.root
        while index < end {
            let atom = atoms[index]
            if atom.kind == .word || atom.kind == .space, atom.run != known {
                known = atom.run
                style = content.runs[Int(known)].style
            }
            switch atom.kind {
            case .word:
                trailing = 0
                let from = index == Int(line.first) && line.startByte >= 0 ? line.startByte : atom.start
                let to = index == end - 1 && line.endByte >= 0 ? line.endByte : atom.end
                natural += from == atom.start && to == atom.end ? atom.width : pieceWidth(atom, start: from, end: to)
                lastWord = index
            case .space:
                natural += atom.width
                stretch += style.spaceStretch
                trailing += atom.width
            case .leader:
                leaders += 1
                trailing = 0
            default:
                natural += atom.width
                if atom.kind == .atomic || atom.kind == .tab || atom.kind == .fixedSpace { trailing = 0 }
            }
            index += 1
        }
        natural -= trailing
        if line.hasHyphen, lastWord >= 0 { natural += content.runs[Int(atoms[lastWord].run)].style.hyphen.width }
        let text = container.style.text
        let isFirst = line.first == 0
        var lineIndent = 0.0
        let indentValue = text.indent.resolved(against: total)
        if indentValue != 0 {
            let isStart = isFirst || (text.indentsEachLine && line.startByte < 0 && startsAfterForced(line.first))
            lineIndent = isStart != text.indentIsHanging ? indentValue : 0
        }
        var outdent = 0.0
        if !hanging.isEmpty {
            if isFirst, hanging.contains(.first) { outdent = content.hangingStart() }
            if !line.hasHyphen {
                let hung = content.hangingEnd(before: end, hanging, isLast: end >= atoms.count)
                // What may hang does so only where the line would be too long.
                if hung > 0,
                    !hanging.contains(.allowEnd) || end >= atoms.count && hanging.contains(.last)
                        || natural - outdent + lineIndent > available + TotalFitBreaker.slack
                {
                    natural -= hung
                }
            }
            natural -= outdent
        }
        let missing = available - natural - lineIndent
        line.width = available
        if leaders > 0 { line.leaderWidth = max(0, missing) / Double(leaders) }
        var align = text.align
        if line.endsParagraph, align != .justifyAll {
            switch text.alignLast {
            // A last line that was chosen because its spaces can shrink must shrink them.
            case .auto: if align == .justify, missing >= 0 { align = .start }
            case .start: align = .start
            case .end: align = .end
            case .left: align = .left
            case .right: align = .right
            case .center: align = .center
            case .justify: align = .justify
            }
        }
        let isRightToLeft = text.direction == .rightToLeft
        var x = isRightToLeft ? 0 : lineIndent
        switch align {
        case .justify, .justifyAll:
            if stretch > 0, missing > 0 || missing > -stretch * 2 / 3 - 0.01,
                !(missing < 0 && line.endsParagraph && missing < -stretch * 2 / 3)
            {
                line.stretchRatio = missing / stretch
            } else if isRightToLeft {
                x += missing
            }
        case .start: if isRightToLeft { x += missing }
        case .end: if !isRightToLeft { x += max(0, missing) }
        case .left: break
        case .right: x += isRightToLeft ? missing : max(0, missing)
        case .center: x += max(0, missing) / 2
        }
        line.x = offset + x - outdent
        LineMetrics.measure(&line, content)
        let shrinks = line.stretchRatio != 0 ? stretch * 2 / 3 : 0
        if engine.options.reportsOverfullLines, missing + shrinks < -max(1, available * 0.02), available > 36, content.root.wraps,
            let node = container.node ?? content.runs.first?.box.node
        {
            engine.bag.append(TypesettingDiagnostics.overfullLine(-missing, at: engine.tree.span(of: node)))
        }
    }

    private func startsAfterForced(_ first: Int32) -> Bool {
        first > 0 && content.atoms[Int(first) - 1].kind == .forcedBreak
    }

    /// Lays out inline-blocks and images, and gives their atoms a width.
    func layoutAtomics(width: Double) {
        for (index, atom) in content.atoms.enumerated() where atom.kind == .atomic {
            let laidOut = engine.layoutAtomic(content.boxes[Int(atom.word)], width: width)
            content.atomics[atom.word] = laidOut
            content.atoms[index].width = laidOut.width
        }
        // Percentages of inline boxes' edges are of the container's width.
        for (index, atom) in content.atoms.enumerated() where atom.kind == .open || atom.kind == .close {
            let inline = content.inlines[Int(atom.run)]
            let style = inline.box.style
            let padding = style.padding.resolved(against: width)
            if atom.kind == .open, inline.box.isFirstPiece {
                content.atoms[index].width = (style.margin.left.resolved(against: width) ?? 0) + padding.left + style.border.left.width
            } else if atom.kind == .close, inline.box.isLastPiece {
                content.atoms[index].width = (style.margin.right.resolved(against: width) ?? 0) + padding.right + style.border.right.width
            }
        }
    }

    // MARK: Beside floats

    /// Makes lines one by one where floats change the measure: each as long as fits. Lines before `start` are kept.
    ///
    /// `measure` answers with the left end and width free at a height, `place` puts a float of a line, `isEnough` ends the work
    /// after a line with such a bottom. Heights are from the top of the line `start`.
    mutating func makeLinesBesideFloats(
        width: Double, from startLine: Int = 0, measure: (_ y: Double, _ height: Double) -> (x: Double, width: Double),
        nextEdge: (_ y: Double) -> Double?, place: (_ index: Int32, _ y: Double, _ line: Int) -> Void,
        isEnough: (_ bottom: Double) -> Bool = { _ in false }
    ) {
        layoutAtomics(width: width)
        content.linesWidth = -1
        let hyphenates = content.runs.contains { $0.style.language != nil && $0.style.wraps }
        build(indent: indent(width), hyphenates: hyphenates, measure: width)
        let strut = content.root.ascent + content.root.descent
        var start = 0
        var placedUpTo = 0
        if startLine > 0, startLine <= content.lines.count {
            let last = content.lines[startLine - 1]
            while start < breaks.count - 1 {
                let next = line(from: start, to: start + 1)
                if next.first > last.first || (next.first == last.first && next.startByte > last.startByte),
                    next.first >= last.end || (next.startByte >= 0 && next.startByte >= last.endByte && next.first == last.end - 1)
                {
                    break
                }
                start += 1
            }
            placedUpTo = Int(line(from: start, to: min(start + 1, breaks.count - 1)).first)
            content.lines.removeSubrange(startLine...)
        } else {
            content.lines.removeAll(keepingCapacity: true)
        }
        var y = 0.0
        while start < items.breakpoints.count - 1 {
            var tries = 0
            var end = start + 1
            var space = measure(y, strut)
            while tries < 200 {
                tries += 1
                end = FirstFitBreaker.lineEnd(items, start: start, width: space.width)
                let candidate = line(from: start, to: end)
                var placedOne = false
                var index = max(placedUpTo, 0)
                while index < Int(candidate.end) {
                    if content.atoms[index].kind == .float {
                        place(content.atoms[index].word, y, content.lines.count)
                        placedOne = true
                        placedUpTo = index + 1
                        break
                    }
                    index += 1
                    placedUpTo = index
                }
                if placedOne {
                    space = measure(y, strut)
                    continue
                }
                let natural = items.breakpoints[end].endWidth + items.breakpoints[end].tail - items.breakpoints[start].startWidth
                if natural > space.width + 0.001, let edge = nextEdge(y), edge > y {
                    y = edge
                    space = measure(y, strut)
                    continue
                }
                break
            }
            var line = line(from: start, to: end)
            finish(&line, number: content.lines.count, available: space.width, offset: space.x, total: width)
            line.y = y
            y += line.height
            content.lines.append(line)
            start = end
            if isEnough(y) { break }
        }
    }
}

extension InlineContent {
    /// The cache index of a part of a word.
    func piece(_ atom: Atom, start: Int32, end: Int32, cache: WordCache) -> Int32 {
        if start == atom.start, end == atom.end { return atom.word }
        return bytes.withUnsafeBufferPointer { all in
            cache.index(of: UnsafeBufferPointer(rebasing: all[Int(start)..<Int(max(start, end))]))
        }
    }
}
