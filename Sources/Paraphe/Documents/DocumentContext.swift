import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Workflow

/// What is known of a document before its data: which one, when, in which language.
package struct DocumentContext: Sendable {
    package var number: String
    package var version: Int
    package var producedAt: Timestamp

    package init(number: String, version: Int, producedAt: Timestamp) {
        self.number = number
        self.version = version
        self.producedAt = producedAt
    }
}

extension LoadedPack {
    /// The variables that come from the pack and the moment alone: `pack`, `contacts`, `document`, `earlier` and `enclosures` (none), `now`,
    /// `today`.
    func commonValues(for document: DocumentDefinition?, _ context: DocumentContext, _ language: Language) -> [String: Value] {
        var values: [String: Value] = [
            "pack": rulebook.packRecord(language, hash: hash), "contacts": rulebook.contactsRecord(language),
            "now": .timestamp(context.producedAt),
            "earlier": .list([]), "enclosures": .list([]),
        ]
        if let local = LocalDateTime(epochSeconds: context.producedAt.seconds, in: zone) {
            values["today"] = .string(local.date.text)
        }
        values["document"] = .record([
            ("id", .string(document?.id ?? "")), ("kind", .string(document?.kind ?? "")),
            ("title", .string(document?.label[language] ?? "")),
            ("number", .string(context.number)), ("version", .int(Int64(context.version))), ("language", .string(language.rawValue)),
            ("producedAt", .timestamp(context.producedAt)),
        ])
        return values
    }

    /// The variable `sections`: the document's form laid out for reading.
    func sections(of document: DocumentDefinition, filled: Value?, _ language: Language) -> Value {
        guard let form = document.form.flatMap({ rulebook.forms[$0.id] }), let filled else { return .list([]) }
        return FormSections(language: language, zone: zone, catalogue: catalogue).value(of: form, filled: filled)
    }
}

extension Rulebook {
    /// The variable `pack` of templates and exchanges.
    func packRecord(_ language: Language, hash: String) -> Value {
        .record(
            [
                ("name", .string(name)), ("version", .string(version)), ("title", .string(title[language])),
                ("hash", .string(String(hash.prefix(12)))),
            ] + facts.map { ($0.id, $0.value.value(in: language)) })
    }

    /// The variable `contacts` of templates and exchanges.
    func contactsRecord(_ language: Language) -> Value {
        .record(
            contacts.map { contact in
                (contact.id, .record(contact.entries(language)))
            })
    }
}

extension ConstantValue {
    /// The value as templates of a language see it.
    func value(in language: Language) -> Value {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .decimal(let number): .double(number)
        case .boolean(let isTrue): .bool(isTrue)
        case .list(let elements): .list(elements.map { $0.value(in: language) })
        case .localized(let text): .string(text[language])
        }
    }
}

extension Contact {
    /// The contact as templates of a language see it.
    func entries(_ language: Language) -> [(String, Value)] {
        [
            ("label", .string(label[language])), ("phone", .string(phone.map { PhoneFormat.string($0, language) } ?? "")),
            ("email", .string(email ?? "")), ("hours", .string(hours?[language] ?? "")),
        ]
    }
}
