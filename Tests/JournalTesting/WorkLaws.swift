import Journal

/// One property that the ``WorkQueue`` of every store has, checked on a fresh, empty one.
package struct WorkLaw: Sendable, CustomStringConvertible {
    package let name: String
    private let body: @Sendable (any Store, inout LawFindings) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any Store, inout LawFindings) async throws -> Void) {
        self.name = name
        self.body = body
    }

    package var description: String { name }

    /// What does not hold, in words; empty when the law holds.
    package func violations(on store: any Store) async -> [String] {
        var findings = LawFindings(file: "WorkLaws.swift")
        do {
            try await body(store, &findings)
        } catch {
            findings.violations.append("unexpected error: \(error)")
        }
        return findings.violations
    }
}

/// The laws that every adapter of ``WorkQueue`` obeys.
package enum WorkLaws {
    package static let all: [WorkLaw] = [
        emptyQueue, contentIsKept, comesWithEvents, notWithRefusals, keysServeOnce, orderAndMoments, leasesExclude, leasesEnd, prolongation,
        failureAndRetry, deadLetters, withdrawal, bounds, paging, manyWorkers, queuesAreApart, word,
    ]

    private static let queue = "mail"

    private static func at(_ milliseconds: Int64) -> WorkTime { WorkTime(milliseconds: milliseconds) }

    private static func work(_ key: String, in queue: String = queue, due: Int64 = 0) -> NewWork {
        NewWork(queue: queue, key: key, payload: Array(key.utf8), dueAt: at(due))
    }

    private static func keys(_ leases: [WorkLease]) -> [String] { leases.map(\.item.key) }

    private static let emptyQueue = WorkLaw("an empty queue has nothing") { store, findings in
        let taken = try await store.lease(from: queue, limit: 10, at: at(.max), forMilliseconds: 1)
        findings.expect(taken.isEmpty, "\(taken)")
        let due = try await store.nextDue(in: queue)
        findings.expect(due == nil, "\(String(describing: due))")
        let item = try await store.work("x", in: queue)
        findings.expect(item == nil, "\(String(describing: item))")
        let isWithdrawn = try await store.withdraw("x", from: queue, at: at(0))
        let isRevived = try await store.revive("x", in: queue, dueAt: at(0))
        findings.expect(!isWithdrawn && !isRevived, "what is not there was changed")
        let none = try await store.enqueue([])
        findings.expect(none == 0, "\(none)")
    }

    private static let contentIsKept = WorkLaw("what is taken is what was put in") { store, findings in
        let payloads: [[UInt8]] = [[], [0], Array("été\u{0}'\";--".utf8), [UInt8](repeating: 0xFF, count: 100_000)]
        let new = payloads.enumerated().map { index, payload in
            NewWork(queue: "file d’été", key: "clé \(index) 'ᐃ", payload: payload, dueAt: at(Int64(index) - 2))
        }
        let count = try await store.enqueue(new)
        findings.expect(count == 4, "\(count)")
        let leases = try await store.lease(from: "file d’été", limit: 10, at: at(5), forMilliseconds: 100)
        findings.expect(leases.map(\.item.payload) == payloads && keys(leases) == new.map(\.key), "content: \(keys(leases))")
        findings.expect(
            leases.allSatisfy { $0.item.attempts == 1 && $0.until == at(105) && $0.item.state == .leased && $0.item.origin == nil },
            "fields")
        for lease in leases {
            let found = try await store.work(lease.item.key, in: "file d’été")
            findings.expect(found == lease.item, "\(String(describing: found))")
        }
    }

    private static let comesWithEvents = WorkLaw("work comes with the events of its command") { store, findings in
        _ = try await store.append([JournalLaws.event("0")], to: StreamID("z"), expecting: .new, command: CommandID("c0"))
        let receipt = try await store.append(
            [JournalLaws.event("1"), JournalLaws.event("2")], to: StreamID("a"), expecting: .new, command: CommandID("c1"),
            enqueuing: [work("m1"), work("m2", due: 50)])
        let first = try await store.work("m1", in: queue)
        findings.expect(first?.origin == receipt.events.first?.sequence && first?.state == .waiting, "\(String(describing: first))")
        let again = try await store.append(
            [JournalLaws.event("1")], to: StreamID("a"), expecting: .any, command: CommandID("c1"), enqueuing: [work("m3")])
        findings.expect(again.isRepetition, "no repetition")
        let third = try await store.work("m3", in: queue)
        findings.expect(third == nil, "a repeated command put work in")
        let due = try await store.lease(from: queue, limit: 10, at: at(10), forMilliseconds: 10)
        findings.expect(keys(due) == ["m1"], "\(keys(due))")
    }

    private static let notWithRefusals = WorkLaw("a refused command puts no work in") { store, findings in
        _ = try await store.append([JournalLaws.event("1")], to: StreamID("a"), expecting: .new, command: CommandID("c1"))
        await findings.expect(.versionConflict) {
            _ = try await store.append(
                [JournalLaws.event("2")], to: StreamID("a"), expecting: .new, command: CommandID("c2"), enqueuing: [work("m1")])
        }
        await findings.expect(.commandReused) {
            _ = try await store.append(
                [JournalLaws.event("2")], to: StreamID("b"), expecting: .new, command: CommandID("c1"), enqueuing: [work("m2")])
        }
        let all = try await store.work(in: queue, state: nil, after: 0, limit: 10)
        findings.expect(all.isEmpty, "\(all)")
    }

    private static let keysServeOnce = WorkLaw("a key serves once in its queue, even after the work was done") { store, findings in
        let first = try await store.enqueue([work("m"), work("m"), work("n")])
        findings.expect(first == 2, "\(first)")
        for lease in try await store.lease(from: queue, limit: 10, at: at(1), forMilliseconds: 10) {
            let isDone = try await store.complete(lease, at: at(2))
            let kept = try await store.work(in: queue, state: .done, after: 0, limit: 10).first { $0.key == lease.item.key }
            findings.expect(kept?.payload == [], "what is done keeps its content")
            findings.expect(isDone, "not done")
        }
        let second = try await store.enqueue([work("m"), work("o")])
        findings.expect(second == 1, "\(second)")
        _ = try await store.append(
            [JournalLaws.event("1")], to: StreamID("a"), expecting: .new, command: CommandID("c1"), enqueuing: [work("n"), work("p")])
        let left = try await store.lease(from: queue, limit: 10, at: at(.max), forMilliseconds: 10)
        findings.expect(keys(left) == ["o", "p"], "\(keys(left))")
    }

    private static let orderAndMoments = WorkLaw("work is taken when its moment has come, the earliest first") { store, findings in
        try await store.enqueue([work("c", due: 30), work("a", due: 10), work("b", due: 20), work("a2", due: 10)])
        let due = try await store.nextDue(in: queue)
        findings.expect(due == at(10), "\(String(describing: due))")
        let none = try await store.lease(from: queue, limit: 10, at: at(9), forMilliseconds: 1_000)
        findings.expect(none.isEmpty, "taken too early: \(keys(none))")
        let one = try await store.lease(from: queue, limit: 1, at: at(25), forMilliseconds: 1_000)
        findings.expect(keys(one) == ["a"], "\(keys(one))")
        let rest = try await store.lease(from: queue, limit: 10, at: at(25), forMilliseconds: 1_000)
        findings.expect(keys(rest) == ["a2", "b"], "\(keys(rest))")
        let nothing = try await store.lease(from: queue, limit: 0, at: at(99), forMilliseconds: 1_000)
        findings.expect(nothing.isEmpty, "a limit of nothing")
        let next = try await store.nextDue(in: queue)
        findings.expect(next == at(30), "\(String(describing: next))")
    }

    private static let leasesExclude = WorkLaw("what one worker has, no other takes") { store, findings in
        try await store.enqueue([work("m")])
        let mine = try await store.lease(from: queue, limit: 1, at: at(0), forMilliseconds: 100)
        let theirs = try await store.lease(from: queue, limit: 1, at: at(99), forMilliseconds: 100)
        findings.expect(keys(mine) == ["m"] && theirs.isEmpty, "\(mine) \(theirs)")
        let due = try await store.nextDue(in: queue)
        findings.expect(due == at(100), "the end of a lease is no moment: \(String(describing: due))")
        guard let lease = mine.first else { return }
        let isDone = try await store.complete(lease, at: at(50))
        let again = try await store.complete(lease, at: at(51))
        let failed = try await store.fail(lease, reason: "", retryAt: nil, at: at(52))
        findings.expect(isDone && !again && !failed, "settled more than once")
        let late = try await store.lease(from: queue, limit: 1, at: at(.max), forMilliseconds: 100)
        findings.expect(late.isEmpty, "done work was taken")
        let item = try await store.work("m", in: queue)
        findings.expect(item?.state == .done && item?.availableAt == at(50) && item?.attempts == 1, "\(String(describing: item))")
    }

    private static let leasesEnd = WorkLaw("a lease that ran out is taken over, and the late worker changes nothing") { store, findings in
        try await store.enqueue([work("m")])
        guard let late = try await store.lease(from: queue, limit: 1, at: at(0), forMilliseconds: 100).first,
            let new = try await store.lease(from: queue, limit: 1, at: at(100), forMilliseconds: 100).first
        else {
            findings.expect(false, "not taken over")
            return
        }
        findings.expect(new.item.attempts == 2 && new.item.id == late.item.id, "\(new)")
        let isDone = try await store.complete(late, at: at(110))
        let isFailed = try await store.fail(late, reason: "late", retryAt: at(0), at: at(110))
        let extended = try await store.extend(late, until: at(1_000))
        findings.expect(!isDone && !isFailed && extended == nil, "the late worker changed something")
        let isNewDone = try await store.complete(new, at: at(120))
        findings.expect(isNewDone, "the new worker could not finish")
    }

    private static let prolongation = WorkLaw("a lease can be prolonged, even when it ran out and nobody came") { store, findings in
        try await store.enqueue([work("m")])
        guard let first = try await store.lease(from: queue, limit: 1, at: at(0), forMilliseconds: 100).first,
            let longer = try await store.extend(first, until: at(500))
        else {
            findings.expect(false, "no lease")
            return
        }
        findings.expect(longer.until == at(500) && longer.item.attempts == 1, "\(longer)")
        let theirs = try await store.lease(from: queue, limit: 1, at: at(499), forMilliseconds: 100)
        findings.expect(theirs.isEmpty, "taken in spite of the longer lease")
        let isDone = try await store.complete(longer, at: at(600))
        findings.expect(isDone, "not done")
    }

    private static let failureAndRetry = WorkLaw("failed work comes again at its moment, with the reason") { store, findings in
        try await store.enqueue([work("m")])
        guard let lease = try await store.lease(from: queue, limit: 1, at: at(0), forMilliseconds: 100).first else { return }
        let long = "le serveur a dit non\n" + String(repeating: "é", count: JournalLimits.bytesPerReason)
        let isFailed = try await store.fail(lease, reason: long, retryAt: at(1_000), at: at(10))
        findings.expect(isFailed, "not failed")
        let early = try await store.lease(from: queue, limit: 1, at: at(999), forMilliseconds: 100)
        findings.expect(early.isEmpty, "retried too early")
        let again = try await store.lease(from: queue, limit: 1, at: at(1_000), forMilliseconds: 100).first
        findings.expect(again?.item.attempts == 2, "\(String(describing: again))")
        let reason = again?.item.reason ?? ""
        findings.expect(
            reason.hasPrefix("le serveur a dit non é") && reason.utf8.count <= JournalLimits.bytesPerReason
                && reason.utf8.count > JournalLimits.bytesPerReason - 4, "reason: \(reason.utf8.count)")
    }

    private static let deadLetters = WorkLaw("work that is given up stays, and can be revived") { store, findings in
        try await store.enqueue([work("m"), work("n")])
        for lease in try await store.lease(from: queue, limit: 10, at: at(0), forMilliseconds: 100) {
            try await store.fail(lease, reason: "no such mailbox", retryAt: nil, at: at(7))
        }
        let none = try await store.lease(from: queue, limit: 10, at: at(.max), forMilliseconds: 100)
        findings.expect(none.isEmpty, "dead work was taken")
        let dead = try await store.work(in: queue, state: .dead, after: 0, limit: 10)
        findings.expect(
            dead.map(\.key) == ["m", "n"] && dead.allSatisfy { $0.reason == "no such mailbox" && $0.availableAt == at(7) }, "\(dead)")
        let isRevived = try await store.revive("n", in: queue, dueAt: at(20))
        let twice = try await store.revive("n", in: queue, dueAt: at(20))
        findings.expect(isRevived && !twice, "revival")
        let taken = try await store.lease(from: queue, limit: 10, at: at(20), forMilliseconds: 100)
        findings.expect(keys(taken) == ["n"] && taken.first?.item.attempts == 2, "\(taken)")
    }

    private static let withdrawal = WorkLaw("work that waits can be withdrawn, work that is taken or done cannot") { store, findings in
        try await store.enqueue([work("a", due: 0), work("b", due: 90)])
        let lease = try await store.lease(from: queue, limit: 1, at: at(0), forMilliseconds: 100).first
        let taken = try await store.withdraw("a", from: queue, at: at(1))
        let waiting = try await store.withdraw("b", from: queue, at: at(2))
        findings.expect(!taken && waiting, "\(taken) \(waiting)")
        if let lease { try await store.complete(lease, at: at(3)) }
        let done = try await store.withdraw("a", from: queue, at: at(4))
        findings.expect(!done, "done work was withdrawn")
        let none = try await store.lease(from: queue, limit: 10, at: at(.max), forMilliseconds: 100)
        findings.expect(none.isEmpty, "\(keys(none))")
        let item = try await store.work("b", in: queue)
        findings.expect(item?.state == .withdrawn && item?.availableAt == at(2), "\(String(describing: item))")
    }

    private static let bounds = WorkLaw("work out of bounds is refused, and its command with it") { store, findings in
        let long = String(repeating: "x", count: JournalLimits.bytesPerName + 1)
        let cases: [[NewWork]] = [
            [work("")], [work("m", in: "")], [work(long)], [work("m", in: long)], [work("a\u{0}")], [work("m", in: "q\n")],
            [NewWork(queue: queue, key: "m", payload: [UInt8](repeating: 0, count: JournalLimits.bytesPerWork + 1), dueAt: at(0))],
            (0...JournalLimits.workPerAppend).map { work("\($0)") },
        ]
        for (index, bad) in cases.enumerated() {
            await findings.expect(.invalidAppend, line: index) { try await store.enqueue([work("good")] + bad) }
            await findings.expect(.invalidAppend, line: index) {
                _ = try await store.append(
                    [JournalLaws.event("1")], to: StreamID("a"), expecting: .any, command: CommandID("c\(index)"), enqueuing: bad)
            }
        }
        let all = try await store.work(in: queue, state: nil, after: 0, limit: 10)
        let version = try await store.version(of: StreamID("a"))
        findings.expect(all.isEmpty && version == 0, "\(all.count) \(version)")
    }

    private static let paging = WorkLaw("lists of work are paged, in the order in which it came") { store, findings in
        try await store.enqueue((1...25).map { work("\($0)", due: Int64(100 - $0)) })
        try await store.enqueue([work("x", in: "other")])
        let first = try await store.work(in: queue, state: nil, after: 0, limit: 10)
        findings.expect(first.map(\.key) == (1...10).map(String.init), "\(first.map(\.key))")
        let second = try await store.work(in: queue, state: .waiting, after: first.last?.id ?? 0, limit: 100)
        findings.expect(second.map(\.key) == (11...25).map(String.init), "\(second.map(\.key))")
        let done = try await store.work(in: queue, state: .done, after: 0, limit: 100)
        findings.expect(done.isEmpty, "\(done)")
    }

    private static let manyWorkers = WorkLaw("many workers at once do each piece once") { store, findings in
        let count = 120
        try await store.enqueue((0..<count).map { work("\($0)") })
        let done = try await withThrowingTaskGroup(of: [String].self) { group in
            for worker in 0..<6 {
                group.addTask {
                    var done: [String] = []
                    while true {
                        let leases = try await store.lease(from: queue, limit: 1 + worker, at: at(1), forMilliseconds: 1_000_000)
                        if leases.isEmpty { return done }
                        for lease in leases where try await store.complete(lease, at: at(2)) { done.append(lease.item.key) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        findings.expect(done.count == count && Set(done).count == count, "\(done.count) done, \(Set(done).count) different")
    }

    private static let word = WorkLaw("who waits is told of work, of what came since the look as well") { store, findings in
        // Longer than a whole run of the tests, in which a task may wait long for its turn.
        let patience = 7_200.0
        let clock = ContinuousClock()
        let start = clock.now
        let before = try await store.workMark()
        try await store.enqueue([work("1")])
        try await store.waitForWork(since: before, seconds: patience)
        let between = try await store.workMark()
        async let told: Void = store.waitForWork(since: between, seconds: patience)
        _ = try await store.append(
            [JournalLaws.event("1")], to: StreamID("a"), expecting: .any, command: CommandID("c"), enqueuing: [work("2")])
        try await told
        // Nobody waits for what was called off.
        let mark = try await store.workMark()
        let waiting = Task {
            try await store.waitForWork(since: mark, seconds: patience)
            return try await store.waitForEvents(after: 1, seconds: patience)
        }
        waiting.cancel()
        let count = try await waiting.value
        findings.expect(
            count == 1 && start.duration(to: clock.now) < .seconds(patience), "\(count) events, \(start.duration(to: clock.now))")
    }

    private static let queuesAreApart = WorkLaw("each queue has its own work") { store, findings in
        try await store.enqueue([work("m", in: "a"), work("m", in: "b", due: 9)])
        let a = try await store.lease(from: "a", limit: 10, at: at(99), forMilliseconds: 10)
        findings.expect(a.map(\.item.queue) == ["a"], "\(a)")
        let due = try await store.nextDue(in: "b")
        findings.expect(due == at(9), "\(String(describing: due))")
        let c = try await store.nextDue(in: "c")
        findings.expect(c == nil, "\(String(describing: c))")
    }
}
