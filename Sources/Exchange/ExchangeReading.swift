import CEL
import CivilTime
import Diagnostics
import Rules
import Workflow

/// Reads a received document into what an action takes.
package struct ExchangeReading: Sendable {
    /// What the document says for the action: records, as commands take them.
    package struct Values: Sendable {
        package let input: Value
        package let edits: Value
        package let form: Value?
    }

    private let exchange: ExchangeDefinition
    private let builder: ExchangeBuilder
    private let wording: RuleWording

    package init(
        _ exchange: ExchangeDefinition, language: Language, zone: CivilTimeZone, wording: RuleWording, limits: ExchangeLimits = .usual
    ) {
        self.exchange = exchange
        self.wording = wording
        builder = ExchangeBuilder(language: language, zone: zone, limits: limits, isReading: true)
    }

    /// The values; nil with the faults of the document, or with every rule that it breaks.
    ///
    /// - Parameter variables: those of the exchange, all but the document.
    package func read(_ message: SourceFile, _ variables: Activation) -> (values: Values?, bag: DiagnosticBag) {
        let start = Span(source: message.id, start: 0, end: min(1, message.bytes.count))
        var bag = DiagnosticBag()
        guard message.bytes.count <= ExchangeLimits.longestMessageBytes else {
            let limit = ExchangeLimits.longestMessageBytes
            bag.append(ExchangeDiagnostics.tooLarge(Bilingual(fr: "plus de \(limit) octets", en: "more than \(limit) bytes"), at: start))
            return (nil, bag)
        }
        let (value, findings) = JSONReader.read(message)
        bag.append(contentsOf: findings)
        guard let value, !bag.hasErrors else { return (nil, bag) }
        guard value.isRecord else {
            bag.append(ExchangeDiagnostics.notAnObject(at: start))
            return (nil, bag)
        }
        var variables = variables
        variables[ExchangeShapes.message] = value
        for binding in exchange.bindings { variables[binding.name] = binding.value.program.evaluate(variables) }
        for rule in exchange.rules {
            if let finding = judge(rule, variables, message: start) { bag.append(finding) }
        }
        guard !bag.hasErrors, let content = exchange.content else { return (nil, bag) }
        let (built, faults) = builder.build(content, variables)
        bag.append(contentsOf: faults)
        guard !bag.hasErrors else { return (nil, bag) }
        guard let built, built.isRecord else {
            bag.append(ExchangeDiagnostics.empty(exchange.id, at: exchange.span))
            return (nil, bag)
        }
        let values = Values(
            input: built.field("input") ?? .record([]), edits: built.field("edits") ?? .record([]), form: built.field("form"))
        return (values, bag)
    }

    /// What a rule says against the document; a rule that cannot be computed is broken.
    private func judge(_ rule: Rule, _ variables: Activation, message: Span) -> Diagnostic? {
        if let applicability = rule.applicability, case .bool(false) = applicability.program.evaluate(variables) { return nil }
        if case .bool(true) = rule.requirement.program.evaluate(variables) { return nil }
        let arguments = rule.parameters.map { (name: $0.id, value: $0.value.program.evaluate(variables)) }
        return ExchangeDiagnostics.refused(wording.format(rule.refusal, arguments), rule.severity, rule: rule.span, message: message)
    }
}
