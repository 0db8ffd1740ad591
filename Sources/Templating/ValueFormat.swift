/// How `<g:value format="…">` writes a datum; the names are those of ``TemplateVocabulary/formats``.
enum ValueFormat: Hashable, Sendable {
    case text
    case lines
    case date
    case dateMedium
    case dateLong
    case dateFull
    case month
    case dateTime
    case time
    case number
    case integer
    case percent
    case money
    case ordinal
    case phone
    case identifier(Int)
    case yesNo

    init?(name: String) {
        switch name {
        case "text": self = .text
        case "lines": self = .lines
        case "date": self = .date
        case "date-medium": self = .dateMedium
        case "date-long": self = .dateLong
        case "date-full": self = .dateFull
        case "month": self = .month
        case "date-time": self = .dateTime
        case "time": self = .time
        case "number": self = .number
        case "integer": self = .integer
        case "percent": self = .percent
        case "money": self = .money
        case "ordinal": self = .ordinal
        case "phone": self = .phone
        case "identifier-2": self = .identifier(2)
        case "identifier-3": self = .identifier(3)
        case "identifier-4": self = .identifier(4)
        case "identifier-5": self = .identifier(5)
        case "identifier-6": self = .identifier(6)
        case "yes-no": self = .yesNo
        default: return nil
        }
    }

    var name: String {
        switch self {
        case .text: "text"
        case .lines: "lines"
        case .date: "date"
        case .dateMedium: "date-medium"
        case .dateLong: "date-long"
        case .dateFull: "date-full"
        case .month: "month"
        case .dateTime: "date-time"
        case .time: "time"
        case .number: "number"
        case .integer: "integer"
        case .percent: "percent"
        case .money: "money"
        case .ordinal: "ordinal"
        case .phone: "phone"
        case .identifier(let size): "identifier-\(size)"
        case .yesNo: "yes-no"
        }
    }

    /// What kinds of values the format can write.
    enum Input: Hashable, Sendable {
        case text
        case number
        case boolean
        case moment
    }

    var inputs: Set<Input> {
        switch self {
        case .text, .lines, .phone, .identifier: [.text, .number]
        case .date, .dateMedium, .dateLong, .dateFull, .month, .dateTime, .time: [.text, .moment]
        case .number, .integer, .percent, .money, .ordinal: [.number, .text]
        case .yesNo: [.boolean]
        }
    }
}
