import Diagnostics

/// A signed file, and what its owner should know about it.
package struct SignedDocument: Sendable {
    package var bytes: [UInt8]
    /// Warnings: the file is sound, yet something will be missed in some years.
    package var warnings: [Diagnostic]

    package init(bytes: [UInt8], warnings: [Diagnostic] = []) {
        self.bytes = bytes
        self.warnings = warnings
    }
}
