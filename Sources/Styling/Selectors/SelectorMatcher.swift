import XML

/// Tests selectors against the elements of one document.
struct SelectorMatcher {
    /// How a match failed, so that hopeless tries further up are left out: keeps matching linear in the depth.
    private enum Outcome {
        case matched
        /// Another candidate may match.
        case failed
        /// No sibling will do.
        case failedSiblings
        /// No ancestor will do either.
        case failedCompletely
    }

    let tree: XMLTree
    /// By NameID: the symbol, -1 where no selector asks for the name.
    let symbolOfName: [Int32]
    let symbols: [String: Symbol]
    /// By node: symbols of `id` and `class`.
    var identifiers: [Int32]
    var classes: [[Int32]]
    /// By node: index in ``classes``, 0 for none.
    var classSets: [Int32]
    /// By node: place among its element siblings, from 1; empty when nobody asks.
    var childIndices: [Int32] = []
    var childCounts: [Int32] = []
    /// By node.
    var languages: [Int32]
    var languageNames: [String]
    var directionsAreRightToLeft: [Bool] = []
    let work: MatchWork

    @inline(__always) func type(_ node: Int32) -> Int32 {
        let name = Int(tree.nameID(of: NodeID(index: node)).index)
        return name >= 0 && name < symbolOfName.count ? symbolOfName[name] : -1
    }

    func matches(_ rule: Cascade.Rule, _ node: Int32) -> Bool {
        // Found by its type already, and nothing else is asked for.
        if rule.isTypeOnly { return rule.namespace.holds(tree.namespace(of: NodeID(index: node))) }
        return match(rule.selector.compounds, 0, node) == .matched
    }

    func matches(_ selector: Selector, _ node: Int32) -> Bool {
        match(selector.compounds, 0, node) == .matched
    }

    private func match(_ compounds: [Selector.Compound], _ index: Int, _ node: Int32) -> Outcome {
        guard work.count(1) else { return .failedCompletely }
        guard matches(compounds[index], node) else { return .failed }
        let next = index + 1
        if next == compounds.count { return .matched }
        switch compounds[index].combinator {
        case .child:
            guard let parent = parentElement(node) else { return .failedCompletely }
            let outcome = match(compounds, next, parent)
            return outcome == .failed ? .failedSiblings : outcome
        case .descendant:
            var current = node
            while let parent = parentElement(current) {
                let outcome = match(compounds, next, parent)
                if outcome == .matched || outcome == .failedCompletely { return outcome }
                current = parent
            }
            return .failedCompletely
        case .nextSibling:
            guard let previous = previousElement(node) else { return .failedSiblings }
            return match(compounds, next, previous)
        case .subsequentSibling:
            var current = node
            while let previous = previousElement(current) {
                let outcome = match(compounds, next, previous)
                if outcome != .failed { return outcome }
                current = previous
            }
            return .failedSiblings
        }
    }

    @inline(__always) private func parentElement(_ node: Int32) -> Int32? {
        guard let parent = tree.parent(of: NodeID(index: node)), parent.index > 0 else { return nil }
        return parent.index
    }

    private func previousElement(_ node: Int32) -> Int32? {
        var current = tree.previousSibling(of: NodeID(index: node))
        while let here = current {
            if tree.isElement(here) { return here.index }
            current = tree.previousSibling(of: here)
        }
        return nil
    }

    private func nextElement(_ node: Int32) -> Int32? {
        var current = tree.nextSibling(of: NodeID(index: node))
        while let here = current {
            if tree.isElement(here) { return here.index }
            current = tree.nextSibling(of: here)
        }
        return nil
    }

    private func matches(_ compound: Selector.Compound, _ node: Int32) -> Bool {
        if let wanted = compound.type, wanted.index != type(node) { return false }
        if !compound.namespace.holds(tree.namespace(of: NodeID(index: node))) { return false }
        for test in compound.tests where !matches(test, node) { return false }
        return true
    }

