import Journal

/// The identifiers under which the engine itself stores events. Nobody who sends commands can take one: what it stands for would be held for
/// done.
struct EngineCommand: Hashable, Sendable {
    private enum Kind: String {
        case account, deadline, erase, migrate, read
        case failedSignIn = "failed"
    }

    let id: CommandID

    private init(_ kind: Kind, _ text: String) {
        let whole = "\(kind.rawValue):\(text)"
        // A digest stands for what is too long to be an identifier: cut off, two would be one.
        id = CommandID(whole.utf8.count <= JournalLimits.bytesPerName ? whole : "\(kind.rawValue):\(BlobStore.hash(of: Array(text.utf8)))")
    }

    /// - Parameter text: the dossier, its stay in a state, and the delays that passed.
    static func deadline(_ text: String) -> EngineCommand { EngineCommand(.deadline, text) }
    static func erasure(of dossierID: String) -> EngineCommand { EngineCommand(.erase, dossierID) }
    static func migration(of dossierID: String, to packHash: String) -> EngineCommand {
        EngineCommand(.migrate, "\(packHash):\(dossierID)")
    }
    /// - Parameter text: fresh for each access.
    static func reading(_ text: String) -> EngineCommand { EngineCommand(.read, text) }
    /// - Parameter text: fresh for each event.
    static func account(_ text: String) -> EngineCommand { EngineCommand(.account, text) }
    /// - Parameter command: the identifier of the sign-in that failed.
    static func failedSignIn(_ command: String) -> EngineCommand { EngineCommand(.failedSignIn, command) }

    /// Whether an identifier is kept for the engine, or for a worker's word of what it delivered. That of a failed sign-in is an action's, and
    /// nobody can foresee it.
    static func isReserved(_ id: String) -> Bool {
        guard let kind = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first, kind.utf8.count < id.utf8.count
        else { return false }
        return [.account, .deadline, .erase, .migrate, .read].contains(Kind(rawValue: String(kind)))
            || DeliveryRecord.types.contains(String(kind))
    }
}
