import Styling

/// The height of a line box and its baseline (CSS 2.2, clause 10.8).
enum LineMetrics {
    static func measure(_ line: inout InlineContent.Line, _ content: InlineContent) {
        if content.isUniform {
            line.baseline = content.root.ascent
            line.height = content.root.ascent + content.root.descent
            return
        }
        var ascent = content.root.ascent
        var descent = content.root.descent
        // Extents of subtrees aligned to the line's top or bottom, by their root.
        var aligned: [Int32: (ascent: Double, descent: Double)] = [:]
        func include(_ above: Double, _ below: Double, _ root: Int32) {
            if root < 0 {
                ascent = max(ascent, above)
                descent = max(descent, below)
            } else if let known = aligned[root] {
                aligned[root] = (max(known.ascent, above), max(known.descent, below))
            } else {
                aligned[root] = (above, below)
            }
        }
        func include(inline index: Int32) {
            let inline = content.inlines[Int(index)]
            include(inline.style.ascent + inline.shift, inline.style.descent - inline.shift, inline.aligned)
        }
        // Inline boxes that began on an earlier line.
        var open: [Int32] = []
        var first = content.parentOfAtom(Int(line.first))
        while first >= 0 {
            open.append(first)
            first = content.inlines[Int(first)].parent
        }
        for index in open { include(inline: index) }
        var atomics: [(top: Bool, height: Double)] = []
        for index in Int(line.first)..<max(Int(line.first), Int(line.end)) {
            let atom = content.atoms[index]
            switch atom.kind {
            case .open: include(inline: atom.run)
            case .word, .space, .fixedSpace:
                let run = content.runs[Int(atom.run)]
                if run.parent < 0, run.style !== content.root { include(run.style.ascent, run.style.descent, -1) }
            case .atomic:
                guard let atomic = content.atomics[atom.word] else { continue }
                let run = content.runs[Int(atom.run)]
                let parentStyle = run.parent >= 0 ? content.inlines[Int(run.parent)].style : content.root
                let parentShift = run.parent >= 0 ? content.inlines[Int(run.parent)].shift : 0
                let root = run.parent >= 0 ? content.inlines[Int(run.parent)].aligned : -1
                if let shift = atomicShift(run.box.style.box.verticalAlign, atomic, parentStyle) {
                    include(atomic.ascent + parentShift + shift, atomic.descent - parentShift - shift, root)
                } else {
                    atomics.append((run.box.style.box.verticalAlign == .top, atomic.ascent + atomic.descent))
                }
            default: break
            }
        }
        for (root, extent) in aligned {
            atomics.append((content.inlines[Int(root)].box.style.box.verticalAlign == .top, extent.ascent + extent.descent))
        }
        // What is aligned to the top may push the bottom down, and the other way round.
        var height = ascent + descent
        for item in atomics where item.top { height = max(height, item.height) }
        descent = max(descent, height - ascent)
        for item in atomics where !item.top && item.height > ascent + descent { ascent = item.height - descent }
        line.baseline = ascent
        line.height = ascent + descent
    }

    /// How far the baseline of an atomic inline is raised over its parent's; nil for `top` and `bottom`.
    static func atomicShift(_ align: VerticalAlign, _ atomic: InlineContent.AtomicInline, _ parent: TextStyle) -> Double? {
        switch align {
        case .baseline: 0
        case .sub: -parent.size * 0.2
        case .super: parent.size * 0.34
        case .textTop: parent.contentAscent - atomic.ascent
        case .textBottom: atomic.descent - parent.contentDescent
        case .middle: parent.xHeight / 2 - (atomic.ascent - atomic.descent) / 2
        case .raised(let length): length.resolved(against: atomic.ascent + atomic.descent)
        case .top, .bottom: nil
        }
    }

    /// The baseline of an atom's inline box from the top of its line.
    static func shift(of index: Int32, in content: InlineContent, line: InlineContent.Line) -> Double {
        guard index >= 0 else { return 0 }
        let inline = content.inlines[Int(index)]
        guard inline.aligned >= 0 else { return inline.shift }
        let root = content.inlines[Int(inline.aligned)]
        // The subtree's extent on this line.
        var above = root.style.ascent
        var below = root.style.descent
        for number in Int(line.first)..<max(Int(line.first), Int(line.end)) {
            let atom = content.atoms[number]
            if atom.kind == .open, content.inlines[Int(atom.run)].aligned == inline.aligned {
                let other = content.inlines[Int(atom.run)]
                above = max(above, other.style.ascent + other.shift)
                below = max(below, other.style.descent - other.shift)
            } else if atom.kind == .atomic, let atomic = content.atomics[atom.word] {
                let run = content.runs[Int(atom.run)]
                if run.parent >= 0, content.inlines[Int(run.parent)].aligned == inline.aligned {
                    above = max(above, atomic.ascent + content.inlines[Int(run.parent)].shift)
                    below = max(below, atomic.descent - content.inlines[Int(run.parent)].shift)
                }
            }
        }
        if root.box.style.box.verticalAlign == .top { return line.baseline - above + inline.shift }
        return below - (line.height - line.baseline) + inline.shift
    }
}

extension InlineContent {
    /// The innermost inline box open at an atom; -1 for none.
    func parentOfAtom(_ index: Int) -> Int32 {
        guard index < atoms.count else { return -1 }
        let atom = atoms[index]
        switch atom.kind {
        case .open: return inlines[Int(atom.run)].parent
        case .close: return atom.run
        case .float, .absolute: return atom.run
        default: return runs[Int(atom.run)].parent
        }
    }
}
