import Diagnostics
import Rules

/// The matrix as tables of texts in one language: what text, CSV and pages show.
package struct MatrixTables: Sendable {
    package struct Table: Sendable {
        package let title: String
        /// Head of the first column.
        package let corner: String
        package let columns: [String]
        package let rows: [Row]
    }

    package struct Row: Sendable {
        /// A heading over several rows, where a new group begins; empty otherwise.
        package let group: String
        package let label: String
        package let cells: [String]
    }

    /// Beyond these, profiles that may do the same share a column.
    private static let mostOwnColumns = 12
    /// Beyond these, the profiles of the largest column are not named.
    private static let mostNamed = 6

    package let actions: [Table]
    package let permissions: Table?
    package let operations: Table?
    package let notes: [(number: Int, words: String)]
    /// To whom dossiers are shown at all, where not to all: a sentence, and then a line for each of several conditions.
    package let shownIf: [String]

    /// - Parameter mostColumns: more are set in further tables with the same rows.
    package init(_ matrix: AccessMatrix, _ language: Language, mostColumns: Int = 10) {
        actions = matrix.sections.flatMap { Self.tables($0, matrix, language, mostColumns) }
        permissions = matrix.permissions.isEmpty ? nil : Self.permissions(matrix, language)
        operations = matrix.operations.isEmpty ? nil : Self.operations(matrix, language)
        notes = matrix.notes.map { ($0.number, Self.sentence($0, language)) }
        // Several conditions in words have a line each, with a dash.
        shownIf =
            matrix.audience.map { audience in
                MatrixWords.shownIf(audience)[language].split(separator: "\n").map {
                    $0.hasPrefix("– ") ? String($0.dropFirst(2)) : String($0)
                }
            } ?? []
    }

    private static func sentence(_ note: AccessMatrix.Note, _ language: Language) -> String {
        let words = note.words[language]
        let upper = (words.first.map { $0.uppercased() } ?? "") + words.dropFirst()
        let end = upper.last.map { ".!?`".contains($0) } ?? true ? "" : "."
        return upper + end + (note.basis.map { " [\($0)]" } ?? "")
    }

    package static func cell(_ answer: AccessMatrix.Answer, _ language: Language) -> String {
        switch answer {
        case .no: MatrixWords.no[language]
        case .yes: MatrixWords.yes[language]
        case .conditional(let numbers): MatrixWords.conditional(numbers)[language]
        }
    }

    private static func tables(
        _ section: AccessMatrix.Section, _ matrix: AccessMatrix, _ language: Language, _ mostColumns: Int
    ) -> [Table] {
        let title = section.state.map { MatrixWords.state($0.label.bilingual)[language] } ?? MatrixWords.opening[language]
        let columns = columns(section, matrix, language)
        let count = max(1, (columns.count + mostColumns - 1) / mostColumns)
        // Even groups read better than full ones and a rest.
        let size = max(1, (columns.count + count - 1) / count)
        return (0..<count).map { part in
            let shown = columns[min(part * size, columns.count)..<min((part + 1) * size, columns.count)]
            return Table(
                title: title + (count > 1 ? MatrixWords.part(part + 1, of: count)[language] : ""), corner: MatrixWords.action[language],
                columns: shown.map(\.title),
                rows: section.rows.enumerated().map { index, row in
                    Row(group: "", label: row.action.label[language], cells: shown.map { $0.cells[index] })
                })
        }
    }

    /// Profiles in columns: each its own while they are few, else those that may do the same together.
    private static func columns(
        _ section: AccessMatrix.Section, _ matrix: AccessMatrix, _ language: Language
    ) -> [(title: String, cells: [String])] {
        let all = matrix.profiles.enumerated().map { index, profile in
            (label: profile.label[language], cells: section.rows.map { cell($0.answers[index], language) })
        }
        guard all.count > mostOwnColumns else { return all.map { ($0.label, $0.cells) } }
        var groups: [(labels: [String], cells: [String])] = []
        var positions: [[String]: Int] = [:]
        for (label, cells) in all {
            if let position = positions[cells] {
                groups[position].labels.append(label)
            } else {
                positions[cells] = groups.count
                groups.append(([label], cells))
            }
        }
        // The many that may do the same are not named one by one; then nobody else may be left out.
        let largest = groups.map(\.labels.count).max() ?? 0
        let rest = largest > mostNamed ? groups.firstIndex { $0.labels.count == largest } : nil
        let nothing = section.rows.map { _ in MatrixWords.no[language] }
        // Whoever is named comes first: `others` means other than these.
        let order = groups.indices.filter { $0 != rest } + (rest.map { [$0] } ?? [])
        return order.compactMap { index -> (title: String, cells: [String])? in
            let group = groups[index]
            if group.cells == nothing, rest == nil || rest == index { return nil }
            if index == rest { return ((groups.count == 1 ? MatrixWords.everybody : MatrixWords.everybodyElse)[language], group.cells) }
            return (group.labels.joined(separator: ", "), group.cells)
        }
    }

    private static func permissions(_ matrix: AccessMatrix, _ language: Language) -> Table {
        var last: String?
        let rows = matrix.permissions.map { row -> Row in
            let group = row.group?.label[language] ?? ""
            defer { last = group }
            let ways = zip(matrix.modes, row.holders).filter { !$1.isEmpty }.map { mode, holders in
                mode.label[language] + language.colon + names(holders, language)
            }
            return Row(
                group: group == last ? "" : group, label: row.permission.label[language],
                cells: [ways.joined(separator: "\n"), delegation(row, language)])
        }
        return Table(
            title: MatrixWords.permissionsTitle[language], corner: MatrixWords.permission[language],
            columns: [MatrixWords.access[language], MatrixWords.delegation[language]], rows: rows)
    }

    private static func operations(_ matrix: AccessMatrix, _ language: Language) -> Table {
        Table(
            title: MatrixWords.operationsTitle[language], corner: MatrixWords.operation[language],
            columns: [MatrixWords.profiles[language], MatrixWords.permission[language]],
            rows: matrix.operations.map { row in
                let words = row.operation.words[language]
                return Row(
                    group: "", label: (words.first.map { $0.uppercased() } ?? "") + words.dropFirst(),
                    cells: [
                        row.holders.isEmpty ? MatrixWords.no[language] : names(row.holders, language), row.permission.label[language],
                    ])
            })
    }

    private static func names(_ holders: [AccessMatrix.Holder], _ language: Language) -> String {
        holders.map { holder in
            holder.profile.label[language]
                + (holder.notes.isEmpty ? "" : "\u{A0}(" + holder.notes.map(String.init).joined(separator: ", ") + ")")
        }.joined(separator: ", ")
    }

    private static func delegation(_ row: AccessMatrix.PermissionRow, _ language: Language) -> String {
        guard let answer = row.delegation, let delegation = row.permission.delegation else { return "" }
        let number =
            if case .conditional(let numbers) = answer { "\u{A0}(" + numbers.map(String.init).joined(separator: ", ") + ")" } else { "" }
        if !row.exceptions.isEmpty {
            return MatrixWords.except(row.exceptions.map(\.label.bilingual), isAllowed: delegation.isAllowed)[language] + number
        }
        return (delegation.isAllowed ? MatrixWords.yes : MatrixWords.notDelegable)[language] + number
    }
}
