import PDF

/// What no rule has explained is refused, in words that say where it stands.
enum RemainderRule: ChangeRule {
    /// More refused objects than this say nothing new.
    private static let limit = 20

    static func judge(_ changes: ChangeJudgement) {
        var known: ObjectPlaces?
        for number in changes.changed.sorted() where changes.differs(number) && !changes.isSettled(number) {
            if changes.result.refused.count >= limit { return }
            if changes.referrers.containers.contains(number) {
                changes.refuse(Findings.container(number))
                continue
            }
            if changes.isNew(number), !changes.referrers.of(number).isEmpty {
                changes.refuse(Findings.filledGap(number))
                continue
            }
            let places = known ?? ObjectPlaces(changes.old, changes.new)
            known = places
            // What an earlier revision added for a good reason, and a later one left behind, shows nothing.
            if changes.isNew(number), changes.explainedEarlier.contains(number), !places.isReached(number) { continue }
            if let place = places.place(of: number) {
                changes.refuse(Findings.changed(number, place))
            } else if changes.isNew(number) {
                changes.refuse(Findings.unusedObject(number))
            } else {
                changes.refuse(Findings.changed(number, nil))
            }
        }
    }
}
