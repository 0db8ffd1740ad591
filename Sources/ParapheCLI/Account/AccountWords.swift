import Diagnostics

/// The wording of `paraphe account` and of sessions.
enum AccountWords {
    static let account = Bilingual(
        fr: "Comptes\u{A0}: invitation, création, ouverture et fermeture de session, selon les règles de la configuration.",
        en: "Accounts: invitation, creation, sign-in and sign-out, after the rules of the pack.")
    static let invite = Bilingual(
        fr: "Fait une action qui remet un code d’invitation, et montre le code une seule fois.",
        en: "Does an action that gives an invitation code, and shows the code once.")
    static let create = Bilingual(
        fr: "Crée un compte avec le code d’invitation et un mot de passe, et montre une fois le secret du second facteur.",
        en: "Makes an account with the invitation code and a password, and shows the second factor’s secret once.")
    static let signIn = Bilingual(
        fr: "Ouvre une session avec le mot de passe et le code de vérification, et en donne le jeton.",
        en: "Opens a session with the password and the verification code, and gives its token.")
    static let signOut = Bilingual(fr: "Ferme une session pour de bon.", en: "Closes a session for good.")

    static let dossierHelp = Bilingual(fr: "Dossier du compte.", en: "Dossier of the account.")
    static let inviteActionHelp = Bilingual(
        fr: "Action qui remet le code, par exemple `renew-code`; la première déclarée à défaut.",
        en: "Action that gives the code, such as `renew-code`; by default the first that is declared.")
    static let codeHelp = Bilingual(
        fr: "Code tel que reçu (invitation) ou tel que l’application le montre (vérification); demandé au terminal à défaut.",
        en: "Code as received (invitation) or as the application shows it (verification); asked at the terminal otherwise.")
    static let passwordFileHelp = Bilingual(
        fr: "Fichier du mot de passe; demandé au terminal à défaut.", en: "File of the password; asked at the terminal otherwise.")
    static let sessionHelp = Bilingual(
        fr: "Jeton d’une session, au lieu de --as; ou dans PARAPHE_SESSION.",
        en: "Token of a session, in place of --as; or in PARAPHE_SESSION.")
    static let accountsHelp = Bilingual(
        fr: "Dépôt des comptes, quand ce n’est pas --store.", en: "Store of the accounts, where it is not --store.")

    static let personOrSession = Bilingual(fr: "--as ou --session, pas les deux", en: "--as or --session, not both")
    static let noPerson = Bilingual(
        fr: "dire qui agit\u{A0}: --as PERSONNE, ou --session JETON", en: "say who acts: --as PERSON, or --session TOKEN")
    static let code = Bilingual(fr: "Code d’invitation", en: "Invitation code")
    static let giveApart = Bilingual(
        fr: "À remettre à part du courriel\u{A0}: en personne, par téléphone ou par message texte. Il ne sera plus montré.",
        en: "To give apart from the email: in person, by phone or by text message. It will not be shown again.")
    static let secret = Bilingual(fr: "Secret pour l’application d’authentification", en: "Secret for the authentication application")
    static let address = Bilingual(fr: "Adresse à mettre en code QR", en: "Address for a QR code")
    static let token = Bilingual(fr: "Jeton de session", en: "Session token")
    static let until = Bilingual(fr: "Valable jusqu’à", en: "Valid until")
    static let signedOut = Bilingual(fr: "Session fermée.", en: "Session closed.")
    static let askPassword = Bilingual(fr: "mot de passe", en: "password")
    static let askCode = Bilingual(fr: "code", en: "code")
}
