import CEL
import Diagnostics
import Foundation
import Rules
import Workflow

/// A dossier as one person sees it.
package struct RequestView: Sendable {
    package let dossier: Dossier
    /// Every action of the pack on a dossier: offered, or with the reasons why not.
    package let offers: [Offer]
    package let rulebook: Rulebook

    package var stateLabel: Bilingual { rulebook.stateLabel(dossier.state) }
}

/// Which dossiers a worklist shows: those that pass every filter given.
package struct WorklistFilter: Sendable {
    /// Dossiers in one of these states; any when empty.
    package var states: [String]
    /// For whom offered actions are computed.
    package var person: String?
    /// Dossiers alone on which the person can do something.
    package var isActionableOnly: Bool
    /// Dossiers that wait for somebody with this role: an action that the role permits leads on from their state.
    package var role: String?
    /// Dossiers in which this person acted, or stands in a field.
    package var involving: String?
    /// Dossiers that are due at this moment or before.
    package var dueBefore: Timestamp?
    /// Dossiers in whose identifier or data every word of this text is found, whatever the case and the accents.
    package var text: String?

    package init(
        states: [String] = [], person: String? = nil, isActionableOnly: Bool = false, role: String? = nil, involving: String? = nil,
        dueBefore: Timestamp? = nil, text: String? = nil
    ) {
        self.states = states
        self.person = person
        self.isActionableOnly = isActionableOnly
        self.role = role
        self.involving = involving
        self.dueBefore = dueBefore
        self.text = text
    }

    /// The states in which a dossier may pass; nil when it may in any.
    func possibleStates(_ rulebook: Rulebook) -> Set<String>? {
        var states: Set<String>? = states.isEmpty ? nil : Set(states)
        func keep(_ others: some Sequence<String>) { states = states?.intersection(others) ?? Set(others) }
        if role != nil || isActionableOnly { keep(rulebook.actions.flatMap(\.sources).map(\.id)) }
        if dueBefore != nil { keep(rulebook.deadlines.flatMap(\.states).map(\.id)) }
        return states
    }

    /// Whether a dossier passes what does not ask the rules of actions.
    func admits(_ dossier: Dossier, due: DossierDue?, rulebook: Rulebook) -> Bool {
        if !states.isEmpty, !states.contains(dossier.state) { return false }
        if let role, !Self.waits(dossier, for: role, rulebook) { return false }
        if let involving, !Self.involves(dossier, involving) { return false }
        if let dueBefore {
            guard let due, due.at <= dueBefore else { return false }
        }
        guard let text else { return true }
        let content = Self.plain(dossier.id + " " + Self.words(dossier.data) + " " + Self.words(dossier.forms))
        return text.split(separator: " ").allSatisfy { content.contains(Self.plain(String($0))) }
    }

    private static func waits(_ dossier: Dossier, for role: String, _ rulebook: Rulebook) -> Bool {
        rulebook.actions.contains { action in
            action.sources.contains { $0.id == dossier.state }
                && rulebook.roles(granting: action.permission.id).contains { $0.id == role }
        }
    }

    private static func involves(_ dossier: Dossier, _ person: String) -> Bool {
        func names(_ value: Value) -> Bool {
            if let entries = value.entries {
                // A person in a field is the record that has a profile.
                if value.field("profile") != nil, value.field("id")?.stringValue == person { return true }
                return entries.contains { names($0.1) }
            }
            return value.elements?.contains(where: names) ?? false
        }
        return dossier.steps.contains { $0.actor == person } || names(dossier.data)
    }

    private static func words(_ value: Value) -> String {
        if let entries = value.entries { return entries.map { words($0.1) }.joined(separator: " ") }
        return value.elements.map { $0.map(words).joined(separator: " ") } ?? value.plainText
    }

    /// Letters without case and accents.
    private static func plain(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}

/// One line of a worklist.
package struct WorklistEntry: Sendable {
    package let dossier: Dossier
    package let stateLabel: Bilingual
    /// The nearest deadline that runs.
    package let due: DossierDue?
    /// The actions that the person can do; empty when nobody was named.
    package let offered: [Action]
}
