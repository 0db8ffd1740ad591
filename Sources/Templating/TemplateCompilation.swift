import CEL
import Diagnostics
import Localization
import XML

/// One run of the compiler over a template and its includes.
struct TemplateCompilation {
    let catalogue: MessageCatalogue
    let limits: TemplateLimits
    let loader: TemplateCompiler.Loader
    /// The running configuration; nil for a template that stands alone.
    let facts: (any FactSource)?
    /// What the caller declared, before anything of the template.
    let outermost: TemplateScope
    /// The compiled templates of fact elements, by element.
    var factMarkup: [String: FactMarkup] = [:]
    var bag = DiagnosticBag()
    /// What expressions may use at this place.
    var scope: TemplateScope
    /// The tree being read; changes at includes.
    var tree = XMLTree()
    /// Names, texts and fixed attributes of all trees together, which each expansion starts from.
    var names = XMLNameTable()
    var constants: ContiguousArray<UInt8> = []
    var fixedAttributes: ContiguousArray<XMLAttribute> = []
    /// Parameters of the main template with a default.
    var parameters: [Template.Parameter] = []
    /// The files that are being included, outermost first, and where.
    var chain: [(name: String, place: Span)] = []
    var includeCount = 0
    /// Elements within one another at this place, through all includes.
    var depth = 0
    /// Whether no element may be made here: in a title, in SVG.
    var isPlain = false
    /// Whether something is left to do when the document is whole: contents, index, references, links within the document.
    var hasApparatus = false
    var checksAccessibility = true

    init(
        environment: CELEnvironment, catalogue: MessageCatalogue, limits: TemplateLimits, facts: (any FactSource)?,
        loader: @escaping TemplateCompiler.Loader
    ) {
        self.facts = facts
        outermost = TemplateScope(environment: environment)
        self.catalogue = catalogue
        self.limits = limits
        self.loader = loader
        scope = outermost
    }

    mutating func compile(_ tree: XMLTree) -> Template? {
        self.tree = tree
        if let source = tree.source { chain.append((source.path, Span(source: source.id, start: 0, end: 0))) }
        var body: [Instruction] = []
        for node in tree.children(of: tree.document) where tree.kind(of: node) == .processingInstruction { body += instruction(node) }
        guard let root = tree.root else { return nil }
        let content: NodeID?
        if tree.isElement(root, .template, "template") {
            content = templateContent(root) { compilation, param in compilation.declareParameter(param) }
        } else {
            content = root
        }
        guard let content else { return nil }
        guard tree.namespace(of: content) == .xhtml else {
            report(TemplateDiagnostics.wrongRoot(tree.localName(of: content), at: nameSpan(of: content)))
            return nil
        }
        body += element(content, isRoot: true)
        checkAccessibility(of: content)
        return Template(
            body: body, names: names, constants: constants, fixedAttributes: fixedAttributes, scope: scope, parameters: parameters,
            catalogue: catalogue,
            limits: limits, span: tree.span(of: root), hasApparatus: hasApparatus)
    }

    /// What no data can mend for a reader who does not see the document.
    mutating func checkAccessibility(of content: NodeID) {
        guard checksAccessibility else { return }
        var check = AccessibilityCheck(tree, .template)
        for finding in check.run(from: content) { report(finding) }
    }

    // MARK: Places

    mutating func report(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        for link in chain.dropFirst().reversed() {
            diagnostic.trace.append(
                Diagnostic.Label(link.place, Bilingual(fr: "inclus ici: `\(link.name)`", en: "included here: `\(link.name)`")))
        }
        bag.append(diagnostic)
    }

    mutating func report(_ others: DiagnosticBag) {
        for diagnostic in others.diagnostics { report(diagnostic) }
    }

