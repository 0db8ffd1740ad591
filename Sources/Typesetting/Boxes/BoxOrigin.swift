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
    /// Whether the element has a place in the structure tree.
    let isTagged: Bool

    init(before: State, after: State, isTagged: Bool) {
        self.before = before
        self.after = after
        self.isTagged = isTagged
    }
}
