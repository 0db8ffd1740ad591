import CEL
import CivilTime
import Diagnostics
import Foundation
import Journal
import Rules
import Synchronization
import Testing
import Workflow

@testable import Paraphe

/// Random histories of several people on several dossiers, with stale and repeated commands, a clock that jumps and failures at every write.
///
/// `PARAPHE_SIMULATION=2000` runs so many histories (`make simulate`), `PARAPHE_SEED=17` one of them again.
@Suite struct SimulationTests {
    private static var seeds: [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["PARAPHE_SEED"].flatMap(UInt64.init) { return [seed] }
        return Array(1...(environment["PARAPHE_SIMULATION"].flatMap(UInt64.init) ?? 20))
    }

    @Test func randomHistoriesKeepTheirPromises() async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Fixtures/small"
        var sources = SourceMap()
        let rulebook = try #require(try PackFolder(path: folder).load(sources: &sources).0)
        var done = Simulation.Figures()
        for seed in Self.seeds {
            let simulation = try Simulation(seed: seed, rulebook: rulebook)
            try await simulation.run(steps: 60)
            try await simulation.check()
            done.add(simulation.figures)
        }
        // What is injected happens, or the simulation proves nothing.
        #expect(done.accepted > 0 && done.refused > 0 && done.stale > 0 && done.lostBefore > 0 && done.lostAfter > 0 && done.races > 0)
        #expect(done.repeated > 0 && done.unmade > 0 && done.documents > 0 && done.notifications > 0 && done.reminders > 0)
        print("simulation: \(Self.seeds.count) histories, \(done)")
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same histories from the same seed.
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A store whose next write goes wrong in the way that it is told.
private final class UnreliableJournal: EventJournal {
    enum Fault: Sendable {
        case none
        /// The write does not happen.
        case lostBefore
        /// The write happens, and nobody hears of it.
        case lostAfter
        /// Somebody else writes first.
        case race(@Sendable () async -> Void)
    }

    let inner = InMemoryJournal()
    private let next = Mutex<Fault>(.none)

    func arm(_ fault: Fault) { next.withLock { $0 = fault } }

    func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt {
        let fault = next.withLock { next in
            defer { next = .none }
            return next
        }
        func lost() -> JournalError { JournalError(.unavailable, reason: "injected", place: stream.name) }
        switch fault {
        case .none: break
        case .lostBefore: throw lost()
        case .race(let other): await other()
        case .lostAfter:
            _ = try await inner.append(events, to: stream, expecting: expected, command: command, enqueuing: work)
            throw lost()
        }
        return try await inner.append(events, to: stream, expecting: expected, command: command, enqueuing: work)
    }

    func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await inner.read(tails, limit: limit)
    }

    func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await inner.readAll(after: sequence, limit: limit)
    }

    func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        try await inner.streams(after: sequence, limit: limit)
    }

    func version(of stream: StreamID) async throws(JournalError) -> Int64 { try await inner.version(of: stream) }
    func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? { try await inner.receipt(of: command) }
    func close() throws(JournalError) {}

    func placesHead(version: String) async throws(JournalError) -> Int64 { try await inner.placesHead(version: version) }

    func keepPlaces(
        _ places: [StreamPlace], version: String, from head: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool {
        try await inner.keepPlaces(places, version: version, from: head, through: sequence)
    }

    func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace] { try await inner.places(of: streams) }

    func facets(in group: String) async throws(JournalError) -> [String] { try await inner.facets(in: group) }

    func places(
        in group: String, facets: [String]?, after firstSequence: Int64, limit: Int
    ) async throws(JournalError) -> [StreamPlace] {
        try await inner.places(in: group, facets: facets, after: firstSequence, limit: limit)
    }

    func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot] {
        try await inner.snapshots(of: streams, format: format)
    }

    func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID] {
        try await inner.streamsWithSnapshot(format: format, after: name)
    }

    func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError) {
        try await inner.keepSnapshot(snapshot, format: format)
    }
}

