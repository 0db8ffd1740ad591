import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Makes an account with the code of an invitation.
struct AccountCreateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "create", abstract: AccountWords.create[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccountWords.dossierHelp[CLIWords.language])) var dossier: String
    @Option(help: ArgumentHelp(AccountWords.codeHelp[CLIWords.language])) var code: String?
    @Option(help: ArgumentHelp(AccountWords.passwordFileHelp[CLIWords.language], valueName: "file")) var passwordFile: String?
    @OptionGroup var account: AccountOptions

    func run() async throws {
        try await RequestRun.run(account.options) { session in
            let (service, journal) = try await session.open(.writing)
            let accounts = try AccountService(service)
            let code = try AccountOptions.secret(code.map { GivenSecret(Secret($0)) }, AccountWords.code)
            let password = try AccountOptions.secret(passwordFile.map { FileSecret(path: $0) }, AccountWords.askPassword)
            let enrolment = try await accounts.create(
                account.order("", on: dossier, by: session.actor), code: String(decoding: code.bytes, as: UTF8.self), password: password,
                at: session.moment)
            try journal.close()
            guard session.format == .text else {
                return session.print(
                    RequestJSON.line(
                        .record([
                            ("dossier", .string(dossier)), ("state", .string(enrolment.outcome.dossier.state)),
                            ("secret", .string(enrolment.secret)), ("address", .string(enrolment.address)),
                        ])))
            }
            let colon = session.language == .french ? "\u{A0}: " : ": "
            session.print(RequestReport.outcome(enrolment.outcome, service: service, session: session))
            session.print(
                "\(AccountWords.secret[session.language])\(colon)\(enrolment.secret)\n"
                    + "\(AccountWords.address[session.language])\(colon)\(enrolment.address)\n")
        }
    }
}
