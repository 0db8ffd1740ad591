import Testing

/// `paraphe demo`.
@Suite struct DemoTests {
    @Test func leavesTheDocumentsInBothLanguages() throws {
        let tool = try Tool()
        let outcome = try tool("demo", "--pack", Tool.example, "-o", "out/demo", "--lang", "fr")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.components(of: "signature valide") == 4 && outcome.errors.contains("12/12"))
        let files = try tool.names(in: "out/demo")
        let guides = ["guide-processing", "guide-access", "guide-help", "guide-services", "guide-bulletin"]
        for document in ["preliminary-report", "final-report", "fax-cover"] + guides {
            for language in ["fr", "en"] { #expect(files.contains("\(document).\(language).pdf")) }
        }
        for name in ["fax-order.fr.pdf", "fax-order.en.pdf", "fax-order.fr.tiff", "fax-order.en.tiff"] { #expect(files.contains(name)) }
        #expect(outcome.errors.contains("illisibles par télécopie") && outcome.errors.contains("illegible by fax"))
        for guide in guides { #expect(files.contains("\(guide).fr-en.pdf") && files.contains("\(guide).fr.html")) }
        #expect(files.contains("fax-cover.fr.tiff") && files.contains("fax-cover.en.tiff"))
        let verified = try tool("verify", "out/demo/final-report.en.pdf", "--trust", "out/demo/authority.pem")
        #expect(verified.status == 0 && verified.output.contains("Minh Châu Nguyễn"))
        // Again, over what is there.
        #expect(try tool("demo", "--pack", Tool.example, "-o", "out/demo").status == 0)
    }

    @Test func noPack() throws {
        let tool = try Tool()
        #expect(try tool("demo", "-o", "out").status == 1)
        #expect(try tool.names().isEmpty)
    }
}
