import CEL
import CivilTime
import Diagnostics
import Rules

/// Builds the JSON document that an exchange describes: a function of the exchange and the values of its variables.
package struct ExchangeBuilder: Sendable {
    private let language: Language
    private let zone: CivilTimeZone
    private let limits: ExchangeLimits
    private let hint: Bilingual

    /// - Parameters:
    ///   - zone: whose offset moments bear.
    ///   - isReading: the document is read, so that faults are those of what was received.
    package init(language: Language, zone: CivilTimeZone, limits: ExchangeLimits = .usual, isReading: Bool = false) {
        self.language = language
        self.zone = zone
        self.limits = limits
        hint = isReading ? ExchangeDiagnostics.otherMessage : ExchangeDiagnostics.absentField
    }

    /// The document; nil, with findings or without, when there is none.
    package func build(_ content: ExchangeNode, _ variables: Activation) -> (value: Value?, bag: DiagnosticBag) {
        var run = Run(globals: variables, language: language, zone: zone, limits: limits, hint: hint)
        let value = run.value(content, variables)
        return (run.bag.hasErrors ? nil : value, run.bag)
    }

    /// One making of one document.
    private struct Run {
        let globals: Activation
        let language: Language
        let zone: CivilTimeZone
        let limits: ExchangeLimits
        let hint: Bilingual
        var bag = DiagnosticBag()
        private var trace: [Diagnostic.Label] = []
        private var valueCount = 0
        private var byteCount = 0
        private var cost = 0
        private var isFull = false

        init(globals: Activation, language: Language, zone: CivilTimeZone, limits: ExchangeLimits, hint: Bilingual) {
            self.globals = globals
            self.language = language
            self.zone = zone
            self.limits = limits
            self.hint = hint
        }

        /// The value of a part; nil when it is left out.
        mutating func value(_ node: ExchangeNode, _ variables: Activation) -> Value? {
            guard !isFull else { return nil }
            switch node {
            case .constant(let value, _): return counted(value)
            case .text(let text): return counted(.string(text[language]))
            case .expression(let condition): return evaluate(condition, variables).flatMap { json($0, at: condition) }
            case .object(let members): return object([], members, variables)
            case .extended(let base, let members):
                let standing = value(base, variables)
                switch standing {
                case .map(let map): return object(map.entries, members, variables)
                case nil: return object([], members, variables)
                default:
                    bag.append(ExchangeDiagnostics.notAnObjectToExtend(at: members.first?.span ?? Self.nowhere))
                    return nil
                }
            case .list(let nodes):
                var elements: [Value] = []
                for node in nodes { add(node, variables, to: &elements) }
                return elements.isEmpty ? nil : counted(.list(elements))
            case .each:
                var elements: [Value] = []
                add(node, variables, to: &elements)
                return elements.isEmpty ? nil : counted(.list(elements))
            case .binding(let name, let condition, let body):
                var inner = variables
                inner[name] = result(condition, variables)
                return value(body, inner)
            case .when(let condition, let body): return holds(condition, variables) ? value(body, variables) : nil
            case .fragment(let use, let body):
                var inner = globals
                for argument in use.arguments { inner[argument.name] = result(argument.value, variables) }
                trace.insert(
                    Diagnostic.Label(use.span, Bilingual(fr: "fragment `\(use.fragment)`", en: "fragment `\(use.fragment)`")), at: 0)
                defer { trace.removeFirst() }
                return value(body, inner)
            }
        }

        private static let nowhere = Span(source: SourceID(index: 0), start: 0, end: 0)

        private mutating func object(
            _ standing: [ValueMap.Entry], _ members: [ExchangeNode.Member], _ variables: Activation
        ) -> Value? {
            var entries = standing
            for member in members {
                guard let value = value(member.value, variables) else { continue }
                let entry = ValueMap.Entry(key: .string(member.name), value: value)
                if let index = entries.firstIndex(where: { $0.key == entry.key }) { entries[index] = entry } else { entries.append(entry) }
                byteCount += member.name.utf8.count + 4
            }
            return entries.isEmpty ? nil : counted(.map(ValueMap(entries: entries)))
        }

        private mutating func add(_ node: ExchangeNode, _ variables: Activation, to elements: inout [Value]) {
            switch node {
            case .each(let loop, let body): add(loop, body, variables, to: &elements)
            case .binding(let name, let condition, let body):
                var inner = variables
                inner[name] = result(condition, variables)
                add(body, inner, to: &elements)
            case .when(let condition, let body): if holds(condition, variables) { add(body, variables, to: &elements) }
            default: if let value = value(node, variables) { elements.append(value) }
            }
        }

        /// Loops within loops give one list; a list of lists takes a list in the content.
        private mutating func add(
            _ loop: ExchangeNode.Loop, _ body: ExchangeNode, _ variables: Activation, to elements: inout [Value]
        ) {
            guard let source = evaluate(loop.list, variables), let list = Self.present(source) else { return }
            guard case .list(let items) = list else {
                bag.append(ExchangeDiagnostics.notAList(list.typeName, at: loop.list.span))
                return
            }
            var inner = variables
            for (index, item) in items.enumerated() {
                guard !isFull else { return }
                inner[loop.variable] = item
                if let name = loop.index { inner[name] = .int(Int64(index)) }
                add(body, inner, to: &elements)
            }
        }

        private mutating func holds(_ condition: Condition, _ variables: Activation) -> Bool {
            switch evaluate(condition, variables) {
            case .bool(let truth)?: return truth
            case nil: return false
            default:
                bag.append(ExchangeDiagnostics.notBoolean(at: condition.span))
                return false
            }
        }

        /// The value of an expression; nil, reported, when it has none.
        private mutating func evaluate(_ condition: Condition, _ variables: Activation) -> Value? {
            let value = result(condition, variables)
            guard case .error(let error) = value else { return value }
            if !isFull { bag.append(ExchangeDiagnostics.evaluation(error, in: condition.source, hint: hint, trace: trace)) }
            return nil
        }

        /// The value of an expression, or an error for whoever uses it.
        private mutating func result(_ condition: Condition, _ variables: Activation) -> Value {
            let room = min(Program.defaultCostLimit, limits.cost - cost)
            guard room > 0 else {
                full(Bilingual(fr: "il demande trop de calculs", en: "it takes too much work"), at: condition.span)
                return .null
            }
            let (value, spent) = condition.program.run(variables, costLimit: room)
            cost += spent
            return value
        }

        private mutating func full(_ what: Bilingual, at span: Span?) {
            if !isFull { bag.append(ExchangeDiagnostics.tooLarge(what, at: span)) }
            isFull = true
        }

        private static func present(_ value: Value) -> Value? {
            switch value {
            case .null: nil
            case .optional(let optional): optional.value.flatMap { present($0) }
            default: value
            }
        }

        /// A value in the forms of JSON, without what is empty; nil when nothing is left.
        private mutating func json(_ value: Value, at condition: Condition) -> Value? {
            guard !isFull else { return nil }
            switch value {
            case .null: return nil
            case .optional(let optional): return optional.value.flatMap { json($0, at: condition) }
            case .string(let text):
                return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : counted(value, at: condition.span)
            case .bytes(let bytes):
                guard !bytes.isEmpty else { return nil }
                byteCount += bytes.count / 3 * 4
                return counted(value, at: condition.span)
            case .timestamp(let moment): return counted(.string(text(moment)), at: condition.span)
            case .list(let elements):
                let kept = elements.compactMap { json($0, at: condition) }
                return kept.isEmpty ? nil : counted(.list(kept), at: condition.span)
            case .map(let map):
                let kept = map.entries.compactMap { entry in
                    json(entry.value, at: condition).map { ValueMap.Entry(key: entry.key, value: $0) }
                }
                return kept.isEmpty ? nil : counted(.map(ValueMap(entries: kept)), at: condition.span)
            case .error(let error):
                bag.append(ExchangeDiagnostics.evaluation(error, in: condition.source, hint: hint, trace: trace))
                return nil
            default: return counted(value, at: condition.span)
            }
        }

        /// RFC 3339 with the offset of the zone: `2026-11-20T13:48:00-05:00`.
        private func text(_ moment: Timestamp) -> String {
            guard var local = LocalDateTime(epochSeconds: moment.seconds, in: zone) else { return moment.text }
            local.nanoseconds = moment.nanoseconds
            return local.text
        }

        private mutating func counted(_ value: Value, at span: Span? = nil) -> Value? {
            valueCount += 1
            if case .string(let text) = value { byteCount += text.utf8.count }
            guard valueCount <= limits.values else {
                full(Bilingual(fr: "plus de \(limits.values) valeurs", en: "more than \(limits.values) values"), at: span)
                return nil
            }
            guard byteCount <= limits.bytes else {
                full(Bilingual(fr: "plus de \(limits.bytes) octets", en: "more than \(limits.bytes) bytes"), at: span)
                return nil
            }
            return value
        }
    }
}