/// Makes documents, or fails when it is told to.
private final class UnreliableMaker: DocumentMaker {
    private let mustFail = Mutex(false)

    func arm() { mustFail.withLock { $0 = true } }

    func make(_ request: DocumentRequest) throws -> [MadeDocument] {
        let fails = mustFail.withLock { mustFail in
            defer { mustFail = false }
            return mustFail
        }
        if fails { throw DiagnosticsError(Diagnostic(.error, "test/fails", Bilingual(verbatim: "no ink"), at: nil)) }
        let name = "\(request.definition.id)-\(request.number)"
        return [
            MadeDocument(
                language: .french, bytes: Array("\(request.dossier.id) \(name) \(request.dossier.version)".utf8), fileName: name,
                isSigned: true)
        ]
    }
}

/// What others did while somebody was writing.
private final class Rivals: Sendable {
    let list = Mutex<[(RequestOrder, RequestOutcome?)]>([])
}

private final class Simulation {
    struct Figures {
        var accepted = 0
        var refused = 0
        var stale = 0
        var repeated = 0
        var rebased = 0
        var lostBefore = 0
        var lostAfter = 0
        var races = 0
        var unmade = 0
        var documents = 0
        var notifications = 0
        var reminders = 0
        var events = 0

        mutating func add(_ other: Figures) {
            accepted += other.accepted
            refused += other.refused
            stale += other.stale
            repeated += other.repeated
            rebased += other.rebased
            lostBefore += other.lostBefore
            lostAfter += other.lostAfter
            races += other.races
            unmade += other.unmade
            documents += other.documents
            notifications += other.notifications
            reminders += other.reminders
            events += other.events
        }
    }

    /// An order that was sent, and the answer when one came.
    private struct Sent {
        let order: RequestOrder
        var answer: RequestOutcome?
    }

    private let seed: UInt64
    private var random: SeededNumbers
    private let journal = UnreliableJournal()
    private let maker = UnreliableMaker()
    private let service: RequestService
    /// The same store without the failures: who races, and who looks.
    private let calm: RequestService
    private let place: TemporaryPlace
    private var clock: Int64 = 1_795_000_000
    private var sent: [String: Sent] = [:]
    private var names: [String] = []
    private let raced = Rivals()
    private(set) var figures = Figures()

    init(seed: UInt64, rulebook: Rulebook) throws {
        self.seed = seed
        random = SeededNumbers(seed: seed)
        place = try TemporaryPlace()
        let blobs = BlobStore(besideStore: place.store)
        service = RequestService(journal: journal, rulebook: rulebook, packHash: "h", blobs: blobs, maker: maker)
        calm = RequestService(journal: journal.inner, rulebook: rulebook, packHash: "h", blobs: blobs, maker: maker)
    }

    // MARK: - Living

    func run(steps: Int) async throws {
        for step in 0..<steps { try await self.step(step) }
    }

