import CEL
import CivilTime
import Diagnostics

/// What a field of the data may hold.
package indirect enum FieldType: Hashable, Sendable {
    /// One line of text.
    case text
    /// Text of several paragraphs.
    case longText
    /// `true` or `false`.
    case boolean
    case integer
    case decimal
    /// A civil day, the text `YYYY-MM-DD` in CEL and JSON.
    case date
    /// A civil month, the text `YYYY-MM` in CEL and JSON.
    case month
    /// A moment: a timestamp in CEL, RFC 3339 text in JSON.
    case dateTime
    case email
    case phone
    /// One of the declared choices, by its identifier.
    case choice([Choice])
    /// An identifier of a reason of the named list.
    case reason(list: String)
    /// Somebody of the directory: the record `Person` in CEL; commands name the person by identifier.
    case person
    /// A file that belongs to the dossier: the record `Attachment` in CEL (id, name, mediaType, label).
    case attachment
    /// A nested record, its CEL name, and its fields.
    case record(name: String, fields: [DataField])
    case list(FieldType)

    /// The word that authors write after `type:`.
    package var word: String {
        switch self {
        case .text: "text"
        case .longText: "long-text"
        case .boolean: "boolean"
        case .integer: "integer"
        case .decimal: "decimal"
        case .date: "date"
        case .month: "month"
        case .dateTime: "date-time"
        case .email: "email"
        case .phone: "phone"
        case .choice: "choice"
        case .reason: "reason"
        case .person: "person"
        case .attachment: "attachment"
        case .record: "record"
        case .list: "list"
        }
    }

    /// The nested fields of a record, or of the records of a list.
    package var recordFields: [DataField]? {
        switch self {
        case .record(_, let fields): fields
        case .list(let element): element.recordFields
        default: nil
        }
    }
}

/// One allowed value of a choice field.
package struct Choice: Definition, Hashable {
    package let id: String
    package let label: LocalizedText
    /// When it may be chosen; the field has a rule for it, so that nobody else need ask.
    package let period: EffectivePeriod
    package let span: Span

    package init(id: String, label: LocalizedText, period: EffectivePeriod = .always, span: Span) {
        self.id = id
        self.label = label
        self.period = period
        self.span = span
    }

    package static func == (left: Choice, right: Choice) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Whether a field must be filled.
package enum Requirement: Sendable {
    case optional
    case always
    /// Required when the condition (of type bool) holds.
    case when(Condition)
}

/// A field of the dossier, of a form, of an action's input, or of a nested record.
package struct DataField: Definition, Hashable {
    /// A CEL identifier, unique in its record.
    package let id: String
    package let type: FieldType
    package let label: LocalizedText?
    package let help: LocalizedText?
    package let requirement: Requirement
    /// A further condition on a filled value, `value` being the field's own, with its refusal.
    package let rules: [Rule]
    /// Shown and asked only when this holds; a hidden field is never required.
    package let visibility: Condition?
    /// Holds for those to whom the field of a dossier is shown; everybody when nil.
    package let audience: Condition?
    /// Regular expression (RE2) that a text must match whole.
    package let pattern: EmbeddedText?
    /// ``pattern`` compiled to match whole texts: `wholePattern.matches(text)`.
    package let wholePattern: RegularExpression?
    package let minimum: Double?
    package let maximum: Double?
    /// Longest text in Unicode scalars, or most elements of a list.
    package let longest: Int?
    /// Must not leave the system in a notification.
    package let isConfidential: Bool
    package let span: Span

    package init(
        id: String, type: FieldType, label: LocalizedText?, help: LocalizedText? = nil, requirement: Requirement = .optional,
        rules: [Rule] = [], visibility: Condition? = nil, audience: Condition? = nil, pattern: EmbeddedText? = nil,
        wholePattern: RegularExpression? = nil, minimum: Double? = nil, maximum: Double? = nil,
        longest: Int? = nil, isConfidential: Bool = false, span: Span
    ) {
        self.id = id
        self.type = type
        self.label = label
        self.help = help
        self.requirement = requirement
        self.rules = rules
        self.visibility = visibility
        self.audience = audience
        self.pattern = pattern
        self.wholePattern = wholePattern
        self.minimum = minimum
        self.maximum = maximum
        self.longest = longest
        self.isConfidential = isConfidential
        self.span = span
    }

    /// Fields are the same when they have the same name and type.
    package static func == (left: DataField, right: DataField) -> Bool { left.id == right.id && left.type == right.type }
    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(type)
    }

    /// Whether the form shows the asterisk: required always.
    package var isAlwaysRequired: Bool {
        if case .always = requirement { true } else { false }
    }
}
