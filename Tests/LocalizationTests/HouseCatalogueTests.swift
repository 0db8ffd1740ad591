import Diagnostics
import Foundation
import Testing
import YAML

@testable import Localization

/// The catalogues that every pack builds upon.
struct HouseCatalogueTests {
    @Test func theyHaveNoFault() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Locales").standardizedFileURL
        try #require(FileManager.default.fileExists(atPath: folder.path) || FileManager.default.fileExists(atPath: "/work/main/Locales"))
        let place = FileManager.default.fileExists(atPath: folder.path) ? folder : URL(fileURLWithPath: "/work/main/Locales")
        var sources = SourceMap()
        var catalogue = MessageCatalogue()
        var bag = DiagnosticBag()
        for language in Language.allCases {
            let name = "\(language.rawValue).yaml"
            let data = try Data(contentsOf: place.appendingPathComponent(name))
            let (node, faults) = YAMLParser().parse(sources.add(path: name, bytes: Array(data)))
            bag.append(contentsOf: faults)
            if let node { bag.append(contentsOf: catalogue.load(node, language: language)) }
        }
        bag.append(contentsOf: catalogue.checkParity())
        #expect(TextRenderer(sources: sources, language: .english).render(bag) == "")
        #expect(catalogue.keys.count > 20)
    }
}
