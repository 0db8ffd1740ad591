import Diagnostics
import Foundation
import Testing

@testable import Paraphe

/// A guide as a page of the web.
@Suite struct WebPageTests {
    static func page(_ body: String, css: String = "", language: String = "en") throws -> String {
        let folder = NSTemporaryDirectory() + "web-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="\(language)"><head><title>A &amp; B</title><link rel="stylesheet" href="a.css"/></head><body>\(body)</body></html>
            """
        try text.write(toFile: folder + "/a.xhtml", atomically: true, encoding: .utf8)
        try ("@import \"b.css\";\n" + css).write(toFile: folder + "/a.css", atomically: true, encoding: .utf8)
        try "p { color: #010203 }".write(toFile: folder + "/b.css", atomically: true, encoding: .utf8)
        try "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0'/></svg>".write(
            toFile: folder + "/p.svg", atomically: true, encoding: .utf8)
        _ = try PlainTypesetting(stylesheets: [], isLenient: false, language: .english).typeset(
            file: folder + "/a.xhtml", to: OutputRequest(path: folder + "/a.html"), shelf: SourceShelf())
        return try String(contentsOfFile: folder + "/a.html", encoding: .utf8)
    }

    @Test func aPageStandsAlone() throws {
        let html = try Self.page(
            "<main><h1>T</h1><p>x &lt; y<br/></p><img src=\"p.svg\" alt=\"P\" style=\"width: 9pt\"/></main>",
            css: "main { background-image: url('p.svg') }")
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-CA\">"))
        #expect(html.contains("<title>A &amp; B</title>") && html.contains("<p>x &lt; y<br></p>"))
        #expect(html.contains("<main id=\"content\" tabindex=\"-1\">") && html.contains("href=\"#content\">Skip to content"))
        #expect(html.contains("src=\"data:image/svg+xml;base64,") && html.contains("url(\"data:image/svg+xml;base64,"))
        #expect(html.contains("p { color: #010203 }") && !html.contains("@import") && !html.contains("xmlns") && !html.contains("<script"))
        #expect(html.contains("@media screen"))
    }

    /// Nu refuses spaces in a URL; a template's own drawing may have them.
    @Test func drawingsInUrlsHaveNoSpaces() throws {
        let html = try Self.page(
            "<img alt=\"\" src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E\"/>", css: "")
        #expect(html.contains("src=\"data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%201%201'/%3E\""))
    }

    @Test func whatBelongsToPaperIsMadeAnew() throws {
        let html = try Self.page(
            """
            <p class="head">H</p><h1>T</h1><h2 id="s">Part</h2><p>a<span class="footnote">N <em>o</em></span> b <a id="k" href="#s" title="t"></a></p>
            <table><caption>Cap</caption><thead><tr><th scope="col">x</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
            <div class="screen"><p>w</p></div><nav><ol><li><a href="#s">Part</a></li></ol></nav>
            """, css: ".head { position: running(head) }", language: "fr")
        #expect(!html.contains("class=\"head\""))
        #expect(html.contains("<a id=\"note-call-1\" href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a>"))
        #expect(html.contains("<li id=\"note-1\">N <em>o</em> <a class=\"back\""))
        #expect(html.contains("href=\"#s\" title=\"t\">Part</a>"))
        #expect(html.contains("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau – Cap\"><table>"))
        #expect(html.contains("aria-label=\"Figure\"><div class=\"screen\">") && html.contains("<nav aria-label=\"Part\">"))
        #expect(html.contains("<main id=\"content\" tabindex=\"-1\"><h1>T</h1>"))
    }
}
