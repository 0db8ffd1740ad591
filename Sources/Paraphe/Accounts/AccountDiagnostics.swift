import Diagnostics

/// The codes of ``AccountDiagnostics`` and what they mean.
package enum AccountCodes {
    static let none: DiagnosticCode = "account/none"
    static let noAccount: DiagnosticCode = "account/no-account"
    static let wrongCode: DiagnosticCode = "account/wrong-code"
    static let codesUsedUp: DiagnosticCode = "account/codes-used-up"
    static let weakPassword: DiagnosticCode = "account/weak-password"
    static let session: DiagnosticCode = "account/session"
    static let unknownAction: DiagnosticCode = "account/unknown-action"
    static let noInput: DiagnosticCode = "account/no-input"
    static let onlyByAccount: DiagnosticCode = "account/only-by-account"
    static let locked: DiagnosticCode = "account/locked"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (none, Bilingual(fr: "la configuration ne déclare aucun compte", en: "the pack declares no accounts")),
        (noAccount, Bilingual(fr: "le compte n’existe pas encore", en: "the account does not exist yet")),
        (wrongCode, Bilingual(fr: "le code n’a pas la bonne forme", en: "the code does not have the right form")),
        (codesUsedUp, Bilingual(fr: "trop de codes faux", en: "too many wrong codes")),
        (weakPassword, Bilingual(fr: "le mot de passe est trop court ou trop long", en: "the password is too short or too long")),
        (session, Bilingual(fr: "la session est inconnue, fermée ou passée", en: "the session is unknown, closed or over")),
        (unknownAction, Bilingual(fr: "l’action ne remet pas de code", en: "the action gives no code")),
        (noInput, Bilingual(fr: "il manque un mot de passe ou un code", en: "a password or a code is missing")),
        (
            onlyByAccount,
            Bilingual(fr: "l’action ne se fait que par `paraphe account`", en: "the action is done by `paraphe account` alone")
        ),
        (locked, Bilingual(fr: "le compte ne permet plus de session", en: "the account permits no session any more")),
    ]
}

/// The words of what can go wrong with accounts. They never say whether an account exists for whom it is not.
package enum AccountDiagnostics {
    static func none(_ pack: String) -> Diagnostic {
        Diagnostic(
            .error, AccountCodes.none,
            Bilingual(fr: "la configuration `\(pack)` ne déclare aucun compte", en: "the pack `\(pack)` declares no accounts"), at: nil,
            hint: Bilingual(fr: "ajouter `accounts:` (docs/accounts.md)", en: "add `accounts:` (docs/accounts.md)"))
    }

    static func noAccount(_ dossier: String) -> Diagnostic {
        Diagnostic(
            .error, AccountCodes.noAccount,
            Bilingual(fr: "le compte de `\(dossier)` n’est pas encore créé", en: "the account of `\(dossier)` is not made yet"), at: nil,
            hint: Bilingual(
                fr: "le créer avec le code d’invitation\u{A0}: `paraphe account create`",
                en: "make it with the invitation code: `paraphe account create`"))
    }

    static let wrongCode = Diagnostic(
        .error, AccountCodes.wrongCode,
        Bilingual(fr: "ce code n’a pas la forme A-000000", en: "this code does not have the form A-000000"), at: nil,
        hint: Bilingual(fr: "une lettre et six chiffres", en: "a letter and six digits"))

    static let codesUsedUp = Diagnostic(
        .error, AccountCodes.codesUsedUp,
        Bilingual(fr: "trop de codes faux de suite", en: "too many wrong codes in a row"), at: nil,
        hint: Bilingual(
            fr: "demander un code neuf à la personne qui l’a remis", en: "ask the person who gave the code for a fresh one"))

    static func weakPassword(shortest: Int, longest: Int) -> Diagnostic {
        Diagnostic(
            .error, AccountCodes.weakPassword,
            Bilingual(
                fr: "un mot de passe a de \(shortest) à \(longest) caractères", en: "a password has \(shortest) to \(longest) characters"),
            at: nil,
            hint: Bilingual(fr: "une phrase de quelques mots convient", en: "a phrase of a few words will do"))
    }

    package static let session = Diagnostic(
        .error, AccountCodes.session,
        Bilingual(fr: "la session est inconnue, fermée ou passée", en: "the session is unknown, closed or over"), at: nil,
        hint: Bilingual(fr: "en ouvrir une\u{A0}: `paraphe account sign-in`", en: "open one: `paraphe account sign-in`"))

    package static let noInput = Diagnostic(
        .error, AccountCodes.noInput,
        Bilingual(
            fr: "il manque le mot de passe ou un code, et il n’y a pas de terminal où le demander",
            en: "the password or a code is missing, and there is no terminal to ask at"), at: nil,
        hint: Bilingual(fr: "`--password-file`, `--code`", en: "`--password-file`, `--code`"))

    /// - Parameter command: which does it, with its proofs.
    static func onlyByAccount(_ action: String, command: String) -> Diagnostic {
        Diagnostic(
            .error, AccountCodes.onlyByAccount,
            Bilingual(
                fr: "l’action `\(action)` ne se fait qu’avec la vérification des codes et des mots de passe",
                en: "the action `\(action)` is done only where codes and passwords are checked"), at: nil,
            hint: Bilingual(fr: "la faire par `\(command)`", en: "do it with `\(command)`"))
    }

    static let locked = Diagnostic(
        .error, AccountCodes.locked,
        Bilingual(
            fr: "le compte est verrouillé ou fermé\u{A0}: ses sessions ne valent plus",
            en: "the account is locked or closed: its sessions no longer serve"), at: nil,
        hint: Bilingual(
            fr: "demander à la personne qui gère les comptes de le déverrouiller", en: "ask the person who manages accounts to unlock it"))

    static func unknownAction(_ action: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, AccountCodes.unknownAction,
            Bilingual(fr: "l’action `\(action)` ne remet pas de code", en: "the action `\(action)` gives no code"), at: nil,
            hint: NearestName.of(action, among: known).map { Bilingual.didYouMean($0) }
                ?? Bilingual(verbatim: known.map { "`\($0)`" }.joined(separator: ", ")))
    }
}
