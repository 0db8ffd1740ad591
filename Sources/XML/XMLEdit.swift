import Glibc

/// What became of a document from one version to the next.
package enum XMLChange: Hashable, Sendable {
    case nothing
    case inside(XMLEdit)
    /// More than the content of one element.
    case everything
}

/// An edit that leaves everything outside one element as it was, node for node.
package struct XMLEdit: Hashable, Sendable {
    /// The element, the same node in both versions; its start tag is the same too.
    package var element: NodeID
    /// The first node behind the element, in the old and in the new version.
    package var oldEnd: Int32
    package var newEnd: Int32

    package init(element: NodeID, oldEnd: Int32, newEnd: Int32) {
        self.element = element
        self.oldEnd = oldEnd
        self.newEnd = newEnd
    }

    /// How far the nodes behind the element moved.
    package var shift: Int32 { newEnd - oldEnd }
}

extension XMLTree {
    /// The first node behind an element and all in it, for trees whose nodes lie in document order.
    package func end(of element: NodeID) -> Int32 {
        var current = element
        while true {
            if let next = nextSibling(of: current) { return next.index }
            guard let parent = parent(of: current) else { return Int32(clamping: nodeCount) }
            current = parent
        }
    }

    /// What differs from an older version: the content of the least element around all of it.
    ///
    /// Both trees must have their nodes in document order, as parsed and expanded ones do.
    package func change(since old: XMLTree) -> XMLChange {
        let names = names.numbers(in: old.names)
        let (count, oldCount) = (nodeCount, old.nodeCount)
        let least = min(count, oldCount)
        var first = 1
        while first < least, isSame(first, as: first, in: old, names, shift: 0, first: Int.max) { first += 1 }
        if first == count, first == oldCount { return .nothing }
        let shift = count - oldCount
        var (last, oldLast) = (count, oldCount)
        while last > first, oldLast > first, isSame(last - 1, as: oldLast - 1, in: old, names, shift: shift, first: first) {
            last -= 1
            oldLast -= 1
        }
        // The element around: above every changed node of both versions.
        var element: Int32?
        func include(_ tree: XMLTree, _ range: Range<Int>) {
            for index in range {
                let parent = tree.nodes[index].parent
                guard parent < Int32(clamping: first) else { continue }
                element = element.map { commonAncestor($0, parent) } ?? parent
            }
        }
        include(self, first..<last)
        include(old, first..<oldLast)
        guard let element, element > 0, isElement(NodeID(index: element)) else { return .everything }
        let node = NodeID(index: element)
        let edit = XMLEdit(element: node, oldEnd: old.end(of: node), newEnd: end(of: node))
        return Int(edit.shift) == shift ? .inside(edit) : .everything
    }

    /// A node without its links: to stand in another tree with the same names, text and attributes.
    package func shell(of node: NodeID) -> XMLNode {
        var record = nodes[Int(node.index)]
        record.parent = -1
        record.firstChild = -1
        record.lastChild = -1
        record.nextSibling = -1
        record.previousSibling = -1
        return record
    }

    /// Says that a built tree stands for parts of a parsed one.
    package mutating func setSource(of other: XMLTree) {
        source = other.source
    }

    private func commonAncestor(_ a: Int32, _ b: Int32) -> Int32 {
        var (a, b) = (a, b)
        // Parents come before their children.
        while a != b { if a > b { a = nodes[Int(a)].parent } else { b = nodes[Int(b)].parent } }
        return a
    }

    /// Whether two nodes are the same but for what is in them. Links may lead before `first`, or behind it by `shift` further.
    private func isSame(_ index: Int, as oldIndex: Int, in old: XMLTree, _ names: [Int32], shift: Int, first: Int) -> Bool {
        func isNamed(_ name: NameID, _ oldName: NameID) -> Bool {
            name.index < 0 || Int(name.index) >= names.count ? name == oldName : names[Int(name.index)] == oldName.index
        }
        let (new, was) = (nodes[index], old.nodes[oldIndex])
        guard new.kind == was.kind, isNamed(new.name, was.name), new.namespace == was.namespace, new.attributeCount == was.attributeCount
        else {
            return false
        }
        let isParentBefore = Int(was.parent) < first
        guard Int(new.parent) == Int(was.parent) + (isParentBefore ? 0 : shift) else { return false }
        if new.kind != .element {
            let (count, oldCount) = (Int(new.contentCount), Int(was.contentCount))
            guard count == oldCount else { return false }
            return haveSameBytes(Int(new.contentStart), Int(was.contentStart), in: old, count)
        }
        for offset in 0..<Int(new.attributeCount) {
            let attribute = attributes[Int(new.firstAttribute) + offset]
            let before = old.attributes[Int(was.firstAttribute) + offset]
            guard isNamed(attribute.name, before.name), attribute.namespace == before.namespace, attribute.valueCount == before.valueCount,
                haveSameBytes(Int(attribute.valueStart), Int(before.valueStart), in: old, Int(attribute.valueCount))
            else { return false }
        }
        return true
    }

    private func haveSameBytes(_ start: Int, _ oldStart: Int, in old: XMLTree, _ count: Int) -> Bool {
        textBytes.withUnsafeBufferPointer { new in
            old.textBytes.withUnsafeBufferPointer { was in
                guard start >= 0, oldStart >= 0, start + count <= new.count, oldStart + count <= was.count else { return false }
                guard count > 0, let here = new.baseAddress, let there = was.baseAddress else { return count == 0 }
                return memcmp(here + start, there + oldStart, count) == 0
            }
        }
    }
}
