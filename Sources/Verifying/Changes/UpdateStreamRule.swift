import PDF

/// Object streams and cross-reference streams hold the update itself.
enum UpdateStreamRule: ChangeRule {
    static func judge(_ changes: ChangeJudgement) {
        for number in changes.changed where changes.isNew(number) {
            guard let type = changes.new.object(number: number).streamValue?.dictionary["Type"]?.nameValue,
                type == "ObjStm" || type == "XRef", changes.referrers.of(number).isEmpty
            else { continue }
            changes.explainOwn(number)
        }
        for section in changes.new.sections { if let number = section.streamNumber { changes.explainOwn(number) } }
    }
}
