import CEL
import CivilTime
import Diagnostics

/// A way in which a permission comes to somebody, such as with the account, or on request.
package struct AccessMode: Definition {
    package let id: String
    package let label: LocalizedText
    /// Whether the permission holds at once, like that of a role; otherwise it can be asked for.
    package let isImmediate: Bool
    package let span: Span

    package init(id: String, label: LocalizedText, isImmediate: Bool = false, span: Span) {
        self.id = id
        self.label = label
        self.isImmediate = isImmediate
        self.span = span
    }
}

/// A heading under which permissions are listed.
package struct PermissionGroup: Definition {
    package let id: String
    package let label: LocalizedText
    package let span: Span

    package init(id: String, label: LocalizedText, span: Span) {
        self.id = id
        self.label = label
        self.span = span
    }
}

/// Profiles that a permission comes to in one way.
package struct Grant: Sendable {
    package let profiles: [Reference]
    package let mode: Reference
    /// A further condition on the person, who is `actor` in it.
    package let condition: Condition?
    /// The condition, or a restriction, in the author's words.
    package let note: LocalizedText?
    package let period: EffectivePeriod
    package let span: Span

    package init(
        profiles: [Reference], mode: Reference, condition: Condition?, note: LocalizedText?, period: EffectivePeriod, span: Span
    ) {
        self.profiles = profiles
        self.mode = mode
        self.condition = condition
        self.note = note
        self.period = period
        self.span = span
    }
}

/// Whether those who have a permission may hand it on.
package struct Delegation: Sendable {
    package let isAllowed: Bool
    /// Profiles for which the contrary holds.
    package let exceptions: [Reference]
    /// A further condition on the person who delegates, who is `actor` in it.
    package let condition: Condition?
    package let note: LocalizedText?
    package let span: Span

    package init(isAllowed: Bool, exceptions: [Reference], condition: Condition?, note: LocalizedText?, span: Span) {
        self.isAllowed = isAllowed
        self.exceptions = exceptions
        self.condition = condition
        self.note = note
        self.span = span
    }
}

extension Grant {
    /// Whether the grant gives the permission to a person.
    ///
    /// - Parameters:
    ///   - person: the record `Person`, as conditions see it.
    ///   - day: the day of the decision; nil leaves the period out of account.
    package func reaches(_ person: Value, on day: CivilDate?) -> Bool {
        if let day, !period.contains(day) { return false }
        guard case .map(let fields) = person, case .string(let profile)? = fields["profile"] else { return false }
        guard profiles.contains(where: { $0.id == profile }) else { return false }
        guard let condition else { return true }
        return condition.program.evaluate(["actor": person]) == .bool(true)
    }
}

extension Rulebook {
    /// Whether a person holds a permission: by a role, or by a grant in a mode that is immediate.
    ///
    /// - Parameters:
    ///   - roles: those of the person.
    ///   - person: the record `Person`, as conditions see it.
    ///   - day: the day of the decision.
    package func holds(_ permission: String, roles: some Sequence<String>, person: Value, on day: CivilDate) -> Bool {
        if grants(permission, toRoles: roles) { return true }
        return permissions[permission]?.grants.contains { grant in
            (accessModes[grant.mode.id]?.isImmediate ?? false) && grant.reaches(person, on: day)
        } ?? false
    }

    /// Names of the profiles that some immediate grant of a permission names, in the order of the pack, conditions left out of account.
    package func profiles(granted permission: String) -> [Profile] {
        let grants = (permissions[permission]?.grants ?? []).filter { accessModes[$0.mode.id]?.isImmediate ?? false }
        return profiles.filter { profile in grants.contains { $0.profiles.contains { $0.id == profile.id } } }
    }
}
