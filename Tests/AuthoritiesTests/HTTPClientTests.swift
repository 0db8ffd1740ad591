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

    @Test func encryptedAddressesHaveTheirOwnWords() {
        #expect(ask("https://example.org").code == "authority/https")
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
