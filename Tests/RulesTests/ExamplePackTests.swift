import Diagnostics
import FoundationEssentials
import Testing

@testable import Rules

/// The packs of `examples/` are without a fault.
@Suite struct ExamplePackTests {
    static func folder(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "examples/\(name)")
    }

    static func load(_ name: String) throws -> (Rulebook?, String) {
        let folder = folder(name)
        func names(_ folder: URL) throws -> [String] {
            guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
        }
        let names = try names(folder) + names(folder.appending(path: "exchange")).map { "exchange/" + $0 }
        let files = try names.map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
        let libraries = try ["regions", "exchange"].flatMap { kind in
            let shared = folder.appending(path: "../../Locales/\(kind)").standardizedFileURL
            return try FileManager.default.contentsOfDirectory(atPath: shared.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
                PackLoader.Library(name: String($0.dropLast(5)), path: $0, bytes: Array(try Data(contentsOf: shared.appending(path: $0))))
            }
        }
        var sources = SourceMap()
        let (book, bag) = PackLoader(libraries: libraries).load(files: files, folder: "examples/\(name)", sources: &sources)
        return (book, TextRenderer(sources: sources, language: .french).render(bag))
    }

    /// The schema beside the pack, which editors read, is the one of this code (`paraphe schema` writes it).
    @Test func schemaBesideThePackIsCurrent() throws {
        let file = Self.folder("teleconsultation").appending(path: "pack.schema.json")
        let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(
            written == PackSchema.jsonSchema(language: .french), "paraphe schema --lang fr > examples/teleconsultation/pack.schema.json")
    }

    @Test(arguments: ["access", "fax-orders", "online-services"]) func otherPacks(name: String) throws {
        let (book, findings) = try Self.load(name)
        #expect(findings == "")
        #expect(book?.people.isEmpty == false)
    }

    /// S4.1: 23 services in four groups, each with a clientele.
    @Test func onlineServices() throws {
        let book = try #require(try Self.load("online-services").0)
        let services = book.permissions.filter { $0.group != nil }
        #expect(services.count == 23 && services.allSatisfy { !$0.grants.isEmpty })
        #expect(book.permissionGroups.ids == ["administration", "billing", "medications", "registration"])
    }

    @Test func teleconsultation() throws {
        let (loaded, findings) = try Self.load("teleconsultation")
        #expect(findings == "")
        let book = try #require(loaded)
        #expect(book.states.ids.count == 10)
        // S2.5
        #expect(
            book.reasonLists["return-to-requester"]?.reasons.map(\.label.bilingual.fr) == [
                "Demande non admissible", "Soumission de demande incomplète",
            ])
        // S2.8
        #expect(
            book.forms["finalReport"]?.fields.filter(\.isAlwaysRequired).map(\.id) == [
                "reasonForConsultation", "history", "evaluatedOn", "photoQuality", "examination", "impression", "recommendations",
                "followUp", "conclusion",
            ])
        // S5.1, S2.10
        #expect(book.facts["uniqueFaxNumber"]?.value == .text("14184256508"))
        #expect(book.contacts["support"]?.phone == "1 833 564-0404")
        #expect(book.documents["fax-cover"]?.data.contains { $0.id == "senderPhone" } == true)
        // Every rule names the requirement that it fulfils.
        let bases = Set(book.ruleSets.flatMap(\.rules).compactMap(\.basis))
        #expect(bases == ["S1.4", "S1.5", "S1.6", "S1.7", "S1.10", "S5.2", "S5.3", "S5.4", "S5.5", "S5.6", "S5.7", "S5.8"])
        #expect(book.deadlines.count == 4)
        #expect(book.people.count == 8)
    }
}
