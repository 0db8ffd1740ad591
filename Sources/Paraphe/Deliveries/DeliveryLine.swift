import Diagnostics
import Journal

/// What became of one piece of the outbox, for whoever watches.
package struct DeliveryLine: Sendable {
    package enum Outcome: String, Sendable {
        /// A delay of a dossier has passed, and those concerned will be told.
        case reminded
        /// The mail server, or the fax program, answers for it from here on.
        case sent
        /// It will be tried again.
        case later
        /// It was given up, and waits for a person.
        case dead
    }

    package internal(set) var outcome: Outcome
    /// The name of the work in its queue.
    package let key: String
    package let dossierID: String
    /// The notification or the deadline.
    package let subject: String
    package let person: String?
    /// Of the message, once there is one.
    package internal(set) var messageID: String?
    /// BCP 47 tag of the message.
    package internal(set) var language: String?
    package let attempts: Int64
    /// When it is tried again: seconds since 1970.
    package internal(set) var retryAtSeconds: Int64?
    /// Why not.
    package internal(set) var reason: Bilingual?
    /// For a fax.
    package internal(set) var fax: Fax?

    package struct Fax: Sendable {
        /// Digits, with the country code.
        package let number: String
        /// What the program that has it calls its job.
        package internal(set) var job: String?
    }

    init(
        _ outcome: Outcome, of item: WorkItem, dossierID: String = "", subject: String = "", person: String? = nil, language: String? = nil,
        fax: Fax? = nil
    ) {
        self.outcome = outcome
        key = item.key
        self.dossierID = dossierID
        self.subject = subject
        self.person = person
        self.language = language
        attempts = item.attempts
        self.fax = fax
    }
}

/// What one run of the outbox came to.
package struct DeliverySummary: Sendable {
    package internal(set) var remindedCount = 0
    package internal(set) var sentCount = 0
    package internal(set) var laterCount = 0
    package internal(set) var deadCount = 0
    /// Why the mail server could not be used: what is left waits.
    package internal(set) var failure: Diagnostic?
    /// Whether that failure may pass by itself.
    package internal(set) var mayPass = true

    package init() {}
}

extension DeliverySummary {
    /// Both runs together; the failure that does not pass by itself is told first.
    package func adding(_ other: DeliverySummary) -> DeliverySummary {
        var sum = self
        sum.remindedCount += other.remindedCount
        sum.sentCount += other.sentCount
        sum.laterCount += other.laterCount
        sum.deadCount += other.deadCount
        if let failure = other.failure, sum.failure == nil || sum.mayPass && !other.mayPass {
            (sum.failure, sum.mayPass) = (failure, other.mayPass)
        }
        return sum
    }
}
