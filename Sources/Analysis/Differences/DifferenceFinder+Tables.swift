import CEL
import CivilTime
import Diagnostics
import Rules

extension DifferenceFinder {
    /// Decision tables and functions.
    mutating func findTables() {
        let (removed, added, kept) = Self.match(old.tables, new.tables)
        for table in removed { noteExistence(.table, table.id, words("la table", "the table", table.label, table.id), old: table.span) }
        for table in added { noteExistence(.table, table.id, words("la table", "the table", table.label, table.id), new: table.span) }
        for (before, after) in kept { compare(before, after) }
        findFunctions()
    }

    private mutating func compare(_ before: DecisionTable, _ after: DecisionTable) {
        let label = words("la table", "the table", after.label, after.id)
        var details: [Bilingual] = []
        if before.policy != after.policy {
            details.append(
                Bilingual(
                    fr: "`hit`\u{A0}: avant `\(before.policy.rawValue)`, maintenant `\(after.policy.rawValue)`",
                    en: "`hit`: before `\(before.policy.rawValue)`, now `\(after.policy.rawValue)`"))
        }
        for (names, fr, en) in [
            (before.inputs.map(\.id).filter { !after.inputs.map(\.id).contains($0) }, "entrée retirée", "input removed"),
            (after.inputs.map(\.id).filter { !before.inputs.map(\.id).contains($0) }, "nouvelle entrée", "new input"),
            (before.outputs.map(\.id).filter { !after.outputs.map(\.id).contains($0) }, "résultat retiré", "output removed"),
            (after.outputs.map(\.id).filter { !before.outputs.map(\.id).contains($0) }, "nouveau résultat", "new output"),
        ] where !names.isEmpty {
            let list = DifferenceWords.list(names: names)
            details.append(Bilingual(fr: "\(fr)\u{A0}: \(list.fr)", en: "\(en): \(list.en)"))
        }
        details += rows(before, after)
        let (was, isNow) = (before.otherwise.map { outcome($0, before) }, after.otherwise.map { outcome($0, after) })
        if was != isNow {
            details.append(
                Bilingual(
                    fr: "sinon\u{A0}: avant \(was ?? "–"), maintenant \(isNow ?? "–")",
                    en: "otherwise: before \(was ?? "–"), now \(isNow ?? "–")"))
        }
        noteChange(.table, after.id, label, details, before.span, after.span)
    }

    /// Rows with the same tests are the same row; of these the outcome may change.
    private func rows(_ before: DecisionTable, _ after: DecisionTable) -> [Bilingual] {
        var details: [Bilingual] = []
        let (old, new) = (before.rows.map { tests($0, before) }, after.rows.map { tests($0, after) })
        for (row, key) in zip(before.rows, old) where !new.contains(key) {
            details.append(Bilingual(fr: "ligne retirée\u{A0}: \(shown(row, before))", en: "row removed: \(shown(row, before))"))
        }
        for (row, key) in zip(after.rows, new) {
            guard let index = old.firstIndex(of: key) else {
                details.append(Bilingual(fr: "nouvelle ligne\u{A0}: \(shown(row, after))", en: "new row: \(shown(row, after))"))
                continue
            }
            let (was, isNow) = (outcome(before.rows[index].outputs, before), outcome(row.outputs, after))
            if was != isNow {
                details.append(
                    Bilingual(
                        fr: "si \(key)\u{A0}: maintenant \(isNow), avant \(was)", en: "if \(key): now \(isNow), before \(was)"))
            }
            if before.rows[index].period != row.period {
                let (past, present) = (DifferenceWords.period(before.rows[index].period), DifferenceWords.period(row.period))
                details.append(
                    Bilingual(
                        fr: "si \(key)\u{A0}: en vigueur \(present.fr), avant \(past.fr)",
                        en: "if \(key): in force \(present.en), before \(past.en)"))
            }
        }
        // The order decides where the first row that fits counts.
        if details.isEmpty, after.policy == .first || after.policy == .collect, old != new {
            details.append(Bilingual(fr: "l’ordre des lignes change", en: "the order of the rows changes"))
        }
        return details
    }

    private func tests(_ row: DecisionTable.Row, _ table: DecisionTable) -> String {
        let parts = zip(table.inputs, row.tests).filter { $0.1 != .any }.map { "\($0.id) \($1.text)" }
        return parts.isEmpty ? "any" : parts.joined(separator: ", ")
    }

    private func outcome(_ values: [CellValue], _ table: DecisionTable) -> String {
        zip(table.outputs, values).map { "\($0.id) \($1.text)" }.joined(separator: ", ")
    }

    private func shown(_ row: DecisionTable.Row, _ table: DecisionTable) -> String {
        tests(row, table) + " → " + outcome(row.outputs, table)
    }

    private mutating func findFunctions() {
        let (removed, added, kept) = Self.match(old.functions, new.functions)
        for one in removed { noteExistence(.table, one.id, words("la fonction", "the function", one.label, one.id), old: one.span) }
        for one in added { noteExistence(.table, one.id, words("la fonction", "the function", one.label, one.id), new: one.span) }
        for (before, after) in kept {
            var details: [Bilingual] = []
            if !Self.isSame(before.body, after.body) {
                details += DifferenceWords.beforeAndNow(
                    Bilingual(verbatim: "`\(before.body.program.text)`"), Bilingual(verbatim: "`\(after.body.program.text)`"))
            }
            let (was, isNow) = (before.parameters.map { "\($0.id): \($0.type.word)" }, after.parameters.map { "\($0.id): \($0.type.word)" })
            if was != isNow {
                details += DifferenceWords.beforeAndNow(DifferenceWords.list(names: was), DifferenceWords.list(names: isNow))
            }
            noteChange(.table, after.id, words("la fonction", "the function", after.label, after.id), details, before.span, after.span)
        }
    }
}
