import CEL
import Foundation
import Rules
import Workflow

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

    /// Whether the filter keeps no dossier away for its state or its rules alone.
    var admitsAnyState: Bool { states.isEmpty && role == nil && !isActionableOnly && dueBefore == nil }

    /// Whether a dossier in a state may pass, by what the rules say without it.
    ///
    /// - Parameter prospects: what may be offered to the person; nil when nobody was named.
    func mayAdmit(_ state: String, prospects: Prospects?, rulebook: Rulebook) -> Bool {
        if !states.isEmpty, !states.contains(state) { return false }
        if isActionableOnly, prospects?.isEmpty(in: state) ?? true { return false }
        if let role, !Self.waits(in: state, for: role, rulebook) { return false }
        return dueBefore == nil || rulebook.deadlines.contains { $0.states.contains { $0.id == state } }
    }

    /// Whether what people wrote decides about it.
    var looksIntoData: Bool { text != nil || involving != nil }

    /// Whether a dossier passes what does not ask the rules of actions.
    func admits(_ dossier: Dossier, due: DossierDue?, rulebook: Rulebook) -> Bool {
        if !states.isEmpty, !states.contains(dossier.state) { return false }
        if let role, !Self.waits(in: dossier.state, for: role, rulebook) { return false }
        if let involving, !Self.involves(dossier, involving) { return false }
        if let dueBefore {
            guard let due, due.at <= dueBefore else { return false }
        }
        guard let text else { return true }
        let content = Self.plain(dossier.id + " " + Self.words(dossier.data) + " " + Self.words(dossier.forms))
        return text.split(separator: " ").allSatisfy { content.contains(Self.plain(String($0))) }
    }

    private static func waits(in state: String, for role: String, _ rulebook: Rulebook) -> Bool {
        rulebook.actions.contains { action in
            action.sources.contains { $0.id == state }
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
