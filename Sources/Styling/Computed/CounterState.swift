import XML

/// The counters in scope at a place of the document (CSS Lists 3, clause 4), kept while layout walks the tree in document order.
///
/// For each element: ``enter(_:)``, then its `::marker`, `::before`, children, `::after` (``apply(_:)`` for each pseudo-element), then
/// ``leave()``. Elements with `display: none` are not entered. `page` and `pages` are the layout's own.
package struct CounterState: Equatable, Sendable {
    private struct Instance: Equatable, Sendable {
        var value: Int
        /// Depth of the element that made it.
        let depth: Int
        let isReversed: Bool
    }

    /// Deepest elements by depth; hostile documents go no further.
    private var depth = 0
    /// By name, outermost first.
    private var instances: [String: [Instance]] = [:]
    /// Names reset at each depth, so that leaving ends their scope with the parent.
    private var made: [[String]] = [[]]

    /// Footnotes are counted through the whole document (CSS GCPM 3, clause 2.3).
    package init() {
        instances["footnote"] = [Instance(value: 0, depth: 0, isReversed: false)]
    }

    /// Enters an element: resets, increments and sets its counters; a list item counts `list-item` by itself.
    package mutating func enter(_ style: ComputedStyle) {
        depth += 1
        made.append([])
        change(style)
    }

    /// Leaves the element entered last: counters made by its children end.
    package mutating func leave() {
        guard depth > 0 else { return }
        // What children made goes out of scope with their parent.
        for name in made.removeLast() {
            guard var stack = instances[name] else { continue }
            while let last = stack.last, last.depth > depth { stack.removeLast() }
            instances[name] = stack
        }
        depth -= 1
    }

    /// Applies the counters of a pseudo-element of the current element.
    package mutating func apply(_ pseudo: ComputedStyle) {
        depth += 1
        made.append([])
        change(pseudo)
        leave()
    }

    /// The innermost value; 0 for a counter that nobody made.
    package func value(of name: String) -> Int { instances[name]?.last?.value ?? 0 }

    /// All values in scope, outermost first; `[0]` for a counter that nobody made.
    package func values(of name: String) -> [Int] {
        guard let stack = instances[name], !stack.isEmpty else { return [0] }
        return stack.map(\.value)
    }

    private mutating func change(_ style: ComputedStyle) {
        let generated = style.generated
        for reset in generated.counterReset { make(reset.name, value: reset.value, isReversed: reset.isReversed) }
        let countsItems = style.box.display.isListItem && !generated.counterIncrement.contains { $0.name == "list-item" }
        if countsItems {
            let isReversed = instances["list-item"]?.last?.isReversed ?? false
            update("list-item") { $0.addingReportingOverflow(isReversed ? -1 : 1) }
        }
        for increment in generated.counterIncrement { update(increment.name) { $0.addingReportingOverflow(increment.value) } }
        for set in generated.counterSet { update(set.name) { _ in (set.value, false) } }
    }

    private mutating func make(_ name: String, value: Int, isReversed: Bool) {
        var stack = instances[name] ?? []
        // A sibling's counter, or this element's own made twice, is replaced (CSS Lists 3, clause 4.4.1).
        while let last = stack.last, last.depth >= depth { stack.removeLast() }
        stack.append(Instance(value: value, depth: depth, isReversed: isReversed))
        instances[name] = stack
        // The scope is the parent's: following siblings see it too.
        if made.count >= 2 { made[made.count - 2].append(name) }
    }

    private mutating func update(_ name: String, _ change: (Int) -> (Int, Bool)) {
        if instances[name]?.isEmpty ?? true { make(name, value: 0, isReversed: false) }
        guard var stack = instances[name], let last = stack.indices.last else { return }
        let (value, overflows) = change(stack[last].value)
        if !overflows { stack[last].value = value }
        instances[name] = stack
    }
}
