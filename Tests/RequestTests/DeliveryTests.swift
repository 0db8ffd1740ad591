import CEL
import Diagnostics
import Foundation
import Journal
import JournalSQLite
import Mail
import MailTesting
import Rules
import Synchronization
import Testing
import Workflow

@testable import Paraphe

/// The outbox: what events bring is sent at least once, named so that a repetition can be told, and nothing confidential goes out.
@Suite struct DeliveryTests {
    private static let start = "2026-11-23T15:00:00Z"

    /// A service with a mail server; runs happen at the moments that tests say.
    private struct Post {
        let service: Service
        let double: MailServerDouble
        let delivery: DeliveryService

        init(_ options: MailServerDouble.Options = .init(), onDisk: Bool = false) async throws {
            service = try Service(onDisk: onDisk)
            double = try await MailServerDouble(options)
            delivery = try Self.delivery(service, double)
        }

        static func delivery(_ service: Service, _ double: MailServerDouble, security: MailServer.Security = .none) throws
            -> DeliveryService
        {
            var settings = MailSettings(
                host: "127.0.0.1", port: double.port, security: security,
                from: Mailbox(name: "Soins virtuels", address: try MailAddress("avis@exemple.qc.ca")),
                footer: Bilingual(fr: "Ne répondez pas.", en: "Do not answer."))
            settings.limits = MailLimits(connectSeconds: 1_800, replySeconds: 1_800, finalReplySeconds: 1_800)
            return DeliveryService(
                store: service.journal, requests: service.requests, settings: settings, server: settings.server(password: nil))
        }

        func run(at text: String = start, _ delivery: DeliveryService? = nil) async throws -> (DeliverySummary, [DeliveryLine]) {
            let moment = try Service.moment(text)
            let lines = Mutex<[DeliveryLine]>([])
            let summary = try await (delivery ?? self.delivery).run(now: { moment }) { line in lines.withLock { $0.append(line) } }
            return (summary, lines.withLock { $0 })
        }

        /// What arrived, as text.
        var texts: [String] { double.messages.map { String(decoding: $0, as: UTF8.self) } }

        func headers(_ name: String) -> [String] {
            texts.map { text in
                text.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
            }
        }

        func assigned(to provider: String = "akhan") async throws {
            try await service.act("create", as: "gcote", edits: Service.request)
            try await service.act("submit", as: "gcote")
            try await service.act("assign", as: "rtremblay", input: #"{"provider": "\#(provider)"}"#)
        }
    }

    @Test func eachInTheReceiversLanguageAndWithoutAnythingConfidential() async throws {
        let post = try await Post()
        try await post.assigned()
        let (summary, lines) = try await post.run()
        // To whoever dispatches, and to the provider.
        let dispatchers = post.service.rulebook.people.filter {
            post.service.rulebook.roles(ofProfile: $0.profile.id).contains("dispatcher")
        }
        #expect(summary.sentCount == dispatchers.count + 1 && lines.allSatisfy { $0.outcome == .sent } && summary.failure == nil)
        let languages = post.headers("Content-Language")
        let receivers = post.headers("To")
        #expect(receivers.contains { $0.contains("roger.tremblay@exemple.qc.ca") })
        let english = try #require(receivers.firstIndex { $0.contains("amina.khan@example.qc.ca") })
        #expect(languages[english] == "en-CA" && post.headers("Subject")[english] == "Request D-1: assigned to you")
        #expect(
            post.texts[english].contains("A teleconsultation request is assigned to you.") && post.texts[english].contains("Do not answer.")
        )
        #expect(languages.filter { $0 == "fr-CA" }.count == dispatchers.count)
        for text in post.texts {
            for secret in ["Lavoie", "LAVE80551234", "pigment", "Apparue", "H-1234"] { #expect(!text.contains(secret)) }
        }
        // Message-IDs are all different, say nothing, and are kept beside the dossier's history.
        let names = post.headers("Message-ID")
        #expect(Set(names).count == names.count && names.allSatisfy { $0.hasSuffix("@exemple.qc.ca>") && !$0.contains("D-1") })
        let records = try await post.service.journal.read(StreamID("delivery:D-1"))
        #expect(records.map(\.type) == Array(repeating: "notification-sent", count: names.count))
        // Once is enough.
        let (again, _) = try await post.run(at: "2026-11-23T15:10:00Z")
        #expect(again.sentCount == 0 && post.texts.count == names.count)
    }

