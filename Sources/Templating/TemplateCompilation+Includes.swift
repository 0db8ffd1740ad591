import CEL
import Diagnostics
import Localization
import XML

extension TemplateCompilation {
    /// One `<g:param>`, read.
    struct Parameter {
        let name: String
        let type: CELType
        let standard: EmbeddedText?
        let node: NodeID
    }

    /// Reads the parameters of a `<g:template>` root, and answers with its one element of content.
    mutating func templateContent(_ root: NodeID, declare: (inout TemplateCompilation, Parameter) -> Void) -> NodeID? {
        if let word = TemplateVocabulary.element("template") { _ = checkAttributes(root, word) }
        var content: NodeID?
        for child in tree.children(of: root) where !tree.isBlankText(child) {
            if tree.isElement(child, .template, "param") {
                if let word = TemplateVocabulary.element("param"), checkAttributes(child, word), let parameter = parameter(child) {
                    declare(&self, parameter)
                }
            } else if content == nil, tree.kind(of: child) == .element, tree.namespace(of: child) != .template {
                content = child
            } else if tree.kind(of: child) == .element, tree.namespace(of: child) == .template,
                TemplateVocabulary.element(tree.localName(of: child)) == nil
            {
                _ = templateElement(child)
            } else {
                let place = tree.kind(of: child) == .element ? nameSpan(of: child) : tree.span(of: child)
                report(TemplateDiagnostics.unexpectedContent(in: "template", allowed: ["param"], at: place))
            }
        }
        if content == nil { report(TemplateDiagnostics.wrongRoot("g:template", at: nameSpan(of: root))) }
        return content
    }

    private mutating func parameter(_ node: NodeID) -> Parameter? {
        guard let nameAttribute = tree.attribute("name", of: node) else { return nil }
        let name = tree.value(of: nameAttribute)
        guard TemplateScope.isName(name) else {
            report(TemplateDiagnostics.badName(name, at: nameAttribute.valueSpan))
            return nil
        }
        var type: CELType = .dyn
        if let attribute = tree.attribute("type", of: node) {
            let (result, fault) = TemplateType.parse(
                tree.embeddedValue(of: attribute), recordName: "param_\(chain.count)_\(includeCount)_\(name)")
            if let fault { report(fault) }
            if let result {
                type = result.type
                scope.add(result.records)
            }
        }
        return Parameter(
            name: name, type: type, standard: tree.attribute("default", of: node).map { tree.embeddedValue(of: $0) }, node: node)
    }

    /// A parameter of the main template: a variable that the caller's data must give.
    mutating func declareParameter(_ parameter: Parameter) {
        guard !scope.isDeclared(parameter.name) else {
            // Declared by the caller too: the shapes must agree.
            let place = tree.attribute("name", of: parameter.node).map { tree.embeddedValue(of: $0) }
            if let place { _ = expression(place, expecting: parameter.type) }
            return
        }
        let standard = parameter.standard.flatMap { expression($0, expecting: parameter.type) }
        scope.declare(parameter.name, parameter.type)
        parameters.append(
            Template.Parameter(
                name: parameter.name, standard: standard.map { BindingPlan(name: parameter.name, expression: $0) },
                span: tree.attribute("name", of: parameter.node)?.valueSpan ?? tree.span(of: parameter.node)))
    }

    // MARK: Includes

    mutating func include(_ node: NodeID) -> [Instruction] {
        guard let attribute = tree.attribute("href", of: node) else { return [] }
        let name = tree.value(of: attribute)
        let place = attribute.valueSpan
        var arguments: [(name: String, expression: EmbeddedText, nameSpan: Span)] = []
        for child in only(["with"], in: node) {
            guard let nameAttribute = tree.attribute("name", of: child), let value = tree.attribute("value", of: child) else { continue }
            arguments.append((tree.value(of: nameAttribute), tree.embeddedValue(of: value), nameAttribute.valueSpan))
        }
        guard Self.isPath(name) else {
            report(TemplateDiagnostics.badPath(name, at: place))
            return []
        }
        guard chain.count <= limits.includeDepth else {
            report(TemplateDiagnostics.tooDeepIncludes(limit: limits.includeDepth, at: place))
            return []
        }
        includeCount += 1
        guard includeCount <= limits.includeCount else {
            // Said once: the count only grows.
            if includeCount == limits.includeCount + 1 {
                report(TemplateDiagnostics.tooManyIncludes(limit: limits.includeCount, at: place))
            }
            return []
        }
        guard let file = loader(name) else {
            report(TemplateDiagnostics.missingFile(name, at: place))
            return []
        }
        if let first = chain.firstIndex(where: { $0.name == file.path }) {
            report(TemplateDiagnostics.cycle(chain[first...].map(\.name) + [file.path], at: place))
            return []
        }
        let (parsed, faults) = XMLParser().parse(file)
        chain.append((file.path, place))
        defer { chain.removeLast() }
        report(faults)
        guard let parsed, let root = parsed.root else { return [] }
        let outer = scope
        let outerTree = tree
        defer {
            scope.leave(to: outer)
            tree = outerTree
        }
        // Arguments are expressions of the place of the include, whatever the file declares.
        var bindings: [BindingPlan] = []
        var declared: [(name: String, type: CELType)] = []
        var known: [String] = []
        tree = parsed
        var content: NodeID? = root
        if parsed.isElement(root, .template, "template") {
            content = templateContent(root) { compilation, parameter in
                known.append(parameter.name)
                if let argument = arguments.first(where: { $0.name == parameter.name }) {
                    if let expression = compilation.expression(argument.expression, expecting: parameter.type) {
                        declared.append((parameter.name, parameter.type))
                        bindings.append(BindingPlan(name: parameter.name, expression: expression))
                    }
                } else if outer.isDeclared(parameter.name) {
                    if let name = compilation.tree.attribute("name", of: parameter.node).map({ compilation.tree.embeddedValue(of: $0) }) {
                        _ = compilation.expression(name, expecting: parameter.type)
                    }
                } else if let standard = parameter.standard {
                    if let expression = compilation.expression(standard, expecting: parameter.type) {
                        declared.append((parameter.name, parameter.type))
                        bindings.append(BindingPlan(name: parameter.name, expression: expression))
                    }
                } else {
                    compilation.report(TemplateDiagnostics.missingParameter(parameter.name, file: name, at: place))
                }
            }
        }
        for argument in arguments where !known.contains(argument.name) {
            report(
                TemplateDiagnostics.unknownParameter(
                    argument.name, file: name, nearest: NearestName.of(argument.name, among: known), at: argument.nameSpan))
        }
        for parameter in declared { scope.declare(parameter.name, parameter.type) }
        guard let content else { return [] }
        let body = instruction(content)
        checkAccessibility(of: content)
        let label = Diagnostic.Label(place, Bilingual(fr: "inclus ici: `\(name)`", en: "included here: `\(name)`"))
        return [.include(IncludePlan(bindings: bindings, body: body, place: label))]
    }

    /// A relative path that goes down only.
    static func isPath(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 500, !name.hasPrefix("/"),
            !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 == 0x3A || $0 == 0x7B || $0 == 0x7D })
        else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
