import CEL
import Diagnostics
import Rules

extension DifferenceFinder {
    mutating func findTransitions() {
        findStates()
        let (removed, added, kept) = Self.match(old.actions, new.actions)
        for action in removed {
            let label = DifferenceWords.quoted(action.label, or: action.id)
            note(
                .transition, .removed, action.id,
                Bilingual(fr: "l’action \(label.fr) n’existe plus", en: "the action \(label.en) no longer exists"), old: action.span)
        }
        for action in added {
            let label = DifferenceWords.quoted(action.label, or: action.id)
            note(
                .transition, .added, action.id, Bilingual(fr: "l’action \(label.fr) est nouvelle", en: "the action \(label.en) is new"),
                [course(action, in: new)], new: action.span)
        }
        for (before, after) in kept { compare(before, after) }
    }

    private mutating func findStates() {
        let (removed, added, kept) = Self.match(old.states, new.states)
        for state in removed {
            let label = DifferenceWords.quoted(state.label, or: state.id)
            note(
                .transition, .removed, state.id,
                Bilingual(fr: "l’état \(label.fr) n’existe plus", en: "the state \(label.en) no longer exists"), old: state.span)
        }
        for state in added {
            let label = DifferenceWords.quoted(state.label, or: state.id)
            note(
                .transition, .added, state.id, Bilingual(fr: "l’état \(label.fr) est nouveau", en: "the state \(label.en) is new"),
                new: state.span)
        }
        for (before, after) in kept where before.kind != after.kind {
            let label = DifferenceWords.quoted(after.label, or: after.id)
            note(
                .transition, .changed, after.id,
                Bilingual(
                    fr: "l’état \(label.fr) devient `\(after.kind.rawValue)`", en: "the state \(label.en) becomes `\(after.kind.rawValue)`"),
                [DifferenceWords.was(Bilingual(verbatim: "`\(before.kind.rawValue)`"))], old: before.span, new: after.span)
        }
    }

    /// Where an action leads from where.
    private func course(_ action: Action, in book: Rulebook) -> Bilingual {
        func names(_ references: [Reference]) -> Bilingual {
            DifferenceWords.list(references.map { DifferenceWords.quoted(book.states[$0.id]?.label, or: $0.id) })
        }
        let targets = names(action.targets.map(\.state))
        let to = action.targets.isEmpty ? Bilingual(fr: "l’état reste", en: "the state stays") : targets
        if action.isCreation { return Bilingual(fr: "ouvre un dossier → \(to.fr)", en: "makes a dossier → \(to.en)") }
        let from = names(action.sources)
        return Bilingual(fr: "\(from.fr) → \(to.fr)", en: "\(from.en) → \(to.en)")
    }

    private mutating func compare(_ before: Action, _ after: Action) {
        let label = DifferenceWords.quoted(after.label, or: after.id)
        func about(_ fr: String, _ en: String) -> Bilingual { Bilingual(fr: "\(label.fr)\u{A0}: \(fr)", en: "\(label.en): \(en)") }
        let spans = (before.span, after.span)
        if before.isCreation != after.isCreation || Set(before.sources.map(\.id)) != Set(after.sources.map(\.id))
            || !isSame(before.targets, after.targets)
        {
            note(
                .transition, .changed, after.id, about("le passage d’un état à l’autre change", "the way from state to state changes"),
                DifferenceWords.beforeAndNow(targets(before, in: old), targets(after, in: new)), old: spans.0, new: spans.1)
        }
        if before.permission.id != after.permission.id {
            note(
                .transition, .changed, after.id, about("une autre permission est demandée", "another permission is asked for"),
                DifferenceWords.beforeAndNow(
                    DifferenceWords.quoted(old.permissions[before.permission.id]?.label, or: before.permission.id),
                    DifferenceWords.quoted(new.permissions[after.permission.id]?.label, or: after.permission.id)), old: spans.0,
                new: spans.1)
        }
        if before.requiresCompleteDossier != after.requiresCompleteDossier {
            let isStricter = after.requiresCompleteDossier
            note(
                .required, isStricter ? .loss : .gain, after.id,
                isStricter
                    ? about(
                        "tous les champs requis du dossier doivent maintenant être remplis",
                        "all required fields of the dossier must now be filled")
                    : about(
                        "les champs requis du dossier peuvent maintenant être vides", "required fields of the dossier may now be empty"),
                old: spans.0, new: spans.1)
        }
        if before.form?.id != after.form?.id || before.isFormDraft != after.isFormDraft {
            func words(_ action: Action, _ book: Rulebook) -> Bilingual {
                guard let id = action.form?.id else { return DifferenceWords.nothing }
                let form = DifferenceWords.quoted(book.forms[id]?.label, or: id)
                return action.isFormDraft ? Bilingual(fr: "\(form.fr), en brouillon", en: "\(form.en), as a draft") : form
            }
            note(
                .transition, .changed, after.id, about("le formulaire change", "the form changes"),
                DifferenceWords.beforeAndNow(words(before, old), words(after, new)), old: spans.0, new: spans.1)
        }
        if before.period != after.period {
            note(
                .transition, .changed, after.id, about("la période change", "the period changes"),
                DifferenceWords.beforeAndNow(DifferenceWords.period(before.period), DifferenceWords.period(after.period)), old: spans.0,
                new: spans.1)
        }
        compareSets(
            before.editableFields.map(\.id), after.editableFields.map(\.id), after.id, label,
            gained: Bilingual(fr: "peut maintenant modifier", en: "may now change"),
            lost: Bilingual(fr: "ne peut plus modifier", en: "may no longer change"), spans)
        compareEffects(before, after, label, spans)
    }

