import Diagnostics
@preconcurrency import Dispatch
import Foundation
import Glibc
import Hummingbird
import Paraphe

/// `paraphe watch`: serves a preview on the loopback interface until the person stops it.
package struct PreviewServer: Sendable {
    package struct Options: Sendable {
        /// 0 for any that is free.
        package var port = 0
        package var editor: EditorCommand?
        /// Told once the address can be opened.
        package var onReady: @Sendable (_ address: String) -> Void = { _ in }
        /// Told of each state.
        package var onVersion: @Sendable (PreviewVersion) -> Void = { _ in }

        package init() {}
    }

    private static let mostConnections = 64
    private static let pingSeconds = 20
    private static let patienceSeconds = 1.0

    private let subject: PreviewSubject
    private let options: Options

    package init(_ subject: PreviewSubject, options: Options) {
        self.subject = subject
        self.options = options
    }

    /// Serves until SIGINT or SIGTERM, or until the task is cancelled.
    package func run() async throws(DiagnosticsError) {
        guard let port = Self.freePort(options.port) else { throw DiagnosticsError(PreviewDiagnostics.portTaken(options.port)) }
        guard let watcher = FileWatcher() else { throw DiagnosticsError(PreviewDiagnostics.noWatch()) }
        // The server's own log says nothing that this tool's user asked for.
        setenv("LOG_LEVEL", "critical", 0)
        let room = PreviewRoom(subject, editor: options.editor)
        let token = Self.token()
        let handler = PreviewHandler(
            room: room, token: token, port: port, language: subject.language, name: subject.name, hasEditor: options.editor != nil)
        let options = options
        options.onVersion(await room.refresh())
        watcher.watch(await room.folders)
        watcher.start()
        let signals = StopSignals(patienceSeconds: Self.patienceSeconds)
        let address = "http://127.0.0.1:\(port)/\(token)/"
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await Self.application(handler, "127.0.0.1", port) { options.onReady(address) }.run()
                }
                group.addTask {
                    // A machine without IPv6 does without.
                    try? await Self.application(handler, "::1", port) {}.run()
                    for await _ in AsyncStream<Void>.makeStream().stream {}
                }
                group.addTask {
                    for await _ in watcher.changes {
                        let before = await room.version.number
                        let version = await room.refresh()
                        guard version.number != before else { continue }
                        options.onVersion(version)
                        watcher.watch(await room.folders)
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        try await Task.sleep(for: .seconds(Self.pingSeconds))
                        await room.ping()
                    }
                }
                group.addTask { for await _ in signals.stream { break } }
                // The first to end ends all: the stop, or a server that cannot serve.
                defer { group.cancelAll() }
                try await group.next()
                await room.close()
                watcher.finish()
            }
        } catch is CancellationError {
            return
        } catch {
            throw DiagnosticsError(PreviewDiagnostics.portTaken(port))
        }
    }

    private static func application(
        _ handler: PreviewHandler, _ host: String, _ port: Int, onReady: @escaping @Sendable () -> Void
    ) -> some ApplicationProtocol {
        Application(
            responder: PreviewResponder(handler: handler),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil, backlog: mostConnections, reuseAddress: true),
            onServerRunning: { _ in onReady() })
    }

    /// 128 random bits as letters and digits.
    static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<26).map { _ in letters[Int(generator.next() & 31)] })
    }

    /// A port that can be listened on: the one wanted, or for 0 any; nil when it is taken.
    static func freePort(_ wanted: Int) -> Int? {
        guard (0...65_535).contains(wanted) else { return nil }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: wanted)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(descriptor, generic, length) == 0, listen(descriptor, 1) == 0, getsockname(descriptor, generic, &length) == 0
                else {
                    return nil
                }
                return generic.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Int(UInt16(bigEndian: $0.pointee.sin_port)) }
            }
        }
    }
}

/// Between Hummingbird and ``PreviewHandler``.
struct PreviewResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let handler: PreviewHandler

    typealias FieldName = HTTPFields.Element.Name

    /// Headers of everything: nothing from elsewhere, nothing embedded elsewhere, nothing kept.
    private static let guards: [(FieldName?, String)] = [
        (
            FieldName("Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        (FieldName("X-Content-Type-Options"), "nosniff"), (FieldName("Referrer-Policy"), "no-referrer"),
        (FieldName("Cross-Origin-Resource-Policy"), "same-origin"), (FieldName("Cross-Origin-Opener-Policy"), "same-origin"),
        (FieldName("Cache-Control"), "no-cache"),
    ]

    func respond(to request: Request, context: Context) async throws -> Response {
        func field(_ name: String) -> String? { FieldName(name).flatMap { request.headers[$0] } }
        var body: [UInt8] = []
        if request.method == .post {
            let buffer = try await request.body.collect(upTo: PreviewHandler.longestBody)
            body = Array(buffer.readableBytesView)
        }
        let reply = await handler.reply(
            to: PreviewRequest(
                method: request.method.rawValue, target: request.uri.string, host: request.head.authority ?? field("Host"),
                origin: field("Origin"), site: field("Sec-Fetch-Site"), knownTag: field("If-None-Match"), body: body))
        var headers = HTTPFields()
        for (name, value) in Self.guards { if let name { headers[name] = value } }
        switch reply {
        case .content(let status, let type, let bytes, let tag):
            headers[.contentType] = type
            if let tag { headers[.eTag] = tag }
            return Response(status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .events(let stream):
            headers[.contentType] = "text/event-stream"
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(asyncSequence: stream.map { ByteBuffer(string: $0) }))
        }
    }
}

/// SIGINT and SIGTERM as a stream, in place of their sudden end.
private final class StopSignals: @unchecked Sendable {
    // The sources are made here and only kept.
    let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init(patienceSeconds: Double) {
        let (stream, feed) = AsyncStream.makeStream(of: Void.self)
        self.stream = stream
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                feed.yield()
                // Who does not hang up when asked is left behind.
                DispatchQueue.global().asyncAfter(deadline: .now() + patienceSeconds) { exit(0) }
            }
            source.resume()
            return source
        }
    }
}
