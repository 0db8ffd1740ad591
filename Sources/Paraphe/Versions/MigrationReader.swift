import CEL
import Diagnostics
import YAML

/// Reads the files of a pack that declare migrations.
struct MigrationReader {
    /// The folder of a pack in which they stand.
    static let folder = "migrations"

    private let environment = CELEnvironment(
        variables: ["old": .dyn, "now": .timestamp, "today": .string], records: [], functions: [], container: "")
    private var keys = KeyReader(.migration)

    /// The plans of a pack, in the order of the files' names.
    static func plans(of folder: PackFolder, shelf: SourceShelf) throws(DiagnosticsError) -> [MigrationPlan] {
        let names = try folder.names(withExtension: "yaml").filter { $0.hasPrefix(Self.folder + "/") }
        return try names.map { name throws(DiagnosticsError) in try plan(folder.path + "/" + name, shelf: shelf) }
    }

    static func plan(_ path: String, shelf: SourceShelf) throws(DiagnosticsError) -> MigrationPlan {
        let (node, faults) = YAMLParser().parse(try shelf.read(path))
        var reader = MigrationReader()
        reader.keys.bag.append(contentsOf: faults)
        let plan = node.map { reader.read($0) }
        try reader.keys.bag.throwIfErrors()
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
            keys.bag.append(contentsOf: faults)
            if let program { mapping.defaults.append((Self.path(entry.key), program)) }
        }
        return mapping
    }

    private static func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }

    private mutating func check(_ node: YAMLNode, _ known: [String]) {
        if node.mapping == nil { keys.bag.append(MigrationDiagnostics.noMapping(at: node.span)) }
        keys.check(node, known)
    }
}
