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

/// What a file of the installation says of sending.
package struct DeliverySettings: Sendable {
    /// Nil when notifications wait.
    package let mail: MailSettings?
    /// Nil when faxes wait.
    package let fax: FaxSettings?

    package init(mail: MailSettings?, fax: FaxSettings? = nil) {
        self.mail = mail
        self.fax = fax
    }
}

/// When to try again, and when to give up.
package struct RetryPolicy: Hashable, Sendable {
    /// After the first try; doubled after each further one.
    package var firstSeconds: Int64
    package var longestSeconds: Int64
    /// After so long, the next refusal for the time being is one for good (RFC 5321, clause 4.5.4.1, says four to five days).
    package var giveUpSeconds: Int64
    /// Tries before giving up, however long ago the first was: a machine that was off for a week still tries.
    package var leastAttempts: Int64

    package init(
        firstSeconds: Int64 = 60, longestSeconds: Int64 = 4 * 3_600, giveUpSeconds: Int64 = 5 * 86_400, leastAttempts: Int64 = 5
    ) {
        self.firstSeconds = firstSeconds
        self.longestSeconds = longestSeconds
        self.giveUpSeconds = giveUpSeconds
        self.leastAttempts = leastAttempts
    }

    /// How long to wait after so many tries; nil gives up.
    package func wait(after attempts: Int64, ageSeconds: Int64) -> Int64? {
        if attempts >= leastAttempts, ageSeconds >= giveUpSeconds { return nil }
        let doublings = min(max(attempts - 1, 0), 30)
        return min(max(firstSeconds, 1) << doublings, max(longestSeconds, 1))
    }
}