    private func step(_ number: Int) async throws {
        // Mostly forward by hours, now and then by weeks, and sometimes backwards.
        switch Int.random(in: 0..<12, using: &random) {
        case 0: clock -= Int64.random(in: 1...86_400, using: &random)
        case 1: clock += Int64.random(in: 1...40, using: &random) * 86_400
        default: clock += Int64.random(in: 0...20_000, using: &random)
        }
        if Int.random(in: 0..<6, using: &random) == 0, let old = names.randomElement(using: &random), let before = sent[old] {
            return try await send(before.order, isRepetition: true)
        }
        if Int.random(in: 0..<10, using: &random) == 0 {
            if Int.random(in: 0..<4, using: &random) == 0 { journal.arm(.lostAfter) }
            _ = try? await service.remind("D-\(Int.random(in: 1...3, using: &random))", at: moment)
            return journal.arm(.none)
        }
        let order = try await order("c\(seed)-\(number)")
        var isArmed = true
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            journal.arm(.lostBefore)
            figures.lostBefore += 1
        case 1:
            journal.arm(.lostAfter)
            figures.lostAfter += 1
        case 2:
            let rival = try await self.order("r\(seed)-\(number)", on: order.dossierID)
            let moment = moment
            journal.arm(
                .race { [calm, raced] in
                    let outcome = try? await calm.act(rival, at: moment)
                    raced.list.withLock { $0.append((rival, outcome)) }
                })
        case 3: maker.arm()
        default: isArmed = false
        }
        try await send(order, isRepetition: false)
        if isArmed { journal.arm(.none) }
        for (rival, outcome) in raced.list.withLock({ list in
            defer { list = [] }
            return list
        }) {
            names.append(rival.commandID)
            sent[rival.commandID] = Sent(order: rival, answer: outcome)
            figures.races += 1
        }
    }

    private var moment: DecisionMoment {
        DecisionMoment(Timestamp(seconds: clock) ?? .epoch, timeZone: service.rulebook.timeZone)
    }

    private func send(_ order: RequestOrder, isRepetition: Bool) async throws {
        if sent[order.commandID] == nil {
            names.append(order.commandID)
            sent[order.commandID] = Sent(order: order, answer: nil)
        }
        do throws(RequestError) {
            let outcome = try await service.act(order, at: moment)
            if let before = sent[order.commandID]?.answer {
                // Repeated: the same answer.
                #expect(outcome.isRepetition, "seed \(seed): \(order.commandID) was done twice")
                #expect(
                    outcome.events == before.events && outcome.dossier == before.dossier,
                    "seed \(seed): \(order.commandID) answers otherwise")
                figures.repeated += 1
            } else {
                figures.accepted += 1
                if !outcome.meanwhile.isEmpty { figures.rebased += 1 }
                sent[order.commandID]?.answer = outcome
            }
        } catch {
            #expect(sent[order.commandID]?.answer == nil, "seed \(seed): \(order.commandID) was done, and is now \(error)")
            switch error {
            case .refused(let refusal):
                figures.refused += 1
                #expect(!refusal.failures.isEmpty)
            case .stale(let stale):
                figures.stale += 1
                #expect(stale.expected != stale.version && order.expectedVersion == stale.expected)
            case .faults(let bag):
                if bag.diagnostics.contains(where: { $0.code == "test/fails" }) { figures.unmade += 1 }
            }
        }
    }

    // MARK: - Orders

    private func order(_ command: String, on id: String? = nil) async throws -> RequestOrder {
        let id = id ?? "D-\(Int.random(in: 1...3, using: &random))"
        let dossier = try await calm.load(id)
        let people = service.directory.ids
        var person = people.randomElement(using: &random) ?? ""
        var action = service.rulebook.actions.randomElement(using: &random)?.id ?? ""
        var offer: Offer?
        // Most do what they are offered; some try anything.
        if Int.random(in: 0..<8, using: &random) > 0 {
            for candidate in people.shuffled(using: &random) {
                let offers = try service.decider.offers(dossier, to: service.person(candidate), at: moment).filter(\.isOffered)
                guard let found = offers.randomElement(using: &random) else { continue }
                (person, action, offer) = (candidate, found.action.id, found)
                break
            }
        }
        var order = RequestOrder(commandID: command, dossierID: id, action: action, person: person)
        if let offer {
            order.input = record(offer.inputs, people)
            order.edits = record(offer.edits, people)
            if offer.action.form != nil { order.form = record(offer.form, people) }
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: order.expectedVersion = Int64.random(in: 0...((dossier?.version ?? 0) + 1), using: &random)
        case 1, 2: order.expectedVersion = dossier?.version
        default: break
        }
        order.onStale = Bool.random(using: &random) ? .refuse : .retryIfPossible
        return order
    }

    private func record(_ fields: [Offer.Field], _ people: [String]) -> Value {
        .record(
            fields.compactMap { field in
                guard field.isRequired || Int.random(in: 0..<3, using: &random) == 0 else { return nil }
                return value(field.field, people).map { (field.field.id, $0) }
            })
    }

    private func value(_ field: DataField, _ people: [String]) -> Value? {
        switch field.type {
        case .text, .longText: return field.pattern == nil ? .string("texte \(Int.random(in: 0..<9, using: &random))") : nil
        case .boolean: return .bool(Bool.random(using: &random))
        case .integer: return .int(Int64(field.minimum ?? 1))
        case .decimal: return .double(field.minimum ?? 1)
        case .date: return .string(moment.today.text)
        case .month: return .string("2027-06")
        case .dateTime: return .string(moment.now.text)
        case .email: return .string("a@example.org")
        case .phone: return .string("418 555-0142")
        case .choice(let choices):
            // Mostly the ordinary one, so that dossiers come far.
            let choice = Int.random(in: 0..<4, using: &random) > 0 ? choices.first : choices.randomElement(using: &random)
            return choice.map { .string($0.id) }
        case .reason(let list): return service.rulebook.reasonLists[list]?.reasons.randomElement(using: &random).map { .string($0.id) }
        case .person: return people.randomElement(using: &random).map { .string($0) }
        case .record(_, let nested):
            return .record(nested.compactMap { field in (Self.known[field.id] ?? value(field, people)).map { (field.id, $0) } })
        case .list, .attachment: return nil
        }
    }

    /// Fields whose form a pattern fixes.
    private static let known: [String: Value] = [
        "nam": .string("LAVE80551234"), "birthDate": .string("1980-05-12"), "familyName": .string("Lavoie"), "givenName": .string("Élise"),
        "sex": .string("female"), "cardExpiry": .string("2039-03"),
    ]

    // MARK: - Promises

    func check() async throws {
        let all = try await journal.inner.readAll(after: 0, limit: 10_000)
        figures.events = all.count
        // Every acknowledged command is there once, whole and in one piece; nothing is there that nobody sent.
        var commands: [(id: String, events: [RecordedEvent])] = []
        for event in all {
            if commands.last?.id == event.command.text {
                commands[commands.count - 1].events.append(event)
            } else {
                commands.append((event.command.text, [event]))
            }
        }
        #expect(Set(commands.map(\.id)).count == commands.count, "seed \(seed): a command is there twice")
        for (id, sent) in sent {
            guard let answer = sent.answer else { continue }
            let stored = commands.first { $0.id == id }?.events ?? []
            #expect(stored.count == answer.events.count, "seed \(seed): \(id) was acknowledged and is lost")
        }
        var dossiers: [String: Dossier] = [:]
        for (id, recorded) in commands {
            if id.hasPrefix("deadline:") {
                try judgeReminder(recorded, onto: &dossiers)
                continue
            }
            let order = try #require(sent[id]?.order, "seed \(seed): nobody sent \(id)")
            let events = try calm.events(recorded, id: order.dossierID)
            let before = dossiers[order.dossierID]
            try judge(order, events, on: before)
            dossiers[order.dossierID] = try Dossier.replay(events, onto: before)
        }
        // Replay equals live.
        for (id, dossier) in dossiers {
            #expect(try await service.load(id) == dossier, "seed \(seed): \(id)")
            for document in dossier.documents {
                #expect(document.made.count == 1, "seed \(seed): a document is due and was not made")
                for made in document.made {
                    figures.documents += 1
                    #expect(try BlobStore.hash(of: service.blobs.get(made.hash)) == made.hash)
                }
            }
        }
        try await checkOutbox(dossiers)
        var audit = ChainAudit()
        var head = ChainHead.empty
        for event in all {
            head = head.following(event)
            let fits = audit.accept(event, hash: head.hash)
            #expect(fits, "seed \(seed): the chain breaks at \(event.sequence)")
        }
    }

    /// A delay of the pack passed, and the dossier was still where it counts; each once.
    private func judgeReminder(_ recorded: [RecordedEvent], onto dossiers: inout [String: Dossier]) throws {
        let id = String(recorded.first?.stream.name.dropFirst(RequestService.streamPrefix.count) ?? "")
        let before = try #require(dossiers[id], "seed \(seed): a delay of no dossier")
        let events = try calm.events(recorded, id: id)
        let moment = DecisionMoment(try #require(events.first?.header.at), timeZone: service.rulebook.timeZone)
        #expect(service.decider.remind(before, at: moment).events == events, "seed \(seed): \(id)")
        for event in events {
            switch event.body {
            case .deadlinePassed(let passed):
                figures.reminders += 1
                #expect(!before.reminded.contains(passed), "seed \(seed): \(passed.name) passed twice")
            case .notificationDue(let due): if !due.recipients.isEmpty { figures.notifications += 1 }
            default: Issue.record("seed \(seed): time alone did \(event.body.typeName)")
            }
        }
        dossiers[id] = try Dossier.replay(events, onto: before)
    }

    /// The outbox holds one piece for each notification of the history and no other, and no delay is forgotten.
    private func checkOutbox(_ dossiers: [String: Dossier]) async throws {
        let waiting = try await journal.inner.work(in: service.outbox.notifications, state: .waiting, after: 0, limit: 10_000)
        let notices = try waiting.map { try #require(Notice($0)) }
        #expect(Set(notices.map(\.key)).count == notices.count && notices.count == figures.notifications, "seed \(seed)")
        for notice in notices {
            let events = try await calm.allEvents(of: notice.dossierID)
            let event = events[Int(notice.version) - 1]
            guard case .notificationDue(let due) = event.body, due.notification == notice.notification else {
                Issue.record("seed \(seed): \(notice.key) tells of what did not happen")
                continue
            }
        }
        // Whatever was lost on the way: once the time is far on, each delay that is still open is told, and then none is left.
        let late = DecisionMoment(try #require(Timestamp(seconds: clock + 400 * 86_400)), timeZone: service.rulebook.timeZone)
        for (id, dossier) in dossiers {
            let pending = service.decider.reminders(of: dossier).filter {
                !dossier.reminded.contains(DeadlinePassed(deadline: $0.deadline, reminder: $0.reminder, sinceVersion: $0.sinceVersion))
            }
            let open = Set(pending.map(\.name))
            let planned = try await journal.inner.work(in: service.outbox.deadlines, state: .waiting, after: 0, limit: 10_000)
                .filter { Outbox.dossier(of: $0) == id }.compactMap { $0.key.split(separator: "/").last.map(String.init) }
            #expect(open.isSubset(of: planned), "seed \(seed): of \(id), \(open) are watched only in \(planned)")
            let passed = try await calm.remind(id, at: late).passed
            #expect(try await calm.remind(id, at: late).passed.isEmpty, "seed \(seed): \(id) is told twice")
            let ends = pending.filter { $0.reminder == nil && service.rulebook.deadlines[$0.deadline]?.condition == nil }
            #expect(Set(ends.map(\.name)).isSubset(of: passed.map(\.name)), "seed \(seed): \(id) is forgotten")
        }
    }

    /// What the rules give for an order on the dossier as it was is what happened: no other state, every notification, and no other.
    private func judge(_ order: RequestOrder, _ events: [Event], on before: Dossier?) throws {
        let header = try #require(events.first?.header)
        let action = try #require(service.rulebook.actions[order.action])
        let actor = try service.person(order.person)
        let command = service.command(order, actor, action, before, [])
        let decision = service.decider.decide(
            before, command.regardless, at: DecisionMoment(header.at, timeZone: service.rulebook.timeZone))
        let expected = try #require(decision.events, "seed \(seed): \(order.commandID) was stored and is refused: \(decision)")
        let happened = events.filter { if case .documentMade = $0.body { false } else { true } }
        #expect(happened == expected, "seed \(seed): \(order.commandID)")
        for event in events {
            switch event.body {
            case .actionTaken(let taken):
                if let before {
                    #expect(action.sources.contains { $0.id == before.state } && taken.from == before.state)
                } else {
                    #expect(action.isCreation)
                }
                #expect(service.rulebook.states[taken.to] != nil)
                #expect(action.targets.isEmpty ? taken.from == taken.to : action.targets.contains { $0.state.id == taken.to })
            case .notificationDue(let due): if !due.recipients.isEmpty { figures.notifications += 1 }
            default: continue
            }
        }
    }
}
