import CEL
import Diagnostics

/// Shows what changed between two packs, to people and to programs.
package struct DifferenceReport: Sendable {
    /// A pack as the report names it.
    package struct Side: Sendable {
        package let name: String
        package let version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    private let old: Side
    private let new: Side
    private let sources: SourceMap
    private let language: Language

    package init(old: Side, new: Side, sources: SourceMap, language: Language) {
        self.old = old
        self.new = new
        self.sources = sources
        self.language = language
    }

    /// A paragraph for each area; `+` is a gain or new, `-` a loss or gone, `~` another change.
    package func text(_ difference: RulebookDifference) -> String {
        guard !difference.isEmpty else { return DifferenceReportWords.same(old, new)[language] + "\n" }
        var out = DifferenceReportWords.title(old, new, count: difference.changes.count)[language] + "\n"
        var area: Change.Area?
        for change in difference.changes {
            if change.area != area {
                area = change.area
                out += "\n" + DifferenceReportWords.area(change.area)[language] + "\n"
            }
            let place = (change.newSpan ?? change.oldSpan).flatMap(place).map { "   \($0)" } ?? ""
            out += "  \(Self.mark(change.effect)) \(change.words[language])\(place)\n"
            for detail in change.details { out += "      \(detail[language])\n" }
        }
        return out
    }

    /// One JSON object, in a fixed order of keys (docs/changes.md).
    package func json(_ difference: RulebookDifference, further: [(String, Value)] = []) -> String {
        func side(_ side: Side) -> Value { .map(ValueMap(strings: [("name", .string(side.name)), ("version", .string(side.version))])) }
        let changes = difference.changes.map { change -> Value in
            var entries: [(String, Value)] = [
                ("area", .string(change.area.rawValue)), ("effect", .string(change.effect.rawValue)), ("subject", .string(change.subject)),
                ("words", .string(change.words[language])), ("details", .list(change.details.map { .string($0[language]) })),
            ]
            if let span = change.oldSpan, let place = record(span) { entries.append(("old", place)) }
            if let span = change.newSpan, let place = record(span) { entries.append(("new", place)) }
            return .map(ValueMap(strings: entries))
        }
        return Value.map(ValueMap(strings: [("old", side(old)), ("new", side(new)), ("changes", .list(changes))] + further)).jsonText + "\n"
    }

    private static func mark(_ effect: Change.Effect) -> String {
        switch effect {
        case .gain, .added: "+"
        case .loss, .removed: "-"
        case .changed: "~"
        }
    }

    private func record(_ span: Span) -> Value? {
        guard let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return .map(
            ValueMap(strings: [
                ("file", .string(file.path)), ("line", .int(Int64(position.line))), ("column", .int(Int64(position.column))),
            ]))
    }

    private func place(_ span: Span) -> String? {
        guard let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }
}

/// The words around differences.
enum DifferenceReportWords {
    static func same(_ old: DifferenceReport.Side, _ new: DifferenceReport.Side) -> Bilingual {
        Bilingual(
            fr: "\(old.name) \(old.version) et \(new.version) disent la même chose",
            en: "\(old.name) \(old.version) and \(new.version) say the same")
    }

    static func title(_ old: DifferenceReport.Side, _ new: DifferenceReport.Side, count: Int) -> Bilingual {
        let names =
            old.name == new.name ? "\(new.name) \(old.version) → \(new.version)" : "\(old.name) \(old.version) → \(new.name) \(new.version)"
        return Bilingual(
            fr: "\(names)\u{A0}: \(count) changement\(count == 1 ? "" : "s")", en: "\(names): \(count) change\(count == 1 ? "" : "s")")
    }

    static func area(_ area: Change.Area) -> Bilingual {
        switch area {
        case .access: Bilingual(fr: "Qui peut faire quoi", en: "Who may do what")
        case .transition: Bilingual(fr: "États et actions", en: "States and actions")
        case .rule: Bilingual(fr: "Règles", en: "Rules")
        case .required: Bilingual(fr: "Champs requis", en: "Required fields")
        case .field: Bilingual(fr: "Champs", en: "Fields")
        case .reason: Bilingual(fr: "Motifs", en: "Reasons")
        case .table: Bilingual(fr: "Tables et fonctions", en: "Tables and functions")
        case .deadline: Bilingual(fr: "Délais", en: "Deadlines")
        case .notification: Bilingual(fr: "Avis", en: "Notifications")
        case .document: Bilingual(fr: "Documents", en: "Documents")
        case .calendar: Bilingual(fr: "Calendrier", en: "Calendar")
        case .people: Bilingual(fr: "Permissions, rôles, profils et annuaire", en: "Permissions, roles, profiles and directory")
        case .fact: Bilingual(fr: "Constantes et contacts", en: "Facts and contacts")
        case .text: Bilingual(fr: "Textes", en: "Texts")
        }
    }
}
