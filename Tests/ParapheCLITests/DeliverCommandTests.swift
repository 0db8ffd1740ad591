import Foundation
import JournalTesting
import MailTesting
import Testing

/// `paraphe deliver`: the outbox of a store, from the command line.
@Suite struct DeliverCommandTests {
    private let tool: Tool
    private var common = ["--store", "r.sqlite", "--pack", Tool.example]

    init() throws {
        tool = try Tool()
    }

    private func submit() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/request.json"))
        try tool.write([UInt8](data), to: "request.json")
        for (action, more) in [("create", ["--data", "request.json"]), ("submit", [])] {
            let outcome = try tool.run(
                ["request", action, "D-1"] + more + common + ["--as", "gcote", "--at", "2026-11-20T08:00:00-05:00"])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    /// From a file, and from a PostgreSQL server.
    @Test(arguments: [false, true]) mutating func sendsOverTLSAndSaysSo(onServer: Bool) async throws {
        if onServer {
            common = ["--store", try PostgresServer.shared.get().makeDatabase(), "--documents", "documents", "--pack", Tool.example]
        }
        try submit()
        let identity = try ServerIdentity(names: ["localhost"])
        let double = try await MailServerDouble(.init(tls: identity.context))
        try tool.write(identity.certificatePEM, to: "ca.pem")
        try tool.write("secret-of-the-server\n", to: "password")
        try tool.write(
            """
            mail:
              server: localhost:\(double.port)
              authorities: ca.pem
              account: paraphe
              password-file: password
              from: { name: Soins virtuels, address: avis@exemple.qc.ca }
            """, to: "mail.yaml")
        let late = ["--at", "2026-11-24T08:00:00-05:00"]
        let listed = try tool.run(["deliver", "--list", "--format", "json"] + common + late)
        #expect(try parsed(listed.output)["state"] as? String == "waiting" && listed.status == 0, "\(listed.errors)")
        let outcome = try tool.run(["deliver", "--mail", "mail.yaml", "--format", "json"] + common + late)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.output.split(separator: "\n").map { try parsed(String($0)) }
        #expect(lines.contains { $0["deadline"] as? String == "dispatch" && $0["status"] as? String == "reminded" })
        let sent = lines.filter { $0["status"] as? String == "sent" }
        #expect(sent.count == double.messages.count && sent.count >= 2)
        #expect(double.commands.contains("AUTH PLAIN " + Data("\0paraphe\0secret-of-the-server".utf8).base64EncodedString()))
        #expect(!(outcome.output + outcome.errors).contains("secret-of-the-server"))
        let nothing = try tool.run(["deliver", "--mail", "mail.yaml", "--lang", "fr"] + common + late)
        #expect(nothing.status == 0 && nothing.output.isEmpty)
        try await double.stop()
    }

    @Test func aServerThatIsNotTrustedIsAFault() async throws {
        try submit()
        let double = try await MailServerDouble(.init(tls: try ServerIdentity(names: ["localhost"]).context))
        let place = ["--smtp", "localhost:\(double.port)", "--from", "avis@exemple.qc.ca", "--at", "2026-11-20T08:01:00-05:00"]
        let outcome = try tool.run(["deliver"] + place + common)
        #expect(outcome.status == 1 && outcome.errors.contains("mail/not-trusted") && outcome.output.contains("later"))
        #expect(double.messages.isEmpty)
        let french = try tool.run(["deliver", "--list"] + common + ["--lang", "fr"])
        #expect(french.output.contains("en attente"))
        try await double.stop()
    }

    @Test func remindersAlone() throws {
        try submit()
        let outcome = try tool.run(["deliver", "--remind-only"] + common + ["--at", "2026-12-20T08:00:00-05:00"])
        #expect(outcome.status == 0 && outcome.output.contains("reminded") && outcome.output.contains("dispatch"), "\(outcome.errors)")
        #expect(try tool.run(["deliver", "--remind-only"] + common + ["--at", "2026-12-21T08:00:00-05:00"]).output.isEmpty)
    }

    @Test(arguments: [
        [], ["--smtp", "a"], ["--smtp", "a:b", "--from", "a@b.ca"], ["--mail", "x", "--smtp", "a:1", "--from", "a@b.ca"],
        ["--from", "a@b.ca"], ["--smtp", "a:1", "--from", "a@b.ca", "--tls", "ssl"],
        ["--smtp", "a:1", "--from", "a@b.ca", "--account", "x"],
    ])
    func orders(_ arguments: [String]) throws {
        let outcome = try tool.run(["deliver"] + arguments + common)
        #expect(outcome.status != 0 && outcome.output.isEmpty)
    }
}
