import CEL
import CivilTime
import Diagnostics
import Workflow

/// How dossiers of older versions come to a version of a pack, as `migrations/*.yaml` in the pack declares it (docs/versions.md).
package struct MigrationPlan: Sendable {
    /// What becomes of a record of fields.
    struct FieldMapping: Sendable {
        var renames: [(from: [String], to: [String])] = []
        var drops: [[String]] = []
        /// Values for what is empty afterwards.
        var defaults: [(path: [String], program: Program)] = []

        static let none = FieldMapping()
    }

    /// The versions from which it leads; any when empty.
    let from: [String]
    let states: [(from: String, to: String)]
    let fields: FieldMapping
    let forms: [(form: String, to: String, mapping: FieldMapping)]

    /// Nothing is renamed, dropped or filled.
    package static let identity = MigrationPlan(from: [], states: [], fields: .none, forms: [])

    func leads(from version: String) -> Bool { from.isEmpty || from.contains(version) }

    /// What a dossier becomes; the words of what fails otherwise.
    func target(of dossier: Dossier, at moment: DecisionMoment) -> Result<MigrationTarget, MigrationFault> {
        let old = Value.record(
            [("id", .string(dossier.id)), ("state", .string(dossier.state)), ("forms", dossier.forms)] + (dossier.data.entries ?? []))
        var activation = Activation()
        activation["old"] = old
        activation["now"] = .timestamp(moment.now)
        activation["today"] = .string(moment.today.text)
        do throws(MigrationFault) {
            let data = try apply(fields, to: dossier.data, activation)
            var records = dossier.forms
            for (form, name, mapping) in forms {
                guard let values = records.field(form) else { continue }
                records = records.dropping([form]).putting([name], try apply(mapping, to: values, activation))
            }
            let state = states.first { $0.from == dossier.state }?.to ?? dossier.state
            return .success(MigrationTarget(state: state, data: data, forms: records))
        } catch {
            return .failure(error)
        }
    }

    private func apply(_ mapping: FieldMapping, to record: Value, _ activation: Activation) throws(MigrationFault) -> Value {
        var result = record
        let moved = mapping.renames.compactMap { rename in record.value(at: rename.from).map { (rename.to, $0) } }
        for rename in mapping.renames { result = result.dropping(rename.from) }
        for drop in mapping.drops { result = result.dropping(drop) }
        for (path, value) in moved { result = result.putting(path, value) }
        for (path, program) in mapping.defaults where result.value(at: path)?.isUnfilled ?? true {
            switch program.evaluate(activation) {
            case .error(let error): throw MigrationFault(path: path.joined(separator: "."), reason: error.message)
            case .optional(let optional): if let value = optional.value { result = result.putting(path, value) }
            case let value: if !value.isUnfilled { result = result.putting(path, value) }
            }
        }
        return result
    }
}

/// A value that cannot be computed.
struct MigrationFault: Error {
    let path: String
    let reason: Bilingual
}

extension Value {
    /// The record with a value at a path; records on the way are made.
    fileprivate func putting(_ path: [String], _ value: Value) -> Value {
        guard let name = path.first else { return value }
        var entries = entries ?? []
        let rest = Array(path.dropFirst())
        if let index = entries.firstIndex(where: { $0.0 == name }) {
            entries[index].1 = entries[index].1.putting(rest, value)
        } else {
            entries.append((name, Value.record([]).putting(rest, value)))
        }
        return .record(entries)
    }

    fileprivate func dropping(_ path: [String]) -> Value {
        guard let name = path.first, var entries, let index = entries.firstIndex(where: { $0.0 == name }) else { return self }
        if path.count == 1 {
            entries.remove(at: index)
        } else {
            entries[index].1 = entries[index].1.dropping(Array(path.dropFirst()))
        }
        return .record(entries)
    }
}
