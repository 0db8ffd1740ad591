import Certificates
import Diagnostics
import Signing
import SigningTesting
import Testing

@testable import Authorities

/// Services that answer late, wrongly, too much, or not at all.
@Suite struct HTTPClientTests {
    private let limits = AuthorityLimits(timeoutSeconds: 1, attempts: 3, backOffSeconds: 0.01, longestWaitSeconds: 0.05, listBytes: 1 << 20)

    /// What a client got, or the code of what kept it from it.
    private func ask(_ address: String, body: [UInt8]? = nil, limit: Int = 1 << 20, timeout: Double = 1) -> (bytes: [UInt8]?, code: String?)
    {
        var limits = limits
        limits.timeoutSeconds = timeout
        do throws(DiagnosticsError) {
            let question = HTTPClient.Question(
                address: try HTTPAddress(address), body: body, contentType: "text/plain", accept: "*/*", limitBytes: limit)
            return (try HTTPClient(limits: limits).ask(question), nil)
        } catch {
            return (nil, error.bag.diagnostics.first?.code.name)
        }
    }

    @Test func busyServicesAreAskedAgain() async throws {
        let server = try await ScriptedServer(.status(503), .hangUp, .status(200, [], [1, 2, 3]))
        #expect(ask(server.address + "/a?b=c", body: [9]).bytes == [1, 2, 3])
        #expect(server.questions.map(\.method) == ["POST", "POST", "POST"])
        #expect(server.questions.map(\.path) == ["/a?b=c", "/a?b=c", "/a?b=c"])
        #expect(server.questions.allSatisfy { $0.body == [9] })
        let never = try await ScriptedServer(.status(503, [("Retry-After", "100000")]))
        #expect(ask(never.address).code == "authority/status")
        #expect(never.questions.count == 3)
        try await server.stop()
        try await never.stop()
    }

    @Test func refusalsAreNotAskedAgain() async throws {
        let server = try await ScriptedServer(.status(404))
        #expect(ask(server.address).code == "authority/status")
        #expect(server.questions.count == 1)
        try await server.stop()
    }

    @Test func redirections() async throws {
        let last = try await ScriptedServer(.status(200, [], [7]))
        let first = try await ScriptedServer(.status(302, [("Location", "/there")]), .status(307, [("Location", last.address + "/x")]))
        #expect(ask(first.address).bytes == [7])
        #expect(first.questions.map(\.path) == ["/", "/there"] && last.questions.map(\.path) == ["/x"])
        let circle = try await ScriptedServer(.status(301, [("Location", "/again")]))
        #expect(ask(circle.address).code == "authority/redirects")
        #expect(circle.questions.count == 4)
        let away = try await ScriptedServer(.status(302, [("Location", "file:///etc/passwd")]))
        #expect(ask(away.address).code == "authority/address")
        let posted = try await ScriptedServer(.status(302, [("Location", "/there")]))
        #expect(ask(posted.address, body: [1]).code == "authority/status")
        for server in [last, first, circle, away, posted] { try await server.stop() }
    }

    @Test func limits() async throws {
        let flood = try await ScriptedServer(.flood)
        #expect(ask(flood.address, limit: 1 << 16).code == "authority/too-long")
        #expect(flood.questions.count == 1)
        let silence = try await ScriptedServer(.silence)
        #expect(ask(silence.address, timeout: 0.1).code == "authority/timed-out")
        #expect(ask("http://127.0.0.1:1/").code == "authority/not-reached")
        try await flood.stop()
        try await silence.stop()
    }

    @Test(arguments: [
        ("http://example.org", "example.org", 80, "/"), ("HTTP://a:8080/p?q#f", "a", 8080, "/p?q"), ("http://[::1]:81/x", "::1", 81, "/x"),
        ("http://a?q", "a", 80, "/?q"),
    ])
    func addresses(text: String, host: String, port: Int, target: String) throws {
        let address = try HTTPAddress(text)
        #expect(address.host == host && address.port == port && address.target == target)
    }

    @Test(arguments: [
        "", "ftp://a", "http://", "http://a b", "http://u:p@a/", "http://a:0/", "http://a:99999", "http://[::1", "http://a\r\nX: y",
    ])
    func malformedAddresses(text: String) {
        #expect(ask(text).code == "authority/address")
    }

    @Test func encryptedAddresses() throws {
        let address = try HTTPAddress("HTTPS://example.org/x")
        #expect(address.isEncrypted && address.port == 443 && address.text == "https://example.org/x")
        #expect(try HTTPAddress("https://example.org:80").text == "https://example.org:80/")
        #expect(try address.redirected(to: "/y").text == "https://example.org/y")
        #expect(throws: DiagnosticsError.self) { try address.redirected(to: "http://example.org/y") }
        #expect(try HTTPAddress("http://example.org").redirected(to: "https://example.org/y").isEncrypted)
    }

