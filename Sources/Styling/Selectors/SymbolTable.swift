import Synchronization

/// The names that selectors ask for. Names of documents are only looked up, so that documents never make it grow.
final class SymbolTable: Sendable {
    static let shared = SymbolTable()

    private let symbols = Mutex<[String: Symbol]>([:])

    func intern(_ name: String) -> Symbol {
        symbols.withLock { symbols in
            if let known = symbols[name] { return known }
            let symbol = Symbol(index: Int32(clamping: symbols.count))
            symbols[name] = symbol
            return symbol
        }
    }

    /// All names so far, for look-ups without a lock.
    func snapshot() -> [String: Symbol] { symbols.withLock { $0 } }
}
