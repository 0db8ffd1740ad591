import Journal

/// Who has which file of a store. Files are kept by their content, so that dossiers with the same one share it: it goes when all of them
/// are erased, and is missed when one of them is not.
struct FileUse: Sendable {
    /// The streams whose events name files, each with the dossier whose files they are.
    enum Source: Sendable {
        case dossier(String)
        /// The faxes of a dossier, or of a name that a fax of plain data was given.
        case faxes(String)

        /// Nil for streams that name no files.
        init?(_ stream: StreamID) {
            if let id = RequestService.dossierID(of: stream) {
                self = .dossier(id)
            } else if stream.name.hasPrefix(DeliveryService.streamPrefix) {
                self = .faxes(String(stream.name.dropFirst(DeliveryService.streamPrefix.count)))
            } else {
                return nil
            }
        }
    }

    /// Dossiers by their streams, which tell every identifier from every other.
    private var users: [String: Set<StreamID>] = [:]
    private var erased: Set<StreamID> = []

    /// - Returns: whether that was not known yet.
    @discardableResult
    mutating func add(_ file: String, of dossier: String) -> Bool {
        users[file, default: []].insert(RequestService.stream(dossier)).inserted
    }

    /// A tombstone was found: it names what the dossier had.
    mutating func erase(_ dossier: String) { erased.insert(RequestService.stream(dossier)) }

    func isErased(_ dossier: String) -> Bool { erased.contains(RequestService.stream(dossier)) }

    /// The files of dossiers and faxes that were not erased.
    var files: Set<String> { Set(users.filter { !$0.value.isSubset(of: erased) }.keys) }
}
