import Journal

/// One property that every ``EventJournal`` has, checked on a fresh, empty one.
package struct JournalLaw: Sendable, CustomStringConvertible {
    package let name: String
    private let body: @Sendable (any EventJournal, inout LawFindings) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any EventJournal, inout LawFindings) async throws -> Void) {
        self.name = name
        self.body = body
    }

    package var description: String { name }

    /// What does not hold, in words; empty when the law holds.
    package func violations(on journal: any EventJournal) async -> [String] {
        var findings = LawFindings(file: "JournalLaws.swift")
        do {
            try await body(journal, &findings)
        } catch {
            findings.violations.append("unexpected error: \(error)")
        }
        return findings.violations
    }
}

/// Collects what does not hold.
struct LawFindings {
    var violations: [String] = []
    private let file: String

    init(file: String) {
        self.file = file
    }

    mutating func expect(_ condition: Bool, _ words: @autoclosure () -> String, line: Int = #line) {
        if !condition { violations.append("\(file):\(line): \(words())") }
    }

    mutating func expect(_ code: JournalError.Code, line: Int = #line, _ body: () async throws -> Void) async {
        do {
            try await body()
            violations.append("\(file):\(line): no error, expected \(code.rawValue)")
        } catch let error as JournalError {
            expect(error.code == code, "expected \(code.rawValue), got \(error)", line: line)
        } catch {
            violations.append("\(file):\(line): another error: \(error)")
        }
    }
}

