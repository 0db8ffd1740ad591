import CEL
import CivilTime
import Diagnostics
import Rules

extension DifferenceFinder {
    /// Permissions that profiles get by grants: in which way, on which condition, and whether they may hand them on.
    mutating func findGrants() {
        for (before, after) in Self.match(old.permissions, new.permissions).kept {
            let label = DifferenceWords.quoted(after.label, or: after.id)
            let profiles = new.profiles.ids + old.profiles.ids.filter { new.profiles[$0] == nil }
            // Profiles of which the same is to be said, together.
            var groups: [(was: [String], isNow: [String], profiles: [String])] = []
            for profile in profiles {
                let (was, isNow) = (ways(before, profile), ways(after, profile))
                guard was != isNow else { continue }
                if let index = groups.firstIndex(where: { $0.was == was && $0.isNow == isNow }) {
                    groups[index].profiles.append(profile)
                } else {
                    groups.append((was, isNow, [profile]))
                }
            }
            for group in groups { noteGrant(group, label, before, after) }
            compareDelegation(before, after, label)
        }
    }

    private mutating func noteGrant(
        _ group: (was: [String], isNow: [String], profiles: [String]), _ label: Bilingual, _ before: Permission, _ after: Permission
    ) {
        let who = DifferenceWords.list(group.profiles.map { DifferenceWords.quoted((new.profiles[$0] ?? old.profiles[$0])?.label, or: $0) })
        func words(_ permission: Permission, _ book: Rulebook) -> Bilingual {
            let own = permission.grants.filter { $0.profiles.contains { $0.id == group.profiles.first } }
            return own.isEmpty ? DifferenceWords.nothing : DifferenceWords.list(own.map { way($0, in: book) })
        }
        let isPlural = group.profiles.count > 1
        let sentence: Bilingual
        let effect: Change.Effect
        var details: [Bilingual] = []
        if group.was.isEmpty {
            let how = words(after, new)
            effect = .gain
            sentence = Bilingual(
                fr: "\(who.fr) \(isPlural ? "peuvent" : "peut") maintenant avoir \(label.fr)", en: "\(who.en) may now have \(label.en)")
            details.append(how)
        } else if group.isNow.isEmpty {
            effect = .loss
            sentence = Bilingual(
                fr: "\(who.fr) ne \(isPlural ? "peuvent" : "peut") plus avoir \(label.fr)", en: "\(who.en) may no longer have \(label.en)")
        } else {
            effect = .changed
            sentence = Bilingual(
                fr: "\(who.fr) \(isPlural ? "reçoivent" : "reçoit") \(label.fr) autrement",
                en: "\(who.en) \(isPlural ? "get" : "gets") \(label.en) in another way")
            details += DifferenceWords.beforeAndNow(words(before, old), words(after, new))
        }
        note(.access, effect, after.id, sentence, details, old: before.span, new: after.span)
    }

    /// The grants of a permission to a profile, without what is only form.
    private func ways(_ permission: Permission, _ profile: String) -> [String] {
        permission.grants.filter { $0.profiles.contains { $0.id == profile } }.map { grant in
            let condition = grant.condition.map { ExpressionForm.canonical($0.program.tree) } ?? ""
            return "\(grant.mode.id) \(condition) \(DifferenceWords.period(grant.period).en)"
        }.sorted()
    }

    private func way(_ grant: Grant, in book: Rulebook) -> Bilingual {
        let mode = DifferenceWords.quoted(book.accessModes[grant.mode.id]?.label, or: grant.mode.id)
        guard let condition = grant.condition else { return mode }
        return Bilingual(fr: "\(mode.fr) si `\(condition.program.text)`", en: "\(mode.en) if `\(condition.program.text)`")
    }

    private mutating func compareDelegation(_ before: Permission, _ after: Permission, _ label: Bilingual) {
        func words(_ delegation: Delegation?, _ book: Rulebook) -> Bilingual {
            guard let delegation else { return Bilingual(fr: "rien n’en est dit", en: "nothing is said of it") }
            var words = delegation.isAllowed ? Bilingual(fr: "permise", en: "allowed") : Bilingual(fr: "interdite", en: "forbidden")
            if !delegation.exceptions.isEmpty {
                let list = DifferenceWords.list(
                    delegation.exceptions.map { DifferenceWords.quoted(book.profiles[$0.id]?.label, or: $0.id) })
                words = Bilingual(fr: "\(words.fr), sauf pour \(list.fr)", en: "\(words.en), except for \(list.en)")
            }
            guard let condition = delegation.condition else { return words }
            return Bilingual(fr: "\(words.fr), si `\(condition.program.text)`", en: "\(words.en), if `\(condition.program.text)`")
        }
        let isSame =
            before.delegation?.isAllowed == after.delegation?.isAllowed
            && Set(before.delegation?.exceptions.map(\.id) ?? []) == Set(after.delegation?.exceptions.map(\.id) ?? [])
            && Self.isSame(before.delegation?.condition, after.delegation?.condition)
        guard !isSame else { return }
        note(
            .access, .changed, after.id,
            Bilingual(fr: "la délégation de \(label.fr) change", en: "the delegation of \(label.en) changes"),
            DifferenceWords.beforeAndNow(words(before.delegation, old), words(after.delegation, new)), old: before.delegation?.span,
            new: after.delegation?.span)
    }
}
