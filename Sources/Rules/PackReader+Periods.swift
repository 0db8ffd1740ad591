import CivilTime
import Diagnostics
import YAML

/// Effective dates of what has no period of its own in the model: they become conditions on `today`, so that deciding, explaining,
/// proving and comparing know of them without a second way.
extension PackReader {
    /// `required: { valid-from: …, valid-until: …, when: … }`, or a list of such.
    mutating func datedRequirement(_ node: YAMLNode, scope: ConditionScope?) -> Requirement {
        guard let scope else { return .optional }
        let periods = node.sequence ?? [node]
        var whole = ComposedText(source: node.span.source)
        for (index, element) in periods.enumerated() {
            guard let part = requirement(element) else { return .always }  // one of them asks for nothing: always
            if index > 0 { whole.append(" || ", for: element.span) }
            if periods.count > 1 { whole.append("(", for: element.span) }
            whole.append(part)
            if periods.count > 1 { whole.append(")", for: element.span) }
        }
        let text = whole.composed
        checkLiterals(text, scope: scope)
        return Condition.compile(text, expecting: .boolean, scope: scope, bag: &bag).map { .when($0) } ?? .optional
    }

    private mutating func requirement(_ node: YAMLNode) -> EmbeddedText? {
        let period = period(node)
        var whole = dateCondition(period, of: node)
        if let when = node["when"]?.text {
            let isAlone = whole.isEmpty
            if !isAlone { whole.append(" && (", for: when.span) }
            whole.append(when)
            if !isAlone { whole.append(")", for: when.span) }
        }
        return whole.isEmpty ? nil : whole.composed
    }

    /// `today >= '2026-01-01' && today <= '2026-12-31'`, each half standing where its date is written.
    private func dateCondition(_ period: EffectivePeriod, of node: YAMLNode) -> ComposedText {
        var whole = ComposedText(source: node.span.source)
        if let from = period.from { whole.append("today >= '\(from.text)'", for: node["valid-from"]?.span ?? node.span) }
        if let until = period.until {
            let place = node["valid-until"]?.span ?? node.span
            whole.append((whole.isEmpty ? "" : " && ") + "today <= '\(until.text)'", for: place)
        }
        return whole
    }

    /// A rule for each choice that comes into force or ends: outside of its period it may not be chosen.
    mutating func choiceRules(of type: FieldType, scope: ConditionScope?) -> [Rule] {
        let isList = if case .list = type { true } else { false }
        let element: FieldType = if case .list(let element) = type { element } else { type }
        guard case .choice(let choices) = element, let scope, scope.variables.contains(where: { $0.name == "today" }) else { return [] }
        var rules: [Rule] = []
        for choice in choices where choice.period != .always {
            var chosen = ComposedText(source: choice.span.source)
            chosen.append(isList ? "'\(choice.id)' in value" : "value == '\(choice.id)'", for: choice.span)
            var valid = ComposedText(source: choice.span.source)
            if let from = choice.period.from { valid.append("today >= '\(from.text)'", for: choice.span) }
            if let until = choice.period.until {
                valid.append((valid.isEmpty ? "" : " && ") + "today <= '\(until.text)'", for: choice.span)
            }
            guard let applicability = Condition.compile(chosen.composed, expecting: .boolean, scope: scope, bag: &bag),
                let requirement = Condition.compile(valid.composed, expecting: .boolean, scope: scope, bag: &bag)
            else { continue }
            rules.append(
                Rule(
                    id: choice.id + "-in-force", applicability: applicability, requirement: requirement, refusal: Self.notInForce(choice),
                    span: choice.span))
        }
        return rules
    }

    private static func notInForce(_ choice: Choice) -> LocalizedText {
        let label = choice.label.bilingual
        func text(_ words: String) -> EmbeddedText {
            var composed = ComposedText(source: choice.span.source)
            composed.append(words, for: choice.span)
            return composed.composed
        }
        let end = choice.period.until
        let (fr, en) =
            switch (choice.period.from, end) {
            case (let from?, nil): (" à partir du \(from.text)", " from \(from.text)")
            case (nil, let until?): (" jusqu’au \(until.text)", " until \(until.text)")
            case (let from?, let until?): (" du \(from.text) au \(until.text)", " from \(from.text) to \(until.text)")
            case (nil, nil): ("", "")
            }
        return LocalizedText(
            fr: text("« \(plain(label.fr)) » ne peut être choisi que\(fr)."), en: text("“\(plain(label.en))” can be chosen only\(en)."),
            span: choice.span)
    }

    /// Words without meaning for MessageFormat 2.
    private static func plain(_ words: String) -> String {
        var out = ""
        for scalar in words.unicodeScalars {
            if scalar == "{" || scalar == "}" || scalar == "\\" { out.unicodeScalars.append("\\") }
            out.unicodeScalars.append(scalar)
        }
        return out
    }
}
