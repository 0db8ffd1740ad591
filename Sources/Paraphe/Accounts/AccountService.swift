import Accounts
import CEL
import Diagnostics
import Foundation
import Journal
import Rules
import Workflow

/// Gives people their accounts and opens their sessions: the pack's actions decide, the engine gives codes, keeps passwords and checks both
/// factors.
package struct AccountService: Sendable {
    /// A new account: what the person's authenticator is told, once.
    package struct Enrolment: Sendable {
        package let outcome: RequestOutcome
        /// Base32 (RFC 4648).
        package let secret: String
        /// `otpauth://…`, as a QR code holds it.
        package let address: String
    }

    package struct SignIn: Sendable {
        package let outcome: RequestOutcome
        package let token: SessionToken
        package let until: Timestamp
    }

    /// Fewer characters are no password (NIST SP 800-63B-4, 3.1.1.2, for one that goes with a second factor asks for 8).
    package static let shortestPassword = 12
    private static let secretBytes = 20
    /// For what the secret of an account is sealed.
    private static let secretPurpose = "second factor"

    package let requests: RequestService
    private let rules: AccountRules
    /// Random bytes.
    private let random: @Sendable (Int) -> [UInt8]
    private let cost: PasswordHash.Cost

    /// - Parameter cost: of passwords that are set from now on.
    package init(
        _ requests: RequestService, cost: PasswordHash.Cost = .standard,
        random: @escaping @Sendable (Int) -> [UInt8] = AccountService.systemRandom
    ) throws(RequestError) {
        guard let rules = requests.rulebook.accounts else { throw RequestError(AccountDiagnostics.none(requests.rulebook.name)) }
        self.requests = requests
        self.rules = rules
        self.random = random
        self.cost = cost
    }

    @Sendable package static func systemRandom(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    // MARK: - Invitation and creation

    /// Does an action that gives a code, with a fresh one, which is for the person alone and is shown once.
    package func invite(_ order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) -> (
        outcome: RequestOutcome, code: String
    ) {
        guard let step = rules.invitations.first(where: { $0.action.id == order.action }) else {
            throw RequestError(AccountDiagnostics.unknownAction(order.action, known: rules.invitations.map(\.action.id)))
        }
        let code = InvitationCode { random(8).reduce(0) { $0 << 8 | UInt64($1) } }
        var order = order
        order.texts.append(("input." + step.input, code.text))
        let outcome = try await requests.act(order, at: moment)
        try await record(.codeGiven, of: order.dossierID, at: moment)
        return (outcome, code.text)
    }

    /// The actions that give a code.
    package var invitingActions: [String] { rules.invitations.map(\.action.id) }

    /// Makes the account of a person who has the code.
    ///
    /// - Parameter code: as it was typed.
    package func create(
        _ order: RequestOrder, code: String, password: Secret, at moment: DecisionMoment
    ) async throws(RequestError) -> Enrolment {
        guard let code = InvitationCode(typed: code) else { throw RequestError(AccountDiagnostics.wrongCode) }
        let length = String(decoding: password.bytes, as: UTF8.self).unicodeScalars.count
        guard length >= Self.shortestPassword, password.bytes.count <= PasswordHash.longestPassword else {
            throw RequestError(
                AccountDiagnostics.weakPassword(shortest: Self.shortestPassword, longest: PasswordHash.longestPassword))
        }
        let secret = Secret(bytes: random(Self.secretBytes))
        guard let hash = PasswordHash(password, salt: random(PasswordHash.saltBytes), cost: cost), let factor = TimeCode(secret: secret)
        else { throw RequestError(AccountDiagnostics.weakPassword(shortest: Self.shortestPassword, longest: PasswordHash.longestPassword)) }
        var order = order
        order.action = rules.creation.action.id
        order.texts.append(("input." + rules.creation.input, code.text))
        try await countCode(of: order.dossierID, at: moment)
        let outcome = try await requests.act(order, at: moment)
        try await record(.made(password: hash, sealedSecret: try seal(secret, for: order.dossierID)), of: order.dossierID, at: moment)
        let name = requests.directory.actor(order.person)?.record.field("email")?.stringValue ?? order.person
        return Enrolment(
            outcome: outcome, secret: Base32.text(secret.bytes),
            address: factor.address(issuer: requests.rulebook.title[.french], account: name))
    }

    /// There are few codes: whoever tries them all is stopped, however many are tried at once.
    private func countCode(of id: String, at moment: DecisionMoment) async throws(RequestError) {
        for _ in 0..<RequestService.mostAttempts {
            let held = try await credentials(of: id)
            guard held.triedCodes < rules.mostWrongCodes else { throw RequestError(AccountDiagnostics.codesUsedUp) }
            if try await record(.codeTried, of: id, expecting: held.version, at: moment) { return }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }

    // MARK: - Sessions

    /// Opens a session for a person who has both factors; what is wrong is told to the pack's action, which says so and counts it.
    package func signIn(
        _ order: RequestOrder, password: Secret, code: String, at moment: DecisionMoment
    ) async throws(RequestError) -> SignIn {
        let id = order.dossierID
        for _ in 0..<RequestService.mostAttempts {
            let held = try await credentials(of: id)
            guard let dossier = try await requests.load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
            // It takes as long whether there is an account or not.
            guard let hash = held.password ?? PasswordHash(Secret("no account"), salt: [UInt8](repeating: 0, count: 16), cost: cost) else {
                throw RequestError(AccountDiagnostics.noAccount(id))
            }
            let isHolder = dossier.data.field(rules.holder).map { Self.personID($0) == order.person } ?? false
            let knowsPassword = hash.matches(password) && held.password != nil && isHolder
            let step = try secret(held, of: id).flatMap { TimeCode(secret: $0) }?
                .accept(code, at: moment.now.seconds, after: held.lastStep)
            // A code is used up before anybody is let in by it; whoever was faster with the same one has it.
            if knowsPassword, let step {
                guard try await record(.factorTaken(step: step), of: id, expecting: held.version, at: moment) else { continue }
            }
            var order = order
            order.action = rules.signIn.action.id
            order.texts += [
                ("input." + rules.signIn.passwordInput, knowsPassword ? "true" : "false"),
                ("input." + rules.signIn.factorInput, step == nil ? "false" : "true"),
            ]
            let outcome: RequestOutcome
            do throws(RequestError) {
                outcome = try await requests.act(order, at: moment)
            } catch {
                if error.isRefusal { try await count(failureOf: order, at: moment) }
                throw error
            }
            // Whatever the rules say, nobody comes in without both.
            guard knowsPassword, step != nil, let until = Timestamp(seconds: moment.now.seconds + Int64(rules.sessionMinutes) * 60) else {
                throw RequestError(AccountDiagnostics.session)
            }
            let token = SessionToken(dossier: id, random: random(32))
            try await record(
                .sessionOpened(digest: token.digest, Credentials.Session(person: order.person, until: until)), of: id, at: moment)
            return SignIn(outcome: outcome, token: token, until: until)
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }

    /// Who shows a token.
    package static func person(
        of token: SessionToken, in journal: any EventJournal, at moment: DecisionMoment
    ) async throws(RequestError) -> String {
        let held = try await credentials(of: token.dossier, in: journal)
        guard let session = held.sessions[token.digest], moment.now < session.until else { throw RequestError(AccountDiagnostics.session) }
        return session.person
    }

    /// Closes the session of a token, for good.
    package func signOut(_ token: SessionToken, at moment: DecisionMoment) async throws(RequestError) {
        guard try await credentials(of: token.dossier).sessions[token.digest] != nil else {
            throw RequestError(AccountDiagnostics.session)
        }
        try await record(.sessionClosed(digest: token.digest), of: token.dossier, at: moment)
    }

    /// The pack's own count of failures, which may lock the account; where it does not apply, nothing is counted.
    private func count(failureOf order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) {
        guard let failure = rules.signIn.failure else { return }
        let counted = RequestOrder(
            commandID: "failed:" + order.commandID, dossierID: order.dossierID, action: failure.action.id, person: failure.person.id)
        do throws(RequestError) {
            _ = try await requests.act(counted, at: moment)
        } catch {
            if error.refusal == nil { throw error }
        }
    }

    // MARK: - What is kept

    private static func personID(_ value: Value) -> String? { value.stringValue ?? value.field("id")?.stringValue }

    private func credentials(of id: String) async throws(RequestError) -> Credentials {
        try await Self.credentials(of: id, in: requests.journal)
    }

    private static func credentials(of id: String, in journal: any EventJournal) async throws(RequestError) -> Credentials {
        do throws(JournalError) {
            return Credentials(try await journal.read(Credentials.stream(id)))
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// - Returns: whether nobody else wrote first.
    @discardableResult
    private func record(
        _ change: Credentials.Change, of id: String, expecting version: Int64? = nil, at moment: DecisionMoment
    ) async throws(RequestError) -> Bool {
        do throws(JournalError) {
            _ = try await requests.journal.append(
                [change.event(at: moment.now)], to: Credentials.stream(id), expecting: version.map { .exactly($0) } ?? .any,
                command: CommandID("account:" + UUID().uuidString.lowercased()), enqueuing: [])
            return true
        } catch {
            if error.code == .versionConflict { return false }
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    private func seal(_ secret: Secret, for id: String) throws(RequestError) -> String {
        do throws(DiagnosticsError) {
            return try requests.keys.made(for: id).seal(secret.bytes, for: Self.secretPurpose)
        } catch {
            throw .faults(error.bag)
        }
    }

    private func secret(_ held: Credentials, of id: String) throws(RequestError) -> Secret? {
        do throws(DiagnosticsError) {
            guard let sealed = held.sealedSecret else { return nil }
            return try requests.keys.key(of: id)?.open(sealed, for: Self.secretPurpose).map { Secret(bytes: $0) }
        } catch {
            throw .faults(error.bag)
        }
    }
}
