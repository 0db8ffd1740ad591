import Diagnostics
import Mail

/// How an installation sends mail: the server, who writes, how often it tries. It is the installation's and not the pack's.
package struct MailSettings: Sendable {
    /// Where a password is; the program's edge reads it.
    package enum PasswordPlace: Hashable, Sendable {
        case file(String)
        case environment(String)
    }

    package var host: String
    package var port: Int
    package var security: MailServer.Security
    package var authorities: String?
    package var account: String?
    package var password: PasswordPlace?
    package var clientName: String
    package var from: Mailbox
    package var replyTo: Mailbox?
    /// Words under each message.
    package var footer: Bilingual?
    package var retries: RetryPolicy
    package var limits: MailLimits

    package init(
        host: String, port: Int, security: MailServer.Security, authorities: String? = nil, account: String? = nil,
        password: PasswordPlace? = nil, clientName: String = "localhost", from: Mailbox, replyTo: Mailbox? = nil, footer: Bilingual? = nil,
        retries: RetryPolicy = RetryPolicy(), limits: MailLimits = MailLimits()
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.authorities = authorities
        self.account = account
        self.password = password
        self.clientName = clientName
        self.from = from
        self.replyTo = replyTo
        self.footer = footer
        self.retries = retries
        self.limits = limits
    }

    /// The server, with its password's source.
    package func server(password: (any SecretSource)?) -> MailServer {
        MailServer(
            host: host, port: port, security: security, authorities: authorities,
            account: account.map { MailServer.Account(name: $0, password: password ?? GivenSecret(nil)) }, clientName: clientName)
    }
}