    @Test func anAnswerThatIsLostIsNoMessageLost() async throws {
        let post = try await Post(.init(step: { command, count in command == "." && count == 1 ? .hangUp : nil }))
        try await post.service.act("create", as: "gcote", edits: Service.request)
        try await post.service.act("submit", as: "gcote")
        let (first, lines) = try await post.run()
        #expect(first.failure?.code == "mail/broken" && first.mayPass && first.sentCount == 0 && lines.last?.outcome == .later)
        let (second, _) = try await post.run(at: "2026-11-23T15:00:30Z")
        let (third, _) = try await post.run(at: "2026-11-23T15:02:00Z")
        #expect(second.sentCount + third.sentCount >= 1 && third.failure == nil)
        // It came twice, under one name: the receiver can tell.
        let doubled = Dictionary(grouping: post.headers("Message-ID"), by: { $0 }).filter { $0.value.count == 2 }
        #expect(doubled.count == 1)
        let texts = post.texts.filter { $0.contains(doubled.first?.key ?? "?") }
        #expect(Set(texts).count == 1, "the same bytes")
    }

    @Test func greylistingIsWaitedFor() async throws {
        let post = try await Post(
            .init(step: { command, count in command.hasPrefix("RCPT") && count == 1 ? .reply("451 4.7.1 later") : nil }))
        try await post.assigned()
        let (first, lines) = try await post.run()
        #expect(first.laterCount == 1 && first.sentCount >= 1 && first.failure == nil, "the others go all the same")
        let late = try #require(lines.first { $0.outcome == .later })
        #expect(late.retryAtSeconds == (try Service.moment(Self.start)).now.seconds + 60 && late.attempts == 1)
        #expect(try await post.run(at: "2026-11-23T15:00:59Z").0.sentCount == 0)
        let (second, again) = try await post.run(at: "2026-11-23T15:01:00Z")
        #expect(second.sentCount == 1 && again.first?.messageID == late.messageID && again.first?.attempts == 2)
    }

    @Test func refusalsForGoodAreDeadLetters() async throws {
        let box = Box(accepting: false)
        let post = try await Post(
            .init(step: { command, _ in command.hasPrefix("RCPT") && !box.accepting ? .reply("550 5.1.1 nobody") : nil }))
        try await post.assigned()
        let (first, lines) = try await post.run()
        #expect(first.deadCount == lines.count && first.deadCount >= 2 && first.sentCount == 0)
        let dead = try await post.delivery.waiting()
        #expect(dead.count == first.deadCount && dead.allSatisfy { $0.state == .dead && $0.reason.contains("550 5.1.1 nobody") })
        #expect(try await post.run(at: "2026-12-23T15:00:00Z").0.sentCount == 0)
        box.accepting = true
        let moment = try Service.moment("2026-12-23T15:01:00Z")
        try await post.delivery.revive(dead[0].key, at: moment)
        await #expect(throws: DiagnosticsError.self) { try await post.delivery.revive("nothing", at: moment) }
        #expect(try await post.run(at: "2026-12-23T15:02:00Z").0.sentCount == 1)
    }

    private final class Box: Sendable {
        private let state: Mutex<Bool>

        init(accepting: Bool) {
            state = Mutex(accepting)
        }

