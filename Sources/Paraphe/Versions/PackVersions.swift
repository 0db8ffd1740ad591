import Diagnostics
import Rules

/// The rules under which a dossier runs, and what makes its documents.
package struct PackVersion: Sendable {
    package let rulebook: Rulebook
    package let hash: String
    package let maker: (any DocumentMaker)?

    package init(rulebook: Rulebook, hash: String, maker: (any DocumentMaker)?) {
        self.rulebook = rulebook
        self.hash = hash
        self.maker = maker
    }
}

/// The versions of packs under which the dossiers of a store run.
package protocol PackVersions: Sendable {
    /// Keeps the present version for good; before the first event that names it.
    func keepPresent() throws(DiagnosticsError)
    /// Nil when it is not kept.
    func version(_ hash: String) throws(DiagnosticsError) -> PackVersion?
}
