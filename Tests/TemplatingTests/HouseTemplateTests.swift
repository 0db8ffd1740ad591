import CEL
import Diagnostics
import Foundation
import Localization
import Testing
import YAML

@testable import Templating

/// The templates and catalogues at the top level of the repository, with data of any shape.
struct HouseTemplateTests {
    private final class Files {
        var sources = SourceMap()
        let root: URL

        init() {
            let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardizedFileURL
            root =
                FileManager.default.fileExists(atPath: here.appendingPathComponent("Locales").path)
                ? here : URL(fileURLWithPath: "/work/main")
        }

        func load(_ path: String) -> SourceFile? {
            for folder in ["Templates", "Locales", "examples/teleconsultation"] {
                guard let data = try? Data(contentsOf: root.appendingPathComponent("\(folder)/\(path)")) else { continue }
                return sources.add(path: path, bytes: Array(data))
            }
            return nil
        }
    }

    @Test(arguments: ["report.xhtml", "fax-cover.xhtml"]) func compiles(name: String) throws {
        let files = Files()
        var catalogue = MessageCatalogue()
        for language in Language.allCases {
            if let node = files.load("\(language.rawValue).yaml").flatMap({ YAMLParser().parse($0).0 }) {
                _ = catalogue.load(node, language: language)
            }
        }
        let names = [
            "actor", "contacts", "data", "document", "dossier", "form", "forms", "now", "pack", "sections", "earlier", "signer",
            "today",
        ]
        let environment = CELEnvironment(variables: Dictionary(uniqueKeysWithValues: names.map { ($0, CELType.dyn) }))
        let source = try #require(files.load(name))
        var bag = DiagnosticBag()
        let (_, faults) = TemplateCompiler(environment: environment, catalogue: catalogue, loader: files.load).compile(source)
        // The pack's own messages are not here.
        bag.append(contentsOf: faults.diagnostics.filter { $0.code != "template/unknown-message" })
        #expect(TextRenderer(sources: files.sources, language: .english).render(bag) == "")
    }
}
