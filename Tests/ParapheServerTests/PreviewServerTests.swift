import Diagnostics
import Foundation
import Glibc
import Paraphe
import Testing

@testable import ParapheServer

@Suite("Preview on a socket")
struct PreviewServerTests {
    @Test("A save is seen, whether the file is written or another is renamed over it")
    func watcher() async throws {
        let file = try WatchedFile("<p>un</p>")
        let watcher = try #require(FileWatcher())
        let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
        watcher.watch([folder, folder + "/none"])
        watcher.start()
        defer { watcher.finish() }
        var changes = watcher.changes.makeAsyncIterator()
        try WatchedFile.text("<p>deux</p>").write(toFile: file.path, atomically: false, encoding: .utf8)
        #expect(await changes.next() != nil)
        try file.write("<p>trois</p>")
        #expect(await changes.next() != nil)
    }

    /// What a server at a port of this machine answers to a request, up to `limit` bytes or the end.
    static func ask(_ port: Int, _ request: String, until mark: String) -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return "not connected" }
        let bytes = Array(request.utf8)
        _ = write(descriptor, bytes, bytes.count)
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !text.contains(mark) {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        return text
    }

    @Test("From start to stop on a real socket", .timeLimit(.minutes(2)))
    func endToEnd() async throws {
        let file = try WatchedFile("<p>un</p>")
        let (ready, feed) = AsyncStream.makeStream(of: String.self)
        var options = PreviewServer.Options()
        options.onReady = { feed.yield($0) }
        let server = PreviewServer(file.subject, options: options)
        let running = Task { try await server.run() }
        var addresses = ready.makeAsyncIterator()
        let address = try #require(await addresses.next())
        let url = try #require(URL(string: address))
        let port = try #require(url.port)
        func get(_ path: String, until mark: String) -> String {
            Self.ask(port, "GET \(url.path)/\(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n", until: mark)
        }
        let page = get("", until: "</html>")
        #expect(page.hasPrefix("HTTP/1.1 200"))
        #expect(page.lowercased().contains("content-security-policy: default-src 'none'"))
        #expect(get("page/1.svg", until: "</svg>").contains("<svg"))
        #expect(
            Self.ask(port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", until: "unknown").hasPrefix("HTTP/1.1 421"))
        let seen = Task.detached { get("events", until: "\"version\":2") }
        try await Task.sleep(for: .milliseconds(300))
        try file.write("<p>deux</p>")
        #expect(await seen.value.contains("\"changed\":[0]"))
        running.cancel()
        _ = try? await running.value
    }
}
