import CEL
import Scenarios

/// What a publication says of itself, in `publication.json` beside the files.
package struct Publication: Sendable {
    /// The file that makes a folder a publication.
    package static let file = "publication.json"

    package struct File: Sendable {
        /// Relative to the publication's folder.
        package let path: String
        package let byteCount: Int
        /// SHA-256 in hexadecimal.
        package let hash: String
    }

    package let name: String
    package let version: String
    package let at: Timestamp
    package let by: String
    package let approvedBy: String?
    /// The version that it follows.
    package let previous: String?
    /// Digest of the rules, which dossiers and documents name.
    package let hash: String
    package let scenarioCount: Int
    package let coverage: Coverage
    /// How many changes there are since the previous version; nil when there is none, or it cannot be read any more.
    package let changeCount: Int?
    package let files: [File]

    /// One JSON object, in a fixed order of keys (docs/changes.md).
    package var json: String {
        let kinds = Coverage.Point.Kind.allCases.map { kind -> (String, Value) in
            let (covered, all) = coverage.count(kind)
            return (kind.rawValue, .map(ValueMap(strings: [("covered", .int(Int64(covered))), ("all", .int(Int64(all)))])))
        }
        let listed = files.map { file -> Value in
            .map(
                ValueMap(strings: [
                    ("path", .string(file.path)), ("bytes", .int(Int64(file.byteCount))), ("sha256", .string(file.hash)),
                ]))
        }
        func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
        return Value.map(
            ValueMap(strings: [
                ("format", .int(1)), ("name", .string(name)), ("version", .string(version)), ("publishedAt", .string(at.text)),
                ("publishedBy", .string(by)), ("approvedBy", text(approvedBy)), ("previousVersion", text(previous)),
                ("rulesHash", .string(hash)), ("scenarios", .int(Int64(scenarioCount))),
                ("coverage", .map(ValueMap(strings: [("percent", .double(coverage.percent)), ("kinds", .map(ValueMap(strings: kinds)))]))),
                ("changes", changeCount.map { .int(Int64($0)) } ?? .null), ("files", .list(listed)),
            ])
        ).jsonText + "\n"
    }
}
