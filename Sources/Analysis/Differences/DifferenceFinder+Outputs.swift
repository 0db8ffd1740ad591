import CEL
import CivilTime
import Diagnostics
import Rules

extension DifferenceFinder {
    mutating func findReasons() {
        let (removed, added, kept) = Self.match(old.reasonLists, new.reasonLists)
        for list in removed {
            noteExistence(.reason, list.id, words("la liste de motifs", "the list of reasons", list.label, list.id), old: list.span)
        }
        for list in added {
            noteExistence(.reason, list.id, words("la liste de motifs", "the list of reasons", list.label, list.id), new: list.span)
        }
        for (before, after) in kept {
            let reasons = Self.match(before.reasons, after.reasons)
            for reason in reasons.removed {
                noteExistence(
                    .reason, "\(after.id)/\(reason.id)", words("le motif", "the reason", reason.label, reason.id), old: reason.span)
            }
            for reason in reasons.added {
                noteExistence(
                    .reason, "\(after.id)/\(reason.id)", words("le motif", "the reason", reason.label, reason.id), new: reason.span,
                    reason.period == .always ? [] : [DifferenceWords.period(reason.period)])
            }
            for (old, new) in reasons.kept where old.period != new.period {
                let name = words("le motif", "the reason", new.label, new.id)
                let (was, isNow) = (DifferenceWords.period(old.period), DifferenceWords.period(new.period))
                note(
                    .reason, .changed, "\(after.id)/\(new.id)",
                    Bilingual(
                        fr: "\(name.fr) est en vigueur \(isNow.fr), avant \(was.fr)",
                        en: "\(name.en) is in force \(isNow.en), before \(was.en)"),
                    old: old.span, new: new.span)
            }
        }
    }

    mutating func findOutputs() {
        findDeadlines()
        findNotifications()
        findDocuments()
    }

    private mutating func findDeadlines() {
        let (removed, added, kept) = Self.match(old.deadlines, new.deadlines)
        func words(_ deadline: Deadline) -> Bilingual { Bilingual(fr: "le délai `\(deadline.id)`", en: "the deadline `\(deadline.id)`") }
        for deadline in removed { noteExistence(.deadline, deadline.id, words(deadline), old: deadline.span) }
        for deadline in added {
            noteExistence(.deadline, deadline.id, words(deadline), new: deadline.span, [DifferenceWords.duration(deadline.within)])
        }
        for (before, after) in kept {
            var details: [Bilingual] = []
            if before.within != after.within {
                details += DifferenceWords.beforeAndNow(DifferenceWords.duration(before.within), DifferenceWords.duration(after.within))
            }
            if Set(before.states.map(\.id)) != Set(after.states.map(\.id)) {
                details += DifferenceWords.beforeAndNow(
                    DifferenceWords.list(names: before.states.map(\.id)), DifferenceWords.list(names: after.states.map(\.id)))
            }
            if before.notification.id != after.notification.id {
                details += DifferenceWords.beforeAndNow(
                    Bilingual(verbatim: "`\(before.notification.id)`"), Bilingual(verbatim: "`\(after.notification.id)`"))
            }
            if !Self.isSame(before.condition, after.condition) {
                details += DifferenceWords.beforeAndNow(
                    DifferenceWords.condition(before.condition, in: old), DifferenceWords.condition(after.condition, in: new))
            }
            noteChange(.deadline, after.id, words(after), details, before.span, after.span)
        }
    }

    private mutating func findNotifications() {
        let (removed, added, kept) = Self.match(old.notifications, new.notifications)
        for one in removed { noteExistence(.notification, one.id, words("l’avis", "the notification", one.subject, one.id), old: one.span) }
        for one in added {
            noteExistence(
                .notification, one.id, words("l’avis", "the notification", one.subject, one.id), new: one.span, [receivers(one, in: new)])
        }
        for (before, after) in kept {
            var details: [Bilingual] = []
            if keys(before.recipients) != keys(after.recipients) {
                details += DifferenceWords.beforeAndNow(receivers(before, in: old), receivers(after, in: new))
            }
            if !Self.isSame(before.parameters, after.parameters) {
                let names = DifferenceWords.list(names: after.parameters.map(\.id))
                details.append(Bilingual(fr: "insère autrement \(names.fr)", en: "inserts \(names.en) in another way"))
            }
            noteChange(
                .notification, after.id, words("l’avis", "the notification", after.subject, after.id), details, before.span, after.span)
            noteText(before.subject, after.subject, "notifications.\(after.id).subject")
            noteText(before.body, after.body, "notifications.\(after.id).body")
        }
    }

    private func keys(_ recipients: [NotificationDefinition.Recipient]) -> Set<String> {
        Set(
            recipients.map { recipient in
                switch recipient {
                case .role(let role): "role \(role.id)"
                case .person(let condition, let language):
                    (["person", ExpressionForm.canonical(condition.program.tree)]
                        + (language.map { ["in", ExpressionForm.canonical($0.program.tree)] } ?? [])).joined(separator: " ")
                }
            })
    }

