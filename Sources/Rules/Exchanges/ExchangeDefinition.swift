import CEL
import Diagnostics

/// A JSON document that the service gives to other systems, or takes from them.
///
/// The engine knows no format: what the document says, and in whose words, is the pack's.
package struct ExchangeDefinition: Definition {
    package enum Kind: String, Sendable, CaseIterable {
        /// Made of a dossier on request.
        case export
        /// Made with a document, which carries it.
        case attachment
        /// Read: an action is done with what it says.
        case `import`
    }

    package let id: String
    package let label: LocalizedText
    package let kind: Kind
    package let mediaType: String
    /// The name of the file that a document carries; nil when it follows from the names of document and exchange.
    package let fileName: String?
    /// Who may ask for it; nil is everybody who may read the dossier.
    package let permission: Reference?
    /// Whether documents come with their bytes.
    package let carriesContents: Bool
    /// The action of an import.
    package let action: Reference?
    /// Values that an import computes first, in order, for its rules and its content.
    package let bindings: [(name: String, value: Condition)]
    /// What a received document must keep to.
    package let rules: [Rule]
    /// What the document says, for exports and imports.
    package let content: ExchangeNode?
    /// What it says beside each document that carries it, by the document's name: forms and data differ.
    package let contents: [String: ExchangeNode]
    package let span: Span

    package static let usualMediaType = "application/json"

    package init(
        id: String, label: LocalizedText, kind: Kind, mediaType: String, fileName: String?, permission: Reference?, carriesContents: Bool,
        action: Reference?, bindings: [(name: String, value: Condition)], rules: [Rule], content: ExchangeNode?,
        contents: [String: ExchangeNode], span: Span
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.mediaType = mediaType
        self.fileName = fileName
        self.permission = permission
        self.carriesContents = carriesContents
        self.action = action
        self.bindings = bindings
        self.rules = rules
        self.content = content
        self.contents = contents
        self.span = span
    }
}
