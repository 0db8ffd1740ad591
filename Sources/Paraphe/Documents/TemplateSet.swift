import CEL
import Diagnostics
import Localization
import Rules
import Templating
import XML

/// Finds, checks and remembers the templates of a pack.
package struct TemplateSet: Sendable {
    private let pack: LoadedPack
    private let shelf: SourceShelf
    private let facts: PackFacts

    /// - Parameter room: for drawings that are made.
    package init(pack: LoadedPack, shelf: SourceShelf, room: DrawingRoom = .page) {
        self.pack = pack
        self.shelf = shelf
        facts = PackFacts(rulebook: pack.rulebook, catalogue: pack.catalogue, room: room)
    }

    /// A checked template, and the folder that names in it may be relative to.
    package struct Found: Sendable {
        package let template: Template
        package let folder: String
    }

    /// The template of a declared document, checked against the pack's shapes.
    package func template(of document: DocumentDefinition) throws(DiagnosticsError) -> Found {
        guard let path = pack.resolve(document.template.text) else {
            let nearest = NearestName.of(document.template.text, among: pack.templateNames)
            throw DiagnosticsError(FileDiagnostics.noTemplate(document.template.text, nearest: nearest, at: document.template.span))
        }
        return try compile(path, DocumentVariables.environment(pack.rulebook, for: document))
    }

    /// A template by path or name that no document of the pack declares: beside what the pack itself gives, its own parameters say what
    /// it reads.
    package func template(named name: String) throws(DiagnosticsError) -> Found {
        guard let path = FileAccess.exists(name) ? name : pack.resolve(name) else {
            let names = pack.rulebook.documents.map(\.id) + pack.templateNames
            throw DiagnosticsError(FileDiagnostics.noTemplate(name, nearest: NearestName.of(name, among: names), at: nil))
        }
        return try compile(path, pack.rulebook.pageEnvironment)
    }

    /// Whether a file is a document by itself, and no part of others.
    package func isWhole(_ path: String) throws(DiagnosticsError) -> Bool {
        let (tree, bag) = XMLParser().parse(try shelf.read(path))
        guard let tree, let root = tree.root else { throw DiagnosticsError(bag) }
        return tree.isElement(root, .xhtml, "html") || tree.isElement(root, .template, "template")
    }

    private func compile(_ path: String, _ environment: CELEnvironment) throws(DiagnosticsError) -> Found {
        let source = try shelf.read(path)
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let compiler = TemplateCompiler(environment: environment, catalogue: pack.catalogue, facts: facts) { [pack, shelf] name in
            pack.resolve(name, beside: folder).flatMap { try? shelf.read($0) }
        }
        let (template, bag) = compiler.compile(source)
        guard let template else { throw DiagnosticsError(bag) }
        return Found(template: template, folder: folder)
    }
}
