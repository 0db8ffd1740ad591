import Styling

/// Where a box goes on after a break.
final class BreakToken {
    /// Index of the child, row or line to go on with; behind the last one (for lines `Int.max`) when only floats or height are left.
    let index: Int
    let child: BreakToken?
    /// Height that was used up before.
    let consumed: Double
    /// Whether the forced break before the child was taken.
    let isForced: Bool
    /// Cells that go on, by column order, in a row that broke inside.
    var cells: [BreakToken?] = []
    /// Cells of a table, by their index, that reach over the rows on both sides of the break; nil for one whose content is done.
    var spans: [(cell: Int, token: BreakToken?)] = []
    /// Floats of this formatting root that broke, or found no room.
    var floats: [FloatContext.Continued] = []
    var forcedKind: BreakBetween = .auto
    var pageName: String?

    init(index: Int, child: BreakToken? = nil, consumed: Double = 0, isForced: Bool = false) {
        self.index = index
        self.child = child
        self.consumed = consumed
        self.isForced = isForced
    }

    /// The same place, with so much height used up.
    func consuming(_ height: Double) -> BreakToken {
        let copy = BreakToken(index: index, child: child, consumed: height, isForced: isForced)
        copy.cells = cells
        copy.spans = spans
        copy.floats = floats
        copy.forcedKind = forcedKind
        copy.pageName = pageName
        return copy
    }

    /// Whether content goes on in the same way after both. Everything that one page leaves for the next must be compared here: live
    /// documents take over the pages that begin with the same token as before.
    func isSame(as other: BreakToken) -> Bool {
        guard index == other.index, consumed == other.consumed, isForced == other.isForced, forcedKind == other.forcedKind,
            pageName == other.pageName, cells.count == other.cells.count, spans.count == other.spans.count, floats.isEmpty,
            other.floats.isEmpty
        else { return false }
        return Self.areSame(child, other.child) && zip(cells, other.cells).allSatisfy(Self.areSame)
            && zip(spans, other.spans).allSatisfy { $0.cell == $1.cell && Self.areSame($0.token, $1.token) }
    }

    static func areSame(_ a: BreakToken?, _ b: BreakToken?) -> Bool {
        switch (a, b) {
        case (nil, nil): true
        case (let a?, let b?): a.isSame(as: b)
        default: false
        }
    }

    /// The forced break that made this token, innermost.
    var innermost: BreakToken {
        var token = self
        while let child = token.child { token = child }
        return token
    }
}