        var accepting: Bool {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    @Test func aServerThatCannotBeUsedLosesNothing() async throws {
        let identity = try ServerIdentity(names: ["autre.example"])
        let post = try await Post(.init(tls: identity.context))
        try await post.assigned()
        let strict = try Post.delivery(post.service, post.double, security: .startTLS)
        let (refused, _) = try await post.run(at: Self.start, strict)
        #expect(refused.failure?.code == "mail/not-trusted" && !refused.mayPass && post.texts.isEmpty)
        for _ in 0..<3 { _ = try await post.run(at: "2026-12-25T15:00:00Z", strict) }
        #expect(try await post.delivery.waiting().allSatisfy { $0.state == .waiting }, "nothing is given up for the server's sake")
        let (sent, _) = try await post.run(at: "2027-01-25T15:00:00Z")
        #expect(sent.sentCount >= 2 && sent.failure == nil)
    }

    @Test func a421EndsTheRunAndNothingElse() async throws {
        let post = try await Post(
            .init(step: { command, count in command == "DATA" && count == 2 ? .replyAndHangUp("421 4.3.2 closing") : nil }))
        try await post.assigned()
        let (first, _) = try await post.run()
        #expect(first.sentCount == 1 && first.failure?.code == "mail/busy")
        let (second, _) = try await post.run(at: "2026-11-23T15:05:00Z")
        #expect(second.sentCount >= 1 && second.failure == nil)
        #expect(Set(post.headers("Message-ID")).count == post.texts.count)
    }

    @Test(arguments: [false, true]) func severalWorkersShareTheWork(onDisk: Bool) async throws {
        let post = try await Post(onDisk: onDisk)
        for number in 1...8 {
            try await post.service.act("create", as: "gcote", edits: Service.request, dossier: "D-\(number)")
            try await post.service.act("submit", as: "gcote", dossier: "D-\(number)")
        }
        let sent = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<3 { group.addTask { try await post.run().0.sentCount } }
            return try await group.reduce(0, +)
        }
        #expect(sent == post.texts.count && Set(post.headers("Message-ID")).count == sent && sent % 8 == 0 && sent > 0)
    }

    @Test func theWorkOfAWorkerThatDiedIsDoneByAnother() async throws {
        let post = try await Post()
        try await post.service.act("create", as: "gcote", edits: Service.request)
        try await post.service.act("submit", as: "gcote")
        let now = WorkTime(try Service.moment(Self.start).now)
        let taken = try await post.service.journal.lease(
            from: "notification:teleconsultation", limit: 10, at: now, forMilliseconds: 60_000)
        #expect(taken.count == 1)
        #expect(try await post.run().0.sentCount == 0)
        #expect(try await post.run(at: "2026-11-23T15:01:01Z").0.sentCount >= 1)
    }

    @Test func whatIsRefusedOrRepeatedBringsNothing() async throws {
        let post = try await Post()
        try await post.service.act("create", as: "gcote", edits: Service.request)
        _ = try await post.service.refusal("submit", as: "mnguyen")
        #expect(try await post.delivery.waiting().isEmpty)
        for _ in 0..<3 { try await post.service.act("submit", as: "gcote", command: "same") }
        #expect(try await post.delivery.waiting().count == 1)
    }

    // MARK: - What a message may hold

    private static func compose(
        _ service: Service, _ parameters: String, to person: String = "gcote", notification: String = "request-accepted",
        in language: Language? = nil
    ) async throws -> MailMessage {
        let settings = MailSettings(host: "localhost", port: 25, security: .none, from: Mailbox(address: try MailAddress("a@b.ca")))
        let notice = Notice(
            dossierID: "D-1", version: 7, notification: notification, recipients: [.person(person, language: language)],
            parameters: try Service.json(parameters), at: try Service.moment(start).now, person: person)
        let actor = try #require(service.requests.directory.actor(person))
        let dossier = try #require(try await service.requests.load("D-1"))
        return try NotificationComposer(rulebook: service.rulebook, settings: settings).message(notice, to: actor, about: dossier)
    }

    @Test func theDossierNamesTheLanguageBeforeTheDirectory() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        #expect(try await Self.compose(service, #"{"number": "D-1"}"#).language == .french)
        let message = try await Self.compose(service, #"{"number": "D-1"}"#, in: .english)
        #expect(message.language == .english && message.subject.hasPrefix("Request D-1"), "\(message.subject)")
    }

