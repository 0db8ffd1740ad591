import Diagnostics

/// The words for what is wrong with the keys of one kind of text: settings, a policy, a migration, a command.
struct KeyDiagnostics: Sendable {
    /// What has the keys, as a subject: `a command`.
    let owner: Bilingual
    /// Where its keys are explained.
    let page: String
    private let unknownKey: DiagnosticCode
    private let missingKey: DiagnosticCode
    private let badValue: DiagnosticCode

    /// - Parameters:
    ///   - area: of the codes; those that can occur stand in the list of the area.
    ///   - badValue: of a value that does not suit.
    init(_ area: String, of owner: Bilingual, page: String, badValue: String = "value") {
        self.owner = owner
        self.page = page
        unknownKey = DiagnosticCode(area + "/unknown-key")
        missingKey = DiagnosticCode(area + "/missing-key")
        self.badValue = DiagnosticCode(area + "/" + badValue)
    }

    func unknown(_ key: String, among known: [String], at span: Span) -> Diagnostic {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, unknownKey, Bilingual(fr: "\(owner.fr) n’a pas de clé `\(key)`", en: "\(owner.en) has no key `\(key)`"), at: span,
            hint: NearestName.of(key, among: known).map { Bilingual.didYouMean($0) }
                ?? Bilingual(fr: "clés\u{A0}: \(list)", en: "keys: \(list)"))
    }

    /// - Parameter hint: how to mend it, where the page says less.
    func missing(_ key: String, at span: Span, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(
            .error, missingKey, Bilingual(fr: "la clé `\(key)` manque", en: "the key `\(key)` is missing"), at: span,
            hint: hint ?? Bilingual(fr: "voir \(page)", en: "see \(page)"))
    }

    func value(_ key: String, expected: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, badValue, Bilingual(fr: "la valeur de `\(key)` ne convient pas", en: "the value of `\(key)` does not suit"), at: span,
            hint: Bilingual(fr: "attendu\u{A0}: \(expected.fr)", en: "expected: \(expected.en)"))
    }
}

extension KeyDiagnostics {
    static let deliverySettings = KeyDiagnostics(
        "delivery", of: Bilingual(fr: "le réglage d’envoi", en: "the setting of deliveries"), page: "docs/notifications.md")
    static let verificationPolicy = KeyDiagnostics(
        "policy", of: Bilingual(fr: "une règle de vérification", en: "a verification policy"), page: "docs/verifying.md")
    static let migration = KeyDiagnostics("migrate", of: Bilingual(fr: "un passage", en: "a migration"), page: "docs/versions.md")
    static let command = KeyDiagnostics(
        "apply", of: Bilingual(fr: "une commande", en: "a command"), page: "docs/apply.md", badValue: "wrong-type")
}
