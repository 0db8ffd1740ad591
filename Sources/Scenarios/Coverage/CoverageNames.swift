import Diagnostics
import Rules

/// The identifiers of points of coverage.
enum CoverageNames {
    /// - Parameter from: nil for an action that makes a dossier.
    static func transition(_ action: Action, from: String?, to: String) -> String {
        guard let from else { return "\(action.id): → \(to)" }
        return from == to ? "\(action.id): \(from)" : "\(action.id): \(from) → \(to)"
    }

    static func rule(_ rule: String, of owner: String, held: Bool) -> String {
        "\(owner)/\(rule) \(held ? "held" : "failed")"
    }

    static func row(_ row: String, of table: DecisionTable) -> String { "\(table.id)/\(row)" }

    /// Requirements in the order in which people number them: S1.9 before S1.10.
    static func precedes(_ left: String, _ right: String) -> Bool {
        func parts(_ text: String) -> [(letters: String, number: Int)] {
            text.split(separator: ".").map { part in
                let digits = part.drop { !("0"..."9").contains($0) }
                return (String(part.prefix(part.count - digits.count)), Int(digits) ?? 0)
            }
        }
        for (a, b) in zip(parts(left), parts(right)) where a != b { return a < b }
        return (left.utf8.count, left) < (right.utf8.count, right)
    }
}
