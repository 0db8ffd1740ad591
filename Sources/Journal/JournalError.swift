/// Why a ``EventJournal`` could not do what it was asked; equal by code.
package struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name of a kind of failure, as `journal/what`.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The stream has another version than the writer expected.
        case versionConflict = "journal/version-conflict"
        /// The command identifier was used before, in another stream.
        case commandReused = "journal/command-reused"
        /// Nothing to append, or a name, number or size out of bounds (``JournalLimits``).
        case invalidAppend = "journal/invalid-append"
        /// There is no store at the given place.
        case notFound = "journal/not-found"
        /// The place holds something else than a store of this program.
        case notAStore = "journal/not-a-store"
        /// A newer program wrote the store.
        case newerStore = "journal/newer-store"
        /// The store was opened for reading, or its place cannot be written.
        case readOnly = "journal/read-only"
        /// Others kept the store locked for longer than the time out.
        case busy = "journal/busy"
        /// The disk or the quota is full.
        case diskFull = "journal/disk-full"
        /// The bytes of the store make no sense.
        case corrupt = "journal/corrupt"
        /// Any other failure of the system below.
        case unavailable = "journal/unavailable"
    }

    package let code: Code
    /// What the layer below said, for the person who runs the system; not translated.
    package let reason: String
    /// Where: a path or a stream.
    package let place: String
    /// The stream's version when the code is ``Code/versionConflict``.
    package let actualVersion: Int64?

    package init(_ code: Code, reason: String, place: String, actualVersion: Int64? = nil) {
        self.code = code
        self.reason = reason
        self.place = place
        self.actualVersion = actualVersion
    }

    package var description: String { "\(place): \(code.rawValue): \(reason)" }

    package static func == (left: JournalError, right: JournalError) -> Bool { left.code == right.code }

    package func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The writer was late.
    package static func conflict(_ stream: StreamID, expected: ExpectedVersion, actual: Int64) -> JournalError {
        let wanted =
            switch expected {
            case .any: "any version"
            case .exactly(let version): "version \(version)"
            }
        return JournalError(
            .versionConflict, reason: "expected \(wanted), found \(actual)", place: stream.name, actualVersion: actual)
    }

    /// A command identifier serves one stream only.
    package static func reused(_ command: CommandID, in stream: StreamID) -> JournalError {
        JournalError(.commandReused, reason: "command \(command.text) was used before", place: stream.name)
    }
}
