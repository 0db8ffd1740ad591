import CEL
import Diagnostics
import Localization
import Rules
import Templating

/// Finds, checks and remembers the templates of a pack.
package struct TemplateSet: Sendable {
    private let pack: LoadedPack
    private let shelf: SourceShelf

    package init(pack: LoadedPack, shelf: SourceShelf) {
        self.pack = pack
        self.shelf = shelf
    }

    /// The template of a declared document, checked against the pack's shapes.
    package func template(of document: DocumentDefinition) throws(DiagnosticsError) -> Template {
        guard let path = pack.resolve(document.template.text) else {
            let nearest = NearestName.of(document.template.text, among: pack.templateNames)
            throw DiagnosticsError(FileDiagnostics.noTemplate(document.template.text, nearest: nearest, at: document.template.span))
        }
        return try compile(path, DocumentVariables.environment(pack.rulebook, for: document))
    }

    /// A template by path or name that no document of the pack declares: its own parameters say what it reads.
    package func template(named name: String) throws(DiagnosticsError) -> Template {
        guard let path = FileAccess.exists(name) ? name : pack.resolve(name) else {
            throw DiagnosticsError(FileDiagnostics.noTemplate(name, nearest: NearestName.of(name, among: pack.templateNames), at: nil))
        }
        return try compile(path, CELEnvironment(variables: [:]))
    }

    private func compile(_ path: String, _ environment: CELEnvironment) throws(DiagnosticsError) -> Template {
        let source = try shelf.read(path)
        let compiler = TemplateCompiler(environment: environment, catalogue: pack.catalogue) { [pack, shelf] name in
            // Beside the template first, so that a template outside of the pack can have its parts.
            let beside = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
            let found = pack.resolve(name) ?? (FileAccess.exists(beside) ? beside : nil)
            return found.flatMap { try? shelf.read($0) }
        }
        let (template, bag) = compiler.compile(source)
        guard let template else { throw DiagnosticsError(bag) }
        return template
    }
}