    @Test func aNoticeKeepsItsLanguageInTheQueue() throws {
        let moment = try Service.moment(Self.start).now
        let notice = Notice(
            dossierID: "D-1", version: 3, notification: "told", recipients: [.role("r"), .person("p", language: .english)],
            parameters: .record([]), at: moment, person: nil)
        func kept(_ notice: Notice) -> Notice? {
            Notice(
                WorkItem(
                    id: 1, queue: "q", key: notice.key, payload: notice.payload, origin: nil, state: .waiting,
                    availableAt: WorkTime(moment),
                    attempts: 0, reason: ""))
        }
        #expect(kept(notice) == notice)
        #expect(kept(notice.copy(for: "p", in: .english))?.language == .english)
        #expect(kept(notice.copy(for: "p", in: nil))?.language == nil)
    }

    @Test func confidentialValuesAreHeldBack() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        for value in ["Lavoie", "dossier de LAVOIE", "Lésion pigmentée de la jambe", "LAVE80551234", "1980-05-12", "(418 555-0150)"] {
            do {
                _ = try await Self.compose(service, #"{"number": "\#(value)"}"#)
                Issue.record("`\(value)` went out")
            } catch let error as DiagnosticsError {
                #expect(error.bag.diagnostics.map(\.code) == ["delivery/confidential"])
            }
        }
        for value in ["D-1", "Lavoierie", "2026", ""] {
            #expect(try await Self.compose(service, #"{"number": "\#(value)"}"#).subject.hasPrefix("Demande \(value)"))
        }
        await #expect(throws: DiagnosticsError.self) { _ = try await Self.compose(service, "{}", notification: "gone") }
    }

    @Test func valuesCannotAddHeaders() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        let message = try await Self.compose(service, #"{"number": "1\r\nBcc: x@example.org\r\n\r\nx"}"#)
        let lines = String(decoding: try MessageWriter.bytes(message), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(!lines.contains { $0.hasPrefix("Bcc") })
    }

    @Test func triesGrowApartAndEnd() {
        let policy = RetryPolicy()
        #expect((1...10).map { policy.wait(after: $0, ageSeconds: 0) } == [60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 14_400, 14_400])
        #expect(policy.wait(after: 4, ageSeconds: 9_000_000) == 480 && policy.wait(after: 5, ageSeconds: 432_000) == nil)
        #expect(policy.wait(after: .max, ageSeconds: 0) == 14_400)
    }

    // MARK: - Delays

    @Test func delaysAreToldOnce() async throws {
        let post = try await Post()
        try await post.assigned(to: "mnguyen")
        _ = try await post.run()
        let before = try #require(try await post.service.requests.load("D-1")).version
        let count = post.texts.count
        // Monday 10:00; the fourth business day is the day before the end.
        #expect(try await post.run(at: "2026-11-27T14:59:00Z").0.remindedCount == 0)
        let (soon, lines) = try await post.run(at: "2026-11-27T15:00:00Z")
        #expect(soon.remindedCount == 1 && soon.sentCount == 1 && lines.first?.subject == "acceptance.soon")
        #expect(post.headers("To").last?.contains("minhchau.nguyen@exemple.qc.ca") ?? false)
        #expect(try await post.run(at: "2026-11-27T16:00:00Z").0.remindedCount == 0)
        let (late, _) = try await post.run(at: "2026-11-30T15:00:00Z")
        #expect(late.remindedCount == 1 && late.sentCount >= 2)
        let (escalated, _) = try await post.run(at: "2026-12-02T15:00:00Z")
        #expect(escalated.remindedCount == 1 && escalated.sentCount >= 2 && post.texts.count > count + 4)
        #expect(try await post.run(at: "2027-12-02T15:00:00Z").0.remindedCount == 0)
        // Time alone makes no command stale.
        let now = try #require(try await post.service.requests.load("D-1"))
        #expect(now.version > before && now.isCurrent(before) && now.state == "assigned")
        #expect(try await post.service.refusal("accept", as: "mnguyen", expecting: before) == [])
        let history = try await post.service.requests.history("D-1")
        #expect(history.contains { $0.label.en == "delay passed: acceptance.escalation" })
    }

    @Test func whoeverActsInTimeIsNotReminded() async throws {
        let post = try await Post()
        try await post.assigned(to: "mnguyen")
        try await post.service.act("accept", as: "mnguyen")
        _ = try await post.run()
        let count = post.texts.count
        let (later, _) = try await post.run(at: "2027-03-01T15:00:00Z")
        #expect(later.remindedCount == 0 && post.texts.count == count)
    }

    @Test func momentsOfOldStoresAreNoted() async throws {
        let post = try await Post()
        try await post.assigned(to: "mnguyen")
        let watch = DeadlineWatch(store: post.service.journal, requests: post.service.requests)
        #expect(try await watch.plan(at: try Service.moment(Self.start)) == 0, "they are there already")
    }
}

/// The settings of an installation.
@Suite struct MailSettingsTests {
    private static func read(_ yaml: String) throws -> Result<MailSettings, DiagnosticsError> {
        let place = try TemporaryPlace()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: place.path + "/mail.yaml"))
        do throws(DiagnosticsError) {
            let settings = try DeliverySettingsFile.read(place.path + "/mail.yaml", shelf: SourceShelf())
            guard let mail = settings.mail else { throw DiagnosticsError(FaxSendingDiagnostics.noSetting()) }
            return .success(mail)
        } catch {
            return .failure(error)
        }
    }

