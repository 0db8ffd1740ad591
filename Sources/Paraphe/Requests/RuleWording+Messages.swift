import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Workflow

extension RuleWording {
    /// Fills values into the words of rules as MessageFormat 2 says, in each language.
    ///
    /// - Parameter timeZone: IANA name of the zone in which moments are told; Eastern time when it is not known.
    package static func messages(timeZone: String) -> RuleWording {
        let zone = CivilTimeZone(timeZone) ?? .eastern
        return RuleWording { text, arguments in
            let values = Dictionary(
                arguments.map { ($0.name, MessageValue($0.value, zone: zone)) }, uniquingKeysWith: { first, _ in first })
            func words(_ language: Language) -> String {
                // The loader of the pack has checked the messages; a text that is none is shown as it stands.
                guard let message = MessageParser.parse(text.source(language)).message else { return text[language] }
                return MessageFormatter(language: language, zone: zone).string(message, arguments: values, isolates: false)
            }
            return Bilingual(fr: words(.french), en: words(.english))
        }
    }
}

extension MessageValue {
    /// A value of an expression as messages take it; what has no place in a message is told as text.
    fileprivate init(_ value: Value, zone: CivilTimeZone) {
        switch value {
        case .bool(let truth): self = .boolean(truth)
        case .int(let number): self = .number(DecimalNumber(number))
        case .uint(let number): self = .number(DecimalNumber(number))
        case .double(let number): self = DecimalNumber(number).map { .number($0) } ?? .string(value.plainText)
        case .timestamp(let moment):
            self = LocalDateTime(epochSeconds: moment.seconds, in: zone).map { .dateTime($0) } ?? .string(moment.text)
        default: self = .string(value.plainText)
        }
    }
}
