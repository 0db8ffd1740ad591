/// The counter styles of a document: those of CSS Counter Styles 3 and its own `@counter-style` rules.
package struct CounterStyleTable: Sendable {
    private var own: [String: CounterStyleRule] = [:]

    package init() {}

    /// The document's rules, later ones first in rank; styles that extend others take over what those say (clause 3.1.7).
    mutating func define(_ rules: [(name: String, rule: CounterStyleRule)]) {
        var written: [String: CounterStyleRule] = [:]
        for (name, rule) in rules { written[name] = rule }
        for (name, rule) in written {
            var chain = [rule]
            var names: Set<String> = [name]
            var isCyclic = false
            while let base = chain.last?.extends {
                // Styles that extend each other in a circle extend `decimal`.
                guard names.insert(base).inserted, chain.count < 64 else {
                    isCyclic = true
                    break
                }
                chain.append(written[base] ?? CounterStyleRule.predefined[base] ?? CounterStyleRule.decimal)
            }
            guard chain.count > 1 || isCyclic else {
                own[name] = rule
                continue
            }
            var result = isCyclic ? CounterStyleRule.decimal : chain.removeLast()
            while let next = chain.popLast() { result = next.extending(result) }
            own[name] = result
        }
    }

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
        case .symbols(let system, let symbols):
            return CounterStyleRule(system: system, symbols: symbols).text(value, in: self, depth: 0) + " "
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
