import Analysis
import CEL
import CivilTime
import Diagnostics
import Rules
import Workflow

/// The matrix of a pack as a PDF, through the template that every service shares.
package struct MatrixDocument {
    package static let template = "access-matrix.xhtml"
    /// Columns of a landscape page.
    private static let mostColumns = 9

    private let pack: LoadedPack
    private let shelf: SourceShelf

    package init(pack: LoadedPack, shelf: SourceShelf) {
        self.pack = pack
        self.shelf = shelf
    }

    /// The file, and findings that stop nothing.
    package func pdf(
        _ matrix: AccessMatrix, _ language: Language, at moment: Timestamp
    ) throws(DiagnosticsError) -> (bytes: [UInt8], bag: DiagnosticBag) {
        let renderer = try DocumentRenderer(template: Self.template, pack: pack, language: language, shelf: shelf)
        let tables = MatrixTables(matrix, language, mostColumns: Self.mostColumns)
        return try renderer.render(data(tables, matrix, language), at: DocumentContext(number: "", version: 1, producedAt: moment))
    }

    private func data(_ tables: MatrixTables, _ matrix: AccessMatrix, _ language: Language) -> Value {
        .record([
            ("title", .string(MatrixWords.title[language])), ("subtitle", .string(MatrixWords.inForce(matrix.day.text)[language])),
            ("shown", strings(tables.shownIf)),
            ("fact", tables.fact(language)),
            ("permissions", .list([tables.permissions, tables.operations].compactMap { $0.map { table($0, language) } })),
        ])
    }

    private func table(_ table: MatrixTables.Table, _ language: Language) -> Value {
        .record([
            ("title", .string(table.title)), ("corner", .string(table.corner)), ("columns", strings(table.columns)),
            ("rows", rows(table, language)),
        ])
    }

    private func rows(_ table: MatrixTables.Table, _ language: Language) -> Value {
        .list(
            table.rows.map { row in
                let cells = row.cells.map { cell -> Value in
                    let kind = cell == MatrixWords.yes[language] ? "yes" : cell == MatrixWords.no[language] ? "no" : "some"
                    return .record([("lines", strings(cell.split(separator: "\n").map(String.init))), ("kind", .string(kind))])
                }
                return .record([("group", .string(row.group)), ("label", .string(row.label)), ("cells", .list(cells))])
            })
    }

    private func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
}
