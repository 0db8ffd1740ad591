import Diagnostics

/// What was translated by what, when somebody last said that it was right.
package struct TranslationRecord: Sendable {
    package struct Pair: Sendable, Hashable {
        package let source: String
        package let target: String

        package init(source: String, target: String) {
            self.source = source
            self.target = target
        }
    }

    package let pairs: [Pair]
    private let known: Set<Pair>
    private let targetsOf: [String: String]
    private let sourcesOf: [String: String]

    package init(_ pairs: [Pair]) {
        self.pairs = pairs
        known = Set(pairs)
        targetsOf = Dictionary(pairs.map { ($0.source, $0.target) }, uniquingKeysWith: { first, _ in first })
        sourcesOf = Dictionary(pairs.map { ($0.target, $0.source) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether two parts are kept as translations of each other, by the first words of both that are kept at all.
    func knows(_ sources: [String], _ targets: [String]) -> Bool {
        for source in sources { if let target = targetsOf[source], targets.contains(target) { return true } }
        return false
    }

    enum State: Hashable {
        case kept
        /// The source is another than the one that was translated; here is that one.
        case stale(was: String)
        /// The source is the same, the translation was written anew.
        case rewritten
        /// Neither is known.
        case new
    }

    func state(source: String, target: String) -> State {
        if known.contains(Pair(source: source, target: target)) { return .kept }
        if targetsOf[source] != nil { return .rewritten }
        if let was = sourcesOf[target] { return .stale(was: was) }
        return .new
    }
}
