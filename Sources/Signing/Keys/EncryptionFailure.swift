/// Why a protected key could not be opened.
enum EncryptionFailure: Error, Hashable {
    /// An algorithm that is not read here, by the name people know.
    case unsupported(String)
    case malformed
    /// The secret is wrong, or the data damaged: the two cannot be told apart.
    case wrongSecret
    /// Deriving the key would take longer than anyone waits for.
    case tooManyIterations
}
