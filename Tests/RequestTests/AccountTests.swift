import Accounts
import CEL
import Diagnostics
import Foundation
import Journal
import Rules
import Testing
import Workflow

@testable import Paraphe

/// Accounts of the example's pack: invited, made, opened, locked.
@Suite struct AccountTests {
    private struct Site {
        static let folder =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path + "/examples/access"
        /// Quick, since the tests are about what is decided.
        static let cost = PasswordHash.Cost(blocksExponent: 4, blockSize: 8, parallelism: 1)

        let place: TemporaryPlace
        let journal = InMemoryJournal()
        let requests: RequestService

        init() throws {
            place = try TemporaryPlace()
            var sources = SourceMap()
            let (book, bag) = try PackFolder(path: Self.folder).load(sources: &sources)
            let rulebook = try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
            requests = RequestService(journal: journal, rulebook: rulebook, packHash: "h", blobs: BlobStore(besideStore: place.store))
        }

        /// The accounts, at a moment that the clock says as well.
        func accounts(at moment: DecisionMoment) throws -> AccountService {
            try AccountService(requests, cost: Self.cost, clock: { moment.now })
        }

        func person(of token: SessionToken, at moment: DecisionMoment) async throws -> String {
            try await AccountService.person(of: token, in: requests, now: moment.now)
        }

        func moment(_ text: String = "2026-11-23T15:00:00Z") throws -> DecisionMoment { try Service.moment(text) }

        func order(_ action: String, as person: String, _ texts: [(String, String)] = [], edits: String = "{}") throws -> RequestOrder {
            RequestOrder(
                commandID: UUID().uuidString, dossierID: "A-1", action: action, person: person, edits: try Service.json(edits),
                texts: texts.map { (name: $0.0, text: $0.1) })
        }

