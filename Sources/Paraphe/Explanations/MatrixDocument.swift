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
            ("legend", .string(MatrixWords.legend[language])),
            ("tables", .list(tables.actions.map { table($0, language) })),
            ("permissions", .list(tables.permissions.map { [table($0, language)] } ?? [])),
            ("notesTitle", .string(MatrixWords.notes[language])),
            (
                "notes",
                .list(
                    tables.notes.map {
                        .record([
                            ("number", .string(String($0.number))), ("lines", strings($0.words.split(separator: "\n").map(String.init))),
                        ])
                    })
            ),
        ])
    }

    private func table(_ table: MatrixTables.Table, _ language: Language) -> Value {
        .record([
            ("title", .string(table.title)), ("corner", .string(table.corner)), ("columns", strings(table.columns)),
            (
                "rows",
                .list(
                    table.rows.map { row in
                        .record([
                            ("group", .string(row.group)), ("label", .string(row.label)),
                            (
                                "cells",
                                .list(
                                    row.cells.map { cell in
                                        let kind =
                                            cell == MatrixWords.yes[language] ? "yes" : cell == MatrixWords.no[language] ? "no" : "some"
                                        return .record([
                                            ("lines", strings(cell.split(separator: "\n").map(String.init))), ("kind", .string(kind)),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }

    private func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
}
