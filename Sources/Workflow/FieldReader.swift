import CEL
import CivilTime
import Diagnostics
import Rules

/// Reads values that came from outside as the types that the pack declares, and notes everything that does not fit.
struct FieldReader {
    let rulebook: Rulebook
    let today: CivilDate
    private(set) var failures: [Failure] = []

    init(rulebook: Rulebook, today: CivilDate) {
        self.rulebook = rulebook
        self.today = today
    }

    /// Reads a record field by field; unknown fields are failures. Null and empty texts come out as null: "clear it".
    mutating func record(_ value: Value, fields: [DataField], under root: String) -> [(String, Value)] {
        read(value, fields: fields, root: root, place: nil)
    }

    private mutating func read(_ value: Value, fields: [DataField], root: String, place: FieldPlace?) -> [(String, Value)] {
        var out: [(String, Value)] = []
        for (name, element) in value.entries ?? [] {
            guard let field = fields.first(where: { $0.id == name }) else {
                let nearest = NearestName.of(name, among: fields.map(\.id))
                failures.append(
                    WorkflowFailures.unknownField(
                        name, in: place ?? FieldPlace(path: root, label: Bilingual(verbatim: root)), nearest: nearest, span: nil))
                continue
            }
            let fieldPlace = place?.nested(field) ?? FieldPlace(field, under: root)
            // A record of empty fields clears those fields; everything else that is empty clears the field itself.
            guard !element.isUnfilled || element.isRecord && !element.isEmptyRecord else {
                out.append((name, .null))
                continue
            }
            if let read = read(element, as: field.type, field, fieldPlace) { out.append((name, read)) }
        }
        return out
    }

    /// The typed value; nil when a failure was noted.
    private mutating func read(_ value: Value, as type: FieldType, _ field: DataField, _ place: FieldPlace) -> Value? {
        switch type {
        case .list(let elementType):
            guard let elements = value.elements?.filter({ !$0.isUnfilled }) else { return fail(place, type, field) }
            if let longest = field.longest, elements.count > longest {
                return fail(place, ValueFaults.longest(longest, isList: true), field)
            }
            var out: [Value] = []
            var isSound = true
            for (index, element) in elements.enumerated() {
                if let read = read(element, as: elementType, field, place.element(index)) { out.append(read) } else { isSound = false }
            }
            return isSound ? .list(out) : nil
        case .record(_, let fields):
            guard value.isRecord else { return fail(place, type, field) }
            let count = failures.count
            let entries = read(value, fields: fields, root: "", place: place)
            return failures.count == count ? .record(entries) : nil
        case .person:
            if case .string(let id) = value {
                failures.append(WorkflowFailures.unknownPerson(id, place, span: field.span))
                return nil
            }
            guard value.isRecord, value.field("id")?.stringValue != nil else { return fail(place, type, field) }
            return value
        case .attachment:
            guard value.isRecord, value.field("id")?.stringValue != nil else { return fail(place, type, field) }
            return value
        case .boolean:
            guard case .bool = value else { return fail(place, type, field) }
            return value
        case .integer, .decimal: return number(value, type, field, place)
        case .dateTime:
            if case .timestamp = value { return value }
            guard case .string(let text) = value, let moment = Timestamp(text) else { return fail(place, type, field) }
            return .timestamp(moment)
        default: return text(value, type, field, place)
        }
    }

    private mutating func number(_ value: Value, _ type: FieldType, _ field: DataField, _ place: FieldPlace) -> Value? {
        let number: Double
        let result: Value
        switch (value, type) {
        case (.int(let whole), .integer):
            number = Double(whole)
            result = value
        case (.int(let whole), _):
            number = Double(whole)
            result = .double(number)
        case (.double(let decimal), .integer):
            guard let whole = Int64(exactly: decimal) else { return fail(place, type, field) }
            number = decimal
            result = .int(whole)
        case (.double(let decimal), _):
            guard decimal.isFinite else { return fail(place, type, field) }
            number = decimal
            result = value
        default: return fail(place, type, field)
        }
        if let minimum = field.minimum, number < minimum { return fail(place, ValueFaults.least(minimum), field) }
        if let maximum = field.maximum, number > maximum { return fail(place, ValueFaults.most(maximum), field) }
        return result
    }

    private mutating func text(_ value: Value, _ type: FieldType, _ field: DataField, _ place: FieldPlace) -> Value? {
        guard case .string(let text) = value else { return fail(place, type, field) }
        let isLong = type == .longText
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || isLong && ($0 == "\n" || $0 == "\t" || $0 == "\r") })
        else { return fail(place, ValueFaults.control, field) }
        if let longest = field.longest, text.unicodeScalars.count > longest {
            return fail(place, ValueFaults.longest(longest, isList: false), field)
        }
        switch type {
        case .date: if CivilDate(text) == nil { return fail(place, type, field) }
        case .month: if CivilMonth(text) == nil { return fail(place, type, field) }
        case .email: if !Self.isEmail(text) { return fail(place, type, field) }
        case .phone: if !Self.isPhone(text) { return fail(place, type, field) }
        case .choice(let choices):
            if !choices.contains(where: { $0.id == text }) {
                let nearest = NearestName.of(text, among: choices.map(\.id))
                failures.append(
                    WorkflowFailures.invalid(
                        place, ValueFaults.choice(text),
                        hint: nearest.map { Bilingual.didYouMean($0) }
                            ?? ValueFaults.choices(choices), span: field.span))
                return nil
            }
        case .reason(let list): if !isReason(text, list, place) { return nil }
        default: break
        }
        return value
    }

    private mutating func isReason(_ id: String, _ listID: String, _ place: FieldPlace) -> Bool {
        guard let list = rulebook.reasonLists[listID] else { return true }
        guard let reason = list.reasons[id] else {
            let inForce = list.reasons.filter { $0.period.contains(today) }
            failures.append(
                WorkflowFailures.unknownReason(
                    id, place, list: list, inForce: inForce, nearest: NearestName.of(id, among: inForce.map(\.id))))
            return false
        }
        if reason.period.contains(today) { return true }
        failures.append(WorkflowFailures.reasonNotInForce(reason, place))
        return false
    }

    private mutating func fail(_ place: FieldPlace, _ type: FieldType, _ field: DataField) -> Value? {
        fail(place, ValueFaults.type(type), field)
    }

    private mutating func fail(_ place: FieldPlace, _ reason: Bilingual, _ field: DataField) -> Value? {
        failures.append(WorkflowFailures.invalid(place, reason, span: field.span))
        return nil
    }

    /// One `@`, something before it, a dot after it, no space: what can be said without sending (RFC 5321 allows more).
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last, !local.isEmpty, text.utf8.count <= 254 else {
            return false
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } && !text.unicodeScalars.contains(" ")
    }

    /// Digits with the usual marks, and perhaps an extension: at least 7 digits, at most 15 (ITU-T E.164) and 6 more.
    private static func isPhone(_ text: String) -> Bool {
        let digits = text.unicodeScalars.count { ("0"..."9").contains($0) }
        let allowed: Set<Unicode.Scalar> = [" ", "\u{A0}", "-", ".", "(", ")", "+", "#", "\u{2011}"]
        let isPlain = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || allowed.contains($0) || $0.properties.isAlphabetic }
        return isPlain && (7...21).contains(digits)
    }
}
