import Rules

/// Finds fields by the paths that people write: `patient.nam`, `dossier.patient.nam`, `lesions[0].site`.
struct FieldPaths {
    /// Variables and their fields, in the order in which short paths are looked up.
    let roots: [(name: String, fields: [DataField])]

    /// The path with its variable in front, and the field; nil when there is none.
    func resolve(_ text: String) -> (path: String, field: DataField)? {
        let segments = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for root in roots where text.hasPrefix(root.name + ".") {
            let rest = Array(segments.dropFirst(root.name.split(separator: ".").count))
            if let field = Self.field(rest, root.fields) { return (text, field) }
        }
        for root in roots {
            if let field = Self.field(segments, root.fields) { return (root.name + "." + text, field) }
        }
        return nil
    }

    /// Every path in short form, for "did you mean".
    var all: [String] { roots.flatMap { Self.paths($0.fields, prefix: "") } }

    private static func field(_ segments: [String], _ fields: [DataField]) -> DataField? {
        guard let first = segments.first, let field = fields.first(where: { $0.id == plain(first) }) else { return nil }
        if segments.count == 1 { return field }
        return self.field(Array(segments.dropFirst()), field.type.recordFields ?? [])
    }

    private static func paths(_ fields: [DataField], prefix: String) -> [String] {
        fields.flatMap { field -> [String] in
            let path = prefix + field.id
            return [path] + paths(field.type.recordFields ?? [], prefix: path + ".")
        }
    }

    /// A path without the positions in lists.
    static func plain(_ path: String) -> String {
        var out = ""
        var isInside = false
        for character in path {
            if character == "[" { isInside = true }
            if !isInside { out.append(character) }
            if character == "]" { isInside = false }
        }
        return out
    }

    /// Whether a path that was written means a path that was found: without a position it means every element.
    static func matches(_ written: String, _ found: String) -> Bool {
        written == found || written == plain(found)
    }
}
