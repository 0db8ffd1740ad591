import Diagnostics

/// A request, as far as the preview looks at it.
package struct PreviewRequest: Sendable {
    package var method: String
    /// Path and query, as sent.
    package var target: String
    package var host: String?
    package var origin: String?
    /// `Sec-Fetch-Site`.
    package var site: String?
    package var knownTag: String?
    package var body: [UInt8]

    package init(
        method: String = "GET", target: String, host: String?, origin: String? = nil, site: String? = nil, knownTag: String? = nil,
        body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.host = host
        self.origin = origin
        self.site = site
        self.knownTag = knownTag
        self.body = body
    }
}

/// What is answered.
package enum PreviewReply: Sendable {
    case content(status: Int, type: String, bytes: [UInt8], tag: String? = nil)
    case events(AsyncStream<String>)

    package var status: Int {
        switch self {
        case .content(let status, _, _, _): status
        case .events: 200
        }
    }

    static func refusal(_ status: Int, _ words: String) -> PreviewReply {
        .content(status: status, type: "text/plain; charset=utf-8", bytes: Array((words + "\n").utf8))
    }
}

/// Answers requests about one preview. Knows no socket, so that tests need none.
///
/// Whoever asks must know the secret part of the address, must have reached the machine by a loopback name (a page of another site that
/// had its name point here would say its own, known as DNS rebinding), and must not come from another site. Nothing of the disk is served.
package struct PreviewHandler: Sendable {
    /// Longest body: a few numbers.
    package static let longestBody = 1_024
    private static let longestTarget = 512

    private let room: PreviewRoom
    private let token: String
    private let port: Int
    private let language: Language
    private let name: String
    private let hasEditor: Bool

    package init(room: PreviewRoom, token: String, port: Int, language: Language, name: String, hasEditor: Bool) {
        self.room = room
        self.token = token
        self.port = port
        self.language = language
        self.name = name
        self.hasEditor = hasEditor
    }

    /// Names of this machine by which a browser may say it came.
    private var hosts: [String] { ["127.0.0.1:\(port)", "[::1]:\(port)", "localhost:\(port)"] }

    package func reply(to request: PreviewRequest) async -> PreviewReply {
        guard let host = request.host?.lowercased(), hosts.contains(host) else { return .refusal(421, "unknown host") }
        if let origin = request.origin?.lowercased(), origin != "http://" + host { return .refusal(403, "foreign origin") }
        if let site = request.site, site != "same-origin", site != "none" { return .refusal(403, "foreign site") }
        guard request.target.utf8.count <= Self.longestTarget, request.body.count <= Self.longestBody else {
            return .refusal(413, "too long")
        }
        let path = request.target.prefix { $0 != "?" }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, Self.isSame(parts[1], token) else { return .refusal(404, "not here") }
        let rest = parts[2...].joined(separator: "/")
        switch request.method {
        case "GET": return await get(rest, request)
        case "POST":
            // Forms of old browsers send no origin; this page's own requests do.
            guard request.origin != nil else { return .refusal(403, "no origin") }
            return await post(rest, request.body)
        default: return .refusal(405, "GET or POST")
        }
    }

    /// In the same time for every wrong word of the same length.
    private static func isSame(_ given: Substring, _ token: String) -> Bool {
        let (a, b) = (Array(given.utf8), Array(token.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func get(_ path: String, _ request: PreviewRequest) async -> PreviewReply {
        switch path {
        case "": return text("text/html", PreviewPage.html(name: name, language: language, hasEditor: hasEditor))
        case "preview.css": return text("text/css", PreviewPage.css)
        case "preview.js": return text("text/javascript", PreviewPage.script)
        case "events": return await room.join().map { .events($0) } ?? .refusal(503, "too many viewers")
        default: break
        }
        if path.hasPrefix("font/"), path.hasSuffix(".ttf") {
            guard let font = await room.font(String(path.dropFirst(5).dropLast(4))) else { return .refusal(404, "not here") }
            return .content(status: 200, type: "font/ttf", bytes: font, tag: nil)
        }
        guard path.hasPrefix("page/"), path.hasSuffix(".svg"), let number = Int(path.dropFirst(5).dropLast(4)), number >= 1,
            let page = await room.page(number - 1)
        else { return .refusal(404, "not here") }
        if request.knownTag == page.tag { return .content(status: 304, type: "image/svg+xml", bytes: [], tag: page.tag) }
        return .content(status: 200, type: "image/svg+xml", bytes: page.bytes, tag: page.tag)
    }

    /// `place` with `page x y`, or `finding` with its index; a further word `open` opens the editor.
    private func post(_ path: String, _ body: [UInt8]) async -> PreviewReply {
        let words = String(decoding: body, as: UTF8.self).split(separator: " ")
        let opens = words.last == "open"
        switch path {
        case "place":
            guard words.count >= 3, let page = Int(words[0]), let x = Double(words[1]), let y = Double(words[2]), page >= 1, x.isFinite,
                y.isFinite
            else { return .refusal(400, "page x y") }
            return text("application/json", await room.place(page: page - 1, x: x, y: y, opens: opens))
        case "finding":
            guard let index = words.first.flatMap({ Int($0) }) else { return .refusal(400, "index") }
            return text("application/json", await room.finding(index, opens: opens))
        default: return .refusal(404, "not here")
        }
    }

    private func text(_ type: String, _ text: String) -> PreviewReply {
        .content(status: 200, type: type + "; charset=utf-8", bytes: Array(text.utf8))
    }
}
