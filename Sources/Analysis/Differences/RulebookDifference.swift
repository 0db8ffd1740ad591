import Diagnostics
import Rules

/// What changed from one rulebook to another, in words, most important first. What differs in form alone (comments, order, the spelling
/// of conditions) is no change.
package struct RulebookDifference: Sendable {
    package let changes: [Change]

    package var isEmpty: Bool { changes.isEmpty }

    package static func between(_ old: Rulebook, _ new: Rulebook) -> RulebookDifference {
        var finder = DifferenceFinder(old: old, new: new)
        finder.findAccess()
        finder.findGrants()
        finder.findTransitions()
        finder.findRules()
        finder.findFields()
        finder.findReasons()
        finder.findTables()
        finder.findOutputs()
        finder.findCalendar()
        finder.findPeople()
        finder.findOperations()
        finder.findFacts()
        finder.findTexts()
        // By area; within one, in the order in which the packs declare things.
        let changes = Change.Area.allCases.flatMap { area in finder.changes.filter { $0.area == area } }
        return RulebookDifference(changes: changes)
    }
}
