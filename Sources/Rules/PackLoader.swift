import Diagnostics

/// Reads the files of a pack into one checked ``Rulebook``.
package struct PackLoader: Sendable {
    /// The file with which a pack begins.
    package static let entryFile = "pack.yaml"

    /// A file that packs may use by name: functions, tables, holidays of a region.
    package struct Library: Sendable {
        package let name: String
        /// As diagnostics show it.
        package let path: String
        package let bytes: [UInt8]

        package init(name: String, path: String, bytes: [UInt8]) {
            self.name = name
            self.path = path
            self.bytes = bytes
        }
    }

    /// Those that a pack may name under `use`.
    private let libraries: [Library]

    package init(libraries: [Library] = []) {
        self.libraries = libraries
    }

    /// Loads a pack from its files, all paths relative to the pack's folder; the caller reads the disk.
    ///
    /// - Parameters:
    ///   - files: every YAML file of the folder; those that `pack.yaml` does not include are ignored.
    ///   - folder: what diagnostics put before the paths, such as `examples/teleconsultation`.
    ///   - sources: receives the files, for the renderers.
    /// - Returns: the rulebook unless there is an error, and all findings of all files. What can be proved of the whole (states that nothing
    ///   reaches, actions that nobody may perform, and so on) is for `Proofs` in module Analysis to say.
    package func load(files: [(path: String, bytes: [UInt8])], folder: String = "", sources: inout SourceMap) -> (Rulebook?, DiagnosticBag)
    {
        let assembly = PackAssembly(files: files, folder: folder, libraries: libraries, sources: &sources)
        var bag = assembly.bag
        var reader = PackReader(assembly)
        let book = reader.read()
        bag.append(contentsOf: reader.bag)
        return (bag.hasErrors ? nil : book, bag)
    }
}
