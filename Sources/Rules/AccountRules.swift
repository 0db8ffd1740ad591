import Diagnostics

/// Which actions of a pack give people their accounts and open their sessions: the engine gives codes, keeps passwords and checks both
/// factors; who may do what, and when, is said by the actions.
package struct AccountRules: Sendable {
    /// An action, and the input by which it takes what the engine gives.
    package struct Step: Sendable {
        package let action: Reference
        package let input: String

        package init(action: Reference, input: String) {
            self.action = action
            self.input = input
        }
    }

    /// What the sign-in of the pack is told: that the password is right, and that the code is.
    package struct SignIn: Sendable {
        package let action: Reference
        package let passwordInput: String
        package let factorInput: String
        /// The action that counts a failure, and who does it; nil when the pack counts none.
        package let failure: (action: Reference, person: Reference)?

        package init(
            action: Reference, passwordInput: String, factorInput: String, failure: (action: Reference, person: Reference)?
        ) {
            self.action = action
            self.passwordInput = passwordInput
            self.factorInput = factorInput
            self.failure = failure
        }
    }

    /// The field of the dossier that holds the person whose account it is.
    package let holder: String
    /// Each gives a fresh code.
    package let invitations: [Step]
    package let creation: Step
    package let signIn: SignIn
    /// So many wrong codes in a row, and only a fresh one is taken.
    package let mostWrongCodes: Int
    /// How long a session lasts.
    package let sessionMinutes: Int
    package let span: Span

    package init(
        holder: String, invitations: [Step], creation: Step, signIn: SignIn, mostWrongCodes: Int, sessionMinutes: Int, span: Span
    ) {
        self.holder = holder
        self.invitations = invitations
        self.creation = creation
        self.signIn = signIn
        self.mostWrongCodes = mostWrongCodes
        self.sessionMinutes = sessionMinutes
        self.span = span
    }
}
