import CEL
import Diagnostics
import Rules

extension DifferenceFinder {
    mutating func findRules() {
        for (before, after) in Self.match(old.actions, new.actions).kept {
            let owner = DifferenceWords.quoted(after.label, or: after.id)
            compare(before.guards, after.guards, of: after.id, owner)
            let (gone, come) = (before.ruleSets.map(\.id), after.ruleSets.map(\.id))
            for id in come where !gone.contains(id) { noteSet(id, owner, after, isAdded: true) }
            for id in gone where !come.contains(id) { noteSet(id, owner, after, isAdded: false) }
        }
        let (removed, added, kept) = Self.match(old.ruleSets, new.ruleSets)
        for set in removed {
            let label = DifferenceWords.quoted(set.label, or: set.id)
            note(
                .rule, .removed, set.id,
                Bilingual(fr: "l’ensemble de règles \(label.fr) n’existe plus", en: "the rule set \(label.en) no longer exists"),
                old: set.span)
        }
        for set in added {
            let label = DifferenceWords.quoted(set.label, or: set.id)
            note(
                .rule, .added, set.id, Bilingual(fr: "l’ensemble de règles \(label.fr) est nouveau", en: "the rule set \(label.en) is new"),
                set.rules.map { demand($0, in: self.new) }, new: set.span)
        }
        for (before, after) in kept { compare(before.rules, after.rules, of: after.id, DifferenceWords.quoted(after.label, or: after.id)) }
        for (before, after) in Self.match(old.forms, new.forms).kept {
            compare(before.rules, after.rules, of: "forms." + after.id, DifferenceWords.quoted(after.label, or: after.id))
        }
    }

    private mutating func noteSet(_ id: String, _ owner: Bilingual, _ action: Action, isAdded: Bool) {
        let label = DifferenceWords.quoted((new.ruleSets[id] ?? old.ruleSets[id])?.label, or: id)
        note(
            .rule, isAdded ? .loss : .gain, "\(action.id)/\(id)",
            isAdded
                ? Bilingual(fr: "\(owner.fr) doit maintenant respecter \(label.fr)", en: "\(owner.en) must now follow \(label.en)")
                : Bilingual(fr: "\(owner.fr) n’a plus à respecter \(label.fr)", en: "\(owner.en) no longer has to follow \(label.en)"),
            new: action.span)
    }

    /// Rules with one owner, by their names.
    mutating func compare(_ old: [Rule], _ new: [Rule], of owner: String, _ label: Bilingual) {
        let (removed, added, kept) = Self.match(old, new)
        for rule in removed {
            note(
                .rule, rule.severity == .error ? .gain : .removed, "\(owner)/\(rule.id)",
                Bilingual(
                    fr: "\(label.fr)\u{A0}: la règle `\(rule.id)` ne s’applique plus",
                    en: "\(label.en): the rule `\(rule.id)` no longer applies"),
                [demand(rule, in: self.old)], old: rule.span)
        }
        for rule in added {
            let isWarning = rule.severity == .warning
            note(
                .rule, isWarning ? .added : .loss, "\(owner)/\(rule.id)",
                isWarning
                    ? Bilingual(
                        fr: "\(label.fr)\u{A0}: un nouvel avertissement `\(rule.id)`", en: "\(label.en): a new warning `\(rule.id)`")
                    : Bilingual(
                        fr: "\(label.fr)\u{A0}: une nouvelle condition `\(rule.id)`", en: "\(label.en): a new condition `\(rule.id)`"),
                [demand(rule, in: self.new), reason(rule)], new: rule.span)
        }
        for (before, after) in kept { compare(before, after, "\(owner)/\(after.id)", label) }
    }

