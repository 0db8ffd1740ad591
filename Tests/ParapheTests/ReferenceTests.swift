import Diagnostics
import Foundation
import Paraphe
import Testing

/// The reference pages say what the code says.
@Suite struct ReferenceTests {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `make reference` writes them anew.
    @Test(arguments: ReferencePage.files.map(\.path))
    func thePagesInDocsAreThoseOfTheCode(path: String) throws {
        let made = try #require(ReferencePage.files.first { $0.path == path })
        let kept = try String(contentsOf: root.appendingPathComponent("docs/reference/" + path), encoding: .utf8)
        #expect(kept == made.text, "run `make reference`")
    }

    @Test func everyCodeInTheSourcesIsInTheIndex() throws {
        let areas = Set(DiagnosticIndex.areas.map(\.name))
        let declared = Set(DiagnosticIndex.all.map(\.code.name))
        let literal = try Regex("\"([a-z]+)/([a-z0-9-]+)\"")
        let sources = try #require(
            FileManager.default.enumerator(at: root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil))
        // Media types look like codes.
        let others: Set = ["image/png", "image/jpeg", "image/tiff", "image/heic", "font/ttf", "font/otf", "font/woff2"]
        while let file = sources.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: literal) {
                guard let area = match.output[1].substring, let whole = match.output[0].substring, areas.contains(String(area)) else {
                    continue
                }
                let name = String(whole.dropFirst().dropLast())
                #expect(declared.contains(name) || others.contains(name), "\(name) in \(file.lastPathComponent)")
            }
        }
    }

    @Test func everyCodeHasAnAreaAndIsDeclaredOnce() {
        let areas = Set(DiagnosticIndex.areas.map(\.name))
        var seen: Set<String> = []
        for entry in DiagnosticIndex.all {
            #expect(areas.contains(entry.code.area), "\(entry.code.name)")
            #expect(seen.insert(entry.code.name).inserted, "\(entry.code.name) is declared twice")
            #expect(!entry.summary.fr.isEmpty && !entry.summary.en.isEmpty)
        }
    }

    @Test func aCodeOrAPageIsFoundByName() throws {
        #expect(try ReferenceLookup.markdown("pack/unknown-key", .english).hasPrefix("# pack/unknown-key\n"))
        #expect(throws: DiagnosticsError.self) { try ReferenceLookup.markdown("pack/uknown-key", .english) }
    }
}