    private func receivers(_ notification: NotificationDefinition, in book: Rulebook) -> Bilingual {
        let all = notification.recipients.map { recipient -> Bilingual in
            switch recipient {
            case .role(let role): DifferenceWords.quoted(book.roles[role.id]?.label, or: role.id)
            case .person(let condition, nil): Bilingual(verbatim: "`\(condition.program.text)`")
            case .person(let condition, let language?):
                Bilingual(
                    fr: "`\(condition.program.text)` (dans la langue `\(language.program.text)`)",
                    en: "`\(condition.program.text)` (in the language `\(language.program.text)`)")
            }
        }
        let list = DifferenceWords.list(all)
        return Bilingual(fr: "pour \(list.fr)", en: "to \(list.en)")
    }

    private mutating func findDocuments() {
        let (removed, added, kept) = Self.match(old.documents, new.documents)
        for one in removed { noteExistence(.document, one.id, words("le document", "the document", one.label, one.id), old: one.span) }
        for one in added { noteExistence(.document, one.id, words("le document", "the document", one.label, one.id), new: one.span) }
        for (before, after) in kept {
            var details: [Bilingual] = []
            func changed(_ fr: String, _ en: String, _ old: String?, _ new: String?) {
                guard old != new else { return }
                let (was, isNow) = (old.map { "`\($0)`" } ?? "–", new.map { "`\($0)`" } ?? "–")
                details.append(Bilingual(fr: "\(fr)\u{A0}: avant \(was), maintenant \(isNow)", en: "\(en): before \(was), now \(isNow)"))
            }
            changed("gabarit", "template", before.template.text, after.template.text)
            changed("formulaire", "form", before.form?.id, after.form?.id)
            changed("champ de signature", "signature field", before.signatureField, after.signatureField)
            changed("genre", "kind", before.kind, after.kind)
            changed("numéros de télécopieur", "fax numbers", before.fax?.receivers.text, after.fax?.receivers.text)
            let (was, isNow) = (before.fax?.data ?? [], after.fax?.data ?? [])
            for name in was.map(\.id) + isNow.map(\.id).filter({ id in !was.contains { $0.id == id } }) {
                changed(
                    "champ télécopié `\(name)`", "field faxed `\(name)`", was.first { $0.id == name }?.value.text,
                    isNow.first { $0.id == name }?.value.text)
            }
            let (sets, now) = (before.ruleSets.map(\.id), after.ruleSets.map(\.id))
            changed("règles", "rules", sets.isEmpty ? nil : sets.joined(separator: ", "), now.isEmpty ? nil : now.joined(separator: ", "))
            noteChange(.document, after.id, words("le document", "the document", after.label, after.id), details, before.span, after.span)
            noteText(before.label, after.label, "documents.\(after.id)")
        }
    }

    // MARK: Shared

    func words(_ fr: String, _ en: String, _ label: LocalizedText?, _ id: String) -> Bilingual {
        let label = DifferenceWords.quoted(label, or: id)
        return Bilingual(fr: "\(fr) \(label.fr)", en: "\(en) \(label.en)")
    }

    /// Something that came (it has a place in the new pack) or went.
    mutating func noteExistence(
        _ area: Change.Area, _ subject: String, _ words: Bilingual, old: Span? = nil, new: Span? = nil, _ details: [Bilingual] = []
    ) {
        note(
            area, new == nil ? .removed : .added, subject,
            new == nil
                ? Bilingual(fr: "\(words.fr) n’existe plus", en: "\(words.en) no longer exists")
                : Bilingual(fr: "\(words.fr) s’ajoute", en: "\(words.en) is new"), details, old: old, new: new)
    }

    mutating func noteChange(
        _ area: Change.Area, _ subject: String, _ words: Bilingual, _ details: [Bilingual], _ old: Span, _ new: Span
    ) {
        guard !details.isEmpty else { return }
        note(area, .changed, subject, Bilingual(fr: "\(words.fr) change", en: "\(words.en) changes"), details, old: old, new: new)
    }

    mutating func noteText(_ old: LocalizedText?, _ new: LocalizedText?, _ subject: String) {
        guard old?.bilingual != new?.bilingual else { return }
        var details: [Bilingual] = []
        for (tag, was, isNow) in [("fr", old?.bilingual.fr, new?.bilingual.fr), ("en", old?.bilingual.en, new?.bilingual.en)]
        where was != isNow {
            let (was, isNow) = (was ?? "–", isNow ?? "–")
            details.append(
                Bilingual(fr: "\(tag)\u{A0}: «\u{A0}\(was)\u{A0}» → «\u{A0}\(isNow)\u{A0}»", en: "\(tag): “\(was)” → “\(isNow)”"))
        }
        note(
            .text, .changed, subject, Bilingual(fr: "le texte de `\(subject)` change", en: "the text of `\(subject)` changes"), details,
            old: old?.span, new: new?.span)
    }
}
