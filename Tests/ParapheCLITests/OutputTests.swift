import Foundation
import Testing

/// Pages as pictures and texts, and what differs between them.
@Suite struct OutputCommandTests {
    static func page(_ body: String) -> String {
        """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title><style>@page { size: 200pt 100pt; margin: 10pt }
        body { font: 10pt "Noto Sans" } h1 { break-before: page; font-size: 12pt }</style></head><body>\(body)</body></html>
        """
    }

    @Test func theExtensionSaysWhatIsWritten() throws {
        let tool = try Tool()
        try tool.write(Self.page("<p>Words</p>"), to: "a.xhtml")
        for (name, start) in [
            ("a.pdf", "%PDF-"), ("a.svg", "<svg "), ("a.txt", "page 1 200 × 100\n"), ("b.xhtml", "<?xml "), ("a.pbm", "P4\n417 208\n"),
            ("a.pgm", "P5\n"), ("a.ppm", "P6\n"), ("a.png", "\u{89}PNG"),
        ] {
            let outcome = try tool("typeset", "a.xhtml", "-o", name)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(name) \(outcome.errors)")
            #expect(try tool.read(name).dropFirst(name == "a.png" ? 1 : 0).starts(with: Array(start.utf8.drop { $0 >= 0x80 })), "\(name)")
        }
        let pack = try tool("render", "fax-cover", "--pack", Tool.example, "--data", "/dev/null", "-o", "x.png")
        #expect(pack.status == 1)
        #expect(!(try tool.names()).contains("x.png"))
    }

    @Test func renderWritesTheExpandedDocument() throws {
        let tool = try Tool()
        try tool.write(DocumentTests.fax, to: "fax.json")
        let outcome = try tool(
            "render", "fax-cover", "--pack", Tool.example, "--data", "fax.json", "--lang", "fr-CA", "--at", "2026-11-20T14:00:00-05:00",
            "-o", "x.xhtml")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = String(decoding: try tool.read("x.xhtml"), as: UTF8.self)
        #expect(text.contains("<bdi>Côté</bdi>") && !text.contains("<g:value") && !text.contains("of=\""))
    }

    @Test func manyPagesNeedManyNames() throws {
        let tool = try Tool()
        try tool.write(Self.page("<p>One</p><h1>Two</h1><h1>Three</h1>"), to: "a.xhtml")
        let refused = try tool("typeset", "a.xhtml", "-o", "a.png")
        #expect(refused.status == 1 && refused.errors.contains("`-o a-{page}.png`"))
        #expect(try tool.names() == ["a.xhtml"])
        #expect(try tool("typeset", "a.xhtml", "-o", "out/p{page}.svg", "--pages", "2-").status == 0)
        #expect(try tool.names(in: "out") == ["p2.svg", "p3.svg"])
        #expect(try tool("typeset", "a.xhtml", "-o", "a.png", "--pages", "3", "--bits", "1", "--dpi", "204x98").status == 0)
        let none = try tool("typeset", "a.xhtml", "-o", "b.png", "--pages", "9")
        #expect(none.status == 1 && none.errors.contains("output/no-pages"))
    }

    /// A page too large for pixels leaves none of the others behind.
    @Test func nothingIsHalfWritten() throws {
        let tool = try Tool()
        let large = Self.page("<p>One</p><p style=\"page: big\">Two</p>").replacingOccurrences(
            of: "body {", with: "@page big { size: 9000pt 9000pt } body {")
        try tool.write(large, to: "a.xhtml")
        let outcome = try tool("typeset", "a.xhtml", "-o", "p{page}.png", "--dpi", "600")
        #expect(outcome.status == 1 && outcome.errors.contains("raster/too-many-pixels"))
        #expect(try tool.names() == ["a.xhtml"])
    }

    @Test func differencesOfPages() throws {
        let tool = try Tool()
        try tool.write(Self.page("<p>One two</p><h1>Same</h1>"), to: "a.xhtml")
        try tool.write(Self.page("<p>One three</p><h1>Inserted page here</h1><h1>Same</h1>"), to: "b.xhtml")
        let outcome = try tool("diff", "a.xhtml", "b.xhtml", "-o", "d-{page}.png", "--exit-code")
        #expect(
            outcome.status == 1
                && outcome.output == "page 1: 1 region\n  - two\n  + three\npage 2: added\npages that differ: 2; pages alike: 1\n",
            "\(outcome.output)")
        #expect(try tool.names().filter { $0.hasPrefix("d-") } == ["d-1.png", "d-2.png"])
        let same = try tool("diff", "a.xhtml", "a.xhtml", "--exit-code", "--lang", "fr")
        #expect(same.status == 0 && same.output == "aucune différence\n")
        #expect(try tool("diff", "a.xhtml", "b.xhtml", "-o", "d.html", "--lang", "fr").output.contains("page 2\u{A0}: ajoutée"))
        #expect(try String(decoding: tool.read("d.html"), as: UTF8.self).contains("data:image/png;base64,"))
        let json = try tool("diff", "a.xhtml", "b.xhtml", "--format", "json")
        #expect(
            json.output.hasPrefix("{\"alike\":1,\"pages\":[{\"old\":1,\"new\":1,\"regions\":1,\"removed\":[\"two\"],\"added\":[\"three\"]}")
        )
    }

    @Test func pdfsAreComparedByPoppler() throws {
        let tool = try Tool()
        try tool.write(Self.page("<p>One two</p>"), to: "a.xhtml")
        try tool.write(Self.page("<p>One <b>two</b></p>"), to: "b.xhtml")
        #expect(try tool("typeset", "a.xhtml", "-o", "a.pdf").status == 0)
        #expect(try tool("diff", "a.pdf", "a.xhtml", "--exit-code").status == 0)
        let other = try tool("diff", "a.pdf", "b.xhtml", "--exit-code")
        #expect(other.status == 1 && other.output.hasPrefix("page 1: 1 region\n"), "\(other.output)")
        try tool.write("%PDF-1.7 nothing", to: "broken.pdf")
        let broken = try tool("diff", "broken.pdf", "a.xhtml")
        #expect(broken.status == 1 && broken.errors.contains("diff/tool-failed"))
        #expect(try tool("diff", "a.xhtml", Tool.example).errors.contains("diff/mixed"))
        #expect(try tool("diff", "a.xhtml", "nothing.doc").errors.contains("diff/unknown-kind"))
    }
}