    /// `<p` of `<p class="a">`: the place to show for a fault of the element itself.
    func nameSpan(of element: NodeID) -> Span {
        let span = tree.span(of: element)
        guard let source = tree.source else { return span }
        var end = span.range.lowerBound + 1
        while end < span.range.upperBound, end < source.bytes.count, ![0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(source.bytes[end]) {
            end += 1
        }
        return Span(source: span.source, start: span.range.lowerBound, end: end)
    }

    // MARK: Constants

    mutating func store(_ bytes: some Sequence<UInt8>) -> (start: Int32, count: Int32) {
        let start = constants.count
        constants.append(contentsOf: bytes)
        return (Int32(clamping: start), Int32(clamping: constants.count - start))
    }

    // MARK: Content

    /// The content of an element, whose own variables end with it.
    mutating func children(of parent: NodeID) -> [Instruction] {
        let outer = scope
        defer { scope.leave(to: outer) }
        var out: [Instruction] = []
        for child in tree.children(of: parent) { out += instruction(child) }
        return out
    }

    mutating func instruction(_ node: NodeID) -> [Instruction] {
        switch tree.kind(of: node) {
        case .document: return []
        case .text: return [.node(fixedText(node))]
        case .processingInstruction:
            var record = XMLNode(
                kind: .processingInstruction, namespace: .none, name: names.intern(tree.localName(of: node)), span: tree.span(of: node))
            let range = tree.textRange(of: node)
            (record.contentStart, record.contentCount) = store(tree.textBytes[range])
            return [.node(record)]
        case .element:
            // The compiler and each expansion go down the call stack with the template.
            guard depth < limits.depth else {
                report(TemplateDiagnostics.tooDeep(limit: limits.depth, at: nameSpan(of: node)))
                return []
            }
            depth += 1
            defer { depth -= 1 }
            switch tree.namespace(of: node) {
            case .template: return templateElement(node)
            case .xhtml, .svg, .mathml: return element(node, isRoot: false)
            case .none, .xml, .xlink, .xliff, .other:
                report(TemplateDiagnostics.foreignElement(tree.localName(of: node), at: nameSpan(of: node)))
                return []
            }
        }
    }

    private mutating func fixedText(_ node: NodeID) -> XMLNode {
        var record = XMLNode(kind: .text, namespace: .none, name: NameID(index: -1), span: tree.span(of: node))
        (record.contentStart, record.contentCount) = store(tree.textBytes[tree.textRange(of: node)])
        return record
    }

    /// Elements that would run, load or ask: a document does none of it.
    private static let forbidden: Set<String> = [
        "script", "iframe", "object", "embed", "applet", "form", "input", "button", "select", "textarea", "base", "frame",
    ]
    /// Elements of XHTML that hold nothing but text.
    private static let plainElements: Set<String> = ["title", "style"]

    mutating func element(_ node: NodeID, isRoot: Bool) -> [Instruction] {
        let namespace = tree.namespace(of: node)
        let local = tree.localName(of: node)
        if namespace == .xhtml, Self.forbidden.contains(local) { report(TemplateDiagnostics.forbidden(local, at: nameSpan(of: node))) }
        var record = XMLNode(kind: .element, namespace: namespace, name: names.intern(local), span: tree.span(of: node))
        let attributes = elementAttributes(node)
        if namespace == .xhtml, local == "a", let href = tree.value("href", of: node), href.utf8.first == UInt8(ascii: "#") {
            hasApparatus = true
        }
        let isFixed = attributes.allSatisfy { if case .fixed = $0 { true } else { false } }
        if isFixed, !isRoot {
            record.firstAttribute = Int32(clamping: fixedAttributes.count)
            record.attributeCount = Int32(clamping: attributes.count)
            for case .fixed(let attribute) in attributes { fixedAttributes.append(attribute) }
        }
        var language: Language?
        var hasComputedLanguage = false
        for attribute in attributes {
            switch attribute {
            case .fixed(let fixed) where isLanguage(fixed):
                let start = Int(fixed.valueStart)
                language = Language(tag: String(decoding: constants[start..<(start + Int(fixed.valueCount))], as: UTF8.self)) ?? language
            case .computed(let computed, _) where isLanguage(computed): hasComputedLanguage = true
            case .fixed, .computed: break
            }
        }
        let wasPlain = isPlain
        isPlain = isPlain || namespace != .xhtml || Self.plainElements.contains(local)
        if namespace == .svg, local == "foreignObject" { isPlain = false }
        let children = children(of: node)
        isPlain = wasPlain
        return [
            .element(
                ElementPlan(
                    record: record, attributes: isFixed && !isRoot ? [] : attributes, language: language,
                    hasComputedLanguage: hasComputedLanguage,
                    isRoot: isRoot, children: children))
        ]
    }

    private func isLanguage(_ attribute: XMLAttribute) -> Bool {
        (attribute.namespace == .none || attribute.namespace == .xml) && names[attribute.name] == "lang"
    }

    private mutating func elementAttributes(_ node: NodeID) -> [ElementPlan.Attribute] {
        var out: [ElementPlan.Attribute] = []
        for attribute in tree.attributes(of: node) {
            let local = tree.names[attribute.name]
            guard attribute.namespace != .template else {
                report(TemplateDiagnostics.misplacedAttribute(local, at: attribute.nameSpan))
                continue
            }
            var made = attribute
            made.name = names.intern(local)
            let range = tree.valueRange(of: attribute)
            let hasBraces = tree.textBytes[range].contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
            if hasBraces, let pieces = pieces(tree.embeddedValue(of: attribute)) {
                if case .words(let words)? = pieces.first, pieces.count == 1 {
                    (made.valueStart, made.valueCount) = store(words.utf8)
                    out.append(.fixed(made))
                } else {
                    out.append(.computed(made, pieces))
                }
            } else {
                (made.valueStart, made.valueCount) = store(tree.textBytes[range])
                out.append(.fixed(made))
            }
        }
        return out
    }
}
