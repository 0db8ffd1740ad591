import CEL
import CivilTime
import Diagnostics
import Rules
import Workflow
import YAML

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

/// Reads the files of a pack that declare migrations.
struct MigrationReader {
    /// The folder of a pack in which they stand.
    static let folder = "migrations"

    private let environment = CELEnvironment(
        variables: ["old": .dyn, "now": .timestamp, "today": .string], records: [], functions: [], container: "")
    private(set) var bag = DiagnosticBag()

    /// The plans of a pack, in the order of the files' names.
    static func plans(of folder: PackFolder, shelf: SourceShelf) throws(DiagnosticsError) -> [MigrationPlan] {
        let names = try folder.names(withExtension: "yaml").filter { $0.hasPrefix(Self.folder + "/") }
        return try names.map { name throws(DiagnosticsError) in try plan(folder.path + "/" + name, shelf: shelf) }
    }

    static func plan(_ path: String, shelf: SourceShelf) throws(DiagnosticsError) -> MigrationPlan {
        let (node, faults) = YAMLParser().parse(try shelf.read(path))
        var reader = MigrationReader()
        reader.bag.append(contentsOf: faults)
        let plan = node.map { reader.read($0) }
        try reader.bag.throwIfErrors()
        return plan ?? .identity
    }

    private mutating func read(_ node: YAMLNode) -> MigrationPlan {
        check(node, ["from", "states", "fields", "forms"])
        let from = (node["from"]?.sequence ?? [node["from"]].compactMap { $0 }).compactMap { $0.text?.text }
        var forms: [(form: String, to: String, mapping: MigrationPlan.FieldMapping)] = []
        for entry in node["forms"]?.mapping ?? [] {
            check(entry.value, ["to", "rename", "drop", "default"])
            forms.append((entry.key, entry.value["to"]?.text?.text ?? entry.key, mapping(entry.value)))
        }
        let states = (node["states"]?.mapping ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0.text) } }
        if let fields = node["fields"] { check(fields, ["rename", "drop", "default"]) }
        return MigrationPlan(from: from, states: states, fields: node["fields"].map { mapping($0) } ?? .none, forms: forms)
    }

    private mutating func mapping(_ node: YAMLNode) -> MigrationPlan.FieldMapping {
        var mapping = MigrationPlan.FieldMapping()
        for entry in node["rename"]?.mapping ?? [] {
            guard let to = entry.value.text?.text else { continue }
            mapping.renames.append((Self.path(entry.key), Self.path(to)))
        }
        mapping.drops = (node["drop"]?.sequence ?? []).compactMap { $0.text.map { Self.path($0.text) } }
        for entry in node["default"]?.mapping ?? [] {
            guard let text = entry.value.text else { continue }
            let (program, faults) = environment.compile(text, expecting: nil)
            bag.append(contentsOf: faults)
            if let program { mapping.defaults.append((Self.path(entry.key), program)) }
        }
        return mapping
    }

    private static func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }

    private mutating func check(_ node: YAMLNode, _ keys: [String]) {
        guard let entries = node.mapping else {
            bag.append(MigrationDiagnostics.noMapping(at: node.span))
            return
        }
        for entry in entries where !keys.contains(entry.key) {
            bag.append(
                MigrationDiagnostics.unknownKey(entry.key, nearest: NearestName.of(entry.key, among: keys), known: keys, at: entry.keySpan))
        }
    }
}
