import Diagnostics

/// A form that a person fills; its values are the record `forms.<id>`.
package struct FormDefinition: Definition {
    /// A CEL identifier.
    package let id: String
    package let label: LocalizedText
    /// The legend of the asterisk and other words above the fields.
    package let introduction: LocalizedText?
    package let sections: [Section]
    package let rules: [Rule]
    package let span: Span

    /// A group of fields under a heading.
    package struct Section: Sendable {
        package let label: LocalizedText?
        package let fields: [DataField]

        package init(label: LocalizedText?, fields: [DataField]) {
            self.label = label
            self.fields = fields
        }
    }

    package init(id: String, label: LocalizedText, introduction: LocalizedText?, sections: [Section], rules: [Rule], span: Span) {
        self.id = id
        self.label = label
        self.introduction = introduction
        self.sections = sections
        self.rules = rules
        self.span = span
    }

    package var fields: [DataField] { sections.flatMap(\.fields) }
}

/// A kind of document that the service makes from a template.
package struct DocumentDefinition: Definition {
    package let id: String
    package let label: LocalizedText
    /// Path of the template: in the pack first, then in the shared templates.
    package let template: EmbeddedText
    /// The form whose values the document shows, as the variable `form`.
    package let form: Reference?
    /// Further data that the caller gives, as the variable `data`.
    package let data: [DataField]
    /// Rules that the data must pass before the document is made.
    package let ruleSets: [Reference]
    /// Whether it is signed, and the name of its signature field.
    package let signatureField: String?
    /// Whether the file carries its data, for programs.
    package let attachesData: Bool
    /// Exchanges that the file carries as well.
    package let attachedExchanges: [Reference]
    /// A class of documents, such as `preliminary` or `final`; templates see it as `document.kind`.
    package let kind: String
    /// How it leaves as a fax; nil for what is not faxed.
    package let fax: FaxDefinition?
    package let span: Span

    package init(
        id: String, label: LocalizedText, template: EmbeddedText, form: Reference?, data: [DataField], ruleSets: [Reference],
        signatureField: String?, attachesData: Bool, attachedExchanges: [Reference], kind: String, fax: FaxDefinition? = nil, span: Span
    ) {
        self.id = id
        self.label = label
        self.template = template
        self.form = form
        self.data = data
        self.ruleSets = ruleSets
        self.signatureField = signatureField
        self.attachesData = attachesData
        self.attachedExchanges = attachedExchanges
        self.kind = kind
        self.fax = fax
        self.span = span
    }
}

/// To whom a document goes as a fax, and what it says of a dossier.
package struct FaxDefinition: Sendable {
    /// A list of fax numbers, as conditions see the document's `data`.
    package let receivers: Condition
    /// Fields of the document's data, each with its expression over the dossier; none when only data from outside are faxed.
    package let data: [Parameter]
    package let span: Span

    package init(receivers: Condition, data: [Parameter], span: Span) {
        self.receivers = receivers
        self.data = data
        self.span = span
    }
}

/// A message to people about an event; it must carry no confidential field.
package struct NotificationDefinition: Definition {
    package enum Recipient: Sendable {
        /// Everybody who has the role.
        case role(Reference)
        /// The person that the expression gives (record `Person`), or nobody when it is unset, in the language that the other one gives; in
        /// that of the directory where it gives none.
        case person(Condition, language: Condition?)
    }

    package let id: String
    package let recipients: [Recipient]
    /// MessageFormat 2, with the parameters.
    package let subject: LocalizedText
    package let body: LocalizedText
    package let parameters: [Parameter]
    package let span: Span

    package init(
        id: String, recipients: [Recipient], subject: LocalizedText, body: LocalizedText, parameters: [Parameter], span: Span
    ) {
        self.id = id
        self.recipients = recipients
        self.subject = subject
        self.body = body
        self.parameters = parameters
        self.span = span
    }
}

/// A text by key, which templates insert: MessageFormat 2.
package struct PackMessage: Definition {
    package let id: String
    package let text: LocalizedText
    package let span: Span

    package init(id: String, text: LocalizedText, span: Span) {
        self.id = id
        self.text = text
        self.span = span
    }
}

/// Whom to ask for help; templates see it as `contacts.<id>`.
package struct Contact: Definition {
    /// A CEL identifier.
    package let id: String
    package let label: LocalizedText
    package let phone: String?
    package let email: String?
    package let hours: LocalizedText?
    package let span: Span

    package init(id: String, label: LocalizedText, phone: String?, email: String?, hours: LocalizedText?, span: Span) {
        self.id = id
        self.label = label
        self.phone = phone
        self.email = email
        self.hours = hours
        self.span = span
    }
}

/// A constant of the service; conditions and templates see it as `pack.<id>`.
package struct Fact: Definition {
    /// A CEL identifier.
    package let id: String
    package let value: ConstantValue
    package let span: Span

    package init(id: String, value: ConstantValue, span: Span) {
        self.id = id
        self.value = value
        self.span = span
    }
}
