import CEL
import Diagnostics
import Foundation
import Journal
import Testing
import Workflow

@testable import Paraphe

/// Streams of commands: what each line does, and that every answer keeps the contract.
@Suite struct ApplyTests {
    /// Runs lines one after the other and reads the answers back.
    private func apply(_ lines: [String], to service: Service, as person: String? = nil) async throws -> [[String: Any]] {
        let application = CommandApplication(service: service.requests, sources: SourceMap(), defaultPerson: person) {
            Timestamp("2026-11-23T15:00:00Z") ?? .epoch
        }
        var answers: [[String: Any]] = []
        for (index, line) in lines.enumerated() {
            guard let answer = await application.answer(.text(Array(line.utf8)), number: index + 1) else { continue }
            let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            #expect(object["status"] as? String == answer.status.rawValue && answer.text.hasSuffix("}\n"))
            answers.append(object)
        }
        return answers
    }

    private static func compact(_ json: String) -> String {
        json.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
    }

    private static var create: String {
        #"{"command": "c1", "dossier": "D-1", "action": "create", "as": "gcote", "data": \#(compact(Service.request))}"#
    }

    @Test func everyKindOfAnswer() async throws {
        let service = try Service()
        let answers = try await apply(
            [
                Self.create, "", #"{"command": "c2", "dossier": "D-1", "action": "submit", "as": "gcote", "expect": 3}"#,
                #"{"command": "c3", "dossier": "D-1", "action": "accept", "as": "gcote"}"#,
                #"{"command": "c4", "dossier": "D-1", "action": "cancel", "as": "gcote", "expect": 3}"#, "{", "[]",
                #"{"command": "c5", "actoin": "x", "expect": -1, "onStale": "maybe", "at": "noon", "attachments": {}}"#,
                #"{"command": "c1", "dossier": "D-1", "action": "cancel", "as": "gcote"}"#, Self.create,
            ], to: service)
        #expect(
            answers.compactMap { $0["status"] as? String } == [
                "done", "done", "refused", "stale", "fault", "fault", "fault", "fault", "done",
            ])
        #expect(answers.compactMap { $0["line"] as? Int } == [1, 3, 4, 5, 6, 7, 8, 9, 10])
        #expect(
            answers[0]["version"] as? Int == 3 && answers[0]["events"] as? [String] == ["dossier-opened", "action-taken", "data-changed"])
        // All reasons in both languages.
        let reasons = try #require(answers[2]["reasons"] as? [[String: Any]])
        #expect(reasons.count > 1 && reasons.allSatisfy { ($0["reason"] as? [String: String])?.keys.sorted() == ["en-CA", "fr-CA"] })
        // What happened in between.
        let since = try #require(answers[3]["since"] as? [[String: Any]])
        #expect(since.compactMap { $0["action"] as? String } == ["submit"])
        #expect((since[0]["label"] as? [String: String])?.count == 2 && answers[3]["version"] as? Int == 6)
        // Faults of lines name what is wrong.
        func codes(_ answer: [String: Any]) -> [String] {
            (answer["diagnostics"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }.sorted()
        }
        #expect(codes(answers[4]) == ["json/syntax"] || codes(answers[4]).first?.hasPrefix("json/") == true)
        #expect(((answers[4]["diagnostics"] as? [[String: Any]])?.first?["column"] as? Int ?? 0) > 0)
        #expect(codes(answers[5]) == ["apply/no-object"])
        #expect(
            codes(answers[6]) == [
                "apply/missing-key", "apply/missing-key", "apply/unknown-key", "apply/wrong-type", "apply/wrong-type", "apply/wrong-type",
                "apply/wrong-type",
            ])
        #expect(answers[6]["command"] as? String == "c5", "a bad command is known by its identifier")
        #expect(codes(answers[7]) == ["request/command-reused"])
        // A repeated command answers the same and does nothing.
        var (first, again) = (answers[0], answers[8])
        #expect(first["isRepetition"] as? Bool == false && again["isRepetition"] as? Bool == true)
        for key in ["isRepetition", "line"] { (first[key], again[key]) = (nil, nil) }
        #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: again))
    }

    @Test func staleCommandsAreDoneAgainWhereTheyMakeSense() async throws {
        let service = try Service()
        let modify = #""dossier": "D-1", "action": "modify", "onStale": "retry-if-possible", "data""#
        let answers = try await apply(
            [
                Self.create, #"{"command": "m1", \#(modify): {"allergies": "Latex"}}"#,
                // Another field: nothing is lost.
                #"{"command": "m2", "expect": 3, \#(modify): {"clinicalHistory": "Depuis un an."}}"#,
                // The same field: what somebody else wrote is not overwritten unseen.
                #"{"command": "m3", "expect": 3, \#(modify): {"allergies": "Aucune"}}"#,
                // The same value: there is nothing to lose.
                #"{"command": "m4", "expect": 3, \#(modify): {"allergies": "Latex", "patient": {"phone": "418 555-0199"}}}"#,
                // A version that is not there yet is a mistake.
                #"{"command": "m5", "expect": 99, \#(modify): {"clinicalHistory": "?"}}"#,
            ], to: service, as: "gcote")
        #expect(answers.compactMap { $0["status"] as? String } == ["done", "done", "done", "stale", "done", "stale"], "\(answers)")
        #expect((answers[2]["meanwhile"] as? [[String: Any]])?.count == 1)
        let conflicts = try #require(answers[3]["conflicts"] as? [[String: Any]])
        #expect(conflicts.compactMap { $0["path"] as? String } == ["dossier.allergies"])
        #expect(answers[3]["isStillPossible"] as? Bool == false)
        let details = (answers[3]["since"] as? [[String: Any]])?.first?["details"] as? [[String: Any]]
        #expect(details?.first?["value"] as? [String: String] == ["fr-CA": "Latex", "en-CA": "Latex"])
        let dossier = try #require(try await service.requests.load("D-1"))
        #expect(dossier.data.field("allergies")?.stringValue == "Latex")
        #expect(dossier.data.field("clinicalHistory")?.stringValue == "Depuis un an.")
    }

    @Test func linesComeInAnyPieces() {
        let text = Array("one\n\ntwo with é\r\n".utf8) + [UInt8](repeating: 0x78, count: 40) + Array("\nlast".utf8)
        let whole: [CommandLineSplitter.Line] = [
            .text(Array("one".utf8)), .text([]), .text(Array("two with é\r".utf8)), .tooLong, .text(Array("last".utf8)),
        ]
        for size in 1...text.count {
            var splitter = CommandLineSplitter(limit: 20)
            var lines: [CommandLineSplitter.Line] = []
            for start in stride(from: 0, to: text.count, by: size) { lines += splitter.take(text[start..<min(start + size, text.count)]) }
            if let last = splitter.finish() { lines.append(last) }
            #expect(lines == whole, "pieces of \(size)")
        }
    }

    /// The schema that programs read says every key that a command may have, and every key of each answer.
    @Test func theSchemaKnowsWhatIsAnswered() async throws {
        let path = Service.folder + "/../../docs/apply.schema.json"
        let schema = try #require(
            try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        func keys(_ name: String) throws -> Set<String> { Set((try #require(definitions[name]?["properties"] as? [String: Any])).keys) }
        #expect(try keys("command") == Set(CommandReader.keys))
        let service = try Service()
        let answers = try await apply(
            [
                Self.create, #"{"command": "c3", "dossier": "D-1", "action": "accept", "as": "gcote"}"#,
                #"{"command": "c4", "dossier": "D-1", "action": "cancel", "as": "gcote", "expect": 2}"#, "{",
            ], to: service)
        for answer in answers {
            let status = try #require(answer["status"] as? String)
            let declared = try keys(status)
            #expect(Set(answer.keys).isSubset(of: declared), "\(status): \(Set(answer.keys).subtracting(declared))")
            let required = Set(definitions[status]?["required"] as? [String] ?? [])
            #expect(required.isSubset(of: Set(answer.keys)), "\(status)")
        }
    }

    @Test func worklistsAreFiltered() async throws {
        let service = try Service()
        for (dossier, person) in [("D-1", "gcote"), ("D-2", "jwhite"), ("D-3", "gcote")] {
            try await service.act("create", as: person, edits: Service.request, dossier: dossier)
        }
        try await service.act("submit", as: "jwhite", dossier: "D-2")
        try await service.act("modify", as: "gcote", edits: #"{"allergies": "Pénicilline"}"#, dossier: "D-3")
        func list(_ filter: WorklistFilter, at moment: String = "2026-11-23T15:00:00Z") async throws -> [String] {
            try await service.requests.list(filter, at: try Service.moment(moment)).map(\.dossier.id)
        }
        #expect(try await list(WorklistFilter(states: ["draft", "submitted"])).count == 3)
        #expect(try await list(WorklistFilter(role: "dispatcher")) == ["D-2"])
        #expect(try await list(WorklistFilter(involving: "jwhite")) == ["D-2"])
        #expect(try await list(WorklistFilter(text: "penicilline LAVOIE")) == ["D-3"])
        #expect(try await list(WorklistFilter(text: "lavoie absent")) == [])
        // What waits too long is overdue.
        let later = "2027-02-01T15:00:00Z"
        let overdue = try await service.requests.list(
            WorklistFilter(dueBefore: Timestamp(later)), at: try Service.moment(later))
        #expect(overdue.contains { $0.dossier.id == "D-2" } && overdue.allSatisfy { $0.due?.isOverdue == true })
        #expect(try await list(WorklistFilter(dueBefore: Timestamp("2026-11-23T15:00:00Z"))) == [])
    }
}
