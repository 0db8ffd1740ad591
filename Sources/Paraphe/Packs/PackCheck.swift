import Diagnostics
import Rules
import Styling

/// Checks a pack as a whole: its rules, its messages, every template that its documents use, and its style sheets: `paraphe check`.
package struct PackCheck: Sendable {
    private let folder: PackFolder

    package init(path: String) {
        folder = PackFolder(path: path)
    }

    /// The pack, if it can be used, and all findings.
    package func run(shelf: SourceShelf) throws(DiagnosticsError) -> (pack: LoadedPack?, bag: DiagnosticBag) {
        var (pack, bag) = try LoadedPack.load(folder, shelf: shelf)
        guard let loaded = pack else { return (nil, bag) }
        let templates = TemplateSet(pack: loaded, shelf: shelf)
        for document in loaded.rulebook.documents {
            do throws(DiagnosticsError) {
                _ = try templates.template(of: document)
            } catch {
                bag.append(contentsOf: error.bag)
            }
        }
        let files = LocalFiles(shelf: shelf)
        for name in try folder.names(withExtension: "css") {
            bag.append(contentsOf: Stylesheet.parse(try shelf.read(folder.path + "/" + name), origin: .author, load: files.sheet).1)
        }
        if bag.hasErrors { pack = nil }
        return (pack, bag)
    }
}
