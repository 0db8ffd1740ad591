import Analysis
import Diagnostics
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Each finding has a page, whose example gives exactly that finding.
@Suite struct ProofPageTests {
    static let names = ProofPages.all.map(\.code.name)

    @Test func everyCodeIsThereOnce() {
        #expect(Set(Self.names).count == Self.names.count)
        #expect(ProofCodes.all.map(\.code.name) == Self.names)
        #expect(Self.names.allSatisfy { $0.hasPrefix("proof/") })
    }

    @Test(arguments: names) func theExampleGivesIt(name: String) throws {
        let page = try #require(ProofPages.page(DiagnosticCode(name)))
        let checked = ProofPack.check(page.example)
        #expect(!checked.loading.hasErrors, "\(checked.shown)")
        // A state that nothing reaches is told beside the deadline in it.
        let expected = name == "proof/deadline-never-runs" ? ["proof/unreachable-state", name] : [name]
        #expect(Set(checked.codes) == Set(expected), "\(name)\n\(checked.shown)")
    }

    @Test func thePagesAreUpToDate() throws {
        let folder = #filePath.replacing("Tests/AnalysisTests/ProofPageTests.swift", with: "docs/diagnostics/")
        var pages = [("README.md", ProofPages.index)]
        for page in ProofPages.all {
            let checked = ProofPack.check(page.example)
            let output = Bilingual(
                fr: TextRenderer(sources: checked.sources, language: .french).render(checked.report.findings),
                en: TextRenderer(sources: checked.sources, language: .english).render(checked.report.findings))
            pages.append((ProofPages.fileName(page), ProofPages.markdown(page, output: output)))
        }
        let isRecording = getenv("PARAPHE_RECORD") != nil
        for (name, text) in pages {
            if isRecording { write(text, to: folder + name) }
            #expect(read(folder + name) == text, "\(name) differs: run the tests with PARAPHE_RECORD=1")
        }
    }

    private func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(_ text: String, to path: String) {
        guard let file = fopen(path, "wb") else { return }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, file)
    }
}
