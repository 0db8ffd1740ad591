import CEL
import CivilTime
import Diagnostics
import Localization
import XML

/// A template that was read and checked once, to be expanded many times, from any thread.
package struct Template: Sendable {
    /// A `<g:param>` of the main template that the caller's environment did not declare.
    struct Parameter: Sendable {
        let name: String
        /// The value when the data give none.
        let standard: BindingPlan?
        let span: Span
    }

    let body: [Instruction]
    let names: XMLNameTable
    let constants: ContiguousArray<UInt8>
    let fixedAttributes: ContiguousArray<XMLAttribute>
    let scope: TemplateScope
    let parameters: [Parameter]
    let catalogue: MessageCatalogue
    let limits: TemplateLimits
    let span: Span
    /// Whether ``DocumentApparatus`` has work to do.
    let hasApparatus: Bool
    /// Names that an expansion makes of itself, numbered once.
    let made: MadeNames

    init(
        body: [Instruction], names: XMLNameTable, constants: ContiguousArray<UInt8>, fixedAttributes: ContiguousArray<XMLAttribute>,
        scope: TemplateScope,
        parameters: [Parameter], catalogue: MessageCatalogue, limits: TemplateLimits, span: Span,
        hasApparatus: Bool
    ) {
        var names = names
        made = MadeNames(&names)
        self.body = body
        self.names = names
        self.constants = constants
        self.fixedAttributes = fixedAttributes
        self.scope = scope
        self.parameters = parameters
        self.catalogue = catalogue
        self.limits = limits
        self.span = span
        self.hasApparatus = hasApparatus
    }

    /// The document for these data, in this language.
    ///
    /// - Parameters:
    ///   - values: the variables of the environment by name; what is missing is reported where it is used.
    ///   - language: of messages and formats, until `lang` says otherwise.
    ///   - zone: of the clocks that timestamps are shown on.
    ///   - typography: whether authored words get the spaces and quotes of their language (``TypographicPass``).
    /// - Returns: the tree, or nil and the faults (codes `template/…`), which point at places of the template.
    package func expand(values: [String: Value], language: Language, zone: CivilTimeZone = .eastern, typography: Bool = true) -> (
        tree: XMLTree?, diagnostics: DiagnosticBag
    ) {
        var expansion = TemplateExpansion(template: self, values: values, language: language, zone: zone)
        expansion.run()
        guard !expansion.bag.hasErrors else { return (nil, expansion.bag) }
        // First the words: a table of contents copies headings without telling data from words.
        let set = typography ? expansion.takeTree(with: TypographicPass.apply) : expansion.tree
        guard hasApparatus else { return (set, expansion.bag) }
        let (tree, faults) = DocumentApparatus.complete(set)
        var bag = expansion.bag
        bag.append(contentsOf: faults)
        return (bag.hasErrors ? nil : tree, bag)
    }
}

/// Names of elements and attributes that expansion itself writes.
struct MadeNames: Sendable {
    let bdi: NameID
    let sup: NameID
    let br: NameID
    let lang: NameID
    /// Elements and attributes of messages' markup.
    let markup: [String: NameID]

    init(_ names: inout XMLNameTable) {
        bdi = names.intern("bdi")
        sup = names.intern("sup")
        br = names.intern("br")
        lang = names.intern("lang")
        var markup: [String: NameID] = [:]
        for name in MessageMarkup.elements + MessageMarkup.attributes { markup[name] = names.intern(name) }
        self.markup = markup
    }
}
