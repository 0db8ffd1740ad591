import Analysis
import Diagnostics
import Rules
import Styling

/// Checks a pack as a whole: its rules and what can be proved of them, its messages, every template that its documents use, its guides, and its style sheets: `paraphe check`.
package struct PackCheck: Sendable {
    private let folder: PackFolder

    package init(path: String) {
        folder = PackFolder(path: path)
    }

    /// What the check found.
    package struct Outcome: Sendable {
        /// The pack, if it can be used.
        package let pack: LoadedPack?
        package let findings: DiagnosticBag
        /// How far the proofs went; nil when the pack could not be read.
        package let proofs: ProofReport?
    }

    package func run(shelf: SourceShelf) throws(DiagnosticsError) -> Outcome {
        var (pack, bag) = try LoadedPack.load(folder, shelf: shelf)
        guard let loaded = pack else { return Outcome(pack: nil, findings: bag, proofs: nil) }
        let proofs = Proofs.report(of: loaded.rulebook)
        bag.append(contentsOf: proofs.findings)
        let templates = TemplateSet(pack: loaded, shelf: shelf)
        for document in loaded.rulebook.documents {
            do throws(DiagnosticsError) {
                _ = try templates.template(of: document)
            } catch {
                bag.append(contentsOf: error.bag)
            }
        }
        // Guides need no document that declares them.
        let declared = Set(loaded.rulebook.documents.map(\.template.text))
        for name in try folder.names(withExtension: "xhtml") where name.hasPrefix("guides/") && !declared.contains(name) {
            do throws(DiagnosticsError) {
                if try templates.isWhole(folder.path + "/" + name) { _ = try templates.template(named: folder.path + "/" + name) }
            } catch {
                bag.append(contentsOf: error.bag)
            }
        }
        for name in try folder.names(withExtension: "yaml") where name.hasPrefix(MigrationReader.folder + "/") {
            do throws(DiagnosticsError) {
                _ = try MigrationReader.plan(folder.path + "/" + name, shelf: shelf)
            } catch {
                bag.append(contentsOf: error.bag)
            }
        }
        let files = LocalFiles(shelf: shelf)
        for name in try folder.names(withExtension: "css") {
            bag.append(contentsOf: Stylesheet.parse(try shelf.read(folder.path + "/" + name), origin: .author, load: files.sheet).1)
        }
        if bag.hasErrors { pack = nil }
        return Outcome(pack: pack, findings: bag, proofs: proofs)
    }
}
