import CEL
import Diagnostics

extension WordingContext {
    /// A value in words: the label of what it stands for, texts between quotes, `oui` and `non`, numbers as each language writes them.
    package func words(of value: Value?, type: FieldType? = nil, path: String? = nil) -> Bilingual {
        switch value {
        case nil, .null?: return Bilingual(fr: "vide", en: "empty")
        case .bool(let truth)?:
            return truth ? Bilingual(fr: "«\u{A0}oui\u{A0}»", en: "“yes”") : Bilingual(fr: "«\u{A0}non\u{A0}»", en: "“no”")
        case .string(let text)?:
            if let label = label(of: text, type: type, path: path) { return Self.quoted(label) }
            if type == .date || type == .month { return Bilingual(verbatim: text) }
            return text.isEmpty ? Bilingual(fr: "vide", en: "empty") : Self.quoted(Bilingual(verbatim: text))
        case .int(let number)?: return Bilingual(verbatim: String(number))
        case .uint(let number)?: return Bilingual(verbatim: String(number))
        case .double(let number)?: return Self.decimal(number)
        case .duration(let duration)?: return Self.duration(duration)
        case .list(let elements)?:
            guard !elements.isEmpty else { return Bilingual(fr: "vide", en: "empty") }
            let shown = elements.prefix(6).map { words(of: $0, type: type.flatMap(Self.element), path: path) }
            let more = elements.count > 6 ? ", …" : ""
            return Bilingual(fr: shown.map(\.fr).joined(separator: ", ") + more, en: shown.map(\.en).joined(separator: ", ") + more)
        case .map(let map)?:
            if map["familyName"] != nil || map["givenName"] != nil, map["id"] != nil, map["profile"] != nil {
                let name = ["givenName", "familyName"].compactMap { map[$0]?.text.trimmedQuotes }.joined(separator: " ")
                return Bilingual(verbatim: name)
            }
            return Bilingual(verbatim: "`\(value?.text ?? "")`")
        case .timestamp(let moment)?: return Bilingual(verbatim: moment.text)
        case .optional(let optional)?: return words(of: optional.value, type: type, path: path)
        case .error(let error)?: return error.message
        default: return Bilingual(verbatim: "`\(value?.text ?? "")`")
        }
    }

    static func element(_ type: FieldType) -> FieldType? { if case .list(let element) = type { element } else { nil } }

    static func quoted(_ text: Bilingual) -> Bilingual { Bilingual(fr: "«\u{A0}\(text.fr)\u{A0}»", en: "“\(text.en)”") }

    private static func decimal(_ number: Double) -> Bilingual {
        let isWhole = number == number.rounded() && abs(number) < 1e15
        let text = isWhole ? String(Int64(number)) : number.description
        return Bilingual(fr: text.replacingPoint, en: text)
    }

    /// `3 jours`, `2 h 30 min`.
    private static func duration(_ duration: CELDuration) -> Bilingual {
        guard let seconds = Int64(duration.text.dropLast()), seconds >= 0 else { return Bilingual(verbatim: duration.text) }
        let days = seconds / 86_400
        let hours = seconds % 86_400 / 3_600
        let minutes = seconds % 3_600 / 60
        let rest = seconds % 60
        var fr: [String] = []
        var en: [String] = []
        if days > 0 {
            fr.append("\(days)\u{A0}jour\(days > 1 ? "s" : "")")
            en.append("\(days)\u{A0}day\(days > 1 ? "s" : "")")
        }
        for (count, unit) in [(hours, "h"), (minutes, "min"), (rest, "s")] where count > 0 {
            fr.append("\(count)\u{A0}\(unit)")
            en.append("\(count)\u{A0}\(unit)")
        }
        return fr.isEmpty ? Bilingual(verbatim: "0\u{A0}s") : Bilingual(fr: fr.joined(separator: " "), en: en.joined(separator: " "))
    }
}

extension String {
    fileprivate var replacingPoint: String { String(map { $0 == "." ? "," : $0 }) }
    /// Without the quotes that CEL's notation puts around texts.
    fileprivate var trimmedQuotes: String { count > 1 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self }
}
