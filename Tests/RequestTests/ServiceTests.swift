import CivilTime
import CEL
import Diagnostics
import Foundation
import Journal
import JournalSQLite
import Rules
import Testing

@testable import Paraphe
@testable import Workflow

@Suite struct ServiceTests {
    private static func codes(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
            return []
        } catch let error as RequestError {
            return error.bag.diagnostics.map(\.code.name)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func repeatedCommandsDoNothingTwice() async throws {
        let service = try Service()
        let first = try await service.act("create", as: "gcote", edits: Service.request, command: "c1")
        try await service.act("submit", as: "gcote", command: "c2")
        let again = try await service.act("create", as: "gcote", edits: Service.request, command: "c1")
        #expect(again.isRepetition && !first.isRepetition)
        #expect(again.events == first.events)
        #expect(again.dossier == first.dossier, "the answer is the first one")
        let now = try #require(try await service.requests.load("D-1"))
        #expect(now.state == "submitted")
        #expect(try await service.journal.readAll(after: 0, limit: 100).count == Int(now.version))
        // The identifier is the command's: it serves no other action, person or dossier.
        #expect(await Self.codes { try await service.act("cancel", as: "gcote", command: "c1") } == ["request/command-reused"])
        #expect(await Self.codes { try await service.act("create", as: "jwhite", command: "c1") } == ["request/command-reused"])
        #expect(
            await Self.codes { try await service.act("create", as: "gcote", command: "c1", dossier: "D-2") } == ["request/command-reused"])
    }