    @Test func whole() throws {
        let settings = try Self.read(
            """
            mail:
              server: smtp.example.org
              security: tls
              authorities: /etc/ca.pem
              account: paraphe
              password-env: SMTP
              from: { name: Soins virtuels, address: avis@exemple.qc.ca }
              reply-to: { address: aide@exemple.qc.ca }
              footer: { fr: Au revoir, en: Goodbye }
              client-name: paraphe.exemple.qc.ca
              retry: { first-minutes: 2, longest-minutes: 60, give-up-days: 3 }
              timeout: { connect-seconds: 5, reply-seconds: 6, final-reply-seconds: 7 }
            """
        ).get()
        #expect(settings.port == 465 && settings.security == .tls && settings.password == .environment("SMTP"))
        #expect(settings.from.name == "Soins virtuels" && settings.replyTo?.address.text == "aide@exemple.qc.ca")
        #expect(settings.retries.firstSeconds == 120 && settings.retries.giveUpSeconds == 259_200 && settings.limits.finalReplySeconds == 7)
        #expect(settings.footer?.en == "Goodbye" && settings.authorities == "/etc/ca.pem" && settings.clientName == "paraphe.exemple.qc.ca")
    }

    @Test(arguments: [
        ("", "delivery/missing-key"), ("mail: {}", "delivery/missing-key"), ("mail: { server: a, from: { address: x } }", "mail/address"),
        ("mail: { server: 'a b', from: { address: a@b.ca } }", "delivery/value"),
        ("mail: { server: a, from: { address: a@b.ca }, sevurity: tls }", "delivery/unknown-key"),
        ("mail: { server: a, from: { address: a@b.ca }, security: ssl }", "delivery/value"),
        ("mail: { server: a, from: { address: a@b.ca }, account: x }", "delivery/missing-key"),
        ("mail: { server: a, from: { address: a@b.ca }, retry: { first-minutes: 0 } }", "delivery/value"),
        ("mail: { server: a, from: { address: a@b.ca }, client-name: 'a b' }", "delivery/value"),
        ("mail: { server: a, from: { address: a@b.ca }, footer: x }", "delivery/value"), ("mail: { server: a }", "delivery/missing-key"),
    ])
    func faults(_ yaml: String, _ code: String) throws {
        guard case .failure(let error) = try Self.read(yaml) else {
            Issue.record("\(yaml)")
            return
        }
        #expect(error.bag.diagnostics.first?.code.name == code && error.bag.diagnostics.first?.hint != nil)
    }
}