        /// A user who was added and invited.
        func invited(at moment: DecisionMoment) async throws -> String {
            let edits = #"""
                {"email": "therese.cloutier@exemple.ca", "interfaceLanguage": "french", "notificationLanguage": "french",
                 "address": "1, rue A, Baie-Comeau"}
                """#
            _ = try await requests.act(
                try order("add-user", as: "mbelanger", [("input.user", "tcloutier")], edits: edits), at: moment)
            let order = try order("invite", as: "mbelanger", [("input.means", "phone")])
            return try await accounts(at: moment).invite(order, at: moment).code
        }

        func create(_ code: String, password: String = "un mot de passe long", at moment: DecisionMoment) async throws -> TimeCode {
            let made = try await accounts(at: moment).create(
                try order("", as: "tcloutier", [("input.secondFactor", "application")]), code: code, password: Secret(password), at: moment)
            #expect(made.address.hasPrefix("otpauth://totp/") && made.address.contains("secret=" + made.secret))
            let secret = try #require(Base32.bytes(made.secret))
            return try #require(TimeCode(secret: Secret(bytes: secret)))
        }

        func signIn(
            _ code: String, password: String = "un mot de passe long", as person: String = "tcloutier", at moment: DecisionMoment
        ) async throws -> AccountService.SignIn {
            try await accounts(at: moment).signIn(
                try order("", as: person, [("input.email", "therese.cloutier@exemple.ca")]), password: Secret(password), code: code,
                at: moment)
        }

        func state() async throws -> String? { try await requests.load("A-1")?.state }
    }

    private func refusal(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
            return []
        } catch let error as RequestError {
            return error.refusal?.failures.map(\.rule) ?? error.bag.diagnostics.map(\.code.name)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func fromTheInvitationToASessionAndItsEnd() async throws {
        let site = try Site()
        let moment = try site.moment()
        let given = try await site.invited(at: moment)
        #expect(given.wholeMatch(of: /[A-Z]-[0-9]{6}/) != nil)
        // As a person types it.
        let factor = try await site.create(given.lowercased().replacingOccurrences(of: "-", with: " "), at: moment)
        #expect(try await site.state() == "active")

        let code = factor.code(step: factor.step(at: moment.now.seconds))
        let session = try await site.signIn(code, at: moment)
        #expect(try await site.person(of: session.token, at: moment) == "tcloutier")
        let again = try #require(SessionToken(session.token.text))
        #expect(try await site.person(of: again, at: moment) == "tcloutier")
        // A code serves once.
        #expect(await refusal { _ = try await site.signIn(code, at: moment) } == ["second-factor"])
        // Sessions end by themselves, and when they are closed.
        let later = try site.moment("2026-11-23T23:00:01Z")
        #expect(await refusal { _ = try await site.person(of: again, at: later) } == ["account/session"])
        try await site.accounts(at: moment).signOut(again)
        #expect(await refusal { _ = try await site.person(of: again, at: moment) } == ["account/session"])
        #expect(await refusal { try await site.accounts(at: moment).signOut(again) } == ["account/session"])
        for text in ["", ".", "A-1", "A-1.", "A-1." + String(repeating: "g", count: 63)] { #expect(SessionToken(text) == nil) }
        let other = try #require(SessionToken("A-1." + String(repeating: "0", count: 64)))
        #expect(await refusal { _ = try await site.person(of: other, at: moment) } == ["account/session"])

        // Neither the password, nor the secret, nor the token stands in the store.
        let stored = try await site.journal.readAll(after: 0, limit: 1_000).map { String(decoding: $0.data, as: UTF8.self) }.joined()
        #expect(!stored.contains("un mot de passe") && !stored.contains(Base32.text(factor.secret.bytes)))
        #expect(!stored.contains(session.token.text.suffix(64)) && stored.contains("$scrypt$"))
    }

    @Test func theFifthFailureLocks() async throws {
        let site = try Site()
        let moment = try site.moment()
        let factor = try await site.create(try await site.invited(at: moment), at: moment)
        let code = factor.code(step: factor.step(at: moment.now.seconds))
        #expect(await refusal { _ = try await site.signIn(code, password: "un autre mot de passe", at: moment) } == ["first-factor"])
        #expect(await refusal { _ = try await site.signIn("000000", at: moment) } == ["second-factor"])
        // Nobody else comes in with what is right.
        #expect(await refusal { _ = try await site.signIn(code, as: "obrien", at: moment) } == ["request/not-shown"])
        for _ in 0..<2 { _ = await refusal { _ = try await site.signIn("000000", password: "faux faux faux", at: moment) } }
        #expect(try await site.state() == "locked")
        #expect(await !refusal { _ = try await site.signIn(code, at: moment) }.isEmpty)
        _ = try await site.requests.act(try site.order("unlock", as: "ksoutien", [("input.identityVerified", "true")]), at: moment)
        // What came while the account was locked was not even looked at.
        let next = factor.code(step: factor.step(at: moment.now.seconds) + 1)
        #expect(try await site.signIn(next, at: moment).token.dossier == "A-1")
    }

    /// What stands for a proof is taken from the accounts alone, not from whoever sends commands.
    @Test(arguments: [
        ("invite", "mbelanger", "paraphe account invite --action invite"), ("renew-code", "mbelanger", "paraphe account invite"),
        ("create-account", "tcloutier", "paraphe account create"), ("sign-in", "tcloutier", "paraphe account sign-in"),
        ("record-failed-sign-in", "portail", "paraphe account sign-in"),
    ])
    func ordersCannotStandForProofs(_ action: String, _ person: String, _ command: String) async throws {
        let site = try Site()
        let moment = try site.moment()
        _ = try await site.create(try await site.invited(at: moment), at: moment)
        let before = try await site.requests.load("A-1")?.version
        let texts = [
            ("input.code", "A-123456"), ("input.means", "phone"), ("input.secondFactor", "application"),
            ("input.email", "therese.cloutier@exemple.ca"), ("input.passwordVerified", "true"), ("input.codeVerified", "true"),
        ]
        let error = await #expect(throws: RequestError.self) {
            _ = try await site.requests.act(try site.order(action, as: person, texts), at: moment)
        }
        #expect(error?.bag.diagnostics.map(\.code.name) == ["account/only-by-account"])
        #expect(error?.bag.diagnostics.first?.hint?.en.contains(command) ?? false)
        #expect(error?.bag.diagnostics.first?.hint?.fr.contains(command) ?? false)
        #expect(try await site.requests.load("A-1")?.version == before)
        let line = #"{"command": "c-1", "dossier": "A-1", "action": "\#(action)", "as": "\#(person)"}"#
        let application = CommandApplication(
            service: site.requests, sources: SourceMap(), defaultPerson: person, clock: { moment.now })
        let answer = await application.answer(.text(Array(line.utf8)), number: 1)
        #expect(answer?.status == .fault && answer?.text.contains("account/only-by-account") ?? false, "\(answer?.text ?? "")")
    }

    /// A lock tells nothing of the password, and as many tries at once as one likes tell no more than one after the other.
    @Test func aLockedAccountTellsNothing() async throws {
        let site = try Site()
        let moment = try site.moment()
        let factor = try await site.create(try await site.invited(at: moment), at: moment)
        let code = factor.code(step: factor.step(at: moment.now.seconds))
        let accounts = try site.accounts(at: moment)
        let orders = try (0..<12).map { _ in try site.order("", as: "tcloutier", [("input.email", "therese.cloutier@exemple.ca")]) }
        let told = await withTaskGroup(of: [String].self) { group in
            for order in orders {
                group.addTask {
                    await refusal {
                        _ = try await accounts.signIn(order, password: Secret("faux faux faux"), code: "000000", at: moment)
                    }
                }
            }
            var told: [[String]] = []
            for await one in group { told.append(one) }
            return told
        }
        #expect(try await site.state() == "locked")
        let locked = await refusal { _ = try await site.signIn("000000", password: "faux faux faux", at: moment) }
        #expect(told.filter { $0 != locked }.count == 5, "\(told)")
        #expect(await refusal { _ = try await site.signIn(code, at: moment) } == locked)
        #expect(locked.contains("first-factor") && locked.contains("second-factor"), "\(locked)")
    }

    /// A session ends with the lock and with new credentials, and by the clock alone.
    @Test func sessionsEndWithTheLock() async throws {
        let site = try Site()
        let moment = try site.moment()
        let factor = try await site.create(try await site.invited(at: moment), at: moment)
        let session = try await site.signIn(factor.code(step: factor.step(at: moment.now.seconds)), at: moment)
        for _ in 0..<5 { _ = await refusal { _ = try await site.signIn("000000", at: moment) } }
        #expect(await refusal { _ = try await site.person(of: session.token, at: moment) } == ["account/locked"])
        _ = try await site.requests.act(try site.order("unlock", as: "ksoutien", [("input.identityVerified", "true")]), at: moment)
        #expect(try await site.person(of: session.token, at: moment) == "tcloutier")

        // The moment of the decision neither brings back an old code nor lengthens a session.
        let later = try site.moment("2026-11-23T16:00:00Z")
        let old = factor.code(step: factor.step(at: moment.now.seconds) + 1)
        func signIn(_ code: String) async throws -> AccountService.SignIn {
            try await site.accounts(at: later).signIn(
                try site.order("", as: "tcloutier", [("input.email", "therese.cloutier@exemple.ca")]),
                password: Secret("un mot de passe long"), code: code, at: moment)
        }
        #expect(await refusal { _ = try await signIn(old) } == ["second-factor"])
        let again = try await signIn(factor.code(step: factor.step(at: later.now.seconds)))
        #expect(again.until == Timestamp("2026-11-24T00:00:00Z"))

        let stream = Credentials.stream("A-1")
        let made = try #require(try await site.journal.read(stream).first { $0.type == "credentials-made" })
        _ = try await site.journal.append(
            [NewEvent(type: made.type, version: made.version, data: made.data)], to: stream, expecting: .any, command: CommandID("new"))
        #expect(await refusal { _ = try await site.person(of: again.token, at: later) } == ["account/session"])
    }

    /// What was cut off after the pack's creation and before the password was kept is finished by the same person with the same code.
    @Test func aCreationThatWasCutOffIsFinished() async throws {
        let site = try Site()
        let moment = try site.moment()
        let given = try await site.invited(at: moment)
        var order = try site.order(
            "create-account", as: "tcloutier", [("input.secondFactor", "application"), ("input.code", given)])
        order.origin = .account
        _ = try await site.requests.act(order, at: moment)
        #expect(try await site.state() == "active")
        let version = try await site.requests.load("A-1")?.version
        let wrong = given == "A-000000" ? "A-000001" : "A-000000"
        #expect(await !refusal { _ = try await site.create(wrong, at: moment) }.isEmpty)
        let factor = try await site.create(given, at: moment)
        #expect(try await site.requests.load("A-1")?.version == version)
        let code = factor.code(step: factor.step(at: moment.now.seconds))
        #expect(try await site.signIn(code, at: moment).token.dossier == "A-1")
        // Whoever has an account does not get another with the old code.
        #expect(await !refusal { _ = try await site.create(given, at: moment) }.isEmpty)
    }

    /// Of an account that does not exist, people are told what they are told of one that is another's.
    @Test func anUnknownAccountAnswersAsAnothersDoes() async throws {
        let site = try Site()
        let moment = try site.moment()
        _ = try await site.create(try await site.invited(at: moment), at: moment)
        func told(_ id: String) async throws -> [String] {
            var order = try site.order("", as: "obrien", [("input.email", "therese.cloutier@exemple.ca")])
            order.dossierID = id
            let asked = order
            return await refusal {
                _ = try await site.accounts(at: moment).signIn(asked, password: Secret("faux faux faux"), code: "000000", at: moment)
            }
        }
        #expect(try await told("A-1") == ["request/not-shown"])
        #expect(try await told("A-2") == ["request/not-shown"])
        #expect(try await site.requests.load("A-2") == nil)
    }

    @Test func codesAreFewAndTriesAreCounted() async throws {
        let site = try Site()
        let moment = try site.moment()
        let given = try await site.invited(at: moment)
        let wrong = given == "A-000000" ? "A-000001" : "A-000000"
        #expect(await refusal { _ = try await site.create("12", at: moment) } == ["account/wrong-code"])
        #expect(await refusal { _ = try await site.create(wrong, password: "court", at: moment) } == ["account/weak-password"])
        for _ in 0..<5 { #expect(await refusal { _ = try await site.create(wrong, at: moment) } == ["code-agrees"]) }
        #expect(await refusal { _ = try await site.create(given, at: moment) } == ["account/codes-used-up"])
        // The giver alone gives a fresh one; the old one no longer serves.
        let renewal = try site.order("renew-code", as: "mbelanger", [("input.means", "in-person")])
        let fresh = try await site.accounts(at: moment).invite(renewal, at: moment).code
        #expect(await refusal { _ = try await site.create(given, at: moment) } == ["code-agrees"])
        // Five days, and not six.
        let late = try site.moment("2026-11-30T15:00:00Z")
        #expect(await refusal { _ = try await site.create(fresh, at: late) } == ["code-still-valid"])
        _ = try await site.create(fresh, at: try site.moment("2026-11-24T15:00:00Z"))
        #expect(try await site.state() == "active")
        #expect(
            await refusal { _ = try await site.accounts(at: moment).invite(try site.order("unlock", as: "ksoutien"), at: moment) }
                == ["account/unknown-action"])
    }

    @Test(arguments: [
        ("holder: holder", "holder: holdr", "pack/field-path"), ("holder: holder", "holder: email", "pack/accounts"),
        ("password: passwordVerified", "password: email", "pack/accounts"), ("wrong-codes: 5", "wrong-codes: 0", "pack/accounts"),
        ("session-minutes: 480", "session-minutes: many", "pack/wrong-type"), ("as: portail", "as: portal", "pack/unknown-name"),
        ("code: code }\n  create", "code: cod }\n  create", "pack/field-path"),
    ])
    func badDeclarations(_ old: String, _ new: String, _ code: String) throws {
        let place = try TemporaryPlace()
        let pack = place.path + "/pack"
        try FileManager.default.copyItem(atPath: Site.folder, toPath: pack)
        let path = pack + "/portal.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        var sources = SourceMap()
        let (_, bag) = try PackFolder(path: pack).load(sources: &sources)
        #expect(bag.diagnostics.contains { $0.code.name == code }, "\(bag.diagnostics.map(\.code.name))")
    }

    /// S3.3: support sees the name, the email and the address, and no message; the department and the person see them.
    @Test func fieldsAreShownToTheirAudience() async throws {
        let site = try Site()
        let moment = try site.moment()
        _ = try await site.create(try await site.invited(at: moment), at: moment)
        _ = try await site.requests.act(try site.order("send-message", as: "mbelanger", [("input.text", "Votre plaie guérit")]), at: moment)
        func sees(_ person: String) async throws -> (message: Bool, email: Bool, history: Bool) {
            let data = try await site.requests.show("A-1", to: person, at: moment).dossier.data
            let history = try await site.requests.history("A-1", to: person, at: moment)
            let words = history.flatMap(\.details).map(\.value.fr).joined()
            return (data.field("messages") != nil, data.field("email") != nil, words.contains("guérit"))
        }
        for person in ["mbelanger", "pdesrosiers", "tcloutier"] { #expect(try await sees(person) == (true, true, true), "\(person)") }
        #expect(try await sees("ksoutien") == (false, true, false))
        // Another user, and a professional of another department, see nothing and do nothing.
        for person in ["obrien", "rsingh"] {
            await #expect(throws: RequestError.self, "\(person)") { _ = try await sees(person) }
            let error = await #expect(throws: RequestError.self, "\(person)") {
                _ = try await site.requests.act(try site.order("reply", as: person, [("input.text", "Allô")]), at: moment)
            }
            #expect(error?.bag.diagnostics.map(\.code.name) == ["request/not-shown"], "\(person)")
            #expect(try await site.requests.list(WorklistFilter(person: person), at: moment).isEmpty)
        }
        // Nobody finds by words what he or she does not see.
        for (person, count) in [("mbelanger", 1), ("ksoutien", 0)] {
            #expect(try await site.requests.list(WorklistFilter(person: person, text: "guérit"), at: moment).count == count)
        }

        // Nor by an order that came too late, which is told what happened meanwhile.
        var late = try site.order("see-information", as: "ksoutien", [("input.item", "name")])
        late.expectedVersion = 1
        let error = await #expect(throws: RequestError.self) { _ = try await site.requests.act(late, at: moment) }
        guard case .stale(let stale)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(!stale.since.isEmpty && !stale.since.flatMap(\.details).map(\.value.fr).joined().contains("guérit"))
    }

    /// What is not shown of a dossier is not shown by an explanation either, which is recorded as a reading.
    @Test func explanationsShowWhatTheirReaderMaySee() async throws {
        let site = try Site()
        let moment = try site.moment()
        let edits = #"""
            {"email": "annie.parent@exemple.ca", "notificationLanguage": "french", "relationship": "parent",
             "assistedPerson": {"familyName": "Parent", "givenName": "Zoé", "birthDate": "2015-03-04", "email": "zoe.parent@exemple.ca"},
             "caregiverRights": ["messages"]}
            """#
        _ = try await site.requests.act(
            try site.order("add-caregiver", as: "mbelanger", [("input.caregiver", "aparent")], edits: edits), at: moment)
        func report(_ person: String) async throws -> ExplanationReport {
            try await site.requests.explain(
                try site.order("invite", as: person, [("input.code", "A-123456"), ("input.means", "phone")]), at: moment,
                identifier: UUID().uuidString, sources: SourceMap())
        }
        let shown = try await report("mbelanger")
        #expect(shown.json.contains("2015-03-04"), "\(shown.text(.english, isWhole: true))")
        let hidden = try await report("ksoutien")
        for words in ["2015", "Zoé", "zoe.parent"] {
            #expect(!hidden.json.contains(words) && !hidden.text(.french, isWhole: true).contains(words), "\(words)")
        }
        let told = try await site.requests.disclosures(of: "A-1", to: "scaron", at: moment, identifier: "d")
        #expect(told.filter { $0.words.en == "read the dossier" }.map(\.person) == ["mbelanger", "ksoutien"])
    }
}