    private func matches(_ test: Selector.Test, _ node: Int32) -> Bool {
        switch test {
        case .id(let symbol): return identifiers[Int(node)] == symbol.index
        case .class(let symbol): return classes[Int(classSets[Int(node)])].contains(symbol.index)
        case .attribute(let attribute): return matches(attribute, node)
        case .root: return parentElement(node) == nil
        case .empty: return isEmpty(node)
        case .link: return isLink(node)
        case .never: return false
        case .firstChild: return previousElement(node) == nil
        case .lastChild: return nextElement(node) == nil
        case .onlyChild: return previousElement(node) == nil && nextElement(node) == nil
        case .firstOfType: return typePlaces.fromStart[Int(node)] == 1
        case .lastOfType: return typePlaces.fromEnd[Int(node)] == 1
        case .onlyOfType: return typePlaces.fromStart[Int(node)] == 1 && typePlaces.fromEnd[Int(node)] == 1
        case .nthChild(let nth, let list, let fromEnd):
            guard let list else { return nth.matches(childIndex(node, fromEnd: fromEnd)) }
            let places = places(of: list)
            let place = Int((fromEnd ? places.fromEnd : places.fromStart)[Int(node)])
            return place > 0 && nth.matches(place)
        case .nthOfType(let nth, let fromEnd):
            return nth.matches(Int((fromEnd ? typePlaces.fromEnd : typePlaces.fromStart)[Int(node)]))
        case .language(let tags):
            let language = languageNames[Int(languages[Int(node)])]
            return tags.contains { Self.matchesLanguage(language, $0) }
        case .direction(let isRightToLeft):
            return (Int(node) < directionsAreRightToLeft.count && directionsAreRightToLeft[Int(node)]) == isRightToLeft
        case .any(let list): return list.contains { matches($0, node) }
        case .not(let list): return !list.contains { matches($0, node) }
        case .has(let list): return list.contains { has($0, node) }
        case .anchor: return work.anchor == node
        }
    }

    /// Whether something below an element, or beside and behind it, is what a selector that begins at it asks for.
    private func has(_ selector: Selector, _ node: Int32) -> Bool {
        let outer = work.anchor
        work.anchor = node
        defer { work.anchor = outer }
        // The combinator next to the anchor tells where to look.
        let combinator = selector.compounds.count > 1 ? selector.compounds[selector.compounds.count - 2].combinator : .descendant
        let isDeep = selector.compounds.count > 2
        func holds(_ candidate: Int32) -> Bool { match(selector.compounds, 0, candidate) == .matched }
        func below(_ root: Int32) -> Bool {
            for child in tree.descendants(of: NodeID(index: root)) where tree.isElement(child) {
                if work.isExhausted { return false }
                if holds(child.index) { return true }
            }
            return false
        }
        switch combinator {
        case .descendant, .child: return below(node)
        case .nextSibling, .subsequentSibling:
            var current = node
            while let next = nextElement(current) {
                if work.isExhausted { return false }
                if holds(next) || isDeep && below(next) { return true }
                current = next
            }
            return false
        }
    }

    /// Extended filtering (RFC 4647, clause 3.3.2), as Selectors 4 asks in clause 8.2; both in lower case.
    static func matchesLanguage(_ language: String, _ range: String) -> Bool {
        if range.isEmpty || language.isEmpty { return range.isEmpty && language.isEmpty }
        let tags = language.split(separator: "-", omittingEmptySubsequences: false)
        let wanted = range.split(separator: "-", omittingEmptySubsequences: false)
        guard wanted[0] == "*" || wanted[0] == tags[0] else { return false }
        var tag = 1
        var index = 1
        while index < wanted.count {
            if wanted[index] == "*" {
                index += 1
            } else if tag >= tags.count {
                return false
            } else if tags[tag] == wanted[index] {
                tag += 1
                index += 1
            } else if tags[tag].utf8.count == 1 {
                // A singleton opens an extension: nothing may be passed over from here on.
                return false
            } else {
                tag += 1
            }
        }
        return true
    }

    /// A group of siblings that are counted together.
    private struct SiblingKey: Hashable {
        var parent: Int32
        var name: Int32
        var namespace: XMLNamespace
    }

