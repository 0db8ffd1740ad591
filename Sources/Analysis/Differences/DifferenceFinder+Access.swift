import CEL
import Diagnostics
import Rules

extension DifferenceFinder {
    /// Where a profile may do an action, conditions aside: states, or nothing but the start.
    private struct Cells {
        /// By profile, then by action: the states.
        var states: [String: [String: [String]]] = [:]
        /// A state that stands for "no dossier yet".
        static let start = ""

        init(_ book: Rulebook) {
            for profile in book.profiles {
                let granted = Set(
                    book.permissions(ofRoles: profile.roles.map(\.id))
                        + book.permissions.filter { $0.grants.contains { $0.profiles.contains { $0.id == profile.id } } }.map(\.id))
                for action in book.actions where granted.contains(action.permission.id) {
                    states[profile.id, default: [:]][action.id] = action.isCreation ? [Self.start] : action.sources.map(\.id)
                }
            }
        }
    }

    /// Gains and losses of profiles, those of the same action and states told together.
    mutating func findAccess() {
        let before = Cells(old)
        let after = Cells(new)
        let profiles = new.profiles.ids + old.profiles.ids.filter { new.profiles[$0] == nil }
        let actions = new.actions.ids + old.actions.ids.filter { new.actions[$0] == nil }
        for action in actions {
            for isGain in [false, true] {
                // Profiles that gain or lose the same states, in the order of the pack.
                var groups: [(states: [String], profiles: [String])] = []
                for profile in profiles {
                    let (from, to) = (before.states[profile]?[action] ?? [], after.states[profile]?[action] ?? [])
                    let states = isGain ? to.filter { !from.contains($0) } : from.filter { !to.contains($0) }
                    guard !states.isEmpty else { continue }
                    if let index = groups.firstIndex(where: { $0.states == states }) {
                        groups[index].profiles.append(profile)
                    } else {
                        groups.append((states, [profile]))
                    }
                }
                for group in groups { noteAccess(action, group.profiles, group.states, isGain: isGain, before, after) }
            }
        }
    }

    private mutating func noteAccess(
        _ id: String, _ profiles: [String], _ states: [String], isGain: Bool, _ before: Cells, _ after: Cells
    ) {
        let (book, other) = isGain ? (new, old) : (old, new)
        let action = DifferenceWords.quoted(book.actions[id]?.label, or: id)
        let who = DifferenceWords.list(profiles.map { DifferenceWords.quoted((book.profiles[$0] ?? other.profiles[$0])?.label, or: $0) })
        var place = Bilingual(fr: "", en: "")
        if states != [Cells.start] {
            let labels = DifferenceWords.list(states.map { DifferenceWords.quoted((book.states[$0] ?? other.states[$0])?.label, or: $0) })
            place =
                states.count == 1
                ? Bilingual(fr: " à l’état \(labels.fr)", en: " in the state \(labels.en)")
                : Bilingual(fr: " aux états \(labels.fr)", en: " in the states \(labels.en)")
        }
        let isPlural = profiles.count > 1
        let verb =
            isGain
            ? Bilingual(fr: isPlural ? "peuvent maintenant faire" : "peut maintenant faire", en: "may now do")
            : Bilingual(fr: isPlural ? "ne peuvent plus faire" : "ne peut plus faire", en: "may no longer do")
        note(
            .access, isGain ? .gain : .loss, id,
            Bilingual(fr: "\(who.fr) \(verb.fr) \(action.fr)\(place.fr)", en: "\(who.en) \(verb.en) \(action.en)\(place.en)"),
            isGain ? conditions(of: id) : [], old: old.actions[id]?.span, new: new.actions[id]?.span)
    }

    /// On which conditions an action of the new pack may be done.
    private func conditions(of id: String) -> [Bilingual] {
        guard let action = new.actions[id] else { return [] }
        let rules = action.guards + action.ruleSets.flatMap { new.ruleSets[$0.id]?.rules.filter { $0.severity == .error } ?? [] }
        guard !rules.isEmpty else { return [] }
        let names = DifferenceWords.list(names: rules.map(\.id))
        return [Bilingual(fr: "si les règles tiennent\u{A0}: \(names.fr)", en: "if these rules hold: \(names.en)")]
    }
}
