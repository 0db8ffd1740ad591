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
    /// What time it is: sessions and verification codes are of the clock's time, whatever moment the decisions are for.
    private let clock: @Sendable () -> Timestamp

    /// - Parameter cost: of passwords that are set from now on.
    package init(
        _ requests: RequestService, cost: PasswordHash.Cost = .standard,
        random: @escaping @Sendable (Int) -> [UInt8] = AccountService.systemRandom,
        clock: @escaping @Sendable () -> Timestamp = AccountService.systemClock
    ) throws(RequestError) {
        guard let rules = requests.rulebook.accounts else { throw RequestError(AccountDiagnostics.none(requests.rulebook.name)) }
        self.requests = requests
        self.rules = rules
        self.random = random
        self.cost = cost
        self.clock = clock
    }

    @Sendable package static func systemRandom(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    @Sendable package static func systemClock() -> Timestamp { DecisionMoment.current(timeZone: "UTC").now }

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
        order.origin = .account
        order.texts.append(("input." + step.input, code.text))
        let outcome = try await requests.act(order, at: moment)
        try await record(.codeGiven, of: order.dossierID)
        return (outcome, code.text)
    }

    /// The actions that give a code.
    package var invitingActions: [String] { rules.invitations.map(\.action.id) }

    /// Makes the account of a person who has the code. What was cut off before the password was kept is finished with the same code.
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
        let id = order.dossierID
        var order = order
        order.origin = .account
        order.action = rules.creation.action.id
        order.texts.append(("input." + rules.creation.input, code.text))
        let before = try await countCode(of: id)
        let unfinished: RequestOutcome? = if before == nil { try await unfinishedCreation(order, code, at: moment) } else { nil }
        let outcome = if let unfinished { unfinished } else { try await requests.act(order, at: moment) }
        try await keep(.made(password: hash, sealedSecret: try seal(secret, for: id)), of: id, replacing: before)
        let name = requests.directory.actor(order.person)?.record.field("email")?.stringValue ?? order.person
        return Enrolment(
            outcome: outcome, secret: Base32.text(secret.bytes),
            address: factor.address(issuer: requests.rulebook.title[.french], account: name))
    }

    /// What the pack's creation did, where the process ended before the credentials were kept: by the same person, with the same code, and
    /// no code given since.
    private func unfinishedCreation(
        _ order: RequestOrder, _ code: InvitationCode, at moment: DecisionMoment
    ) async throws(RequestError) -> RequestOutcome? {
        guard let dossier = try await requests.load(order.dossierID), !dossier.isErased else { return nil }
        let service = try requests.sight(of: dossier, by: order.person, at: moment).service
        let events = try await requests.allEvents(of: order.dossierID)
        let steps = Set(rules.invitations.map(\.action.id) + [rules.creation.action.id])
        let last = events.last { if case .actionTaken = $0.body { steps.contains($0.header.action) } else { false } }
        guard let last, case .actionTaken(let taken) = last.body, last.header.action == rules.creation.action.id,
            last.header.actor == order.person, taken.input.field(rules.creation.input)?.stringValue == code.text
        else { return nil }
        return RequestOutcome(
            dossier: dossier, events: events.filter { $0.header == last.header }, rulebook: service.rulebook, isRepetition: true)
    }

    /// Keeps the credentials of an account, unless somebody else kept others since.
    ///
    /// - Parameter before: the password that the account had, as it is kept.
    private func keep(_ made: Credentials.Change, of id: String, replacing before: String?) async throws(RequestError) {
        for _ in 0..<RequestService.mostAttempts {
            let held = try await credentials(of: id)
            guard held.password?.text == before else { break }
            if try await record(made, of: id, expecting: held.version) { return }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }

    /// There are few codes: whoever tries them all is stopped, however many are tried at once.
    ///
    /// - Returns: the password that the account has, as it is kept.
    private func countCode(of id: String) async throws(RequestError) -> String? {
        for _ in 0..<RequestService.mostAttempts {
            let held = try await credentials(of: id)
            guard held.triedCodes < rules.mostWrongCodes else { throw RequestError(AccountDiagnostics.codesUsedUp) }
            if try await record(.codeTried, of: id, expecting: held.version) { return held.password?.text }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }

    // MARK: - Sessions

    /// Opens a session for a person who has both factors; what is wrong is told to the pack's action, which says so and counts it.
    ///
    /// What came of the factors is told of an account as it stood when they were checked, once the failure is counted: however many try at
    /// once, no more of them are answered than the pack allows. Of an account that is locked, or that does not exist, nothing is told.
    package func signIn(
        _ order: RequestOrder, password: Secret, code: String, at moment: DecisionMoment
    ) async throws(RequestError) -> SignIn {
        let id = order.dossierID
        var checked: (hash: String?, isRight: Bool)?
        var taken: Int64?
        for _ in 0..<RequestService.mostAttempts {
            let held = try await credentials(of: id)
            let isRight: Bool
            if let checked, checked.hash == held.password?.text {
                isRight = checked.isRight
            } else {
                isRight = matches(password, held.password)
                checked = (hash: held.password?.text, isRight: isRight)
            }
            guard let dossier = try await requests.load(id) else { throw try refusal(ofUnknown: order, at: moment) }
            let states = try openStates(of: dossier)
            let isOpen = !dossier.isErased && states.contains(dossier.state)
            let isHolder = dossier.data.field(rules.holder).map { Self.personID($0) == order.person } ?? false
            let knowsPassword = isRight && isHolder && isOpen
            var step: Int64?
            if isOpen, let factor = try secret(held, of: id).flatMap({ TimeCode(secret: $0) }) {
                step = factor.accept(code, at: clock().seconds, after: held.lastStep)
                // We took it ourselves, before somebody else acted on the dossier.
                if step == nil, let taken, taken == held.lastStep { step = taken }
            }
            // A code is used up before anybody is let in by it; whoever was faster with the same one has it.
            if knowsPassword, let step, step != taken {
                guard try await record(.factorTaken(step: step), of: id, expecting: held.version) else { continue }
                taken = step
            }
            let judged = signInOrder(order, knowsPassword: knowsPassword, hasFactor: step != nil, on: dossier)
            let outcome: RequestOutcome
            do throws(RequestError) {
                outcome = try await requests.act(judged, at: moment)
            } catch {
                if case .stale = error { continue }
                guard error.isRefusal else { throw error }
                // What was wrong is not told before it is counted, on the dossier as it was.
                guard try await count(failureOf: judged, at: moment) else { continue }
                throw error
            }
            // Whatever the rules say, nobody comes in without both.
            guard knowsPassword, step != nil, let until = Timestamp(seconds: clock().seconds + Int64(rules.sessionMinutes) * 60) else {
                throw RequestError(AccountDiagnostics.session)
            }
            let token = SessionToken(dossier: id, random: random(32))
            let session = Credentials.Session(person: order.person, until: until, states: states + [outcome.dossier.state])
            try await record(.sessionOpened(digest: token.digest, session), of: id)
            return SignIn(outcome: outcome, token: token, until: until)
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }

    /// The pack's sign-in, told what was right, on the dossier as it was then and no other.
    private func signInOrder(_ order: RequestOrder, knowsPassword: Bool, hasFactor: Bool, on dossier: Dossier) -> RequestOrder {
        var order = order
        order.origin = .account
        order.action = rules.signIn.action.id
        order.expectedVersion = dossier.version
        order.onStale = .refuse
        order.texts += [
            (name: "input." + rules.signIn.passwordInput, text: knowsPassword ? "true" : "false"),
            (name: "input." + rules.signIn.factorInput, text: hasFactor ? "true" : "false"),
        ]
        return order
    }

    /// Whether a password is an account's; it takes as long where there is no account.
    private func matches(_ password: Secret, _ hash: PasswordHash?) -> Bool {
        if let hash { return hash.matches(password) }
        // Of 16 bytes of salt and 32 of hash, all zero.
        let nobody = PasswordHash(
            text: "$scrypt$ln=\(cost.blocksExponent),r=\(cost.blockSize),p=\(cost.parallelism)$"
                + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43))
        _ = nobody?.matches(password)
        return false
    }

    /// The states in which the pack lets people sign in, by the rules that the dossier follows.
    private func openStates(of dossier: Dossier) throws(RequestError) -> [String] {
        try requests.under(dossier).rulebook.actions[rules.signIn.action.id]?.sources.map(\.id) ?? []
    }

    /// What a person is told of an account that does not exist: the same as of another's, or of one whose factors were wrong.
    private func refusal(ofUnknown order: RequestOrder, at moment: DecisionMoment) throws(RequestError) -> RequestError {
        let rulebook = requests.rulebook
        let action = rulebook.actions[rules.signIn.action.id]
        let opening = Event(
            header: Event.Header(at: moment.now, actor: "", action: "", packVersion: rulebook.version),
            body: .opened(
                DossierOpened(
                    dossierID: order.dossierID, packName: rulebook.name, packVersion: rulebook.version, packHash: requests.packHash,
                    state: action?.sources.first?.id ?? "")))
        let dossier = try requests.evolve(nil, [opening], order.dossierID)
        let sight = try requests.sight(of: dossier, by: order.person, at: moment)
        let judged = signInOrder(order, knowsPassword: false, hasFactor: false, on: dossier)
        let command = requests.command(judged, sight.actor, action, dossier, [])
        guard let refusal = requests.decider.decide(dossier, command, at: moment).refusal else {
            return RequestError(AccountDiagnostics.session)
        }
        return .refused(refusal)
    }

    /// Who shows a token, of a session that is not over, in an account that still lets people sign in.
    ///
    /// - Parameters:
    ///   - requests: of the store of the accounts; its rules are not asked, which may be those of another pack.
    ///   - now: what the clock says, whatever moment the decisions are for.
    package static func person(
        of token: SessionToken, in requests: RequestService, now: Timestamp
    ) async throws(RequestError) -> String {
        let held = try await credentials(of: token.dossier, in: requests.journal)
        guard let session = held.sessions[token.digest], now < session.until, let dossier = try await requests.load(token.dossier) else {
            throw RequestError(AccountDiagnostics.session)
        }
        guard !dossier.isErased, session.states.contains(dossier.state) else { throw RequestError(AccountDiagnostics.locked) }
        return session.person
    }

    /// Closes the session of a token, for good.
    package func signOut(_ token: SessionToken) async throws(RequestError) {
        guard try await credentials(of: token.dossier).sessions[token.digest] != nil else {
            throw RequestError(AccountDiagnostics.session)
        }
        try await record(.sessionClosed(digest: token.digest), of: token.dossier)
    }

    /// The pack's own count of failures, which may lock the account; where it does not apply, nothing is counted.
    ///
    /// - Returns: whether the dossier is as it was when the factors were checked; otherwise nothing is counted, and they are checked again.
    private func count(failureOf order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) -> Bool {
        guard let failure = rules.signIn.failure else { return true }
        var counted = RequestOrder(
            commandID: EngineCommand.failedSignIn(order.commandID).id.text, dossierID: order.dossierID, action: failure.action.id,
            person: failure.person.id, expectedVersion: order.expectedVersion)
        counted.origin = .account
        do throws(RequestError) {
            _ = try await requests.act(counted, at: moment)
            return true
        } catch {
            switch error {
            case .stale: return false
            case .refused: return true
            case .faults: throw error
            }
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
        _ change: Credentials.Change, of id: String, expecting version: Int64? = nil
    ) async throws(RequestError) -> Bool {
        do throws(JournalError) {
            _ = try await requests.journal.append(
                [change.event(at: clock())], to: Credentials.stream(id), expecting: version.map { .exactly($0) } ?? .any,
                command: EngineCommand.account(UUID().uuidString.lowercased()).id, enqueuing: [])
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
