import Diagnostics

/// Something that a person may be allowed to do; actions ask for it by name.
package struct Permission: Definition {
    package let id: String
    package let label: LocalizedText
    /// What it serves for, in a paragraph, for those who read what they may ask for.
    package let summary: LocalizedText?
    /// What else there is to know of it, point by point.
    package let details: [LocalizedText]
    package let group: Reference?
    /// The ways in which profiles come to it, beside the roles that give it.
    package let grants: [Grant]
    package let delegation: Delegation?
    package let span: Span

    package init(
        id: String, label: LocalizedText, summary: LocalizedText? = nil, details: [LocalizedText] = [], group: Reference? = nil,
        grants: [Grant] = [], delegation: Delegation? = nil, span: Span
    ) {
        self.id = id
        self.label = label
        self.summary = summary
        self.details = details
        self.group = group
        self.grants = grants
        self.delegation = delegation
        self.span = span
    }
}

/// A set of permissions with a name.
package struct Role: Definition {
    package let id: String
    package let label: LocalizedText
    package let permissions: [Reference]
    package let span: Span

    package init(id: String, label: LocalizedText, permissions: [Reference], span: Span) {
        self.id = id
        self.label = label
        self.permissions = permissions
        self.span = span
    }
}

/// What a person is: a set of roles with a name. A person has one profile.
package struct Profile: Definition {
    package let id: String
    package let label: LocalizedText
    package let summary: LocalizedText?
    package let roles: [Reference]
    package let span: Span

    package init(id: String, label: LocalizedText, summary: LocalizedText?, roles: [Reference], span: Span) {
        self.id = id
        self.label = label
        self.summary = summary
        self.roles = roles
        self.span = span
    }
}

/// A name that stands for something declared elsewhere in the pack; the loader has checked that it exists.
package struct Reference: Hashable, Sendable {
    package let id: String
    package let span: Span

    package init(id: String, span: Span) {
        self.id = id
        self.span = span
    }
}

/// Somebody of the pack's directory, used for trials and demonstrations; production reads its own directory.
package struct Person: Definition {
    package let id: String
    package let givenName: String
    package let familyName: String
    package let profile: Reference
    /// The language of notifications, a preference of its own.
    package let language: Language
    /// Further declared fields (`person: fields:`), as scalars in the order of the pack.
    package let attributes: [(name: String, value: ConstantValue)]
    package let span: Span

    package init(
        id: String, givenName: String, familyName: String, profile: Reference, language: Language,
        attributes: [(name: String, value: ConstantValue)], span: Span
    ) {
        self.id = id
        self.givenName = givenName
        self.familyName = familyName
        self.profile = profile
        self.language = language
        self.attributes = attributes
        self.span = span
    }

    package subscript(attribute: String) -> ConstantValue? {
        attributes.first { $0.name == attribute }?.value
    }
}

/// A constant that an author wrote in YAML.
package indirect enum ConstantValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case decimal(Double)
    case boolean(Bool)
    case list([ConstantValue])
    /// A text in each language; templates see the one of their language.
    case localized(Bilingual)
}