    /// An identifier stands for what was asked for: with other content it is another command's, and nobody is told that it was done.
    @Test func aCommandThatComesAgainAsksForTheSame() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request, command: "c1")
        let again = #"{"allergies": "pénicilline"}"#
        try await service.act("modify", as: "gcote", edits: again, command: "c2")
        #expect(try await service.act("modify", as: "gcote", edits: again, command: "c2").isRepetition)
        #expect(
            await Self.codes { try await service.act("modify", as: "gcote", edits: #"{"allergies": "aucune"}"#, command: "c2") } == [
                "request/command-reused"
            ])
        let texts = [(name: "allergies", text: "latex")]
        try await service.act("modify", as: "gcote", texts: texts, command: "c3")
        #expect(try await service.act("modify", as: "gcote", texts: texts, command: "c3").isRepetition)
    }

    /// A sender who heard nothing sends again at once: both are told the same.
    @Test func theSameCommandTwiceAtOnceIsDoneOnce() async throws {
        let service = try Service(onDisk: true)
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await service.act(
                        "create", as: "gcote", edits: Service.request, command: "c\(number / 3)", dossier: "D-\(number / 3)"
                    )
                    .isRepetition
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { !$0 } == 20)
        let again = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await service.act("submit", as: "gcote", expecting: 3, command: "s\(number / 3)", dossier: "D-\(number / 3)")
                        .isRepetition
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(again.count { !$0 } == 20)
    }

    /// What the engine calls its own commands nobody else may call one: what it stands for would be held for done.
    @Test(arguments: [
        "erase:D-1", "migrate:x:D-1", "deadline:D-1#2/answer", "read:1", "account:1", "notification-sent:1:1", "fax-sent:1:1",
    ])
    func identifiersOfTheEngineAreRefused(command: String) async throws {
        let service = try Service()
        #expect(
            await Self.codes { try await service.act("create", as: "gcote", edits: Service.request, command: command) } == [
                "request/command-reserved"
            ])
        #expect(try await service.journal.readAll(after: 0, limit: 10).isEmpty)
    }

    @Test(arguments: ["", "e\u{301}t\u{E9}", "a\u{0}b", String(repeating: "d", count: 121)])
    func namesThatAreNone(name: String) async throws {
        let service = try Service()
        #expect(
            await Self.codes { try await service.act("create", as: "gcote", edits: Service.request, dossier: name) } == [
                "request/unfit-name"
            ])
        try await service.act("create", as: "gcote", edits: Service.request, dossier: String(repeating: "é", count: 60))
    }

    /// A day ends at the hour of the wall's clock, on days of 23 and of 25 hours too.
    @Test(arguments: [
        ("2026-03-08T19:00:00Z", "2026-03-10T19:00:00Z"), ("2026-11-01T20:00:00Z", "2026-11-03T20:00:00Z"),
        ("2026-03-07T20:00:00Z", "2026-03-09T19:00:00Z"), ("2026-03-08T05:30:00Z", "2026-03-10T04:30:00Z"),
    ])
    func daysEndAtTheHourAtWhichTheyBegan(start: String, end: String) throws {
        let moment = try #require(Timestamp(start))
        #expect(try Service().requests.decider.moment(.days(2), from: moment)?.text == end)
    }

    @Test func staleVersionsAreRefusedWithWhatHappened() async throws {
        let service = try Service()
        let first = try await service.act("create", as: "gcote", edits: Service.request)
        try await service.act("modify", as: "gcote", edits: #"{"allergies": "x"}"#)
        #expect(try await service.refusal("submit", as: "gcote", expecting: first.dossier.version) == ["stale-version version"])
        let now = try #require(try await service.requests.load("D-1"))
        #expect(try await service.refusal("submit", as: "gcote", expecting: now.version) == [])
    }

    @Test func unknownPeopleAndDossiers() async throws {
        let service = try Service()
        #expect(await Self.codes { try await service.act("create", as: "gcot") } == ["request/unknown-person"])
        #expect(await Self.codes { try await service.act("submit", as: "gcote") } == ["workflow/not-open"])
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        #expect(await Self.codes { _ = try await service.requests.show("D-9", to: "gcote", at: moment) } == ["request/not-found"])
        #expect(await Self.codes { _ = try await service.requests.history("D-9") } == ["request/not-found"])
    }

    @Test func worklists() async throws {
        let service = try Service()
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        for (dossier, person) in [("D-1", "gcote"), ("D-2", "jwhite"), ("D-3", "gcote")] {
            try await service.act("create", as: person, edits: Service.request, dossier: dossier)
        }
        try await service.act("submit", as: "jwhite", dossier: "D-2")
        func list(_ filter: WorklistFilter) async throws -> [String] {
            try await service.requests.list(filter, at: moment).map { "\($0.dossier.id) \($0.offered.map(\.id).joined(separator: "+"))" }
        }
        #expect(try await list(WorklistFilter()) == ["D-1 ", "D-2 ", "D-3 "])
        #expect(try await list(WorklistFilter(states: ["draft"])) == ["D-1 ", "D-3 "])
        #expect(
            try await list(WorklistFilter(person: "rtremblay", isActionableOnly: true)) == ["D-2 assign+return-to-requester"])
        #expect(
            try await list(WorklistFilter(person: "gcote", isActionableOnly: true)) == [
                "D-1 modify+submit+cancel", "D-3 modify+submit+cancel",
            ])
        #expect(try await list(WorklistFilter(person: "mnguyen", isActionableOnly: true)) == [])
        #expect(try service.requests.beginnings(for: "gcote", at: moment).filter(\.isOffered).map(\.action.id) == ["create"])
        #expect(try service.requests.beginnings(for: "mnguyen", at: moment).filter(\.isOffered).isEmpty)
    }

    private struct Maker: DocumentMaker {
        var fails = false

        func make(_ request: DocumentRequest) throws -> [MadeDocument] {
            if fails {
                throw DiagnosticsError(Diagnostic(.error, "test/fails", Bilingual(verbatim: "no ink"), at: nil))
            }
            // Makers see the dossier as it will be.
            let state = request.dossier.state
            let impression = request.formRecord?.field("impression")?.stringValue ?? ""
            return Language.allCases.map { language in
                MadeDocument(
                    language: language, bytes: Array("\(state) \(impression) \(language.rawValue)".utf8),
                    fileName: "\(request.definition.id)-\(request.number).\(language.primarySubtag).pdf", isSigned: true)
            }
        }
    }

    @Test func documentsAreStoredBeforeTheEventsThatNameThem() async throws {
        let service = try Service(maker: Maker())
        try await service.act("create", as: "gcote", edits: Service.request)
        try await service.act("submit", as: "gcote")
        try await service.act("assign", as: "rtremblay", input: #"{"provider": "mnguyen"}"#)
        try await service.act("accept", as: "mnguyen")
        let failing = service.again(maker: Maker(fails: true))
        #expect(await Self.codes { try await failing.act("sign-preliminary", as: "mnguyen", form: Service.report) } == ["test/fails"])
        #expect(try await service.requests.load("D-1")?.state == "accepted", "nothing is stored when a document cannot be made")
        let outcome = try await service.act("sign-preliminary", as: "mnguyen", form: Service.report, command: "sign")
        let made = try #require(outcome.dossier.documents.first?.made)
        #expect(made.map(\.language) == ["fr-CA", "en-CA"])
        #expect(made.map(\.fileName) == ["preliminary-report-1.fr.pdf", "preliminary-report-1.en.pdf"])
        let bytes = try service.requests.blobs.get(try #require(made.first?.hash))
        #expect(String(decoding: bytes, as: UTF8.self) == "preliminary-signed Naevus fr-CA")
        // Signing is never done twice.
        let again = try await service.act("sign-preliminary", as: "mnguyen", form: Service.report, command: "sign")
        #expect(again.isRepetition && again.dossier.documents.count == 1)
    }

    @Test func aRefusedCommandLeavesNoFile() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        let photo = service.place.path + "/photo.png"
        try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: photo)
        var order = RequestOrder(commandID: "c1", dossierID: "D-1", action: "modify", person: "jroy")
        order.attachments = [RequestOrder.Attachment(field: "attachments", file: photo, label: "Tremblay")]
        await #expect(throws: RequestError.self) { try await service.requests.act(order, at: try Service.moment("2026-11-23T15:00:00Z")) }
        #expect(try FileAccess.files(under: service.requests.blobs.folder).filter { !$0.hasPrefix("packs/") } == [])
        order.person = "gcote"
        _ = try await service.requests.act(order, at: try Service.moment("2026-11-23T15:00:00Z"))
        #expect(try FileAccess.files(under: service.requests.blobs.folder).filter { !$0.hasPrefix("packs/") }.count == 1)
    }

    @Test func blobs() throws {
        let place = try TemporaryPlace()
        let blobs = BlobStore(besideStore: place.store)
        #expect(blobs.folder == place.path + "/requests.documents")
        let hash = try blobs.put(Array("hello".utf8))
        #expect(hash == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(try blobs.put(Array("hello".utf8)) == hash)
        #expect(try blobs.get(hash) == Array("hello".utf8))
        for wrong in ["", "zz", "../../etc/passwd", String(repeating: "0", count: 64)] {
            #expect(throws: DiagnosticsError.self) { try blobs.get(wrong) }
        }
        try FileAccess.write(Array("hellO".utf8), to: blobs.path(of: hash))
        #expect(throws: DiagnosticsError.self) { try blobs.get(hash) }
        // The content counts, not the name.
        let fake = place.path + "/fake.png"
        try FileAccess.write(Array("#!/bin/sh".utf8), to: fake)
        #expect(throws: DiagnosticsError.self) { try blobs.put(file: fake) }
        let pdf = place.path + "/paper"
        try FileAccess.write(Array("%PDF-1.7\n".utf8), to: pdf)
        #expect(try blobs.put(file: pdf).mediaType == "application/pdf")
    }

    @Test(arguments: [
        ("2026-01-01T04:59:59Z", "America/Toronto", "2025-12-31"), ("2026-01-01T05:00:00Z", "America/Toronto", "2026-01-01"),
        ("2026-07-01T03:59:59Z", "America/Toronto", "2026-06-30"), ("2024-02-29T12:00:00Z", "Etc/UTC", "2024-02-29"),
        ("1969-12-31T23:59:59Z", "Etc/UTC", "1969-12-31"), ("0001-01-01T00:00:00Z", "Etc/UTC", "0001-01-01"),
        ("9999-12-31T23:59:59Z", "Etc/UTC", "9999-12-31"), ("2026-03-01T00:00:00Z", "No/Such", "2026-03-01"),
    ])
    func daysBeginInTheZoneOfThePack(_ moment: String, _ zone: String, _ day: String) throws {
        #expect(DecisionMoment(try #require(Timestamp(moment)), timeZone: zone).today.text == day)
    }

    @Test func manyAtOnce() async throws {
        let service = try Service(onDisk: true)
        try await service.act("create", as: "gcote", edits: Service.request)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask { try await service.act("modify", as: "gcote", edits: #"{"allergies": "\#(number)"}"#) }
            }
            try await group.waitForAll()
        }
        let dossier = try #require(try await service.requests.load("D-1"))
        #expect(dossier.steps.count == 13)
        // Of those who submit at once, one does; the others learn why not.
        let outcomes = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { try await service.refusal("submit", as: "gcote") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter(\.isEmpty).count == 1)
        #expect(outcomes.filter { $0 == ["wrong-state submit"] }.count == 7)
    }
}
