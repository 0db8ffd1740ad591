import Accounts
import Diagnostics
import Foundation
import Testing

/// `paraphe account`: from the invitation to a closed session, one process a step.
@Suite struct AccountCommandTests {
    private static let moment = "2026-11-23T15:00:00Z"
    private let tool: Tool

    init() throws {
        tool = try Tool()
        try tool.write("un mot de passe long\n", to: "password.txt")
        try tool.write(
            #"""
            {"email": "therese.cloutier@exemple.ca", "interfaceLanguage": "french", "notificationLanguage": "french",
             "address": "1, rue A, Baie-Comeau"}
            """#, to: "user.json")
    }

    private func run(_ arguments: String..., lang: String = "C.UTF-8") throws -> Tool.Outcome {
        try tool.run(arguments + ["--store", "a.sqlite", "--pack", Tool.repository + "/examples/access", "--at", Self.moment], lang: lang)
    }

    private func code(of secret: String) throws -> String {
        let bytes = try #require(Base32.bytes(secret))
        let factor = try #require(TimeCode(secret: Secret(bytes: bytes)))
        // Of the clock, whatever `--at` says.
        return factor.code(step: factor.step(at: Int64(Date().timeIntervalSince1970)))
    }

    @Test func fromTheInvitationToASessionAndItsEnd() throws {
        let added = try run("request", "add-user", "A-1", "--as", "mbelanger", "--set", "input.user=tcloutier", "--data", "user.json")
        #expect(added.status == 0, "\(added.errors)")
        let invited = try run(
            "account", "invite", "A-1", "--as", "mbelanger", "--set", "input.means=phone", "--format", "json")
        let given = try #require(try parsed(invited.output)["code"] as? String)
        let renewed = try run(
            "account", "invite", "A-1", "--action", "renew-code", "--as", "mbelanger", "--set", "input.means=in-person", lang: "fr_CA.UTF-8"
        )
        let fresh = try #require(renewed.output.firstMatch(of: /Code d’invitation\u{A0}: ([A-Z]-[0-9]{6})\n/)?.1)
        #expect(renewed.output.contains("Il ne sera plus montré"))

        func create(_ code: String) throws -> Tool.Outcome {
            try run(
                "account", "create", "A-1", "--as", "tcloutier", "--code", code, "--password-file", "password.txt", "--set",
                "input.secondFactor=application", "--format", "json")
        }
        if given != fresh { #expect(try create(given).status == 1, "only the last code serves") }
        let made = try parsed(try create(String(fresh)).output)
        #expect(made["state"] as? String == "active" && (made["address"] as? String)?.hasPrefix("otpauth://totp/") ?? false)
        let secret = try #require(made["secret"] as? String)

        func signIn(_ code: String) throws -> Tool.Outcome {
            try run(
                "account", "sign-in", "A-1", "--as", "tcloutier", "--code", code, "--password-file", "password.txt", "--set",
                "input.email=therese.cloutier@exemple.ca")
        }
        let unproven = try run(
            "request", "sign-in", "A-1", "--as", "tcloutier", "--set", "input.email=therese.cloutier@exemple.ca", "--set",
            "input.passwordVerified=true", "--set", "input.codeVerified=true")
        #expect(unproven.status == 1 && unproven.errors.contains("account/only-by-account"), "\(unproven.errors)")
        let wrong = try signIn("12")
        #expect(wrong.status == 1 && wrong.errors.contains("second-factor"), "\(wrong.errors)")
        let opened = try signIn(try code(of: secret))
        let token = try #require(opened.output.firstMatch(of: /Session token: (A-1\.[0-9a-f]{64})\n/)?.1, "\(opened.errors)")
        let until = try #require(opened.output.firstMatch(of: /Valid until: ([0-9T:.-]+Z)\n/)?.1)
        let seconds = try Date(String(until), strategy: .iso8601).timeIntervalSinceNow
        #expect((28_500...28_810).contains(seconds), "of the clock, whatever `--at` says: \(until)")
        #expect(try run("request", "list", "--session", String(token)).status == 0)
        #expect(try run("account", "sign-out", "--session", String(token), "--format", "json").output == "{\"closed\":true}\n")
        let closed = try run("request", "list", "--session", String(token))
        #expect(closed.status == 1 && closed.errors.contains("account/session"))
    }
}
