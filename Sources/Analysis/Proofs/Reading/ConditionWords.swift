import CivilTime
import Diagnostics

/// Counterexamples in words: what each variable is.
enum ConditionWords {
    /// More values than this nobody reads.
    static let mostShown = 8

    static let profile = Bilingual(fr: "profil", en: "profile")

    static func root(_ name: String) -> Bilingual {
        switch name {
        case "dossier": Bilingual(fr: "dossier", en: "dossier")
        case "actor": Bilingual(fr: "personne qui agit", en: "acting person")
        case "now": Bilingual(fr: "maintenant", en: "now")
        case "today": Bilingual(fr: "aujourd’hui", en: "today")
        default: Bilingual(verbatim: "`\(name)`")
        }
    }

    /// Names that the engine gives itself.
    static func reserved(_ name: String) -> Bilingual? {
        switch name {
        case "state": Bilingual(fr: "état", en: "state")
        case "profile": profile
        case "roles": Bilingual(fr: "rôles", en: "roles")
        case "id": Bilingual(fr: "identifiant", en: "identifier")
        case "language": Bilingual(fr: "langue", en: "language")
        case "givenName": Bilingual(fr: "prénom", en: "given name")
        case "familyName": Bilingual(fr: "nom", en: "family name")
        default: nil
        }
    }

    /// What is particular about a solution: the variables that could not be everything, each with one value.
    static func of(_ witness: Solver.Witness, in table: CellTable) -> Bilingual? {
        var french: [String] = []
        var english: [String] = []
        var left = 0
        for (variable, cells) in witness.cells.sorted(by: { $0.variable < $1.variable }) {
            guard cells != table.domains[variable], let value = value(variable, cells, in: table) else { continue }
            guard french.count < mostShown else {
                left += 1
                continue
            }
            let label = table.variables[variable].label
            if case .relation = table.variables[variable].domain {
                french.append(label.fr.replacingRelation(value.fr))
                english.append(label.en.replacingRelation(value.en))
            } else {
                french.append("\(label.fr)\u{A0}: \(value.fr)")
                english.append("\(label.en): \(value.en)")
            }
        }
        guard !french.isEmpty else { return nil }
        if left > 0 {
            french.append("…")
            english.append("…")
        }
        return Bilingual(fr: french.joined(separator: "\u{202F}; "), en: english.joined(separator: "; "))
    }

    static func value(_ variable: Int, _ cells: CellSet, in table: CellTable) -> Bilingual? {
        let description = table.variables[variable]
        let chosen = cells.cells.first { $0 > 0 } ?? cells.first
        guard let cell = chosen else { return nil }
        if cell == 0 { return Bilingual(fr: "non rempli", en: "not filled") }
        switch description.domain {
        case .truth:
            return cell == 2 ? Bilingual(fr: "oui", en: "yes") : Bilingual(fr: "non", en: "no")
        case .names(let names):
            guard names.indices.contains(cell - 1) else { return nil }
            if description.nameLabels.indices.contains(cell - 1) {
                let label = description.nameLabels[cell - 1]
                return Bilingual(fr: "«\u{A0}\(label.fr)\u{A0}»", en: "“\(label.en)”")
            }
            return Bilingual(verbatim: "`\(names[cell - 1])`")
        case .relation:
            switch cell {
            case 1: return Bilingual(verbatim: "<")
            case 2: return Bilingual(verbatim: "=")
            case 3: return Bilingual(verbatim: ">")
            default: return Bilingual(verbatim: "≠")
            }
        case .opaque: return Bilingual(fr: "rempli", en: "filled")
        case .text, .integer, .date, .month, .decimal:
            return ordered(description.domain, cell, table.cuts[variable])
        }
    }

    /// One value of an ordered cell.
    static func ordered(_ domain: ProofVariable.Domain, _ cell: Int, _ cuts: [Cut]) -> Bilingual? {
        guard cell - 1 <= cuts.count else { return Bilingual(fr: "ni plus ni moins", en: "neither more nor less") }
        let from = cell >= 2 ? cuts[cell - 2] : nil
        let to = cell - 1 < cuts.count ? cuts[cell - 1] : nil
        return value(of: Stretch(from: from, to: to), domain)
    }

    /// One value of a stretch.
    static func value(of stretch: Stretch, _ domain: ProofVariable.Domain) -> Bilingual {
        switch (stretch.from?.key, stretch.to?.key) {
        case (.integer(let number)?, _): return Bilingual(verbatim: discrete(number, domain))
        case (nil, .integer(let number)?): return Bilingual(verbatim: discrete(number - 1, domain))
        case (.decimal(let low)?, .decimal(let high)?):
            if stretch.from?.isAfter == false { return Bilingual(fr: french(low), en: number(low)) }
            return Bilingual(fr: french((low + high) / 2), en: number((low + high) / 2))
        case (.decimal(let low)?, _):
            let value = stretch.from?.isAfter == false ? low : low + 1
            return Bilingual(fr: french(value), en: number(value))
        case (nil, .decimal(let high)?):
            let value = stretch.to?.isAfter == true ? high : high - 1
            return Bilingual(fr: french(value), en: number(value))
        case (.text(let low)?, .text(let high)?) where low == high: return Bilingual(verbatim: "`\(low)`")
        case (.text(let low)?, _) where stretch.from?.isAfter == false: return Bilingual(verbatim: "`\(low)`")
        case (.text(let low)?, _): return Bilingual(fr: "un texte après `\(low)`", en: "a text after `\(low)`")
        case (nil, .text(let high)?): return Bilingual(fr: "un texte avant `\(high)`", en: "a text before `\(high)`")
        default: return Bilingual(fr: "n’importe quelle valeur", en: "any value")
        }
    }

    static func discrete(_ number: Int64, _ domain: ProofVariable.Domain) -> String {
        switch domain {
        case .date: return CivilDate(clampingDayNumber: Int(number)).text
        case .month:
            let text = CivilDate(year: Int(number / 12), month: Int(number % 12) + 1, day: 1)?.text ?? ""
            return String(text.prefix(7))
        default: return String(number)
        }
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.description
    }

    private static func french(_ value: Double) -> String {
        String(number(value).map { $0 == "." ? "," : $0 })
    }
}

extension String {
    /// The label of a comparison, `a | b`, with its sign.
    fileprivate func replacingRelation(_ sign: String) -> String {
        guard let bar = firstRange(of: " | ") else { return self + " " + sign }
        return String(self[..<bar.lowerBound]) + " \(sign) " + String(self[bar.upperBound...])
    }
}
