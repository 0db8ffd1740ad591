import Foundation
import Testing

/// `paraphe check`: all faults of a pack, each at its place.
@Suite struct CheckTests {
    @Test func exampleIsFine() throws {
        let tool = try Tool()
        let outcome = try tool("check", Tool.example)
        #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.contains("no fault"))
        let json = try tool("check", Tool.example, "--format", "json")
        #expect(json.status == 0 && json.output.isEmpty)
    }

    @Test func faultsOfSeveralFilesAtTheirPlaces() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.replace("profile: dispatcher", with: "profile: dispacher", in: "pack/people.yaml")
        try tool.replace("label: { fr: Brouillon, en: Draft }", with: "label: { fr: Brouillon }", in: "pack/workflow.yaml")
        try tool.replace("has(dossier.providerPhysician)", with: "has(dossier.providerPhysican)", in: "pack/rules.yaml")
        let outcome = try tool("check", "pack")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        for words in [
            "error[pack/unknown-name]: `dispacher`", "did you mean `dispatcher`", "pack/workflow.yaml:6:",
            "error[pack/missing-translation]",
            "has no field `providerPhysican`", "did you mean `providerPhysician`",
        ] { #expect(outcome.errors.contains(words), "\(words) in \(outcome.errors)") }
        let french = try tool("check", "pack", "--lang", "fr", "--format", "json")
        let lines = french.output.split(separator: "\n")
        #expect(french.status == 1 && french.errors.isEmpty && lines.count == outcome.errors.components(of: "error["))
        for line in lines {
            let fault = try parsed(String(line))
            #expect(fault["file"] is String && fault["line"] is Int && fault["column"] is Int)
        }
    }

    @Test func faultsOfTemplatesMessagesAndSheets() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.replace("fr: Traitement de la demande", with: "fr: Traitement {$de", in: "pack/messages.yaml")
        #expect(try tool("check", "pack").errors.contains("pack/messages.yaml:6:"))
        try tool.replace("fr: Traitement {$de", with: "fr: Traitement", in: "pack/messages.yaml")

        try tool.replace("guide.processing.title", with: "guide.procesing.title", in: "pack/guides/processing.xhtml")
        try tool.replace("pack.title", with: "pack.titel", in: "pack/guides/processing.xhtml")
        try tool.write("p { colr: red }\n", to: "pack/guides/own.css")
        let outcome = try tool("check", "pack")
        #expect(outcome.status == 1)
        for words in [
            "pack/guides/processing.xhtml:5:", "error[template/unknown-message]", "did you mean `guide.processing.title`?",
            "did you mean `title`?", "pack/guides/own.css:1:5: error[css/unknown-property]",
        ] { #expect(outcome.errors.contains(words), "\(words) in \(outcome.errors)") }
    }

    /// A template that two documents use is at fault once.
    @Test func aFaultIsToldOnce() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><body>
            <p><g:value of="dossier.nothing"/></p></body></html>
            """, to: "pack/report.xhtml")
        #expect(try tool("check", "pack").errors.components(of: "no field `nothing`") == 1)
    }

    @Test func noPack() throws {
        let tool = try Tool()
        try tool.write("x", to: "file")
        for name in ["nope", "file", "."] { #expect(try tool("check", name).status == 1) }
    }
}

extension String {
    /// How often a text occurs.
    func components(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
