import Accounts
import CEL
import Journal
import Workflow

/// What is kept of one account, beside its dossier's history: in a stream of its own, in the same chain. No password and no secret stands in it.
struct Credentials: Sendable {
    struct Session: Sendable {
        let person: String
        let until: Timestamp
        /// Those of the account in which the session serves.
        let states: [String]
    }

    /// What the names of the streams begin with.
    static let streamPrefix = "account:"

    /// Of the stream.
    private(set) var version: Int64 = 0
    /// Nil before the account is made.
    private(set) var password: PasswordHash?
    /// The secret of the second factor, sealed under the dossier's key.
    private(set) var sealedSecret: String?
    /// The period of the last code that was taken.
    private(set) var lastStep: Int64?
    /// Invitation codes that were tried since one was given.
    private(set) var triedCodes = 0
    /// By the digest of the token.
    private(set) var sessions: [String: Session] = [:]

    enum Change: Sendable {
        case codeGiven
        case codeTried
        case made(password: PasswordHash, sealedSecret: String)
        case factorTaken(step: Int64)
        case sessionOpened(digest: String, Session)
        case sessionClosed(digest: String)

        /// - Parameter at: when it happened.
        func event(at moment: Timestamp) -> NewEvent {
            let (type, entries): (String, [(String, Value)]) =
                switch self {
                case .codeGiven: ("invitation-given", [])
                case .codeTried: ("invitation-tried", [])
                case .made(let password, let secret):
                    ("credentials-made", [("password", .string(password.text)), ("secret", .string(secret))])
                case .factorTaken(let step): ("second-factor-taken", [("step", .int(step))])
                case .sessionOpened(let digest, let session):
                    (
                        "session-opened",
                        [
                            ("token", .string(digest)), ("person", .string(session.person)), ("until", .timestamp(session.until)),
                            ("states", .list(session.states.map { Value.string($0) })),
                        ]
                    )
                case .sessionClosed(let digest): ("session-closed", [("token", .string(digest))])
                }
            return NewEvent(type: type, version: 1, data: ValueCodec.encode(.record([("at", .timestamp(moment))] + entries)))
        }
    }

    static func stream(_ dossier: String) -> StreamID { StreamID(streamPrefix + dossier) }

    /// What the events of the stream add up to; what cannot be read is left out, which an audit of the store would name.
    init(_ events: [RecordedEvent]) {
        for event in events {
            version = event.streamVersion
            guard let record = try? ValueCodec.decode(event.data) else { continue }
            let token = record.field("token")?.stringValue ?? ""
            switch event.type {
            case "invitation-given": triedCodes = 0
            case "invitation-tried": triedCodes += 1
            case "credentials-made":
                password = record.field("password")?.stringValue.flatMap { PasswordHash(text: $0) }
                sealedSecret = record.field("secret")?.stringValue
                lastStep = nil
                // Whoever came in with what was before comes in again with what is now.
                sessions = [:]
            case "second-factor-taken": if case .int(let step)? = record.field("step") { lastStep = step }
            case "session-opened":
                if let person = record.field("person")?.stringValue, case .timestamp(let until)? = record.field("until") {
                    let states = record.field("states")?.elements ?? []
                    sessions[token] = Session(person: person, until: until, states: states.compactMap(\.stringValue))
                }
            case "session-closed": sessions[token] = nil
            default: continue
            }
        }
    }
}
