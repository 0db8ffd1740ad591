import Diagnostics
import YAML

extension PackReader {
    mutating func readAccounts(_ node: YAMLNode, actions: [Action], dossierFields: [DataField]) -> AccountRules? {
        let holder = name(
            node["holder"], among: dossierFields, as: Bilingual(fr: "une personne", en: "a person"),
            { if case .person = $0 { true } else { false } })
        let text = Bilingual(fr: "un texte", en: "a text")
        let boolean = Bilingual(fr: "un oui ou non", en: "a yes or no")
        func isText(_ type: FieldType) -> Bool { if case .text = type { true } else { false } }
        func isBoolean(_ type: FieldType) -> Bool { if case .boolean = type { true } else { false } }

        var invitations: [AccountRules.Step] = []
        for reference in references(node["invite"]?["actions"], .action) {
            guard let action = actions.first(where: { $0.id == reference.id }),
                let input = name(node["invite"]?["code"], among: action.inputs, as: text, isText)
            else { continue }
            invitations.append(AccountRules.Step(action: reference, input: input))
        }
        var creation: AccountRules.Step?
        if let reference = reference(node["create"]?["action"], .action), let action = actions.first(where: { $0.id == reference.id }),
            let input = name(node["create"]?["code"], among: action.inputs, as: text, isText)
        {
            creation = AccountRules.Step(action: reference, input: input)
        }
        var failure: (action: Reference, person: Reference)?
        if let written = node["sign-in"]?["failure"], let action = reference(written["action"], .action),
            let person = reference(written["as"], .person)
        {
            failure = (action, person)
        }
        let wrong = number(node["wrong-codes"], default: 5, in: 1...100)
        let minutes = number(node["session-minutes"], default: 480, in: 1...10_080)
        guard let reference = reference(node["sign-in"]?["action"], .action),
            let action = actions.first(where: { $0.id == reference.id }),
            let password = name(node["sign-in"]?["password"], among: action.inputs, as: boolean, isBoolean),
            let factor = name(node["sign-in"]?["second-factor"], among: action.inputs, as: boolean, isBoolean), let holder, let creation,
            let wrong, let minutes
        else { return nil }
        return AccountRules(
            holder: holder, invitations: invitations, creation: creation,
            signIn: AccountRules.SignIn(action: reference, passwordInput: password, factorInput: factor, failure: failure),
            mostWrongCodes: wrong, sessionMinutes: minutes, span: node.span)
    }

    /// The name of a declared field that has the type.
    private mutating func name(
        _ node: YAMLNode?, among fields: [DataField], as words: Bilingual, _ suits: (FieldType) -> Bool
    ) -> String? {
        guard let node, let text = node.text?.text else { return nil }
        guard let field = fields.first(where: { $0.id == text }) else {
            bag.append(PackDiagnostics.unknownField(text, known: fields.filter { suits($0.type) }.map(\.id), at: node.span))
            return nil
        }
        guard suits(field.type) else {
            bag.append(PackDiagnostics.accountField(text, expected: words, at: node.span))
            return nil
        }
        return text
    }

    private mutating func number(_ node: YAMLNode?, default value: Int, in range: ClosedRange<Int>) -> Int? {
        guard let node else { return value }
        guard let number = integer(node), range.contains(number) else {
            bag.append(PackDiagnostics.accountNumber(range, at: node.span))
            return nil
        }
        return number
    }
}

extension PackDiagnostics {
    static func accountField(_ name: String, expected: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.accounts,
            Bilingual(fr: "`\(name)` doit être \(expected.fr)", en: "`\(name)` must be \(expected.en)"), at: span,
            hint: Bilingual(fr: "nommer un champ de ce type, ou changer son type", en: "name a field of that type, or change its type"))
    }

    static func accountNumber(_ range: ClosedRange<Int>, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.accounts,
            Bilingual(
                fr: "un nombre de \(range.lowerBound) à \(range.upperBound) est attendu",
                en: "a number from \(range.lowerBound) to \(range.upperBound) is expected"), at: span)
    }
}
