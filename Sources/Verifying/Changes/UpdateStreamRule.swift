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
        // A section's own number may be listed nowhere; written again as something else, it is judged as that.
        for section in changes.new.sections {
            guard let number = section.streamNumber else { continue }
            let object = changes.new.object(number: number)
            if object == .null || object.streamValue?.dictionary["Type"]?.nameValue == "XRef" { changes.explainOwn(number) }
        }
    }
}
