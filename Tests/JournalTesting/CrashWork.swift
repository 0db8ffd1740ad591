import Foundation
import Journal

/// Work on a store that notes outside of it what the store promised, so that after a crash each promise can be looked for.
package enum CrashWork {
    private static let queue = "crash"
    private static let writers = 6

    /// How often the tests kill: a few times, unless `KILLS` says otherwise (`make crash KILLS=300`).
    package static var kills: Int { ProcessInfo.processInfo.environment["KILLS"].flatMap(Int.init) ?? 6 }

    /// The seed of the moments, printed by the tests: `SEED` gives the same ones again.
    package static var seed: UInt64 { ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init) ?? 20_261_121 }

    /// A file for promises.
    package static func makeNotes(_ path: String) { _ = FileManager.default.createFile(atPath: path, contents: nil) }

    /// Kills this process after some time.
    package static func killMyself(afterMicroseconds microseconds: UInt32) {
        Thread.detachNewThread {
            usleep(microseconds)
            kill(getpid(), SIGKILL)
        }
    }

    /// Writes commands that bring work, does the work, and notes each promise, for ever or until the task is cancelled.
    ///
    /// - Parameter run: tells the commands of this run from those of others.
    package static func work(_ store: any Store, run: String, notes: String) async throws {
        let file = open(notes, O_WRONLY | O_APPEND)
        defer { close(file) }
        @Sendable func note(_ line: String) {
            let bytes = Array((line + "\n").utf8)
            _ = write(file, bytes, bytes.count)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var round = 0
                    while !Task.isCancelled {
                        let command = "\(run).\(writer).\(round)"
                        let events = (1...2).map { NewEvent(type: "noted", version: 1, data: Array("\(command) \($0)".utf8)) }
                        _ = try await store.append(
                            events, to: StreamID("s\(writer)"), expecting: .any, command: CommandID(command),
                            enqueuing: [NewWork(queue: queue, key: command, payload: [], dueAt: WorkTime(milliseconds: 0))])
                        note("stored \(command)")
                        round += 1
                    }
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    let now = WorkTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
                    for lease in try await store.lease(from: queue, limit: 4, at: now, forMilliseconds: 60_000) {
                        if try await store.complete(lease, at: now) { note("done \(lease.item.key)") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Promises that were not kept, in words.
    ///
    /// - Parameter minimum: fewer promises than that say nothing about the store.
    package static func violations(_ store: any AuditedJournal & WorkQueue, notes: String, minimum: Int = 0) async throws -> [String] {
        // The promises first: what is promised after the store was read cannot be in what was read.
        let lines = String(decoding: try Data(contentsOf: URL(fileURLWithPath: notes)), as: UTF8.self).split(separator: "\n")
        let report = try await store.audit()
        if let fault = report.fault { return ["the chain does not hold: \(fault)"] }
        var counts: [String: Int] = [:]
        try await store.forEachEvent { counts[$0.command.text, default: 0] += 1 }
        var work: [String: WorkItem] = [:]
        var last: Int64 = 0
        while true {
            let page = try await store.work(in: queue, state: nil, after: last, limit: JournalLimits.eventsPerRead)
            for item in page { work[item.key] = item }
            guard page.count == JournalLimits.eventsPerRead, let end = page.last else { break }
            last = end.id
        }
        var violations: [String] = []
        var promises = 0
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            // The last line may be cut short, as the process was.
            guard words.count == 2 else { continue }
            promises += 1
            switch words[0] {
            case "stored" where counts[words[1]] == nil: violations.append("\(words[1]) was acknowledged and is lost")
            case "done" where work[words[1]]?.state != .done: violations.append("the work \(words[1]) was done and is lost")
            default: continue
            }
        }
        for (command, count) in counts.sorted(by: { $0.key < $1.key }) {
            if count != 2 { violations.append("\(command) has \(count) events") }
            if work[command] == nil { violations.append("\(command) is there without its work") }
        }
        for key in work.keys.sorted() where counts[key] == nil { violations.append("the work \(key) is there without its command") }
        if promises < minimum { violations.append("only \(promises) promises were made") }
        return violations
    }
}

/// Numbers that a seed gives again (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
