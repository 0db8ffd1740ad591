import CivilTime
import Diagnostics
import Rules

extension Prover {
    /// Lists that run out: a day from which no reason of a list is left, or days between two reasons when there is none.
    func provePeriods() {
        for list in book.reasonLists where !list.reasons.isEmpty {
            if let gap = Self.gap(in: list.reasons.map(\.period)) {
                add(ProofDiagnostics.noReasonLeft(list, from: gap.from, until: gap.until))
            }
        }
    }

    /// The first time in which none of the periods is in force; nil ends are open. Nil when there is always one.
    ///
    /// The time before the first of them began is no gap: what is declared may well begin one day.
    static func gap(in periods: [EffectivePeriod]) -> (from: CivilDate, until: CivilDate?)? {
        let begun = periods.sorted { ($0.from ?? .first) < ($1.from ?? .first) }
        guard let first = begun.first, var covered = first.until else { return nil }
        for period in begun.dropFirst() {
            guard let next = CivilDate(dayNumber: covered.dayNumber + 1) else { return nil }
            if let from = period.from, next < from { return (next, CivilDate(dayNumber: from.dayNumber - 1)) }
            guard let until = period.until else { return nil }
            covered = max(covered, until)
        }
        return CivilDate(dayNumber: covered.dayNumber + 1).map { ($0, nil) }
    }
}
