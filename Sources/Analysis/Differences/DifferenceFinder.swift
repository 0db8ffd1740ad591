import CEL
import Diagnostics
import Rules

/// Walks over two rulebooks side by side and gathers what differs.
struct DifferenceFinder {
    let old: Rulebook
    let new: Rulebook
    private(set) var changes: [Change] = []

    init(old: Rulebook, new: Rulebook) {
        self.old = old
        self.new = new
    }

    mutating func note(
        _ area: Change.Area, _ effect: Change.Effect, _ subject: String, _ words: Bilingual, _ details: [Bilingual] = [],
        old oldSpan: Span? = nil, new newSpan: Span? = nil
    ) {
        changes.append(
            Change(area: area, effect: effect, subject: subject, words: words, details: details, oldSpan: oldSpan, newSpan: newSpan))
    }

    /// Definitions of one kind: those that went, those that came, those that stayed.
    static func match<Element: Definition>(
        _ old: some Collection<Element>, _ new: some Collection<Element>
    ) -> (removed: [Element], added: [Element], kept: [(old: Element, new: Element)]) {
        let before = Catalogue(Array(old))
        let after = Catalogue(Array(new))
        return (
            before.filter { after[$0.id] == nil }, after.filter { before[$0.id] == nil },
            before.compactMap { element in after[element.id].map { (element, $0) } }
        )
    }

    /// Whether two conditions ask for the same.
    static func isSame(_ old: Condition?, _ new: Condition?) -> Bool {
        switch (old, new) {
        case (nil, nil): true
        case (let old?, let new?): ExpressionForm.canonical(old.program.tree) == ExpressionForm.canonical(new.program.tree)
        default: false
        }
    }

    static func isSame(_ old: [Parameter], _ new: [Parameter]) -> Bool {
        old.count == new.count && old.allSatisfy { one in new.contains { $0.id == one.id && isSame($0.value, one.value) } }
    }
}