/// The laws that every adapter of ``EventJournal`` obeys.
package enum JournalLaws {
    package static let all: [JournalLaw] = [
        emptyStore, sequencesAndVersions, contentIsKept, staleVersions, repetition, reuse, invalidAppends, paging, severalStreams,
        streamList,
        concurrentAny, concurrentExact, concurrentRepetition, namesAreBytes, placesAreKept, placesOfAnotherVersion, snapshots,
    ]

    private static let a = StreamID("a")
    private static let b = StreamID("b")

    static func event(_ text: String, type: String = "noted", version: Int = 1) -> NewEvent {
        NewEvent(type: type, version: version, data: Array(text.utf8))
    }

    private static let namesAreBytes = JournalLaw("names that look alike are two when their bytes are") { journal, findings in
        let names = ["\u{E9}", "e\u{301}"]
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for name in names {
                group.addTask {
                    try await journal.append([event(name)], to: StreamID(name), expecting: .exactly(0), command: CommandID(name))
                        .isRepetition
                }
            }
            for try await isRepetition in group { findings.expect(!isRepetition, "one command was taken for the other") }
        }
        for name in names {
            let data = try await journal.read(StreamID(name), after: 0, limit: 10).map { String(decoding: $0.data, as: UTF8.self) }
            findings.expect(data.map { Array($0.utf8) } == [Array(name.utf8)], "the stream has \(data)")
        }
    }

    private static let emptyStore = JournalLaw("an empty store is empty") { journal, findings in
        let all = try await journal.readAll(after: 0, limit: 10)
        findings.expect(all.isEmpty, "events in an empty store")
        let stream = try await journal.read(a, after: 0, limit: 10)
        findings.expect(stream.isEmpty, "events in an unknown stream")
        let version = try await journal.version(of: a)
        findings.expect(version == 0, "an unknown stream has version \(version)")
        let receipt = try await journal.receipt(of: CommandID("none"))
        findings.expect(receipt == nil, "a receipt of an unknown command")
        let streams = try await journal.streams(after: 0, limit: 10)
        findings.expect(streams.isEmpty, "streams in an empty store")
    }

    private static let sequencesAndVersions = JournalLaw("sequences and versions count from 1 without gaps") { journal, findings in
        _ = try await journal.append([event("1"), event("2")], to: a, expecting: .new, command: CommandID("c1"))
        _ = try await journal.append([event("3")], to: b, expecting: .new, command: CommandID("c2"))
        let receipt = try await journal.append([event("4")], to: a, expecting: .exactly(2), command: CommandID("c3"))
        findings.expect(receipt.streamVersion == 3 && !receipt.isRepetition, "receipt \(receipt)")
        findings.expect(receipt.events.map(\.sequence) == [4], "sequences of the receipt")
        let all = try await journal.readAll(after: 0, limit: 10)
        findings.expect(all.map(\.sequence) == [1, 2, 3, 4], "sequences \(all.map(\.sequence))")
        findings.expect(all.map(\.streamVersion) == [1, 2, 1, 3], "versions \(all.map(\.streamVersion))")
        findings.expect(all.map(\.stream) == [a, a, b, a], "streams")
        let versions = [try await journal.version(of: a), try await journal.version(of: b)]
        findings.expect(versions == [3, 1], "versions of streams \(versions)")
    }

    private static let contentIsKept = JournalLaw("what is read is what was written") { journal, findings in
        let odd: [NewEvent] = [
            NewEvent(type: "vide", version: 1, data: []),
            NewEvent(type: "octets", version: 7, data: Array(0...255)),
            NewEvent(type: "é ᐊᓪᓚᑎ 🩺", version: 2, data: [UInt8](repeating: 9, count: 100_000)),
        ]
        let stream = StreamID("flux d’été/ᐃᓄᒃ")
        let command = CommandID("commande n° 1")
        let receipt = try await journal.append(odd, to: stream, expecting: .new, command: command)
        let events = try await journal.read(stream, after: 0, limit: 10)
        findings.expect(events == receipt.events, "the receipt differs from what is read")
        findings.expect(events.map(\.type) == odd.map(\.type), "types")
        findings.expect(events.map(\.version) == odd.map(\.version), "versions")
        findings.expect(events.map(\.data) == odd.map(\.data), "data")
        findings.expect(events.allSatisfy { $0.command == command && $0.stream == stream }, "command and stream")
    }

    private static let staleVersions = JournalLaw("a stale version is refused with the actual one and writes nothing") {
        journal, findings in
        _ = try await journal.append([event("1"), event("2")], to: a, expecting: .new, command: CommandID("c1"))
        for (number, version) in [Int64(0), 1, 3, .max].enumerated() {
            do throws(JournalError) {
                _ = try await journal.append(
                    [event("x")], to: a, expecting: .exactly(version), command: CommandID("stale \(number)"))
                findings.expect(false, "version \(version) was accepted")
            } catch {
                findings.expect(error.code == .versionConflict && error.actualVersion == 2, "error \(error)")
            }
        }
        let count = try await journal.readAll(after: 0, limit: 10).count
        findings.expect(count == 2, "\(count) events")
        _ = try await journal.append([event("3")], to: a, expecting: .exactly(2), command: CommandID("stale 0"))
    }

    private static let repetition = JournalLaw("a repeated command writes nothing and answers with the first receipt") {
        journal, findings in
        let first = try await journal.append([event("1"), event("2")], to: a, expecting: .new, command: CommandID("c1"))
        _ = try await journal.append([event("3")], to: a, expecting: .exactly(2), command: CommandID("c2"))
        for expected in [ExpectedVersion.any, .new, .exactly(3)] {
            let again = try await journal.append([event("other")], to: a, expecting: expected, command: CommandID("c1"))
            findings.expect(again.isRepetition && again.events == first.events, "repetition \(again)")
        }
        let receipt = try await journal.receipt(of: CommandID("c1"))
        findings.expect(receipt?.events == first.events && receipt?.isRepetition == true, "receipt")
        let count = try await journal.readAll(after: 0, limit: 10).count
        findings.expect(count == 3, "\(count) events")
    }

    private static let reuse = JournalLaw("a command identifier serves one stream only") { journal, findings in
        _ = try await journal.append([event("1")], to: a, expecting: .new, command: CommandID("c1"))
        await findings.expect(.commandReused) {
            _ = try await journal.append([event("1")], to: b, expecting: .new, command: CommandID("c1"))
        }
        let version = try await journal.version(of: b)
        findings.expect(version == 0, "the other stream has version \(version)")
    }

    private static let invalidAppends = JournalLaw("appends out of bounds are refused") { journal, findings in
        let long = String(repeating: "x", count: JournalLimits.bytesPerName + 1)
        let cases: [(events: [NewEvent], stream: String, command: String)] = [
            ([], "a", "c"), ([event("1")], "", "c"), ([event("1")], "a", ""), ([event("1")], long, "c"), ([event("1")], "a", long),
            ([event("1")], "a\u{0}", "c"), ([event("1")], "a", "c\n"), ([event("1", type: "")], "a", "c"),
            ([event("1", type: long)], "a", "c"), ([event("1", version: 0)], "a", "c"), ([event("1", version: -1)], "a", "c"),
            ([event("1", version: .max)], "a", "c"),
            ([NewEvent](repeating: event("1"), count: JournalLimits.eventsPerAppend + 1), "a", "c"),
            ([NewEvent(type: "t", version: 1, data: [UInt8](repeating: 0, count: JournalLimits.bytesPerEvent + 1))], "a", "c"),
        ]
        for (index, bad) in cases.enumerated() {
            await findings.expect(.invalidAppend, line: index) {
                _ = try await journal.append(
                    bad.events, to: StreamID(bad.stream), expecting: .any, command: CommandID(bad.command))
            }
        }
        let count = try await journal.readAll(after: 0, limit: 10).count
        findings.expect(count == 0, "\(count) events")
    }

    private static let paging = JournalLaw("reads are paged") { journal, findings in
        let events = (1...25).map { event("\($0)") }
        _ = try await journal.append(events, to: a, expecting: .new, command: CommandID("c1"))
        _ = try await journal.append(events, to: b, expecting: .new, command: CommandID("c2"))
        let pages: [(Int64, Int, [Int64])] = [
            (0, 3, [1, 2, 3]), (3, 2, [4, 5]), (24, 5, [25]), (25, 5, []), (99, 5, []), (0, 0, []), (0, -1, []), (-5, 2, [1, 2]),
            (.max, 3, []),
        ]
        for (after, limit, expected) in pages {
            let found = try await journal.read(b, after: after, limit: limit).map(\.streamVersion)
            findings.expect(found == expected, "read after \(after) limit \(limit): \(found)")
        }
        let all = try await journal.readAll(after: 24, limit: 2).map(\.sequence)
        findings.expect(all == [25, 26], "readAll: \(all)")
        let none = try await journal.readAll(after: 50, limit: 2)
        findings.expect(none.isEmpty, "readAll past the end")
        let whole = try await journal.read(b)
        findings.expect(whole.count == 25, "whole stream: \(whole.count)")
    }

    private static let severalStreams = JournalLaw("several streams are read at once, in the order asked for") { journal, findings in
        for round in 1...3 {
            for name in ["a", "b", "c"] {
                let events = (1...2).map { event("\(name)\(round).\($0)") }
                _ = try await journal.append(events, to: StreamID(name), expecting: .any, command: CommandID("\(name)\(round)"))
            }
        }
        func read(_ tails: [(String, Int64)], limit: Int) async throws(JournalError) -> [String] {
            try await journal.read(tails.map { StreamTail(StreamID($0.0), after: $0.1) }, limit: limit).map {
                "\($0.stream.name)\($0.streamVersion)"
            }
        }
        let cases: [([(String, Int64)], Int, [String])] = [
            ([], 10, []), ([("c", 4), ("a", 5)], 10, ["c5", "c6", "a6"]),
            ([("b", 3), ("none", 0), ("a", 4)], 4, ["b4", "b5", "b6", "a5"]),
            ([("a", 6), ("b", 9), ("c", -1)], 2, ["c1", "c2"]), ([("a", 0)], 0, []), ([("a", 0)], -1, []),
        ]
        for (tails, limit, expected) in cases {
            let found = try await read(tails, limit: limit)
            findings.expect(found == expected, "\(tails) limit \(limit): \(found)")
        }
        let all = try await journal.read([StreamTail(b), StreamTail(a, after: 2)]).map(\.data).map { String(decoding: $0, as: UTF8.self) }
        findings.expect(all == ["b1.1", "b1.2", "b2.1", "b2.2", "b3.1", "b3.2", "a2.1", "a2.2", "a3.1", "a3.2"], "\(all)")
    }

    private static let streamList = JournalLaw("streams come in the order of their first events") { journal, findings in
        for (number, name) in ["z", "m", "a", "m", "z"].enumerated() {
            _ = try await journal.append([event("x")], to: StreamID(name), expecting: .any, command: CommandID("c\(number)"))
        }
        let all = try await journal.streams(after: 0, limit: 10)
        findings.expect(all.map(\.stream.name) == ["z", "m", "a"], "streams \(all)")
        findings.expect(all.map(\.firstSequence) == [1, 2, 3], "first sequences \(all)")
        let page = try await journal.streams(after: 1, limit: 1)
        findings.expect(page.map(\.stream.name) == ["m"], "page \(page)")
    }

    private static func place(_ name: String, _ first: Int64, _ group: String, _ facet: String) -> StreamPlace {
        StreamPlace(stream: StreamID(name), firstSequence: first, group: group, facet: facet)
    }

    private static let placesAreKept = JournalLaw("places are kept, replaced, and listed in order") { journal, findings in
        let empty = try await journal.placesHead(version: "1")
        findings.expect(empty == 0, "\(empty)")
        let places = [place("c", 5, "g", "open"), place("a", 1, "g", "closed"), place("b", 3, "g", "open"), place("x", 2, "h", "open")]
        let isKept = try await journal.keepPlaces(places, version: "1", from: 0, through: 6)
        let isLate = try await journal.keepPlaces([place("c", 5, "g", "closed")], version: "1", from: 4, through: 9)
        let head = try await journal.placesHead(version: "1")
        findings.expect(isKept && !isLate && head == 6, "\(isKept) \(isLate) \(head)")
        func list(_ facets: [String]?, after: Int64 = 0, limit: Int = 10) async throws(JournalError) -> [String] {
            try await journal.places(in: "g", facets: facets, after: after, limit: limit).map(\.stream.name)
        }
        let all = try await list(nil)
        let open = try await list(["open", "none"])
        let both = try await list(["open", "closed", "open"], after: 1, limit: 1)
        let facets = Set(try await journal.facets(in: "g"))
        let others = try await journal.facets(in: "nobody")
        findings.expect(facets == ["open", "closed"] && others == [], "\(facets) \(others)")
        let none = try await list([])
        findings.expect(all == ["a", "b", "c"] && open == ["b", "c"] && both == ["b"] && none == [], "\(all) \(open) \(both) \(none)")
        _ = try await journal.keepPlaces([place("b", 3, "g", "closed")], version: "1", from: 6, through: 8)
        let left = try await list(["open"])
        let some = try await journal.places(of: [StreamID("b"), StreamID("nobody")])
        findings.expect(left == ["c"] && some == [place("b", 3, "g", "closed")], "\(left) \(some)")
        _ = try await journal.keepPlaces([], version: "1", from: 8, through: 20)
        let last = try await journal.placesHead(version: "1")
        findings.expect(last == 20, "\(last)")
    }

    private static let placesOfAnotherVersion = JournalLaw("places of another rule count for nothing, and go with the first of a new one") {
        journal, findings in
        _ = try await journal.keepPlaces([place("a", 1, "g", "open")], version: "1", from: 0, through: 6)
        let head = try await journal.placesHead(version: "2")
        let isKept = try await journal.keepPlaces([place("b", 2, "g", "open")], version: "2", from: 0, through: 3)
        let old = try await journal.placesHead(version: "1")
        let all = try await journal.places(in: "g", facets: nil, after: 0, limit: 10)
        findings.expect(head == 0 && isKept && old == 0 && all.map(\.stream.name) == ["b"], "\(head) \(isKept) \(old) \(all)")
    }

    private static let snapshots = JournalLaw("the newest snapshot of a stream is kept, in its form") { journal, findings in
        func keep(_ version: Int64, _ text: String, _ format: String, _ stream: StreamID = a) async throws(JournalError) {
            try await journal.keepSnapshot(
                StreamSnapshot(stream: stream, streamVersion: version, data: Array(text.utf8)), format: format)
        }
        func text(_ format: String) async throws(JournalError) -> String? {
            try await journal.snapshot(of: a, format: format).map { "\($0.streamVersion) " + String(decoding: $0.data, as: UTF8.self) }
        }
        let none = try await text("f1")
        try await keep(5, "five", "f1")
        try await keep(3, "three", "f1")
        try await keep(9, "", "f1", b)
        let first = try await text("f1")
        let other = try await text("f2")
        let names = try await journal.streamsWithSnapshot(format: "f1", after: "")
        let rest = try await journal.streamsWithSnapshot(format: "f1", after: "a")
        let several = try await journal.snapshots(of: [b, StreamID("none"), a], format: "f1").map(\.stream.name).sorted()
        findings.expect(several == ["a", "b"], "\(several)")
        try await keep(4, "four", "f2")
        let old = try await text("f1")
        let new = try await text("f2")
        findings.expect(
            none == nil && first == "5 five" && other == nil && old == nil && new == "4 four" && names == [a, b] && rest == [b],
            "\(String(describing: (none, first, other, old, new))) \(names) \(rest)")
    }

    private static let concurrentAny = JournalLaw("writers at the same time lose nothing") { journal, findings in
        let writers = 16
        let rounds = 10
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for round in 0..<rounds {
                        _ = try await journal.append(
                            [event("\(writer).\(round)"), event("\(writer).\(round)'")], to: StreamID("s\(writer % 5)"),
                            expecting: .any, command: CommandID("\(writer).\(round)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let all = try await journal.readAll(after: 0, limit: 10_000)
        findings.expect(all.count == writers * rounds * 2, "\(all.count) events")
        findings.expect(all.map(\.sequence) == (0..<all.count).map { Int64($0) + 1 }, "sequences have gaps")
        var versions: [StreamID: Int64] = [:]
        for (index, event) in all.enumerated() {
            versions[event.stream, default: 0] += 1
            findings.expect(event.streamVersion == versions[event.stream], "version of event \(event.sequence)")
            // The two events of one command are never torn apart.
            if index % 2 == 1 { findings.expect(all[index - 1].command == event.command, "torn command at \(event.sequence)") }
        }
    }

    private static let concurrentExact = JournalLaw("of writers with the same expected version one wins each time") { journal, findings in
        let writers = 8
        let target = 40
        let wins = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var wins = 0
                    var attempt = 0
                    while true {
                        let version = try await journal.version(of: a)
                        if version >= target { return wins }
                        attempt += 1
                        do throws(JournalError) {
                            _ = try await journal.append(
                                [event("\(version)")], to: a, expecting: .exactly(version), command: CommandID("\(writer).\(attempt)"))
                            wins += 1
                        } catch {
                            if error.code != .versionConflict { throw error }
                        }
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        let events = try await journal.read(a)
        findings.expect(wins == events.count, "\(wins) wins, \(events.count) events")
        let texts = events.map { String(decoding: $0.data, as: UTF8.self) }
        findings.expect(texts == (0..<events.count).map { "\($0)" }, "an event was written on a stale version: \(texts)")
    }

    private static let concurrentRepetition = JournalLaw("one command sent by many at once happens once") { journal, findings in
        let receipts = try await withThrowingTaskGroup(of: AppendReceipt.self) { group in
            for _ in 0..<20 {
                group.addTask { try await journal.append([event("x")], to: a, expecting: .new, command: CommandID("same")) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        findings.expect(receipts.filter { !$0.isRepetition }.count == 1, "\(receipts.filter { !$0.isRepetition }.count) first receipts")
        findings.expect(Set(receipts.map(\.events)).count == 1, "receipts differ")
        let count = try await journal.readAll(after: 0, limit: 100).count
        findings.expect(count == 1, "\(count) events")
    }
}
