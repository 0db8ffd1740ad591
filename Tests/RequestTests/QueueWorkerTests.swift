import CEL
import Diagnostics
import Journal
import Synchronization
import Testing
import Workflow

@testable import Paraphe

/// How the work of a queue is settled, whatever the work is.
@Suite struct QueueWorkerTests {
    private static let start: Int64 = 1_795_000_000
    private static let why = Bilingual(fr: "pas maintenant", en: "not now")

    /// A queue of which each piece is named after what becomes of it.
    private final class Bench: Sendable {
        let journal = InMemoryJournal()
        let lines = Mutex<[DeliveryLine]>([])

        func enqueue(_ keys: String..., at seconds: Int64 = start) async throws {
            try await journal.enqueue(
                keys.map { NewWork(queue: "q", key: $0, payload: [], dueAt: WorkTime(milliseconds: seconds * 1_000)) })
        }

        func run(at seconds: Int64 = start, stopAfter most: Int = .max, _ outcome: @escaping (String) -> WorkOutcome) async throws
            -> (summary: DeliverySummary, tried: [String])
        {
            let moment = DecisionMoment(try #require(Timestamp(seconds: seconds)), timeZone: "UTC")
            let tried = Mutex<[String]>([])
            let worker = QueueWorker(
                "q", of: journal, seconds: 60, retries: RetryPolicy(giveUpSeconds: 1_000, leastAttempts: 2)
            ) { [self] line in lines.withLock { $0.append(line) } }
            let summary = try await worker.run(now: { moment }, isStopped: { tried.withLock { $0.count } >= most }) { item, _ in
                tried.withLock { $0.append(item.key) }
                var attempt = WorkAttempt(
                    outcome(item.key), DeliveryLine(.later, of: item, dossierID: "D-1"), since: Timestamp(seconds: start))
                attempt.record = { reason in
                    DeliveryRecord(
                        type: reason == nil ? "sent" : "refused", dossierID: "D-1", identifier: item.key,
                        entries: [("said", .string(reason?.en ?? "yes"))])
                }
                return attempt
            }
            return (summary, tried.withLock { $0 })
        }

        func state(_ key: String) async throws -> WorkItem? { try await journal.work(key, in: "q") }

        func recorded() async throws -> [String] {
            try await journal.read(StreamID(DeliveryService.streamPrefix + "D-1")).map {
                $0.type + String(decoding: $0.data, as: UTF8.self)
            }
        }

        var told: [String] { lines.withLock { $0.map { "\($0.key) \($0.outcome.rawValue)" } } }
    }

    private static func outcome(_ key: String) -> WorkOutcome {
        switch key.prefix(while: \.isLetter) {
        case "sent": .sent
        case "passed": .passed
        case "early": Timestamp(seconds: start + 500).map { .notBefore($0) } ?? .passed
        case "later": .later(why)
        default: .never(why)
        }
    }

    @Test func eachIsSettledAsItsOutcomeSays() async throws {
        let bench = Bench()
        try await bench.enqueue("sent", "passed", "early", "later", "never")
        let (summary, tried) = try await bench.run(Self.outcome)
        #expect(tried == ["sent", "passed", "early", "later", "never"])
        #expect(summary.sentCount == 1 && summary.laterCount == 1 && summary.deadCount == 1 && summary.failure == nil)
        #expect(bench.told == ["sent sent", "later later", "never dead"], "what passed or came early is not told")
        #expect(try await bench.recorded() == [#"sent{"said":"yes"}"#, #"refused{"said":"not now"}"#])
        for key in ["sent", "passed"] { #expect(try await bench.state(key)?.state == .done) }
        let early = try #require(try await bench.state("early"))
        #expect(early.state == .waiting && early.availableAt.milliseconds == (Self.start + 500) * 1_000)
        let later = try #require(try await bench.state("later"))
        #expect(later.state == .waiting && later.availableAt.milliseconds == (Self.start + 60) * 1_000 && later.reason == "not now")
        #expect(try await bench.state("never")?.state == .dead)
        let line = try #require(bench.lines.withLock { $0.first { $0.outcome == .later } })
        #expect(line.retryAtSeconds == Self.start + 60 && line.reason == Self.why && line.dossierID == "D-1" && line.attempts == 1)
    }

    @Test func whatIsPutOffTooLongIsGivenUp() async throws {
        let bench = Bench()
        try await bench.enqueue("later")
        _ = try await bench.run(Self.outcome)
        // Old enough, and tried often enough.
        let (summary, _) = try await bench.run(at: Self.start + 1_000, Self.outcome)
        #expect(summary.deadCount == 1 && bench.told == ["later later", "later dead"])
        let reason = try #require(bench.lines.withLock { $0.last?.reason })
        #expect(reason.en.contains("after 2 tries") && reason.en.hasSuffix("(not now)") && reason.fr.hasSuffix("(pas maintenant)"))
        #expect(try await bench.state("later")?.reason == reason.en)
    }

    @Test func aHaltEndsTheRunAndGivesNothingUp() async throws {
        let bench = Bench()
        try await bench.enqueue("one", "two")
        let fault = DeliveryDiagnostics.unreadable("x")
        for seconds in [0, 100_000, 200_000] as [Int64] {
            let (summary, tried) = try await bench.run(at: Self.start + seconds) { _ in .halted(fault, mayPass: false) }
            #expect(tried.count == 1 && summary.laterCount == 1 && summary.failure?.code == fault.code && !summary.mayPass)
        }
        #expect(try await bench.recorded().isEmpty)
    }

    @Test func itStopsBetweenTwoPieces() async throws {
        let bench = Bench()
        try await bench.enqueue("sent1", "sent2", "sent3")
        #expect(try await bench.run(stopAfter: 2, Self.outcome).tried == ["sent1", "sent2"])
        #expect(try await bench.run(Self.outcome).tried == ["sent3"])
    }

    /// Whoever took so long that another one has the work tells nothing of it.
    @Test func aLeaseThatWasLostIsNotTold() async throws {
        let bench = Bench()
        try await bench.enqueue("sent")
        let journal = bench.journal
        let worker = QueueWorker("q", of: journal, seconds: 60, retries: RetryPolicy()) { line in bench.lines.withLock { $0.append(line) } }
        let moment = DecisionMoment(try #require(Timestamp(seconds: Self.start)), timeZone: "UTC")
        let summary = try await worker.run(now: { moment }) { item, _ in
            let late = WorkTime(milliseconds: (Self.start + 61) * 1_000)
            let taken = try await journal.lease(from: "q", limit: 1, at: late, forMilliseconds: 60_000)
            #expect(taken.count == 1)
            return WorkAttempt(.sent, DeliveryLine(.later, of: item))
        }
        #expect(summary.sentCount == 0 && bench.told.isEmpty)
    }
}
