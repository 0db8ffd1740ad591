import Foundation
import Testing

/// Templates are not trusted with the disk.
@Suite struct ConfinementTests {
    /// A style sheet of a template may not name a sheet outside of the pack, of `Templates/` and of its own folder.
    @Test(arguments: ["../outside.css", "/etc/hostname", "styles/../../outside.css"])
    func sheetsStayInside(name: String) throws {
        let tool = try Tool()
        try tool.write("p { color: red }", to: "outside.css")
        try FileManager.default.createDirectory(atPath: tool.place.path + "/t", withIntermediateDirectories: true)
        try tool.write("@import \"\(name)\"; p { margin: 0 }", to: "t/own.css")
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><link rel="stylesheet" href="own.css"/></head>
            <body><p>Texte</p></body></html>
            """, to: "t/own.xhtml")
        let outcome = try tool("render", "t/own.xhtml", "--pack", Tool.example, "-o", "a.pdf")
        #expect(outcome.status == 1 && outcome.errors.contains("error[css/missing-sheet]"), "\(outcome.errors)")
        #expect(try tool.names() == ["outside.css", "t"])
    }
}
