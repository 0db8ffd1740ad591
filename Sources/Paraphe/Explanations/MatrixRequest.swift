import Analysis
import CEL
import CivilTime
import Diagnostics
import Rules

/// What somebody wants to see of a pack's matrix.
package struct MatrixRequest: Sendable {
    package let filter: MatrixFilter
    /// `YYYY-MM-DD`; nil is the day of the moment.
    package let day: String?

    package init(filter: MatrixFilter, day: String?) {
        self.filter = filter
        self.day = day
    }

    package static func isDay(_ text: String) -> Bool { CivilDate(text) != nil }

    /// The matrix, or what the filter names that the pack does not have.
    package func matrix(of pack: LoadedPack, at moment: Timestamp) throws(DiagnosticsError) -> AccessMatrix {
        let rulebook = pack.rulebook
        var bag = DiagnosticBag()
        for id in filter.actions where rulebook.actions[id] == nil { bag.append(ExplanationDiagnostics.unknownAction(id, rulebook)) }
        for id in filter.profiles where rulebook.profiles[id] == nil { bag.append(ExplanationDiagnostics.unknownProfile(id, rulebook)) }
        for id in filter.states where rulebook.states[id] == nil { bag.append(ExplanationDiagnostics.unknownState(id, rulebook, at: nil)) }
        try bag.throwIfErrors()
        return MatrixBuilder.matrix(rulebook, filter: filter, on: day.flatMap { CivilDate($0) } ?? pack.zone.date(at: moment.seconds))
    }
}
