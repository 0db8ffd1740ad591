import Styling

/// What a box was made from besides its element: with the same origin, the same element makes the same box.
final class BoxOrigin {
    /// The state of building the box tree at one place of the document.
    struct State: Equatable {
        var counters: CounterState
        var quoteDepth: Int
        var depth: Int
        var artifactDepth: Int
    }

    let before: State
    let after: State
    /// The node of the structure tree that the element's own stands in.
    let parentStructure: Int

    init(before: State, after: State, parentStructure: Int) {
        self.before = before
        self.after = after
        self.parentStructure = parentStructure
    }
}
