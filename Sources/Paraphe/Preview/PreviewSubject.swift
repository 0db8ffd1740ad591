import Diagnostics

/// What a preview shows: what `paraphe render` and `paraphe typeset` accept.
package struct PreviewSubject: Sendable {
    /// A template and its data, or a plain document.
    package enum Kind: Sendable {
        /// With the folder of the pack, the file of data if any, and what is known of the document before.
        case template(pack: String, data: String?, context: DocumentContext)
        case plain(stylesheets: [String], isLenient: Bool)
    }

    package var file: String
    package var kind: Kind
    package var language: Language

    package init(file: String, kind: Kind, language: Language) {
        self.file = file
        self.kind = kind
        self.language = language
    }

    /// The file's own name, for titles.
    package var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}
