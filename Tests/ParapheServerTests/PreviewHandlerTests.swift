import Diagnostics
import Foundation
import Paraphe
import Testing

@testable import ParapheServer

/// A document in a folder of its own that a preview watches.
struct WatchedFile {
    let path: String

    init(_ body: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paraphe-watch-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/test.xhtml"
        try write(body)
    }

    func write(_ body: String) throws { try Self.text(body).write(toFile: path, atomically: true, encoding: .utf8) }

    static func text(_ body: String) -> String {
        """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="fr-CA"><head><title>t</title>
        <style>@page { size: 300pt 200pt; margin: 20pt } body { font: 10pt "Noto Sans" }</style></head>
        <body>\(body)</body></html>
        """
    }

    var subject: PreviewSubject {
        PreviewSubject(file: path, kind: .plain(stylesheets: [], isLenient: false), language: .english)
    }
}

@Suite("Preview requests")
struct PreviewHandlerTests {
    static func handler(_ file: WatchedFile) async -> (PreviewHandler, PreviewRoom) {
        let room = PreviewRoom(file.subject, editor: nil)
        await room.refresh()
        return (PreviewHandler(room: room, token: "secret", port: 4000, language: .english, name: "t", hasEditor: false), room)
    }

    static let host = "127.0.0.1:4000"

    static func body(_ reply: PreviewReply) -> String {
        if case .content(_, _, let bytes, _) = reply { String(decoding: bytes, as: UTF8.self) } else { "events" }
    }

    @Test("Nobody gets anything without the secret, under another name or from another site")
    func refusals() async throws {
        let (handler, _) = await Self.handler(try WatchedFile("<p>un</p>"))
        func status(_ request: PreviewRequest) async -> Int { await handler.reply(to: request).status }
        #expect(await status(PreviewRequest(target: "/secret/", host: Self.host)) == 200)
        #expect(await status(PreviewRequest(target: "/secret/", host: "localhost:4000", site: "none")) == 200)
        #expect(await status(PreviewRequest(target: "/secret/", host: "[::1]:4000", site: "same-origin")) == 200)
        #expect(await status(PreviewRequest(target: "/", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/wrong!/", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/secret/../../etc/passwd", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/secret/page/0.svg", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/secret/page/2.svg", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/secret/page/99999999999999999999.svg", host: Self.host)) == 404)
        #expect(await status(PreviewRequest(target: "/secret/", host: "evil.example:4000")) == 421)
        #expect(await status(PreviewRequest(target: "/secret/", host: "127.0.0.1:80")) == 421)
        #expect(await status(PreviewRequest(target: "/secret/", host: nil)) == 421)
        #expect(await status(PreviewRequest(target: "/secret/", host: Self.host, origin: "http://evil.example")) == 403)
        #expect(await status(PreviewRequest(target: "/secret/", host: Self.host, site: "cross-site")) == 403)
        #expect(await status(PreviewRequest(method: "PUT", target: "/secret/", host: Self.host)) == 405)
        #expect(await status(PreviewRequest(target: "/secret/" + String(repeating: "a", count: 600), host: Self.host)) == 413)
        let long = Array(repeating: 0x31 as UInt8, count: 2_000)
        #expect(await status(PreviewRequest(method: "POST", target: "/secret/place", host: Self.host, body: long)) == 413)
        #expect(await status(PreviewRequest(method: "POST", target: "/secret/place", host: Self.host, body: Array("1 2 3".utf8))) == 403)
    }

    @Test("A page is served once: its tag stands for it until it changes")
    func tags() async throws {
        let file = try WatchedFile("<p>un</p>")
        let (handler, room) = await Self.handler(file)
        guard
            case .content(200, "image/svg+xml", let bytes, let tag?) = await handler.reply(
                to: PreviewRequest(target: "/secret/page/1.svg", host: Self.host))
        else {
            Issue.record("no page")
            return
        }
        #expect(!bytes.isEmpty)
        let again = PreviewRequest(target: "/secret/page/1.svg", host: Self.host, knownTag: tag)
        #expect(await handler.reply(to: again).status == 304)
        try file.write("<p>deux</p>")
        await room.refresh()
        #expect(await handler.reply(to: again).status == 200)
    }

