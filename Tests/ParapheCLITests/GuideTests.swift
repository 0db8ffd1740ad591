import Foundation
import Testing

/// The guides of the examples: whole in both languages, alike in structure, with the facts of their packs.
@Suite struct GuideTests {
    struct Guide: Sendable, CustomTestStringConvertible {
        let pack: String
        let id: String
        /// Words that come from the configuration alone.
        let french: [String]
        let english: [String]

        var testDescription: String { id }
    }

    static let guides = [
        Guide(
            pack: "access", id: "guide-access", french: ["Formulaire incomplet", "5 jours ouvrables", "TC-G-01"],
            english: ["Incomplete form", "5 business days", "TC-G-01"]),
        Guide(
            pack: "access", id: "guide-help", french: ["Par message texte", "soutienrqt@ssss.gouv.qc.ca", "1 833 564-0404"],
            english: ["By text message", "soutienrqt@ssss.gouv.qc.ca", "1-833-564-0404"]),
        Guide(
            pack: "teleconsultation", id: "guide-processing", french: ["Demande non admissible", "Impression diagnostique"],
            english: ["Request not admissible", "Diagnostic impression"]),
        Guide(
            pack: "online-services", id: "guide-services", french: ["Chirurgien-dentiste ou chirurgienne-dentiste", "Visualiseur DSQ"],
            english: ["Oral and maxillofacial surgeon", "DSQ Viewer"]),
        Guide(
            pack: "fax-orders", id: "guide-bulletin", french: ["14184256508", "21-210-184W", "mardi 12 mai 2020"],
            english: ["14184256508", "21-210-184W", "Tuesday, May 12, 2020"]),
    ]

    @Test(arguments: guides) func standsInBothLanguages(guide: Guide) throws {
        let tool = try Tool()
        var structures: [[String]] = []
        for (language, words) in [("fr-CA", guide.french), ("en-CA", guide.english)] {
            for kind in ["pdf", "xhtml"] {
                let outcome = try tool(
                    "render", guide.id, "--pack", Tool.repository + "/examples/" + guide.pack, "--lang", language, "-o", "guide.\(kind)")
                #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
            }
            let page = String(decoding: try tool.read("guide.xhtml"), as: UTF8.self).replacing("\u{A0}", with: " ")
            for word in words { #expect(page.contains(word), "\(guide.id) in \(language) lacks “\(word)”") }
            // An index is in the order of its language.
            let body = page.components(separatedBy: "doc-index")[0]
            structures.append(body.matches(of: /<(h[1-6]|p|li|dt|dd|table|tr|figure|img)\b/).map { String($0.output.1) })
        }
        #expect(structures[0] == structures[1])
    }

    @Test func allServicesAreThere() throws {
        let tool = try Tool()
        let pack = Tool.repository + "/examples/online-services"
        #expect(try tool("render", "guide-services", "--pack", pack, "--lang", "fr-CA", "-o", "guide.xhtml").status == 0)
        let page = String(decoding: try tool.read("guide.xhtml"), as: UTF8.self)
        #expect(page.components(of: "class=\"side service\"") == 23)
    }

    @Test func aChangedReasonChangesBothLanguages() throws {
        let tool = try Tool()
        try tool.copyExample()
        let reason = "label: { fr: Demande non admissible, en: Request not admissible }"
        try tool.replace(reason, with: "label: { fr: Demande hors champ, en: Request out of scope }", in: "pack/workflow.yaml")
        for (language, words) in [("fr-CA", "Demande hors champ"), ("en-CA", "Request out of scope")] {
            #expect(try tool("render", "guide-processing", "--pack", "pack", "--lang", language, "-o", "guide.xhtml").status == 0)
            #expect(String(decoding: try tool.read("guide.xhtml"), as: UTF8.self).contains(words))
        }
        try tool.replace(", en: Request out of scope", with: "", in: "pack/workflow.yaml")
        let outcome = try tool("check", "pack")
        #expect(outcome.status == 1 && outcome.errors.contains("pack/workflow.yaml:"))
    }
}
