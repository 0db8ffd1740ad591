import Diagnostics
import Paraphe

/// A preview and everyone who looks at it. All work on the document is done here, one thing after the other.
package actor PreviewRoom {
    /// A person opens a few windows, not more.
    package static let mostViewers = 16
    /// A slow window gets the latest states.
    private static let mostWaiting = 8

    private let session: PreviewSession
    private let editor: EditorCommand?
    private var viewers: [Int: AsyncStream<String>.Continuation] = [:]
    private var nextViewer = 0

    package init(_ subject: PreviewSubject, editor: EditorCommand?) {
        session = PreviewSession(subject)
        self.editor = editor
    }

    /// Makes the document anew if its files changed, and tells the viewers.
    @discardableResult
    package func refresh() -> PreviewVersion {
        if session.refresh() { tell(Self.event(session.version, isFirst: false)) }
        return session.version
    }

    package var version: PreviewVersion { session.version }
    package var folders: [String] { session.folders }

    // MARK: Viewers

    /// Events for one more viewer, the state now first; nil when there are too many.
    package func join() -> AsyncStream<String>? {
        guard viewers.count < Self.mostViewers else { return nil }
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
        let viewer = nextViewer
        nextViewer += 1
        viewers[viewer] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(viewer) }
        }
        continuation.yield(Self.event(session.version, isFirst: true))
        return stream
    }

    private func leave(_ viewer: Int) { viewers[viewer] = nil }

    private func tell(_ event: String) {
        for viewer in viewers.values { viewer.yield(event) }
    }

    /// Keeps connections open, and finds those that are gone.
    package func ping() { tell(": \n\n") }

    package func close() {
        for viewer in viewers.values { viewer.finish() }
        viewers = [:]
    }

    // MARK: Pages and places

    /// A page by its number from 0, with a tag that is the same for the same bytes.
    package func page(_ index: Int) -> (bytes: [UInt8], tag: String)? {
        session.svg(ofPage: index).map { ($0, Self.tag($0)) }
    }

    /// A font that pages show text in.
    package func font(_ name: String) -> [UInt8]? { session.fonts.file(name) }

    /// What stands at a point of a page, as JSON; opened in the editor when that is wanted and there is one.
    package func place(page: Int, x: Double, y: Double, opens: Bool) -> String {
        guard let place = session.place(onPage: page, x: x, y: y) else { return "{}" }
        return answer(place, opens: opens)
    }

    /// The place of a finding, likewise. Only places that the tool itself found are opened: a page cannot name a file.
    package func finding(_ index: Int, opens: Bool) -> String {
        guard session.version.findings.indices.contains(index), let place = session.version.findings[index].place else { return "{}" }
        return answer(place, opens: opens)
    }

    private func answer(_ place: PreviewPlace, opens: Bool) -> String {
        var opened = "null"
        if opens, let editor { opened = editor.open(file: place.file, line: place.line, column: place.column) ? "true" : "false" }
        return "{\"place\":\(place.json),\"opened\":\(opened)}"
    }

    // MARK: Wording

    /// A server-sent event: `data: {…}`.
    static func event(_ version: PreviewVersion, isFirst: Bool) -> String {
        var runs: [(size: PreviewVersion.Size, count: Int)] = []
        for size in version.sizes {
            if runs.last?.size == size { runs[runs.count - 1].count += 1 } else { runs.append((size, 1)) }
        }
        let pages = runs.map { "[\($0.size.width),\($0.size.height),\($0.count)]" }.joined(separator: ",")
        let changed = isFirst ? nil : version.changed
        let list = changed.map { "[\($0.map(String.init).joined(separator: ","))]" } ?? "null"
        let findings = version.findings.map(\.json).joined(separator: ",")
        let tenths = (version.milliseconds * 10).rounded() / 10
        return
            "data: {\"version\":\(version.number),\"pages\":[\(pages)],\"changed\":\(list),\"findings\":[\(findings)],"
            + "\"omitted\":\(version.omittedFindings),\"isCurrent\":\(version.isCurrent),\"milliseconds\":\(tenths)}\n\n"
    }

    private static func tag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "\"" + String(hash, radix: 16) + "\""
    }
}
