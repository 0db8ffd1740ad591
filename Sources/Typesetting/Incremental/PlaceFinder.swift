import Diagnostics
import Pages
import XML

/// Finds where in the sources stands what is drawn at a point: through fragments and boxes, so that pages need carry nothing for it.
struct PlaceFinder {
    let tree: XMLTree

    func place(in fragment: Fragment, originX: Double, originY: Double, at point: Point) -> Span? {
        // What is painted later lies on top.
        for child in fragment.children.reversed() {
            if let found = place(in: child, originX: originX + child.x, originY: originY + child.y, at: point) { return found }
        }
        if let found = lines(of: fragment, originX: originX, originY: originY, at: point) { return found }
        let isInside =
            point.x >= originX && point.x <= originX + fragment.width && point.y >= originY && point.y <= originY + fragment.height
        return isInside ? fragment.box.node.map(tree.span) : nil
    }

    private func lines(of fragment: Fragment, originX: Double, originY: Double, at point: Point) -> Span? {
        guard let content = fragment.inline, fragment.endLine > fragment.firstLine, fragment.endLine <= content.lines.count else {
            return nil
        }
        let left = originX + fragment.contentX
        let top = originY + fragment.contentY - content.lines[fragment.firstLine].y
        for line in content.lines[fragment.firstLine..<fragment.endLine] {
            guard point.y >= top + line.y, point.y <= top + line.y + line.height else { continue }
            var pen = left + line.x
            for index in Int(line.first)..<max(Int(line.first), Int(line.end)) where index < content.atoms.count {
                let atom = content.atoms[index]
                var width = atom.width
                if atom.kind == .space, atom.run >= 0 { width += line.stretchRatio * content.runs[Int(atom.run)].style.spaceStretch }
                if atom.kind == .leader { width = line.leaderWidth }
                defer { pen += width }
                guard point.x >= pen, point.x < pen + width, atom.run >= 0 else { continue }
                switch atom.kind {
                case .atomic:
                    guard let atomic = content.atomics[atom.word] else { continue }
                    let y = top + line.y + line.baseline - atomic.ascent + atomic.fragment.y
                    return place(in: atomic.fragment, originX: pen + atomic.fragment.x, originY: y, at: point)
                        ?? atomic.fragment.box.node.map(tree.span)
                case .open, .close: return content.inlines[Int(atom.run)].box.node.map(tree.span)
                default: return word(index, in: content) ?? content.runs[Int(atom.run)].box.node.map(tree.span)
                }
            }
        }
        return nil
    }

    /// The place of a word inside its text node: the words before it are found one after the other, since white space was collapsed.
    private func word(_ index: Int, in content: InlineContent) -> Span? {
        let box = content.runs[Int(content.atoms[index].run)].box
        guard box.ownText == nil, let node = box.node, tree.kind(of: node) == .text else { return nil }
        let range = tree.textRange(of: node)
        var position = range.lowerBound
        var found: Range<Int>?
        for (number, atom) in content.atoms.enumerated() where number <= index && atom.kind == .word {
            guard content.runs[Int(atom.run)].box === box else { continue }
            let bytes = content.bytes[Int(atom.start)..<Int(atom.end)]
            guard let start = first(bytes, from: position, to: range.upperBound) else { continue }
            position = start + bytes.count
            found = start..<position
        }
        guard let found else { return nil }
        let text = tree.embeddedText(of: node)
        return text.span((found.lowerBound - range.lowerBound)..<(found.upperBound - range.lowerBound))
    }

    private func first(_ bytes: ContiguousArray<UInt8>.SubSequence, from start: Int, to end: Int) -> Int? {
        guard let head = bytes.first else { return nil }
        var index = start
        while index + bytes.count <= end {
            if tree.textBytes[index] == head, tree.textBytes[index..<(index + bytes.count)].elementsEqual(bytes) { return index }
            index += 1
        }
        return nil
    }
}
