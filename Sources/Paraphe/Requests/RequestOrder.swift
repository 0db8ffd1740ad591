import CEL
import Workflow

/// What somebody asks of a ``RequestService``: an action with what it takes.
package struct RequestOrder: Sendable {
    /// A file to store and to add to a field of the dossier.
    package struct Attachment: Sendable {
        /// A field of type attachment, or list of attachments, at the dossier's top level.
        package let field: String
        package let file: String
        /// As people shall see it; the file's name when nil.
        package let label: String?

        /// The file's name, without the folders that lead to it.
        var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

        package init(field: String, file: String, label: String?) {
            self.field = field
            self.file = file
            self.label = label
        }
    }

    /// What becomes of an order that was based on an older version of the dossier.
    package enum StalePolicy: String, Sendable, CaseIterable {
        /// It is refused, with what happened in between.
        case refuse
        /// It is done where the rules still allow it, and nobody changed meanwhile what it sets.
        case retryIfPossible = "retry-if-possible"
    }

    /// Who vouches for what an order says.
    enum Origin: Hashable, Sendable {
        /// A command line, a line of `apply`, a received document: anybody.
        case sender
        /// ``AccountService``, which gave the code, or checked the password and the second factor.
        case account
    }

    /// Chosen by the sender; the same identifier again does nothing twice.
    package var commandID: String
    package var dossierID: String
    package var action: String
    /// The identifier of the person who acts.
    package var person: String
    /// Records, as JSON gives them; people by their identifiers.
    package var input: Value
    package var edits: Value
    package var form: Value?
    /// `name=value` texts, typed by the field that they name: an input, a field of the form, or a field of the dossier.
    package var texts: [(name: String, text: String)]
    package var attachments: [Attachment]
    /// The version that the person saw; nil does without the check.
    package var expectedVersion: Int64?
    package var onStale: StalePolicy
    /// Who vouches for the order. No sender can say that it is the accounts: the property is not seen outside of this module.
    var origin: Origin = .sender
    /// The digest of the message that the order was made of, by rules that may change before the message comes again.
    var sourceDigest: String?

    package init(
        commandID: String, dossierID: String, action: String, person: String, input: Value = .record([]), edits: Value = .record([]),
        form: Value? = nil, texts: [(name: String, text: String)] = [], attachments: [Attachment] = [], expectedVersion: Int64? = nil,
        onStale: StalePolicy = .refuse
    ) {
        self.commandID = commandID
        self.dossierID = dossierID
        self.action = action
        self.person = person
        self.input = input
        self.edits = edits
        self.form = form
        self.texts = texts
        self.attachments = attachments
        self.expectedVersion = expectedVersion
        self.onStale = onStale
    }
}

extension RequestOrder {
    /// Of all that is asked for, but not of the bytes of files, which may be gone when the order comes again.
    var digest: String {
        if let sourceDigest { return sourceDigest }
        func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
        let files = attachments.map { strings([$0.field, $0.fileName, $0.label ?? ""]) }
        let content = Value.record([
            ("action", .string(action)), ("input", input), ("edits", edits), ("form", form ?? .null),
            ("texts", .list(texts.map { strings([$0.name, $0.text]) })), ("attachments", .list(files)),
        ])
        return BlobStore.hash(of: ValueCodec.encode(content))
    }

    /// Whether it brings nothing but itself: sent again, it asks what became of the first.
    var isBare: Bool { input.isEmptyRecord && edits.isEmptyRecord && form == nil && texts.isEmpty && attachments.isEmpty }

    /// The identifier of a new dossier that nobody named: it follows from the command's, so that a repeated command finds its dossier again.
    package static func dossierID(command: String) -> String {
        "D-" + BlobStore.hash(of: Array(command.utf8)).prefix(20)
    }
}