    @Test("Pages say their text in fonts that are served, and no others are; ids of pages do not meet")
    func fonts() async throws {
        let file = try WatchedFile("<p>un</p><p style=\"break-before: page\">deux</p>")
        let (handler, _) = await Self.handler(file)
        func content(_ path: String) async -> [UInt8] {
            if case .content(200, _, let bytes, _) = await handler.reply(to: PreviewRequest(target: "/secret/" + path, host: Self.host)) {
                return bytes
            }
            return []
        }
        let first = String(decoding: await content("page/1.svg"), as: UTF8.self)
        let second = String(decoding: await content("page/2.svg"), as: UTF8.self)
        #expect(first.contains(" id=\"p1\"") && second.contains(" id=\"p2\"") && first.contains(">un</text>"))
        let name = try #require(first.split(separator: "font-family=\"").dropFirst().first?.prefix { $0 != "\"" })
        #expect(await content("font/\(name).ttf").starts(with: [0, 1, 0, 0]))
        #expect(await content("font/paraphe-Nobody.ttf").isEmpty)
    }

    @Test("A click leads to the line, and a finding is told with its place while the last good pages stay")
    func placesAndFindings() async throws {
        let file = try WatchedFile("<p>un</p>\n<p>deux</p>")
        let (handler, room) = await Self.handler(file)
        func post(_ path: String, _ body: String) async -> String {
            Self.body(
                await handler.reply(
                    to: PreviewRequest(
                        method: "POST", target: "/secret/" + path, host: Self.host, origin: "http://" + Self.host, body: Array(body.utf8))))
        }
        #expect(await post("place", "1 30 38").contains("\"line\":3"))
        #expect(await post("place", "1 2 2") == "{}")
        #expect(await post("place", "7 2 2") == "{}")
        #expect(await post("place", "1 nan 2").contains("page x y"))
        let good = await room.version
        #expect(good.isCurrent && good.findings.isEmpty && good.sizes.count == 1)
        try file.write("<p>un</p><p clas=>deux</p>")
        let bad = await room.refresh()
        #expect(!bad.isCurrent && bad.sizes == good.sizes && bad.changed == [])
        #expect(bad.findings.first?.place?.line == 3)
        #expect(await handler.reply(to: PreviewRequest(target: "/secret/page/1.svg", host: Self.host)).status == 200)
        #expect(await post("finding", "0").contains("\"snippet\":"))
        #expect(await post("finding", "9") == "{}")
        try file.write("<p>un</p><p>trois</p>")
        let mended = await room.refresh()
        #expect(mended.isCurrent && mended.findings.isEmpty && mended.changed == [0])
    }

    @Test("Viewers are told each state, and not too many may look")
    func viewers() async throws {
        let file = try WatchedFile("<p>un</p>")
        let (handler, room) = await Self.handler(file)
        guard case .events(let stream) = await handler.reply(to: PreviewRequest(target: "/secret/events", host: Self.host)) else {
            Issue.record("no events")
            return
        }
        var events = stream.makeAsyncIterator()
        #expect(await events.next()?.contains("\"changed\":null") ?? false)
        try file.write("<p>deux</p>")
        await room.refresh()
        #expect(await events.next()?.contains("\"changed\":[0]") ?? false)
        var others: [AsyncStream<String>] = []
        for _ in 1..<PreviewRoom.mostViewers { if let stream = await room.join() { others.append(stream) } }
        #expect(others.count == PreviewRoom.mostViewers - 1)
        #expect(await handler.reply(to: PreviewRequest(target: "/secret/events", host: Self.host)).status == 503)
        await room.close()
        #expect(await events.next() == nil)
    }

    @Test("The page and its parts are all there is, in both languages")
    func page() async throws {
        let (handler, _) = await Self.handler(try WatchedFile("<p>un</p>"))
        for part in ["", "preview.css", "preview.js"] {
            #expect(await handler.reply(to: PreviewRequest(target: "/secret/" + part, host: Self.host)).status == 200)
        }
        for language in Language.allCases {
            let html = PreviewPage.html(name: "a<b>\"&", language: language, hasEditor: true)
            #expect(html.contains("lang=\"\(language.rawValue)\""))
            #expect(html.contains("a&lt;b&gt;&quot;&amp;"))
            // Nothing inline that the page's own policy would refuse, nothing from elsewhere.
            #expect(!html.contains("style=\"") && !html.contains("http"))
        }
    }

    @Test("An editor's command is split as a shell would, and run without one")
    func editor() {
        #expect(EditorCommand("code -g {file}:{line}:{column}")?.words(file: "/a b", line: 3, column: 4) == ["code", "-g", "/a b:3:4"])
        #expect(EditorCommand("'my editor' \"+{line}\" {file}")?.words(file: "/x", line: 1, column: 1) == ["my editor", "+1", "/x"])
        #expect(EditorCommand("  ") == nil)
        #expect(EditorCommand("code 'open") == nil)
    }
}
