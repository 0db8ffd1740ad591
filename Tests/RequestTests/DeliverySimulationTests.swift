import CEL
import Diagnostics
import Foundation
import Journal
import Mail
import MailTesting
import Rules
import Synchronization
import Testing
import Workflow

@testable import Paraphe

/// Random histories, a clock that jumps, workers that die and a mail server that fails at every step: in the end each notification of each
/// event came to each of its receivers, and nothing else did.
@Suite struct DeliverySimulationTests {
    /// SplitMix64: a seed is a history.
    private struct Random {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    }

    private static let acts: [(action: String, person: String, input: String)] = [
        ("submit", "gcote", "{}"), ("assign", "rtremblay", #"{"provider": "mnguyen"}"#), ("assign", "rtremblay", #"{"provider": "akhan"}"#),
        ("accept", "mnguyen", "{}"), ("accept", "akhan", "{}"), ("return-to-dispatcher", "mnguyen", #"{"comment": "x"}"#),
        ("return-to-requester", "mnguyen", #"{"reason": "incomplete-submission", "comment": "x"}"#), ("resubmit", "gcote", "{}"),
        ("transfer", "mnguyen", #"{"colleague": "jroy"}"#), ("request-information", "mnguyen", #"{"question": "x"}"#),
        ("give-information", "gcote", #"{"answer": "x"}"#), ("cancel", "gcote", #"{"reason": "seen-in-person"}"#),
    ]

    @Test(arguments: 1...8) func noneForgottenNoneInvented(seed: Int) async throws {
        let service = try Service()
        let faults = Mutex((random: Random(state: UInt64(seed) &* 7_919), areOn: true))
        let double = try await MailServerDouble(
            .init(step: { command, _ in
                faults.withLock { faults in
                    guard faults.areOn, !command.hasPrefix("QUIT") else { return nil }
                    switch faults.random.below(60) {
                    case 0, 1: return .hangUp
                    case 2, 3: return .reply("451 later")
                    case 4: return .reply("550 no")
                    case 5: return .replyAndHangUp("421 closing")
                    default: return nil
                    }
                }
            }))
        let settings = MailSettings(
            host: "127.0.0.1", port: double.port, security: .none, from: Mailbox(address: try MailAddress("avis@exemple.qc.ca")))
        let delivery = DeliveryService(
            store: service.journal, requests: service.requests, settings: settings, server: settings.server(password: nil))
        var random = Random(state: UInt64(seed))
        var clock: Int64 = 1_795_000_000
        func moment() throws -> DecisionMoment { DecisionMoment(try #require(Timestamp(seconds: clock)), timeZone: "America/Toronto") }
        for number in 1...4 { try await service.act("create", as: "gcote", edits: Service.request, dossier: "D-\(number)") }

        for step in 0..<60 {
            clock += [5, 60, 3_600, 90_000, 400_000][random.below(5)]
            let now = try moment()
            switch random.below(6) {
            case 0, 1: _ = try await delivery.run(now: { now }) { _ in }
            case 2:
                // A worker takes something and dies.
                let queue = ["mail:", "notification:", "deadline:"][random.below(3)] + "teleconsultation"
                _ = try await service.journal.lease(from: queue, limit: 2, at: WorkTime(now.now), forMilliseconds: 30_000)
            default:
                let act = Self.acts[random.below(Self.acts.count)]
                let order = RequestOrder(
                    commandID: "c\(step)", dossierID: "D-\(1 + random.below(4))", action: act.action, person: act.person,
                    input: try Service.json(act.input))
                _ = try? await service.requests.act(order, at: now)
                // Sent twice by mistake.
                if random.below(3) == 0 { _ = try? await service.requests.act(order, at: now) }
            }
        }

        faults.withLock { $0.areOn = false }
        for _ in 0..<60 {
            clock += 20_000
            let now = try moment()
            for item in try await delivery.waiting() where item.state == .dead { try await delivery.revive(item.key, at: now) }
            _ = try await delivery.run(now: { now }) { _ in }
            if try await delivery.waiting().isEmpty { break }
        }
        #expect(try await delivery.waiting().isEmpty)

        var expected: Set<String> = []
        let pack = service.rulebook
        for recorded in try await service.journal.readAll(after: 0, limit: 10_000) where recorded.type == "notification-due" {
            let event = try EventFormat().decode(EncodedEvent(type: recorded.type, version: recorded.version, data: recorded.data))
            guard case .notificationDue(let due) = event.body else { continue }
            var people: Set<String> = []
            for recipient in due.recipients {
                switch recipient {
                case .person(let id, _): people.insert(id)
                case .role(let role):
                    people.formUnion(pack.people.filter { pack.roles(ofProfile: $0.profile.id).contains(role) }.map(\.id))
                }
            }
            for person in people {
                let notice = Notice(
                    dossierID: String(recorded.stream.name.dropFirst("dossier:".count)), version: recorded.streamVersion,
                    notification: due.notification, recipients: [], parameters: due.parameters, at: event.header.at, person: person)
                expected.insert("<\(notice.identifier(pack: pack.name))@exemple.qc.ca>")
            }
        }
        let arrived = double.messages.compactMap { bytes in
            String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n").first { $0.hasPrefix("Message-ID: ") }
                .map { String($0.dropFirst("Message-ID: ".count)) }
        }
        #expect(Set(arrived) == expected, "\(arrived.count) arrived, \(expected.count) expected")
        // Twice only where an answer was lost.
        #expect(arrived.count <= expected.count * 2)
        try await double.stop()
    }
}