    private mutating func compare(_ before: Rule, _ after: Rule, _ subject: String, _ label: Bilingual) {
        var details: [Bilingual] = []
        var effects: Set<Change.Effect> = []
        if !Self.isSame(before.requirement, after.requirement) {
            let (lost, gained) = conjuncts(before.requirement, after.requirement)
            if lost.isEmpty || gained.isEmpty {
                // Only more is asked, or only less.
                effects.insert(gained.isEmpty ? .gain : .loss)
                details += gained.map { Bilingual(fr: "exige de plus `\($0)`", en: "asks in addition `\($0)`") }
                details += lost.map { Bilingual(fr: "n’exige plus `\($0)`", en: "no longer asks `\($0)`") }
            } else {
                effects.insert(.changed)
                details += DifferenceWords.beforeAndNow(
                    DifferenceWords.condition(before.requirement, in: old), DifferenceWords.condition(after.requirement, in: new))
            }
        }
        if !Self.isSame(before.applicability, after.applicability) {
            effects.insert(before.applicability != nil && after.applicability == nil ? .loss : .changed)
            details.append(
                Bilingual(
                    fr: "s’applique\u{A0}: avant \(applies(before, in: old).fr), maintenant \(applies(after, in: new).fr)",
                    en: "applies: before \(applies(before, in: old).en), now \(applies(after, in: new).en)"))
        }
        if before.severity != after.severity {
            effects.insert(after.severity == .error ? .loss : .gain)
            details.append(
                after.severity == .error
                    ? Bilingual(fr: "refuse maintenant, au lieu d’avertir", en: "now refuses, instead of warning")
                    : Bilingual(fr: "avertit maintenant, au lieu de refuser", en: "now warns, instead of refusing"))
        }
        if before.period != after.period {
            effects.insert(.changed)
            let (was, isNow) = (DifferenceWords.period(before.period), DifferenceWords.period(after.period))
            details.append(
                Bilingual(
                    fr: "en vigueur\u{A0}: avant \(was.fr), maintenant \(isNow.fr)", en: "in force: before \(was.en), now \(isNow.en)"))
        }
        if before.basis != after.basis {
            effects.insert(.changed)
            let (was, isNow) = (before.basis ?? "–", after.basis ?? "–")
            details.append(
                Bilingual(fr: "exigence\u{A0}: avant \(was), maintenant \(isNow)", en: "requirement: before \(was), now \(isNow)"))
        }
        if !details.isEmpty {
            let effect = effects.count == 1 ? effects.first ?? .changed : .changed
            let words =
                switch effect {
                case .gain: Bilingual(fr: "la règle `\(after.id)` exige moins", en: "the rule `\(after.id)` asks for less")
                case .loss: Bilingual(fr: "la règle `\(after.id)` exige plus", en: "the rule `\(after.id)` asks for more")
                default: Bilingual(fr: "la règle `\(after.id)` change", en: "the rule `\(after.id)` changes")
                }
            note(
                .rule, effect, subject, Bilingual(fr: "\(label.fr)\u{A0}: \(words.fr)", en: "\(label.en): \(words.en)"), details,
                old: before.span, new: after.span)
        }
        noteText(before.refusal, after.refusal, subject)
    }

    /// What only the old condition joins with `&&`, and what only the new one does.
    private func conjuncts(_ old: Condition, _ new: Condition) -> (lost: [String], gained: [String]) {
        let (before, after) = (ExpressionForm.conjuncts(old.program.tree), ExpressionForm.conjuncts(new.program.tree))
        return (
            before.filter { one in !after.contains { $0.canonical == one.canonical } }.map(\.text),
            after.filter { one in !before.contains { $0.canonical == one.canonical } }.map(\.text)
        )
    }

    private func applies(_ rule: Rule, in book: Rulebook) -> Bilingual {
        guard let applicability = rule.applicability else { return Bilingual(fr: "toujours", en: "always") }
        let words = DifferenceWords.condition(applicability, in: book)
        return Bilingual(fr: "si \(words.fr)", en: "if \(words.en)")
    }

    private func demand(_ rule: Rule, in book: Rulebook) -> Bilingual {
        let words = DifferenceWords.condition(rule.requirement, in: book)
        let when = rule.applicability == nil ? nil : applies(rule, in: book)
        return Bilingual(
            fr: "`\(rule.id)` exige\u{A0}: \(words.fr)\(when.map { ", " + $0.fr } ?? "")",
            en: "`\(rule.id)` asks: \(words.en)\(when.map { ", " + $0.en } ?? "")")
    }

    private func reason(_ rule: Rule) -> Bilingual {
        let text = rule.refusal.bilingual
        return Bilingual(fr: "sinon\u{A0}: \(text.fr)", en: "otherwise: \(text.en)")
    }
}