    private func isSame(_ old: [Action.Target], _ new: [Action.Target]) -> Bool {
        old.count == new.count && zip(old, new).allSatisfy { $0.state.id == $1.state.id && Self.isSame($0.condition, $1.condition) }
    }

    private func targets(_ action: Action, in book: Rulebook) -> Bilingual {
        let conditions = action.targets.compactMap(\.condition).map { DifferenceWords.condition($0, in: book) }
        let course = course(action, in: book)
        guard !conditions.isEmpty else { return course }
        let words = DifferenceWords.list(conditions)
        return Bilingual(fr: "\(course.fr) (selon \(words.fr))", en: "\(course.en) (depending on \(words.en))")
    }

    private mutating func compareSets(
        _ before: [String], _ after: [String], _ subject: String, _ label: Bilingual, gained: Bilingual, lost: Bilingual,
        _ spans: (old: Span, new: Span)
    ) {
        for (names, words, effect) in [
            (after.filter { !before.contains($0) }, gained, Change.Effect.gain),
            (before.filter { !after.contains($0) }, lost, Change.Effect.loss),
        ] where !names.isEmpty {
            let list = DifferenceWords.list(names: names)
            note(
                .transition, effect, subject,
                Bilingual(fr: "\(label.fr) \(words.fr) \(list.fr)", en: "\(label.en) \(words.en) \(list.en)"), old: spans.old,
                new: spans.new)
        }
    }

    /// What an action changes, sends and makes.
    private mutating func compareEffects(_ before: Action, _ after: Action, _ label: Bilingual, _ spans: (old: Span, new: Span)) {
        let (old, new) = (effects(before), effects(after))
        let removed = old.filter { one in !new.contains { $0.key == one.key } }
        let added = new.filter { one in !old.contains { $0.key == one.key } }
        guard !removed.isEmpty || !added.isEmpty else { return }
        let details =
            removed.map { Bilingual(fr: "ne fait plus\u{A0}: \($0.words.fr)", en: "no longer: \($0.words.en)") }
            + added.map { Bilingual(fr: "fait maintenant\u{A0}: \($0.words.fr)", en: "now: \($0.words.en)") }
        note(
            .transition, .changed, after.id,
            Bilingual(fr: "\(label.fr) n’a plus les mêmes effets", en: "\(label.en) no longer has the same effects"), details,
            old: spans.old,
            new: spans.new)
    }

    private func effects(_ action: Action) -> [(key: String, words: Bilingual)] {
        let effects = action.effects
        func form(_ condition: Condition?) -> String { condition.map { ExpressionForm.canonical($0.program.tree) } ?? "" }
        func suffix(_ condition: Condition?) -> Bilingual {
            condition.map { Bilingual(fr: " si `\($0.program.text)`", en: " if `\($0.program.text)`") } ?? Bilingual(fr: "", en: "")
        }
        var found: [(key: String, words: Bilingual)] = []
        for clearing in effects.clearings {
            let path = clearing.path.joined(separator: ".")
            found.append(("clear \(path)", Bilingual(fr: "vider `\(path)`", en: "clear `\(path)`")))
        }
        for assignment in effects.assignments {
            let path = assignment.path.joined(separator: ".")
            found.append(("set \(path) \(form(assignment.value))", Bilingual(verbatim: "`\(path)` = `\(assignment.value.program.text)`")))
        }
        for addition in effects.additions {
            let path = addition.path.joined(separator: ".")
            let values = addition.fields.map { "\($0.id) \(form($0.value))" }.sorted().joined(separator: " ")
            let shown = addition.fields.map { "\($0.id): \($0.value.program.text)" }.joined(separator: ", ")
            found.append(
                ("append \(path) \(values)", Bilingual(fr: "ajouter à `\(path)` { \(shown) }", en: "append to `\(path)` { \(shown) }")))
        }
        for output in effects.notifications {
            let end = suffix(output.condition)
            found.append(
                (
                    "notify \(output.reference.id) \(form(output.condition))",
                    Bilingual(
                        fr: "envoyer l’avis `\(output.reference.id)`\(end.fr)",
                        en: "send the notification `\(output.reference.id)`\(end.en)")
                ))
        }
        for output in effects.documents {
            let end = suffix(output.condition)
            found.append(
                (
                    "produce \(output.reference.id) \(form(output.condition))",
                    Bilingual(
                        fr: "produire le document `\(output.reference.id)`\(end.fr)",
                        en: "make the document `\(output.reference.id)`\(end.en)")
                ))
        }
        return found
    }
}
