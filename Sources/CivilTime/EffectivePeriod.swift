/// When a rule, a reason or a holiday is in force: from a day, until a day, both included; an absent end is open.
package struct EffectivePeriod: Hashable, Sendable {
    package let from: CivilDate?
    package let until: CivilDate?

    package static let always = EffectivePeriod(from: nil, until: nil)

    package init(from: CivilDate?, until: CivilDate?) {
        self.from = from
        self.until = until
    }

    package func contains(_ day: CivilDate) -> Bool {
        if let from, day < from { return false }
        if let until, until < day { return false }
        return true
    }
}
