/// A table of Markdown: cells are escaped, so that a `|` in a pattern stays in its cell.
struct MarkdownTable {
    private var lines: [String]

    init(_ heads: [String]) {
        lines = [Self.row(heads), "|" + String(repeating: "---|", count: heads.count)]
    }

    mutating func add(_ cells: [String]) { lines.append(Self.row(cells)) }

    var text: String { lines.joined(separator: "\n") + "\n" }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }.joined(separator: " | ")
            + " |"
    }
}