    // MARK: TLS

    private func ask(_ address: String, roots: String) -> (bytes: [UInt8]?, code: String?) {
        do throws(DiagnosticsError) {
            let question = HTTPClient.Question(address: try HTTPAddress(address), accept: "*/*", limitBytes: 1 << 16)
            return (try HTTPClient(limits: limits, roots: Array(roots.utf8)).ask(question), nil)
        } catch {
            return (nil, error.bag.diagnostics.first?.code.name)
        }
    }

    @Test func encryptedServices() async throws {
        let authority = try TLSIdentity.authority()
        let own = try TLSIdentity(authority, hosts: ["localhost"], addresses: [[127, 0, 0, 1]])
        let server = try await ScriptedServer(.status(200, [], [4, 5]), security: own)
        let port = try HTTPAddress(server.address).port
        #expect(ask(server.address, roots: authority.pem).bytes == [4, 5])
        #expect(ask("https://localhost:\(port)/", roots: authority.pem).bytes == [4, 5])
        // The system knows no such authority, and asking again would change nothing.
        #expect(ask(server.address).code == "authority/tls")
        #expect(ask(server.address, roots: try TLSIdentity.authority().pem).code == "authority/tls")
        #expect(ask(server.address, roots: "no certificate").code == "authority/tls-roots")
        // Plain words to a TLS port, TLS to a plain one.
        #expect(["authority/broken", "authority/status"].contains(ask("http://127.0.0.1:\(port)/").code))
        let plain = try await ScriptedServer(.status(200))
        #expect(ask("https" + plain.address.dropFirst(4), roots: authority.pem).code == "authority/tls")
        try await server.stop()
        try await plain.stop()
    }

    @Test func namesAndTimesOfEncryptedServices() async throws {
        let authority = try TLSIdentity.authority()
        for (hosts, days) in [(["example.org"], 5), ([], 5), (["localhost"], -1)] {
            let server = try await ScriptedServer(.status(200), security: try TLSIdentity(authority, hosts: hosts, days: days))
            let port = try HTTPAddress(server.address).port
            #expect(ask("https://localhost:\(port)/", roots: authority.pem).code == "authority/tls", "\(hosts) \(days)")
            #expect(ask(server.address, roots: authority.pem).code == "authority/tls")
            #expect(server.questions.isEmpty)
            try await server.stop()
        }
    }

    @Test func noWayBackToPlainText() async throws {
        let authority = try TLSIdentity.authority()
        let plain = try await ScriptedServer(.status(200))
        let own = try TLSIdentity(authority, hosts: [], addresses: [[127, 0, 0, 1]])
        let server = try await ScriptedServer(.status(307, [("Location", plain.address)]), security: own)
        #expect(ask(server.address, roots: authority.pem).code == "authority/redirects")
        #expect(plain.questions.isEmpty)
        try await server.stop()
        try await plain.stop()
    }

    @Test func timeStamps() async throws {
        let stamps = try TestTimeStampAuthority(
            authority: Fixtures.authority.get(), name: "Horodatage", organization: "Paraphe", serial: 270, validFrom: Fixtures.from,
            date: Fixtures.signing)
        let digest = [UInt8](repeating: 5, count: 32)
        @Sendable func response(_ nonce: [UInt8]?) -> [UInt8] {
            guard let token = try? stamps.token(for: TimeStampRequest(hash: .sha256, digest: digest, nonce: nonce)) else { return [] }
            return DER.sequence([DER.sequence([DER.integer(0)]), token])
        }
        // The nonce of the question stands before the last element.
        let good = try await ScriptedServer(.reply { body in response(Array(body.dropLast(3).suffix(8))) })
        let client = HTTPClient(limits: limits)
        let token = try HTTPTimeStamps(good.address, client: client).token(for: TimeStampRequest(hash: .sha256, digest: digest))
        #expect(TimeStampNonce.inToken(token)?.count == 8)
        for (answer, code) in [
            (ScriptedServer.Answer.reply { _ in response(nil) }, "authority/time-stamp"),
            (.reply { _ in response([1, 2, 3]) }, "authority/time-stamp"),
            (.status(200, [], [0x30, 0x03, 0x02, 0x01, 0x02]), "authority/time-stamp"), (.status(200), "authority/time-stamp"),
        ] {
            let server = try await ScriptedServer(answer)
            do throws(DiagnosticsError) {
                _ = try HTTPTimeStamps(server.address, client: client).token(for: TimeStampRequest(hash: .sha256, digest: digest))
                Issue.record("taken")
            } catch {
                #expect(error.bag.diagnostics.first?.code.name == code)
            }
            try await server.stop()
        }
        try await good.stop()
    }
}
