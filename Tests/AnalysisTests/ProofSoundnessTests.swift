import CEL
import Diagnostics
import Rules
import Testing

@testable import Analysis

/// Random conditions over small domains: what the proofs say of them is compared with what evaluation gives for every combination of values.
@Suite struct ProofSoundnessTests {
    /// A small generator of numbers, always the same.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var x = state
            x ^= x >> 33
            x = x &* 0xff51_afd7_ed55_8ccd
            return x ^ x >> 33
        }
    }

    static let choices = ["'book'", "'film'", "'map'"]
    static let dates = ["2026-05-01", "2026-05-02", "2026-05-03"]

    static func atom(_ numbers: inout Numbers) -> String {
        let comparisons = ["<", "<=", ">", ">=", "==", "!="]
        switch Int.random(in: 0..<11, using: &numbers) {
        case 0: return "dossier.urgent"
        case 1: return "has(dossier.\(["urgent", "kind", "days", "wanted"].randomElement(using: &numbers) ?? "kind"))"
        case 2, 3: return "dossier.kind \(Bool.random(using: &numbers) ? "==" : "!=") \(choices.randomElement(using: &numbers) ?? "")"
        case 4: return "dossier.kind in [\(choices.shuffled(using: &numbers).prefix(2).joined(separator: ", "))]"
        case 5, 6:
            return "dossier.days \(comparisons.randomElement(using: &numbers) ?? "<") \(Int.random(in: 0...5, using: &numbers))"
        case 7: return "\(Int.random(in: 0...5, using: &numbers)) \(comparisons.randomElement(using: &numbers) ?? "<") dossier.days"
        case 8: return "dossier.wanted \(comparisons.randomElement(using: &numbers) ?? "<") '\(dates.randomElement(using: &numbers) ?? "")'"
        case 9:
            return "dossier.?days.orValue(\(Int.random(in: 1...4, using: &numbers))) \(comparisons.randomElement(using: &numbers) ?? "<") 3"
        default: return "dossier.wanted \(comparisons.randomElement(using: &numbers) ?? "<") today"
        }
    }

    static func condition(_ depth: Int, _ numbers: inout Numbers) -> String {
        guard depth > 0 else { return atom(&numbers) }
        let left = condition(depth - 1, &numbers)
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0, 1, 2: return "(\(left) && \(condition(depth - 1, &numbers)))"
        case 3, 4: return "(\(left) || \(condition(depth - 1, &numbers)))"
        case 5: return "!(\(left))"
        case 6: return "(\(left) ? \(condition(depth - 1, &numbers)) : \(condition(depth - 1, &numbers)))"
        default: return "(\(left)) == (\(condition(depth - 1, &numbers)))"
        }
    }

    /// Every combination of values, absent ones among them.
    static func assignments() -> [Activation] {
        var all: [Activation] = []
        let urgent: [Value?] = [nil, .bool(true), .bool(false)]
        let kind: [Value?] = [nil, .string("book"), .string("film"), .string("map")]
        let days: [Value?] = [nil, .int(1), .int(2), .int(3), .int(4)]
        let wanted: [Value?] = [
            nil, .string("2026-04-30"), .string("2026-05-01"), .string("2026-05-02"), .string("2026-05-03"), .string("2026-05-04"),
        ]
        for a in urgent {
            for b in kind {
                for c in days {
                    for d in wanted {
                        let entries = [("urgent", a), ("kind", b), ("days", c), ("wanted", d)].compactMap { name, value in
                            value.map { (name, $0) }
                        }
                        for today in ["2026-05-01", "2026-05-03"] {
                            all.append(Activation(["dossier": .map(ValueMap(strings: entries)), "today": .string(today)]))
                        }
                    }
                }
            }
        }
        return all
    }

    @Test(arguments: 0..<8) func neverClaimsAContradictionThatIsNone(seed: Int) throws {
        let book = try #require(
            ProofPack.check(ProofPack.text.replacing("minimum: 1, maximum: 60", with: "minimum: 1, maximum: 4")).book)
        var numbers = Numbers(state: UInt64(seed) &* 7919 &+ 13)
        let assignments = Self.assignments()
        var (impossible, always, precise, compiled) = (0, 0, 0, 0)
        for _ in 0..<60 {
            let text = Self.condition(Int.random(in: 1...3, using: &numbers), &numbers)
            let source = EmbeddedText(verbatim: text, source: SourceID(index: 0))
            guard let program = book.conditionEnvironment.compile(source, expecting: .bool).program else { continue }
            compiled += 1
            var reader = ConditionReader(book)
            let read = reader.read(Condition(source: source, program: program), in: ReadingScope(book))
            let table = reader.vocabulary.solved()
            func answer(_ outcome: Outcome) -> Bool? {
                var solver = Solver(table)
                switch solver.solve([read.formula(outcome)]) {
                case .possible: return true
                case .impossible: return false
                case .unknown: return nil
                }
            }
            var seen: Set<String> = []
            for assignment in assignments {
                switch program.evaluate(assignment) {
                case .bool(let truth): seen.insert(truth ? "true" : "false")
                default: seen.insert("error")
                }
            }
            if answer(.holds) == false {
                impossible += 1
                #expect(!seen.contains("true"), "\(text) is not impossible")
            }
            if answer(.fails) == false { #expect(!seen.contains("false"), "\(text) can be false") }
            if answer(.doesNotHold) == false {
                always += 1
                #expect(seen == ["true"], "\(text) is not always true")
            }
            if answer(.doesNotFail) == false { #expect(seen == ["false"], "\(text) is not always false") }
            // What compares two fields is not decided in every case; all else is.
            if !text.contains("today") {
                precise += 1
                #expect(answer(.holds) == seen.contains("true"), "\(text): decided wrongly")
                #expect(answer(.fails) == seen.contains("false"), "\(text): decided wrongly")
            }
        }
        #expect(compiled > 40 && impossible + always > 0 && precise > 10, "\(compiled), \(impossible), \(always), \(precise)")
    }
}
