import CEL
import Rules
import Testing

@testable import Workflow

/// SplitMix64 (Steele, Lea and Flood, 2014): the same histories from the same seed.
struct SeededGenerator: RandomNumberGenerator {
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

@Suite struct RandomHistoryTests {
    /// Anybody tries anything, with good and bad data and stale versions: states stay possible, moves are the pack's, replay equals live.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func anybodyTriesAnything(seed: UInt64) throws {
        let bench = try Bench()
        let format = EventFormat()
        var random = SeededGenerator(seed: seed)
        let edits = [
            "{}", #"{"title": "Un", "amount": 7}"#, #"{"amount": 1000}"#, #"{"title": null}"#, #"{"place": {"name": "Là"}}"#, #"{"x": 1}"#,
        ]
        let forms = [nil, "{}", #"{"finding": "x", "grade": "good"}"#, #"{"grade": "bad"}"#, #"{"remedy": "y", "finding": "z"}"#]
        let inputs = ["{}", #"{"reason": "too-late", "text": "x"}"#, #"{"reason": "old-rule", "text": "x"}"#]
        var dossier: Dossier?
        var stored: [EncodedEvent] = []
        var accepted = 0
        for _ in 0..<600 {
            let action = try #require(bench.rulebook.actions.randomElement(using: &random))
            let person = try #require(["ann", "bob", "cyd", "eve"].randomElement(using: &random))
            // Most commands give what the action takes; some give anything.
            let isWild = Int.random(in: 0..<5, using: &random) == 0
            let takesEdits = isWild || !action.editableFields.isEmpty
            let stale: Int64 = isWild ? 1 : 0
            let expecting: Int64? = Bool.random(using: &random) ? nil : (dossier?.version ?? 0) - stale
            let decision = try bench.decide(
                dossier, action.id, as: person,
                input: isWild || action.id == "reject" ? inputs.randomElement(using: &random) ?? "{}" : "{}",
                edits: takesEdits ? edits.randomElement(using: &random) ?? "{}" : "{}",
                form: isWild || action.form != nil ? forms.randomElement(using: &random) ?? nil : nil,
                reviewer: action.id == "send" ? ["bob", "cyd", "ann"].randomElement(using: &random) : nil, expecting: expecting)
            switch decision {
            case .refused(let refusal):
                #expect(!refusal.failures.isEmpty)
            case .events(let events, _):
                accepted += 1
                if let dossier, let expecting { #expect(expecting == dossier.version) }
                if let dossier { #expect(action.sources.contains { $0.id == dossier.state }) }
                let next = try #require(try Dossier.replay(events, onto: dossier))
                let targets = action.targets.map(\.state.id)
                #expect(targets.isEmpty ? next.state == dossier?.state : targets.contains(next.state))
                #expect(next.version == (dossier?.version ?? 0) + Int64(events.count))
                stored.append(contentsOf: events.map(format.encode))
                dossier = next
                // At the end of a history another one begins.
                if next.state == "done" {
                    let replayed = try Dossier.replay(try stored.map(format.decode))
                    #expect(replayed == next)
                    dossier = nil
                    stored = []
                }
            }
        }
        #expect(accepted > 5)
        let replayed = try Dossier.replay(try stored.map(format.decode))
        #expect(replayed == dossier)
    }
}
