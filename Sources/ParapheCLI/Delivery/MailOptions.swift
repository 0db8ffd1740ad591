import ArgumentParser
import Diagnostics
import Foundation
import Mail
import Paraphe

/// The mail server: a file of the installation, or a place on the command line.
struct MailOptions: ParsableArguments {
    @Option(name: .customLong("mail"), help: ArgumentHelp(DeliveryWords.mailHelp[CLIWords.language], valueName: "file.yaml")) var file:
        String?
    @Option(help: ArgumentHelp(DeliveryWords.smtpHelp[CLIWords.language], valueName: "host:port")) var smtp: String?
    @Option(help: ArgumentHelp(DeliveryWords.tlsHelp[CLIWords.language], valueName: "starttls|tls|none")) var tls: String?
    @Option(name: .customLong("ca"), help: ArgumentHelp(DeliveryWords.authoritiesHelp[CLIWords.language], valueName: "file.pem"))
    var authorities: String?
    @Option(help: ArgumentHelp(DeliveryWords.fromHelp[CLIWords.language], valueName: "address")) var from: String?
    @Option(help: ArgumentHelp(DeliveryWords.accountHelp[CLIWords.language], valueName: "name")) var account: String?
    @Option(help: ArgumentHelp(DeliveryWords.passwordFileHelp[CLIWords.language], valueName: "file")) var passwordFile: String?
    @Option(help: ArgumentHelp(DeliveryWords.passwordEnvHelp[CLIWords.language], valueName: "name")) var passwordEnv: String?

    var isEmpty: Bool { file == nil && smtp == nil }

    mutating func validate() throws {
        let language = CLIWords.language
        if file != nil, smtp != nil { throw ValidationError(DeliveryWords.fileOrPlace[language]) }
        if let smtp, MailServer.parse(smtp) == nil { throw ValidationError(DeliveryWords.badPlace(smtp)[language]) }
        if let tls, MailServer.Security(rawValue: tls) == nil { throw ValidationError(DeliveryWords.badSecurity(tls)[language]) }
        if smtp != nil, from == nil { throw ValidationError(DeliveryWords.noSender[language]) }
        if smtp == nil, [tls, authorities, from, account, passwordFile, passwordEnv].contains(where: { $0 != nil }) {
            throw ValidationError(DeliveryWords.onlyWithPlace[language])
        }
        if account != nil, passwordFile == nil, passwordEnv == nil { throw ValidationError(DeliveryWords.noPassword[language]) }
    }

    func settings(shelf: SourceShelf) throws -> DeliverySettings {
        if let file { return try DeliverySettingsFile.read(file, shelf: shelf) }
        let place = smtp.flatMap { MailServer.parse($0) }
        let security = tls.flatMap { MailServer.Security(rawValue: $0) } ?? .startTLS
        return DeliverySettings(
            mail: MailSettings(
                host: place?.host ?? "localhost", port: place?.port ?? (security == .tls ? 465 : security == .none ? 25 : 587),
                security: security, authorities: authorities, account: account,
                password: passwordFile.map { .file($0) } ?? passwordEnv.map { .environment($0) },
                from: Mailbox(address: try MailAddress(from ?? ""))))
    }

    /// For what sends nothing.
    static func forLists() throws -> MailSettings {
        MailSettings(host: "localhost", port: 25, security: .none, from: Mailbox(address: try MailAddress("nobody@localhost")))
    }

    /// The password, read when the server asks for it.
    func password(_ settings: MailSettings) -> (any SecretSource)? {
        switch settings.password {
        case .file(let path): FileSecret(path: path)
        case .environment(let name): GivenSecret(ProcessInfo.processInfo.environment[name].map { Secret($0) })
        case nil: nil
        }
    }
}
