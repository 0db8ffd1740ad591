import Diagnostics

/// Reads the files of a pack into one checked ``Rulebook``.
package struct PackLoader: Sendable {
    /// The file with which a pack begins.
    package static let entryFile = "pack.yaml"

    package init() {}

    /// Loads a pack from its files, all paths relative to the pack's folder; the caller reads the disk.
    ///
    /// - Parameters:
    ///   - files: every YAML file of the folder; those that `pack.yaml` does not include are ignored.
    ///   - folder: what diagnostics put before the paths, such as `examples/teleconsultation`.
    ///   - sources: receives the files, for the renderers.
    /// - Returns: the rulebook unless there is an error, and all findings of all files.
    package func load(files: [(path: String, bytes: [UInt8])], folder: String = "", sources: inout SourceMap) -> (Rulebook?, DiagnosticBag)
    {
        let assembly = PackAssembly(files: files, folder: folder, sources: &sources)
        var bag = assembly.bag
        var reader = PackReader(assembly)
        let book = reader.read()
        // The whole is proved only when its parts could be read: a misspelt name would otherwise make states look unreachable. A fault
        // inside a condition changes nothing of that.
        let isWhole = !(bag.diagnostics + reader.bag.diagnostics).contains { $0.severity == .error && !$0.code.name.hasPrefix("cel/") }
        if let book, isWhole { reader.prove(book) }
        bag.append(contentsOf: reader.bag)
        return (bag.hasErrors ? nil : book, bag)
    }
}
