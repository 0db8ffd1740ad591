import Diagnostics
import Foundation
import Paraphe
import Testing

/// Documents that ask for too much, through the way that `paraphe typeset` takes: each ends soon, either with a file or with a reason and
/// no file. The limits are `XMLLimits`, `StyleLimits`, `TypesettingLimits`, `ImageLimits`.
@Suite struct HostileDocumentTests {
    private struct Case {
        let name: String
        var css = ""
        var body = ""
        /// The code that must be among the findings; nil when the document is set.
        let code: String?
        var whole: String?
    }

    private static func times(_ count: Int, _ open: String, _ close: String, inside: String = "x") -> String {
        String(repeating: open, count: count) + inside + String(repeating: close, count: count)
    }

    private static let cases: [Case] = [
        Case(name: "10,000 elements deep", body: times(10_000, "<div>", "</div>"), code: "xml/too-deep"),
        Case(name: "400 elements deep", body: times(400, "<div>", "</div>"), code: "typesetting/too-deep"),
        Case(name: "columns in columns", css: "div { columns: 2 }", body: times(60, "<div>", "</div>"), code: "typesetting/too-complex"),
        Case(name: "tables in tables", body: times(60, "<table><tr><td>", "</td></tr></table>"), code: nil),
        Case(name: "flex in flex", css: "div { display: flex }", body: times(100, "<div>", "</div>"), code: nil),
        Case(
            name: "spans beyond the table", body: "<table><tr><td colspan='1000000000' rowspan='1000000000'>a</td></tr></table>", code: nil),
        Case(name: "columns without end", css: "p { columns: 1000000000 }", body: "<p>a b c</p>", code: nil),
        Case(name: "page of nothing", css: "@page { size: 0 0; margin: 0 }", body: "<p>a b</p>", code: "export/page-size"),
        Case(name: "page of kilometres", css: "@page { size: 1e9cm }", body: "<p>a</p>", code: "export/page-size"),
        Case(name: "margins wider than the page", css: "@page { margin: 9in }", body: "<p>a b c</p>", code: nil),
        Case(
            name: "numbers without end",
            css:
                "p { width: 1e300px; padding: 1e300px; border: 1e300px solid; font-size: 1e300px; letter-spacing: 1e300px; text-indent: 1e300px }",
            body: "<p>x y</p>", code: "typesetting/too-many-pages"),
        Case(
            name: "numbers that are none",
            css:
                "p { width: calc(1e300px * 1e300 - 1e300px * 1e300); font-size: calc(1pt * 1e308 * 1e308 * 0); opacity: calc(1e308 * 1e308) }",
            body: "<p>x</p>", code: nil),
        Case(
            name: "negative everything",
            css: "p { margin: -1e9pt; text-indent: -1e9pt; letter-spacing: -1e9pt; top: -1e9pt; position: relative }",
            body: "<p>x y z</p>", code: nil),
        Case(name: "taller than all pages", css: "p { height: 1e9pt }", body: "<p>a</p>", code: "typesetting/too-many-pages"),
        Case(
            name: "counter at its end", css: "p { counter-increment: c 2147483647 } p::before { content: counter(c, lower-roman) }",
            body: "<p/><p/>", code: nil),
        Case(
            name: "variables in a circle", css: "p { --a: var(--b); --b: var(--a); color: var(--a) }", body: "<p>x</p>",
            code: "css/variable-cycle"),
        Case(name: "a sheet that imports itself", css: "@import 'self.css';", body: "<p>x</p>", code: "css/import-cycle"),
        Case(name: "sheets that import eight each", css: "@import '0.css';", body: "<p>x</p>", code: "css/limit"),
        Case(
            name: "rules in rules", css: times(3_000, "@media print {", "}", inside: "p { color: red }"), body: "<p>x</p>",
            code: "css/limit"),
        Case(
            name: "selectors in selectors", css: times(3_000, ":not(", ")", inside: "p") + " { color: red }", body: "<p>x</p>",
            code: "css/limit"),
        Case(
            name: "10,000 selectors", css: String(repeating: "a, ", count: 10_000) + "p { color: red }", body: "<p>x</p>", code: "css/limit"
        ),
        Case(
            name: "attribute of a megabyte",
            body: "<p title='\(String(repeating: "x", count: 1_000_000))' class='\(String(repeating: "a ", count: 200_000))'>x</p>",
            code: nil),
        Case(
            name: "content of megabytes", css: "p::after { content: '\(String(repeating: "x", count: 100_000))' }",
            body: String(repeating: "<p/>", count: 300), code: "typesetting/too-much-content"),
        Case(name: "word of a megabyte", body: "<p>\(String(repeating: "a", count: 1_000_000))</p>", code: nil),
        Case(name: "a heap of marks", body: "<p>a\(String(repeating: "\u{301}\u{316}", count: 20_000))</p>", code: nil),
        Case(name: "marks of direction", body: "<p>\(String(repeating: "\u{202E}\u{2067}\u{202B}", count: 10_000))x</p>", code: nil),
        Case(name: "entities", code: "xml/doctype", whole: "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><x>&b;</x>"),
        Case(name: "pictures of 10^18 pixels", body: "<img src='huge.png' alt='x'/>", code: "image/unreadable"),
        Case(
            name: "a font of noise", css: "@font-face { font-family: X; src: url(noise.ttf) } p { font-family: X }", body: "<p>x</p>",
            code: "font/malformed"),
        Case(name: "leaders of nothing", css: "p::after { content: leader('') leader('\\200b') }", body: "<p>x</p>", code: nil),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: cases.map(\.name)) func ends(_ name: String) throws {
        let found = try #require(Self.cases.first { $0.name == name })
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paraphe-hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        let text =
            found.whole
            ?? "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>t</title><style>\(found.css)</style></head><body>\(found.body)</body></html>"
        try write("page.xhtml", Array(text.utf8))
        try write("self.css", Array("@import 'self.css'; p { color: red }".utf8))
        for number in 0..<10 { try write("\(number).css", Array(String(repeating: "@import '\(number + 1).css';", count: 8).utf8)) }
        try write("10.css", [])
        try write("noise.ttf", [0, 1, 0, 0, 0xFF, 0xFF] + Array(repeating: 0xFF, count: 500))
        let header: [UInt8] = [0x3B, 0x9A, 0xCA, 0x00, 0x3B, 0x9A, 0xCA, 0x00, 8, 6, 0, 0, 0]
        try write("huge.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + header + [0, 0, 0, 0])
        for isLenient in [false, true] {
            let output = folder.appendingPathComponent("page.pdf")
            var codes: [String] = []
            do throws(DiagnosticsError) {
                _ = try PlainTypesetting(stylesheets: [], isLenient: isLenient, language: .english).typeset(
                    file: folder.appendingPathComponent("page.xhtml").path, to: OutputRequest(path: output.path), shelf: SourceShelf())
            } catch {
                codes = error.bag.sorted.map(\.code.name)
            }
            let exists = FileManager.default.fileExists(atPath: output.path)
            #expect(exists == codes.isEmpty, "a file and a fault, or neither: \(codes)")
            if let code = found.code {
                // What CSS says to ignore is no fault of a lenient run; a limit is one in both.
                if !isLenient { #expect(codes.contains(code), "\(codes)") }
            } else {
                // A table without heads is a fault whatever its size.
                #expect(codes.allSatisfy { $0.hasPrefix("accessibility/") } && (codes.isEmpty || !isLenient), "\(codes)")
            }
            try? FileManager.default.removeItem(at: output)
        }
    }
}
