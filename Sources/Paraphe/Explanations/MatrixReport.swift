import Analysis
import CEL
import CivilTime
import Diagnostics
import Rules
import Workflow

/// The matrix of a pack as text, JSON or CSV.
package struct MatrixReport: Sendable {
    /// Columns of letters that fit into a terminal of 100 characters.
    private static let mostTextColumns = 12

    package let matrix: AccessMatrix
    package let rulebook: Rulebook

    package init(_ matrix: AccessMatrix, _ rulebook: Rulebook) {
        self.matrix = matrix
        self.rulebook = rulebook
    }

    // MARK: Text

    package func text(_ language: Language) -> String {
        let tables = MatrixTables(matrix, language, mostColumns: Self.mostTextColumns)
        var out = "\(MatrixWords.title[language]) · \(rulebook.title[language])\n"
        out += MatrixWords.inForce(matrix.day.text)[language] + "\n"
        for (index, line) in tables.shownIf.enumerated() {
            out += (index == 0 ? line.wrapped(96, indent: 4) : "  " + "– \(line)".wrapped(96, indent: 4)) + "\n"
        }
        var legend: [String] = []
        for table in tables.actions {
            // The letters are explained again only when they change.
            if table.columns != legend {
                legend = table.columns
                out +=
                    "\n"
                    + table.columns.enumerated().map { "  " + Self.letter($0.offset).padded(3) + $0.element.wrapped(90, indent: 5) }.joined(
                        separator: "\n") + "\n"
            }
            out += "\n" + grid(table)
        }
        for table in [tables.permissions, tables.operations].compactMap({ $0 }) { out += "\n" + list(table, language) }
        if !tables.notes.isEmpty {
            out += "\n\(MatrixWords.notes[language])\n"
            for note in tables.notes {
                let head = "  " + String(repeating: " ", count: max(0, 3 - String(note.number).count)) + "\(note.number)  "
                out += head + note.words.replacing("\n", with: "\n       ") + "\n"
            }
        }
        return out
    }

    /// `A`, `B` … `Z`, `AA` …
    private static func letter(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }

    private func grid(_ table: MatrixTables.Table) -> String {
        let labelWidth = min(44, max(table.title.count, table.rows.map(\.label.count).max() ?? 0)) + 2
        let widths = table.columns.indices.map { column in max(4, (table.rows.map { $0.cells[column].count }.max() ?? 0) + 1) }
        var out = table.title.padded(labelWidth)
        for (index, width) in widths.enumerated() { out += Self.letter(index).padded(width) }
        out = out.trimmedEnd + "\n" + String(repeating: "─", count: labelWidth + widths.reduce(0, +)) + "\n"
        for row in table.rows {
            var line =
                row.label.count > labelWidth - 2
                ? row.label + "\n" + String(repeating: " ", count: labelWidth) : row.label.padded(labelWidth)
            for (cell, width) in zip(row.cells, widths) { line += cell.padded(width) }
            out += line.trimmedEnd + "\n"
        }
        return out
    }

    private func list(_ table: MatrixTables.Table, _ language: Language) -> String {
        var out = table.title + "\n"
        for row in table.rows {
            if !row.group.isEmpty { out += "\n\(row.group)\n" }
            out += "  \(row.label)\n"
            for way in row.cells[0].split(separator: "\n") { out += "    " + String(way).wrapped(92, indent: 6) + "\n" }
            for (column, cell) in zip(table.columns, row.cells).dropFirst() where !cell.isEmpty {
                out += "    " + (column + language.colon + cell).wrapped(92, indent: 6) + "\n"
            }
        }
        return out
    }

    // MARK: CSV

    /// RFC 4180: one line for each answer that is not no, so that it can be filtered and counted.
    package func csv(_ language: Language) -> String {
        let notes = Dictionary(uniqueKeysWithValues: matrix.notes.map { ($0.number, $0.words[language]) })
        func words(_ numbers: [Int]) -> String { numbers.compactMap { notes[$0] }.joined(separator: "; ").replacing("\n", with: " ") }
        var lines: [[String]] = [["kind", "state", "id", "label", "profile", "profile-label", "answer", "conditions"]]
        for section in matrix.sections {
            for row in section.rows {
                for (profile, answer) in zip(matrix.profiles, row.answers) {
                    let numbers: [Int] = if case .conditional(let numbers) = answer { numbers } else { [] }
                    lines.append([
                        "action", section.state?.id ?? "", row.action.id, row.action.label[language], profile.id, profile.label[language],
                        answer.word, words(numbers),
                    ])
                }
            }
        }
        for row in matrix.permissions {
            for (mode, holders) in zip(matrix.modes, row.holders) {
                for holder in holders {
                    lines.append([
                        "permission", "", row.permission.id, row.permission.label[language], holder.profile.id,
                        holder.profile.label[language],
                        mode.id, words(holder.notes),
                    ])
                }
            }
        }
        for row in matrix.operations {
            for holder in row.holders {
                lines.append([
                    "operation", "", row.operation.rawValue, row.operation.words[language], holder.profile.id,
                    holder.profile.label[language], holder.notes.isEmpty ? "yes" : "if", words(holder.notes),
                ])
            }
        }
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    // MARK: JSON

    /// One object; its form is described in docs/explain.md.
    package var json: String {
        Value.record([
            ("pack", .record([("name", .string(rulebook.name)), ("version", .string(rulebook.version))])),
            ("day", .string(matrix.day.text)), ("shownIf", matrix.audience.map(both) ?? .null),
            ("profiles", .list(matrix.profiles.map { named($0.id, $0.label) })),
            ("sections", .list(matrix.sections.map(section))),
            ("permissions", .list(matrix.permissions.map(permission))),
            ("operations", .list(matrix.operations.map(operation))),
            (
                "notes",
                .list(
                    matrix.notes.map { note in
                        var entries: [(String, Value)] = [("number", .int(Int64(note.number))), ("words", both(note.words))]
                        if let basis = note.basis { entries.append(("basis", .string(basis))) }
                        return .record(entries)
                    })
            ),
        ]).jsonText + "\n"
    }

    private func section(_ section: AccessMatrix.Section) -> Value {
        .record([
            ("state", section.state.map { named($0.id, $0.label) } ?? .null),
            (
                "actions",
                .list(
                    section.rows.map { row in
                        .record([
                            ("id", .string(row.action.id)), ("label", both(row.action.label.bilingual)),
                            ("answers", .record(zip(matrix.profiles, row.answers).map { ($0.id, answer($1)) })),
                        ])
                    })
            ),
        ])
    }

    private func permission(_ row: AccessMatrix.PermissionRow) -> Value {
        var entries: [(String, Value)] = [("id", .string(row.permission.id)), ("label", both(row.permission.label.bilingual))]
        if let group = row.group { entries.append(("group", named(group.id, group.label))) }
        entries.append(
            (
                "modes",
                .record(
                    zip(matrix.modes, row.holders).map { mode, holders in
                        (mode.id, .list(holders.map { .record([("profile", .string($0.profile.id)), ("notes", numbers($0.notes))]) }))
                    })
            ))
        if let delegation = row.delegation {
            var parts: [(String, Value)] = [("allowed", .bool(row.permission.delegation?.isAllowed ?? false))]
            parts.append(("except", .list(row.exceptions.map { .string($0.id) })))
            if case .conditional(let notes) = delegation { parts.append(("notes", numbers(notes))) }
            entries.append(("delegation", .record(parts)))
        }
        return .record(entries)
    }

    private func operation(_ row: AccessMatrix.OperationRow) -> Value {
        .record([
            ("id", .string(row.operation.rawValue)), ("label", both(row.operation.words)),
            ("permission", named(row.permission.id, row.permission.label)),
            (
                "profiles",
                .list(row.holders.map { .record([("profile", .string($0.profile.id)), ("notes", numbers($0.notes))]) })
            ),
        ])
    }

    private func answer(_ answer: AccessMatrix.Answer) -> Value {
        guard case .conditional(let notes) = answer else { return .record([("answer", .string(answer.word))]) }
        return .record([("answer", .string(answer.word)), ("notes", numbers(notes))])
    }

    private func numbers(_ numbers: [Int]) -> Value { .list(numbers.map { .int(Int64($0)) }) }
    private func named(_ id: String, _ label: LocalizedText) -> Value { .record([("id", .string(id)), ("label", both(label.bilingual))]) }
    private func both(_ text: Bilingual) -> Value { .record([("fr-CA", .string(text.fr)), ("en-CA", .string(text.en))]) }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    /// Broken at spaces, further lines indented.
    fileprivate func wrapped(_ width: Int, indent: Int) -> String {
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    fileprivate var trimmedEnd: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }
}
