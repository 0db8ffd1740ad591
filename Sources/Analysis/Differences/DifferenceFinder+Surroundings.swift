import CEL
import CivilTime
import Diagnostics
import Rules

extension DifferenceFinder {
    mutating func findCalendar() {
        if old.timeZone != new.timeZone {
            note(
                .calendar, .changed, "time-zone",
                Bilingual(
                    fr: "le fuseau horaire est `\(new.timeZone)`, avant `\(old.timeZone)`",
                    en: "the time zone is `\(new.timeZone)`, before `\(old.timeZone)`"))
        }
        let (before, after) = (old.calendar, new.calendar)
        for day in Weekday.allCases {
            let (was, isNow) = (hours(before, day), hours(after, day))
            guard was != isNow else { continue }
            let name = Self.name(day)
            note(
                .calendar, .changed, "calendar.week.\(name.en.lowercased())",
                Bilingual(fr: "les heures du \(name.fr) changent", en: "the hours of \(name.en) change"),
                DifferenceWords.beforeAndNow(was, isNow))
        }
        for holiday in before.holidays where !after.holidays.contains(where: { $0.holiday == holiday.holiday }) {
            noteExistence(.calendar, "calendar.holidays", words("le jour férié", "the holiday", holiday.label, ""), old: holiday.span)
        }
        for holiday in after.holidays where !before.holidays.contains(where: { $0.holiday == holiday.holiday }) {
            noteExistence(.calendar, "calendar.holidays", words("le jour férié", "the holiday", holiday.label, ""), new: holiday.span)
        }
    }

    private func hours(_ calendar: ServiceCalendar, _ day: Weekday) -> Bilingual {
        let index = day.rawValue - 1
        let hours = calendar.business.week.indices.contains(index) ? calendar.business.week[index] : []
        guard !hours.isEmpty else { return Bilingual(fr: "fermé", en: "closed") }
        return Bilingual(verbatim: hours.map { Self.clock($0.startMinute) + "-" + Self.clock($0.endMinute) }.joined(separator: ", "))
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return two(minutes / 60) + ":" + two(minutes % 60)
    }

    private static func name(_ day: Weekday) -> Bilingual {
        let fr = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return Bilingual(fr: fr[day.rawValue - 1], en: en[day.rawValue - 1])
    }

    /// Permissions, roles, profiles and the trial directory. What they change in who may do what is told apart.
    mutating func findPeople() {
        findExistence(old.permissions, new.permissions, "la permission", "the permission") { $0.label }
        findExistence(old.roles, new.roles, "le rôle", "the role") { $0.label }
        findExistence(old.profiles, new.profiles, "le profil", "the profile") { $0.label }
        for (before, after) in Self.match(old.roles, new.roles).kept {
            compare(
                before.permissions.map(\.id), after.permissions.map(\.id), after.id, words("le rôle", "the role", after.label, after.id),
                before.span, after.span)
        }
        for (before, after) in Self.match(old.profiles, new.profiles).kept {
            compare(
                before.roles.map(\.id), after.roles.map(\.id), after.id, words("le profil", "the profile", after.label, after.id),
                before.span,
                after.span)
        }
        for person in old.people where new.people[person.id] == nil {
            noteExistence(
                .people, person.id, Bilingual(fr: "la personne `\(person.id)`", en: "the person `\(person.id)`"), old: person.span)
        }
        for person in new.people where old.people[person.id] == nil {
            noteExistence(
                .people, person.id, Bilingual(fr: "la personne `\(person.id)`", en: "the person `\(person.id)`"), new: person.span)
        }
        for (before, after) in Self.match(old.people, new.people).kept where before.profile.id != after.profile.id {
            note(
                .people, .changed, after.id,
                Bilingual(fr: "la personne `\(after.id)` change de profil", en: "the person `\(after.id)` changes profile"),
                DifferenceWords.beforeAndNow(
                    DifferenceWords.quoted(old.profiles[before.profile.id]?.label, or: before.profile.id),
                    DifferenceWords.quoted(new.profiles[after.profile.id]?.label, or: after.profile.id)), old: before.span, new: after.span)
        }
    }

    /// To whom dossiers are shown, and who may do what with the store.
    mutating func findOperations() {
        if !Self.isSame(old.dossierAudience, new.dossierAudience) {
            note(
                .access, .changed, "dossier.shown-to",
                Bilingual(fr: "à qui les dossiers sont montrés change", en: "to whom dossiers are shown changes"),
                DifferenceWords.beforeAndNow(
                    DifferenceWords.condition(old.dossierAudience, in: old), DifferenceWords.condition(new.dossierAudience, in: new)),
                old: old.dossierAudience?.span, new: new.dossierAudience?.span)
        }
        for operation in StoreOperation.allCases {
            let (before, after) = (old.operations[operation], new.operations[operation])
            guard before?.id != after?.id else { continue }
            let what = operation.words
            note(
                .access, before == nil ? .gain : after == nil ? .loss : .changed, "operations.\(operation.rawValue)",
                Bilingual(fr: "qui peut \(what.fr) change", en: "who may \(what.en) changes"),
                DifferenceWords.beforeAndNow(holders(before, in: old), holders(after, in: new)), old: before?.span, new: after?.span)
        }
    }

