import CEL
import Diagnostics
import Rules

/// What a dossier shall be under another version of its pack.
package struct MigrationTarget: Sendable {
    package let state: String
    /// The data, all of them.
    package let data: Value
    /// The forms, all of them.
    package let forms: Value

    package init(state: String, data: Value, forms: Value) {
        self.state = state
        self.data = data
        self.forms = forms
    }
}

extension Decider {
    /// The events that bring a dossier under this rulebook, or everything that does not fit it.
    ///
    /// - Parameter person: who moves it.
    package func migrate(
        _ dossier: Dossier, to target: MigrationTarget, by person: String, at moment: DecisionMoment
    ) -> Result<[Event], MigrationRefusal> {
        var failures: [Failure] = []
        if dossier.packName != rulebook.name { failures.append(WorkflowFailures.otherPack(dossier, rulebook: rulebook)) }
        if dossier.isErased {
            failures.append(
                Failure(
                    "workflow/erased", rule: DossierMigrated.action,
                    reason: Bilingual(fr: "le dossier `\(dossier.id)` est effacé", en: "the dossier `\(dossier.id)` is erased"), span: nil))
        }
        if rulebook.states[target.state] == nil {
            failures.append(
                WorkflowFailures.unknownState(target.state, nearest: NearestName.of(target.state, among: rulebook.states.ids)))
        }
        var reader = FieldReader(rulebook: rulebook, today: moment.today)
        let data = Value.record(reader.record(target.data, fields: rulebook.dossierFields.elements, under: "dossier")).pruned
        var forms: [(String, Value)] = []
        for (id, values) in target.forms.entries ?? [] {
            guard let form = rulebook.forms[id] else {
                failures.append(WorkflowFailures.unknownForm(id, nearest: NearestName.of(id, among: rulebook.forms.ids)))
                continue
            }
            forms.append((id, Value.record(reader.record(values, fields: form.fields, under: "forms.\(id)")).pruned))
        }
        // What was in force when it was given stays as it is.
        failures += reader.failures.filter { $0.code != "workflow/reason-not-in-force" }
        guard failures.isEmpty else { return .failure(MigrationRefusal(failures: failures)) }
        let migrated = DossierMigrated(
            packVersion: rulebook.version, packHash: packHash, fromVersion: dossier.packVersion, fromHash: dossier.packHash,
            from: dossier.state, to: target.state, changes: Self.changes(from: dossier.data, to: data),
            formChanges: Self.changes(from: dossier.forms, to: .record(forms)))
        let header = Event.Header(at: moment.now, actor: person, action: DossierMigrated.action, packVersion: rulebook.version)
        return .success([Event(header: header, body: .migrated(migrated))])
    }

    /// The fields of a record that differ, in order.
    private static func changes(from old: Value, to new: Value) -> [DataChange] {
        var changes = (old.entries ?? []).filter { new.field($0.0) == nil }.map { DataChange(path: [$0.0], operation: .clear) }
        for (name, value) in new.entries ?? [] where !value.isIdentical(to: old.field(name)) {
            changes.append(DataChange(path: [name], operation: .set(value)))
        }
        return changes
    }
}

/// What of a dossier does not fit the other version.
package struct MigrationRefusal: Error, Sendable {
    /// Never empty.
    package let failures: [Failure]
}
