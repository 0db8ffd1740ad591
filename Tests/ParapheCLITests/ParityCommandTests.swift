import Foundation
import Testing

/// `paraphe parity` and `paraphe translate`, as trainers and translators run them.
@Suite struct ParityCommandTests {
    private static let head = "<main xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:g=\"https://paraphe.dev/ns/template\">\n"
    private static let french =
        head + "<h2 id=\"a\">Réception</h2>\n<p>Le délai est de 5 jours.</p>\n<p>Voir l’écran suivant.</p>\n</main>\n"
    private static let english =
        head + "<h2 id=\"a\">Receiving</h2>\n<p>The delay is 5 days.</p>\n<p>See the next screen.</p>\n</main>\n"

    private func desk() throws -> Tool {
        let tool = try Tool()
        try FileManager.default.createDirectory(atPath: tool.place.path + "/guides", withIntermediateDirectories: true)
        try tool.write(Self.french, to: "guides/x.fr.xhtml")
        try tool.write(Self.english, to: "guides/x.en.xhtml")
        return tool
    }

    @Test func bothLanguagesOfTheExamples() throws {
        for name in ["teleconsultation", "access"] {
            let outcome = try Tool()("parity", Tool.repository + "/examples/" + name)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test func aLostParagraphInWordsOfBothLanguages() throws {
        let tool = try desk()
        #expect(try tool("parity", "guides").status == 0)
        try tool.replace("<p>The delay is 5 days.</p>\n", with: "", in: "guides/x.en.xhtml")
        let outcome = try tool("parity", "guides")
        #expect(outcome.status == 1 && outcome.errors.contains("guides/x.fr.xhtml:3:1: error[parity/missing]"))
        #expect(outcome.errors.components(of: "error[") == 1)
        let french = try tool("parity", "guides/x.en.xhtml", "--lang", "fr")
        #expect(french.errors.contains("n’a pas de pendant en anglais"))
        let json = try tool("parity", "guides", "--format", "json")
        let fault = try parsed(String(json.output.split(separator: "\n")[0]))
        #expect(json.status == 1 && fault["code"] as? String == "parity/missing" && fault["line"] as? Int == 3)
    }

    @Test func aRecordTellsWhatIsStale() throws {
        let tool = try desk()
        let accepted = try tool("parity", "guides", "--accept")
        #expect(accepted.status == 0 && accepted.output.contains("recorded: guides/x.xlf"))
        #expect(try tool("parity", "guides").output.contains("3 texts the same"))
        try tool.replace("Voir l’écran", with: "Regarder l’écran", in: "guides/x.fr.xhtml")
        let stale = try tool("parity", "guides")
        #expect(stale.status == 1 && stale.errors.contains("guides/x.en.xhtml:4:4: error[parity/stale]"))
        #expect(stale.errors.contains("Voir l’écran suivant."))
        #expect(try tool("parity", "guides", "--accept").status == 0)
        #expect(try tool("parity", "guides").status == 0)
        // A fault that no record is about is not accepted.
        try tool.replace("5 days", with: "6 days", in: "guides/x.en.xhtml")
        #expect(try tool("parity", "guides", "--accept").status == 1)
    }

    @Test func translationsOutAndBack() throws {
        let tool = try desk()
        try tool.replace("<p>The delay is 5 days.</p>\n", with: "", in: "guides/x.en.xhtml")
        #expect(try tool("translate", "export", "guides/x.fr.xhtml", "--to", "en-CA", "-o", "work.xlf").output.contains("1 texts"))
        try tool.replace("jours.</source>", with: "jours.</source><target>The delay is 5 days.</target>", in: "work.xlf")
        let taken = try tool("translate", "import", "work.xlf", "guides/x.fr.xhtml")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try tool("parity", "guides").status == 0)
        try tool.replace("jours.</source>", with: "heures.</source>", in: "work.xlf")
        let refused = try tool("translate", "import", "work.xlf", "guides/x.fr.xhtml", "--format", "json")
        #expect(refused.status == 1 && refused.output.contains("xliff/source-changed"))
    }

    @Test func whatCannotBeCompared() throws {
        let tool = try desk()
        try tool.write("<p xmlns=\"http://www.w3.org/1999/xhtml\">mot</p>", to: "alone.fr.xhtml")
        try tool.write("<p xmlns=\"http://www.w3.org/1999/xhtml\">mot</p>", to: "one.xhtml")
        #expect(try tool("parity", "alone.fr.xhtml").errors.contains("parity/no-counterpart"))
        #expect(try tool("parity", "one.xhtml").errors.contains("parity/nothing"))
        #expect(try tool("parity", "nowhere.xhtml").status == 1)
        #expect(try tool("parity", "guides", "--source", "de").status == 64)
    }

    @Test func sideBySide() throws {
        let tool = try Tool()
        let outcome = try tool(
            "render", "guides/processing.xhtml", "--pack", Tool.example, "--lang", "fr-CA,en-CA", "-o", "both.xhtml")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try String(contentsOfFile: tool.place.path + "/both.xhtml", encoding: .utf8)
        #expect(text.contains("class=\"cell\"") && text.contains("class=\"cell other\"") && text.contains("styles/bilingual.css") == false)
        #expect(try tool("render", "guides/processing.xhtml", "--pack", Tool.example, "--lang", "fr-CA,de", "-o", "x.pdf").status == 64)
    }
}
