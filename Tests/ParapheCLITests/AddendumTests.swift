import Foundation
import PDF
import Testing

/// `paraphe addend`, several signers with locks, and `paraphe sign --visible`.
@Suite struct AddendumTests {
    /// Two signatures in order and a place for an addendum; the second one leaves only that place open.
    private func makeReport(_ tool: Tool, height: String = "40mm") throws {
        try SignatureTests.makeKeys(tool)
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA"><head><title>Rapport</title>
            <style>text-field { height: \(height) }</style></head><body><p>Impression : naevus.</p>
            <g:signature field="resident" label="Résident"><p>Résident</p></g:signature>
            <g:signature field="final" label="Spécialiste" lock="all-but addendum addendum-signature"><p>Spécialiste</p></g:signature>
            <g:text-field field="addendum" label="Addenda"/>
            <g:signature field="addendum-signature" label="Signature de l’addenda" lock="addendum"/></body></html>
            """, to: "page.xhtml")
        let outcome = try tool("typeset", "page.xhtml", "-o", "page.pdf")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func sign(_ tool: Tool, _ input: String, _ field: String, _ output: String) throws -> Tool.Outcome {
        try tool("sign", input, "--key", "p256.key", "--cert", "p256.pem", "--field", field, "-o", output)
    }

    private func addend(_ tool: Tool, _ input: String, _ output: String, _ more: String...) throws -> Tool.Outcome {
        try tool.run(
            ["addend", input, "--text", "note.txt", "--key", "rsa.key", "--cert", "rsa.pem", "--licence", "12345", "-o", output] + more)
    }

    @Test func addendumKeepsEarlierSignaturesValid() throws {
        let tool = try Tool()
        try makeReport(tool)
        try tool.write("Reçu ensuite : mélanome in situ.\n\nNom : Nguyễn Thị Ánh; ᐃᓄᒃᑎᑐᑦ\nSuivi : 3 mois\n", to: "note.txt")
        #expect(try addend(tool, "page.pdf", "x.pdf").errors.contains("addendum/no-signature"))
        #expect(try sign(tool, "page.pdf", "resident", "one.pdf").status == 0)
        #expect(try sign(tool, "one.pdf", "final", "two.pdf").status == 0)
        // What was locked by the specialist, and what was signed, stays.
        #expect(try sign(tool, "two.pdf", "resident", "x.pdf").errors.contains("signing/field-is-signed"))
        let added = try addend(tool, "two.pdf", "three.pdf", "--at", "2026-11-22T09:15:00-05:00")
        #expect(added.status == 0 && added.errors.isEmpty, "\(added.errors)")

        let report = try parsed(try tool("verify", "three.pdf", "--trust", "authority.pem", "--format", "json").output)
        let signatures = try #require(report["signatures"] as? [[String: Any]])
        #expect(report["valid"] as? Bool == true && signatures.count == 3)
        let words = try tool("verify", "three.pdf", "--trust", "authority.pem").output
        #expect(words.contains("text added afterwards in the field `addendum`, signed and locked by `addendum-signature`"), "\(words)")

        let file = try PDFFile(bytes: try tool.read("three.pdf"))
        let field = try #require(TextFieldEntry.all(file).first)
        let text = try #require(field.value)
        #expect(text.hasPrefix("Addenda · 22\u{A0}novembre\u{A0}2026 à 9\u{A0}h\u{A0}15\n\nReçu ensuite"), "\(text)")
        #expect(text.hasSuffix("Signé électroniquement par Zoé Côté, permis d’exercice\u{A0}12345"), "\(text)")
        // The earlier bytes stand unchanged.
        #expect(try tool.read("three.pdf").starts(with: try tool.read("two.pdf")))

        let again = try addend(tool, "three.pdf", "x.pdf")
        #expect(again.status == 1 && again.errors.contains("addendum/all-used"), "\(again.errors)")
    }

    /// Nobody can change the addendum afterwards: the lock of its signature holds.
    @Test func addendumIsLocked() throws {
        let tool = try Tool()
        try makeReport(tool)
        try tool.write("Note", to: "note.txt")
        #expect(try sign(tool, "page.pdf", "resident", "one.pdf").status == 0)
        #expect(try addend(tool, "one.pdf", "two.pdf").status == 0)
        let file = try PDFFile(bytes: try tool.read("two.pdf"))
        let field = try #require(TextFieldEntry.all(file).first { $0.name == "addendum" })
        var dictionary = field.dictionary
        dictionary["V"] = .text("autre chose")
        var update = PDFUpdate(file)
        update.write(.dictionary(dictionary), as: field.reference)
        try tool.write(update.finish(), to: "forged.pdf")
        #expect(try tool("verify", "two.pdf", "--trust", "authority.pem").status == 0)
        #expect(try tool("verify", "forged.pdf", "--trust", "authority.pem").status == 1)
    }

    /// The specialist's signature leaves only the addendum open: the resident comes first or not at all.
    @Test func lockKeepsTheOrderOfSigners() throws {
        let tool = try Tool()
        try makeReport(tool)
        try tool.write("Note", to: "note.txt")
        #expect(try sign(tool, "page.pdf", "final", "one.pdf").status == 0)
        let late = try sign(tool, "one.pdf", "resident", "two.pdf")
        #expect(late.status == 1 && late.errors.contains("signing/field-is-locked"), "\(late.errors)")
        #expect(try addend(tool, "one.pdf", "two.pdf").status == 0)
        #expect(try tool("verify", "two.pdf", "--trust", "authority.pem").status == 0)
    }

    @Test func refusals() throws {
        let tool = try Tool()
        try makeReport(tool, height: "8mm")
        try tool.write(String(repeating: "Un très long addenda. ", count: 60), to: "note.txt")
        try tool.write(" \n\n", to: "empty.txt")
        #expect(try sign(tool, "page.pdf", "resident", "one.pdf").status == 0)
        let long = try addend(tool, "one.pdf", "x.pdf")
        #expect(long.status == 1 && long.errors.contains("addendum/too-long") && long.errors.contains("× 8 mm"), "\(long.errors)")
        let empty = try tool("addend", "one.pdf", "--text", "empty.txt", "--key", "rsa.key", "--cert", "rsa.pem", "-o", "x.pdf")
        #expect(empty.status == 1 && empty.errors.contains("addendum/empty"))
        #expect(try addend(tool, "one.pdf", "x.pdf", "--field", "other").errors.contains("addendum/no-place"))

        try SignatureTests.makePage(tool)
        #expect(try sign(tool, "page.pdf", "final", "plain.pdf").status == 0)
        let unprepared = try addend(tool, "plain.pdf", "x.pdf", "--lang", "fr")
        #expect(unprepared.status == 1 && unprepared.errors.contains("addendum/no-place"), "\(unprepared.errors)")
        #expect(!FileManager.default.fileExists(atPath: tool.place.path + "/x.pdf"))
    }

    /// A lock that names a field that is not there fails the export.
    @Test func locksNameFields() throws {
        let tool = try Tool()
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="en"><head><title>x</title></head>
            <body><g:signature field="a" label="A" lock="b"><p>A</p></g:signature></body></html>
            """, to: "page.xhtml")
        let outcome = try tool("typeset", "page.xhtml", "-o", "x.pdf")
        #expect(outcome.status == 1 && outcome.errors.contains("export/signature-field") && outcome.errors.contains("`b`"))
    }

    /// Signing and adding work on each standard.
    @Test(arguments: ["pdf/a-2a+ua-1", "pdf/a-3a", "pdf-1.7", "pdf-2.0"])
    func standards(name: String) throws {
        let tool = try Tool()
        try makeReport(tool)
        try tool.write("Note", to: "note.txt")
        let made = try tool("typeset", "page.xhtml", "--standard", name, "-o", "page.pdf")
        try #require(made.status == 0, "\(made.errors)")
        #expect(try tool.read("page.pdf").starts(with: Array((name == "pdf-2.0" ? "%PDF-2.0" : "%PDF-1.7").utf8)))
        #expect(try sign(tool, "page.pdf", "final", "one.pdf").status == 0)
        #expect(try addend(tool, "one.pdf", "two.pdf").status == 0)
        #expect(try tool("verify", "two.pdf", "--trust", "authority.pem").status == 0)
        #expect(try tool("typeset", "page.xhtml", "--standard", "pdf-9", "-o", "x.pdf").errors.contains("output/unknown-standard"))
        #expect(try tool("typeset", "page.xhtml", "--standard", name, "-o", "x.svg").errors.contains("output/not-for-kind"))
    }

    @Test func visibleSignature() throws {
        let tool = try Tool()
        try SignatureTests.makeKeys(tool)
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en-CA"><head><title>Letter</title></head><body><p>Dear</p></body></html>
            """, to: "page.xhtml")
        #expect(try tool("typeset", "page.xhtml", "-o", "page.pdf").status == 0)
        func sign(_ place: String, _ input: String = "page.pdf", _ output: String = "signed.pdf") throws -> Tool.Outcome {
            try tool(
                "sign", input, "--key", "p256.key", "--cert", "p256.pem", "--visible", place, "--licence", "98765", "--at",
                "2026-11-22T14:30:00-05:00", "-o", output)
        }
        for bad in ["1", "1:2,3,4", "0:1,1,9,9", "1:1,1,0,9", "1:a,1,9,9", "1:1,1,9,9px"] { #expect(try sign(bad).status == 64) }
        #expect(try sign("2:72,72,200,60").errors.contains("signing/outside-page"))
        #expect(try sign("1:500,72,200,60").errors.contains("signing/outside-page"))
        #expect(try sign("1:72,72,20,5").errors.contains("signing/visible-too-small"))
        let outcome = try sign("-1:120mm,240mm,70mm,22mm")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try tool("verify", "signed.pdf", "--trust", "authority.pem").status == 0)

        let file = try PDFFile(bytes: try tool.read("signed.pdf"))
        let field = try #require(SignatureFields.all(file).first)
        let box = (file.resolve(field.dictionary["Rect"]).arrayValue ?? []).compactMap(\.numberValue).map { Int($0.rounded()) }
        #expect(box == [340, 49, 539, 112])
        // Its place in the structure tree: a Form element, found by the widget's number.
        let number = try #require(field.dictionary["StructParent"]?.integerValue)
        let tree = file.resolve(file.catalog["StructTreeRoot"]).dictionaryValue ?? [:]
        let parents = file.resolve(tree["ParentTree"]).dictionaryValue ?? [:]
        let numbers = file.resolve(parents["Nums"]).arrayValue ?? []
        let index = try #require(numbers.firstIndex(of: .integer(number)))
        let element = file.resolve(numbers[index + 1]).dictionaryValue ?? [:]
        #expect(element["S"] == .name("Form") && tree["ParentTreeNextKey"] == .integer(number + 1))

        // The document is certified: nothing seen may be added.
        #expect(try sign("1:72,72,200,60", "signed.pdf", "x.pdf").errors.contains("signing/late-visible-field"))
        try SignatureTests.makePage(tool)
        let prepared = try tool(
            "sign", "page.pdf", "--field", "final", "--visible", "1:72,72,200,60", "--key", "p256.key", "--cert", "p256.pem", "-o", "x.pdf")
        #expect(prepared.errors.contains("signing/field-has-place"))
    }
}