    private func holders(_ permission: Reference?, in book: Rulebook) -> Bilingual {
        guard let permission else { return Bilingual(fr: "personne", en: "nobody") }
        let label = DifferenceWords.quoted(book.permissions[permission.id]?.label, or: permission.id)
        return Bilingual(fr: "la permission \(label.fr)", en: "the permission \(label.en)")
    }

    private mutating func findExistence<Element: Definition>(
        _ old: Catalogue<Element>, _ new: Catalogue<Element>, _ fr: String, _ en: String, _ label: (Element) -> LocalizedText
    ) {
        let (removed, added, kept) = Self.match(old, new)
        for one in removed { noteExistence(.people, one.id, words(fr, en, label(one), one.id), old: one.span) }
        for one in added { noteExistence(.people, one.id, words(fr, en, label(one), one.id), new: one.span) }
        for (before, after) in kept { noteText(label(before), label(after), after.id) }
    }

    private mutating func compare(_ before: [String], _ after: [String], _ id: String, _ label: Bilingual, _ old: Span, _ new: Span) {
        let (gained, lost) = (after.filter { !before.contains($0) }, before.filter { !after.contains($0) })
        guard !gained.isEmpty || !lost.isEmpty else { return }
        var details: [Bilingual] = []
        for (names, fr, en) in [(gained, "reçoit", "receives"), (lost, "perd", "loses")] where !names.isEmpty {
            let list = DifferenceWords.list(names: names)
            details.append(Bilingual(fr: "\(fr) \(list.fr)", en: "\(en) \(list.en)"))
        }
        note(
            .people, lost.isEmpty ? .gain : gained.isEmpty ? .loss : .changed, id,
            Bilingual(fr: "\(label.fr) change", en: "\(label.en) changes"),
            details, old: old, new: new)
    }

    mutating func findFacts() {
        let (removed, added, kept) = Self.match(old.facts, new.facts)
        func name(_ fact: Fact) -> Bilingual { Bilingual(fr: "la constante `\(fact.id)`", en: "the fact `\(fact.id)`") }
        for fact in removed { noteExistence(.fact, fact.id, name(fact), old: fact.span) }
        for fact in added { noteExistence(.fact, fact.id, name(fact), new: fact.span, [DifferenceWords.constant(fact.value)]) }
        for (before, after) in kept where before.value != after.value {
            noteChange(
                .fact, after.id, name(after),
                DifferenceWords.beforeAndNow(DifferenceWords.constant(before.value), DifferenceWords.constant(after.value)), before.span,
                after.span)
        }
        let contacts = Self.match(old.contacts, new.contacts)
        for contact in contacts.removed {
            noteExistence(.fact, contact.id, words("le contact", "the contact", contact.label, contact.id), old: contact.span)
        }
        for contact in contacts.added {
            noteExistence(.fact, contact.id, words("le contact", "the contact", contact.label, contact.id), new: contact.span)
        }
        for (before, after) in contacts.kept {
            var details: [Bilingual] = []
            let parts: [(String?, String?)] = [(before.phone, after.phone), (before.email, after.email)]
            for (was, isNow) in parts where was != isNow {
                details += DifferenceWords.beforeAndNow(Bilingual(verbatim: was ?? "–"), Bilingual(verbatim: isNow ?? "–"))
            }
            noteChange(.fact, after.id, words("le contact", "the contact", after.label, after.id), details, before.span, after.span)
            noteText(before.hours, after.hours, "contacts.\(after.id).hours")
        }
    }

    /// Labels of what stayed, and the messages of templates.
    mutating func findTexts() {
        noteText(old.title, new.title, "title")
        for (before, after) in Self.match(old.states, new.states).kept { noteText(before.label, after.label, "states.\(after.id)") }
        for (before, after) in Self.match(old.actions, new.actions).kept {
            noteText(before.label, after.label, "actions.\(after.id)")
            noteText(before.help, after.help, "actions.\(after.id) (help)")
        }
        for (before, after) in Self.match(old.reasonLists, new.reasonLists).kept {
            noteText(before.label, after.label, "reasons.\(after.id)")
            for (one, other) in Self.match(before.reasons, after.reasons).kept {
                noteText(one.label, other.label, "reasons.\(after.id).\(other.id)")
            }
        }
        for (before, after) in Self.match(old.forms, new.forms).kept { noteText(before.label, after.label, "forms.\(after.id)") }
        let messages = Self.match(old.messages, new.messages)
        for message in messages.removed { noteText(message.text, nil, message.id) }
        for message in messages.added { noteText(nil, message.text, message.id) }
        for (before, after) in messages.kept { noteText(before.text, after.text, after.id) }
    }
}
