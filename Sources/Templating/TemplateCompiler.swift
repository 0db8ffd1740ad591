import CEL
import Diagnostics
import Localization
import XML

/// Reads a template and all that it includes, and checks everything that can be known before the data come.
package struct TemplateCompiler {
    /// Answers with the file of a name such as `parts/head.xhtml`, registered in the caller's source map; nil when there is none.
    package typealias Loader = (String) -> SourceFile?

    private let environment: CELEnvironment
    private let catalogue: MessageCatalogue
    private let limits: TemplateLimits
    private let loader: Loader
    private let facts: (any FactSource)?
    private let checksAccessibility: Bool

    /// - Parameters:
    ///   - environment: the variables that expressions may use, with their shapes.
    ///   - catalogue: the messages of `<g:message>`.
    ///   - facts: the running configuration that fact elements such as `<g:reasons>` show; without one they are faults.
    ///   - checksAccessibility: whether what a reader who does not see could not read is a fault.
    ///   - loader: resolves `<g:include href>`.
    package init(
        environment: CELEnvironment, catalogue: MessageCatalogue, limits: TemplateLimits = TemplateLimits(),
        facts: (any FactSource)? = nil, checksAccessibility: Bool = true, loader: @escaping Loader
    ) {
        self.facts = facts
        self.checksAccessibility = checksAccessibility
        self.environment = environment
        self.catalogue = catalogue
        self.limits = limits
        self.loader = loader
    }

    /// The checked template, or nil and all faults.
    package func compile(_ source: SourceFile) -> (template: Template?, diagnostics: DiagnosticBag) {
        let (tree, bag) = XMLParser().parse(source)
        guard let tree else { return (nil, bag) }
        return compile(tree)
    }

    /// The same for a template that is parsed already.
    package func compile(_ tree: XMLTree) -> (template: Template?, diagnostics: DiagnosticBag) {
        var compilation = TemplateCompilation(environment: environment, catalogue: catalogue, limits: limits, facts: facts, loader: loader)
        compilation.checksAccessibility = checksAccessibility
        let template = compilation.compile(tree)
        return (compilation.bag.hasErrors ? nil : template, compilation.bag)
    }
}