    private var typePlaces: MatchWork.Places {
        work.places {
            places { node in
                let id = NodeID(index: node)
                return SiblingKey(
                    parent: tree.parent(of: id)?.index ?? 0, name: tree.nameID(of: id).index, namespace: tree.namespace(of: id))
            }
        }
    }

    private func places(of list: SelectorList) -> MatchWork.Places {
        work.places(of: list) {
            places { node in
                guard list.selectors.contains(where: { matches($0, node) }) else { return nil }
                return SiblingKey(parent: tree.parent(of: NodeID(index: node))?.index ?? 0, name: 0, namespace: .none)
            }
        }
    }

    /// The place of each element in its group; no group, no place.
    private func places(group: (Int32) -> SiblingKey?) -> MatchWork.Places {
        var places = MatchWork.Places(
            fromStart: Array(repeating: 0, count: tree.nodeCount), fromEnd: Array(repeating: 0, count: tree.nodeCount))
        var counts: [SiblingKey: Int32] = [:]
        var keys: [SiblingKey?] = Array(repeating: nil, count: tree.nodeCount)
        for index in 1..<max(1, tree.nodeCount) where tree.isElement(NodeID(index: Int32(clamping: index))) {
            guard let key = group(Int32(clamping: index)) else { continue }
            keys[index] = key
            counts[key, default: 0] += 1
            places.fromStart[index] = counts[key] ?? 0
        }
        for (index, key) in keys.enumerated() {
            guard let key, let count = counts[key] else { continue }
            places.fromEnd[index] = count - places.fromStart[index] + 1
        }
        return places
    }

    private func childIndex(_ node: Int32, fromEnd: Bool) -> Int {
        guard Int(node) < childIndices.count else { return 0 }
        let index = Int(childIndices[Int(node)])
        guard fromEnd, let parent = tree.parent(of: NodeID(index: node)) else { return index }
        return Int(childCounts[Int(parent.index)]) - index + 1
    }

    private func isEmpty(_ node: Int32) -> Bool {
        for child in tree.children(of: NodeID(index: node)) {
            if tree.isElement(child) || (tree.kind(of: child) == .text && !tree.textRange(of: child).isEmpty) { return false }
        }
        return true
    }

    private func isLink(_ node: Int32) -> Bool {
        let id = NodeID(index: node)
        guard tree.namespace(of: id) == .xhtml, tree.attribute("href", of: id) != nil else { return false }
        return tree.isElement(id, .xhtml, "a") || tree.isElement(id, .xhtml, "area") || tree.isElement(id, .xhtml, "link")
    }

    private func matches(_ test: Selector.AttributeTest, _ node: Int32) -> Bool {
        for attribute in tree.attributes(of: NodeID(index: node)) {
            let name = Int(attribute.name.index)
            guard name >= 0, name < symbolOfName.count, symbolOfName[name] == test.name.index else { continue }
            guard test.namespace?.holds(attribute.namespace) ?? (attribute.namespace == .none) else { continue }
            if test.relation == .exists { return true }
            var value = tree.value(of: attribute)
            var wanted = test.value
            if test.ignoresCase {
                value = value.lowercased()
                wanted = wanted.lowercased()
            }
            if Self.matches(Array(value.utf8), Array(wanted.utf8), test.relation) { return true }
        }
        return false
    }

    static func matches(_ value: [UInt8], _ wanted: [UInt8], _ relation: Selector.AttributeTest.Operator) -> Bool {
        switch relation {
        case .exists: return true
        case .equals: return value == wanted
        case .includes:
            guard !wanted.isEmpty, !wanted.contains(where: Tokenizer.isSpace) else { return false }
            return value.split(whereSeparator: Tokenizer.isSpace).contains { $0.elementsEqual(wanted) }
        case .dashMatch: return value == wanted || (value.starts(with: wanted) && value.count > wanted.count && value[wanted.count] == 0x2D)
        case .prefix: return !wanted.isEmpty && value.starts(with: wanted)
        case .suffix: return !wanted.isEmpty && value.reversed().starts(with: wanted.reversed())
        case .substring:
            guard !wanted.isEmpty, value.count >= wanted.count else { return false }
            return (0...(value.count - wanted.count)).contains { value[$0...].starts(with: wanted) }
        }
    }
}
