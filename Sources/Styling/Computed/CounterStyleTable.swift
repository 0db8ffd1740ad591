/// The counter styles of a document: those of CSS Counter Styles 3 and its own `@counter-style` rules.
package struct CounterStyleTable: Sendable {
    var own: [String: CounterStyleRule] = [:]

    package init() {}

    /// The number as written by the style, without prefix and suffix: `counter()`.
    package func text(_ value: Int, _ style: CounterStyleReference) -> String {
        switch style {
        case .none: ""
        case .string(let text): text
        case .symbols(let system, let symbols): CounterStyleRule(system: system, symbols: symbols).text(value, in: self, depth: 0)
        case .named(let name): text(value, named: name, depth: 0)
        }
    }

    /// The number with prefix and suffix, as a list marker: `3. `, `• `.
    package func marker(_ value: Int, _ style: ListStyleType) -> String {
        switch style {
        case .none: return ""
        case .string(let text): return text
        case .counterStyle(let name):
            let rule = rule(named: name)
            return rule.prefix + rule.text(value, in: self, depth: 0) + rule.suffix
        }
    }

    func rule(named name: String) -> CounterStyleRule {
        own[name] ?? CounterStyleRule.predefined[name.lowercased()] ?? CounterStyleRule.decimal
    }

    func text(_ value: Int, named name: String, depth: Int) -> String {
        rule(named: name).text(value, in: self, depth: depth)
    }
}
