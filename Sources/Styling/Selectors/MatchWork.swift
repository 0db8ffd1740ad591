/// What matching one document has cost so far, and the places among siblings that it has counted once.
final class MatchWork {
    /// Places from 1 among the siblings that count; 0 for elements that do not.
    struct Places {
        var fromStart: [Int32]
        var fromEnd: [Int32]
    }

    /// The element whose `:has()` is being tried; below 0 for none.
    var anchor: Int32 = -1
    private let limit: Int
    private var steps = 0
    private(set) var isExhausted = false
    /// Places among siblings of one name.
    private var types: Places?
    /// Places among siblings that a list of selectors takes, by list.
    private var lists: [ObjectIdentifier: Places] = [:]
    /// Places are kept for this many nodes in all; then they are counted anew.
    private static let placeLimit = 50_000_000
    private var placeCount = 0

    init(limit: Int) { self.limit = limit }

    /// Whether matching may go on.
    @inline(__always) func count(_ amount: Int) -> Bool {
        steps &+= amount
        if steps > limit { isExhausted = true }
        return !isExhausted
    }

    func places(ofTypes make: () -> Places) -> Places {
        if let types { return types }
        let made = make()
        types = made
        return made
    }

    func places(of list: SelectorList, make: () -> Places) -> Places {
        if let known = lists[ObjectIdentifier(list)] { return known }
        let made = make()
        placeCount += made.fromStart.count
        if placeCount > Self.placeLimit {
            lists = [:]
            placeCount = made.fromStart.count
        }
        lists[ObjectIdentifier(list)] = made
        return made
    }
}
