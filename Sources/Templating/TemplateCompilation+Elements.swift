import CEL
import Diagnostics
import Localization
import XML

extension TemplateCompilation {
    /// An element of the template namespace.
    mutating func templateElement(_ node: NodeID) -> [Instruction] {
        let name = tree.localName(of: node)
        guard let word = TemplateVocabulary.element(name) else {
            let nearest = NearestName.of(name, among: TemplateVocabulary.elements.map(\.name))
            report(TemplateDiagnostics.unknownElement(name, nearest: nearest, at: nameSpan(of: node)))
            return []
        }
        // `<g:when>` and its like are read by their parents: one that comes here stands elsewhere.
        guard word.parents.isEmpty, name != "template" else {
            let parents = name == "template" ? ["template"] : word.parents
            report(TemplateDiagnostics.misplaced(name, parents: parents, at: nameSpan(of: node)))
            return []
        }
        guard checkAttributes(node, word) else { return [] }
        if let fact = word.fact { return self.fact(node, word, fact) }
        switch name {
        case "value": return value(node)
        case "if": return condition(node)
        case "choose": return choice(node)
        case "for": return loop(node)
        case "let": return binding(node)
        case "message": return message(node)
        case "fr": return [.languageBranch(.french, children(of: node))]
        case "en": return [.languageBranch(.english, children(of: node))]
        case "include": return include(node)
        case "signature", "text-field": return kept(node)
        case "contents", "index", "ref", "term": return apparatus(node)
        default: return []
        }
    }

    /// Reports unknown and missing attributes; false when a required one is missing.
    mutating func checkAttributes(_ node: NodeID, _ word: TemplateVocabulary.Element) -> Bool {
        let known = word.attributes.map(\.name)
        for attribute in tree.attributes(of: node) {
            let name = tree.names[attribute.name]
            guard attribute.namespace != .none || !known.contains(name) else { continue }
            report(
                TemplateDiagnostics.unknownAttribute(
                    name, of: word.name, known: known, nearest: NearestName.of(name, among: known), at: attribute.nameSpan))
        }
        var isComplete = true
        for attribute in word.attributes where attribute.isRequired && tree.attribute(attribute.name, of: node) == nil {
            report(TemplateDiagnostics.missingAttribute(attribute.name, of: word.name, at: nameSpan(of: node)))
            isComplete = false
        }
        return isComplete
    }

    private func text(_ name: String, of node: NodeID) -> EmbeddedText? {
        tree.attribute(name, of: node).map { tree.embeddedValue(of: $0) }
    }

    /// A name that the template makes: a CEL identifier that nothing else bears here.
    private mutating func newName(_ attribute: String, of node: NodeID) -> String? {
        guard let source = text(attribute, of: node) else { return nil }
        let name = source.text
        guard TemplateScope.isName(name) else {
            report(TemplateDiagnostics.badName(name, at: source.span))
            return nil
        }
        guard !scope.isDeclared(name) else {
            report(TemplateDiagnostics.shadowed(name, at: source.span))
            return nil
        }
        return name
    }

    mutating func requireEmpty(_ node: NodeID) {
        let name = tree.localName(of: node)
        for child in tree.children(of: node) where !tree.isBlankText(child) {
            report(TemplateDiagnostics.unexpectedContent(in: name, allowed: [], at: tree.span(of: child)))
            return
        }
    }

    /// The children that are elements `g:name` with name among `allowed`; others are reported.
    mutating func only(_ allowed: [String], in node: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        for child in tree.children(of: node) where !tree.isBlankText(child) {
            guard tree.kind(of: child) == .element, tree.namespace(of: child) == .template,
                let word = TemplateVocabulary.element(tree.localName(of: child)),
                allowed.contains(word.name)
            else {
                if tree.kind(of: child) == .element, tree.namespace(of: child) == .template,
                    TemplateVocabulary.element(tree.localName(of: child)) == nil
                {
                    _ = templateElement(child)
                } else {
                    let place = tree.kind(of: child) == .element ? nameSpan(of: child) : tree.span(of: child)
                    report(TemplateDiagnostics.unexpectedContent(in: tree.localName(of: node), allowed: allowed, at: place))
                }
                continue
            }
            if checkAttributes(child, word) { found.append(child) }
        }
        return found
    }

    // MARK: Values

    private mutating func value(_ node: NodeID) -> [Instruction] {
        requireEmpty(node)
        var format: ValueFormat?
        if let source = text("format", of: node) {
            format = ValueFormat(name: source.text)
            if format == nil {
                let nearest = NearestName.of(source.text, among: TemplateVocabulary.formats.map(\.name))
                report(TemplateDiagnostics.unknownFormat(source.text, nearest: nearest, at: source.span))
            }
        }
        var isIsolated = true
        if let source = text("isolate", of: node) {
            isIsolated = source.text != "no"
            if source.text != "no", source.text != "yes" {
                report(TemplateDiagnostics.badYesNo(source.text, of: "isolate", at: source.span))
            }
        }
        var isAuthored = false
        if let source = text("authored", of: node) {
            isAuthored = source.text == "yes"
            if source.text != "no", source.text != "yes" {
                report(TemplateDiagnostics.badYesNo(source.text, of: "authored", at: source.span))
            }
        }
        guard let source = text("of", of: node), let expression = expression(source) else { return [] }
        let type = expression.program.resultType
        if let format {
            if !ValueBridge.suits(type, format) {
                report(TemplateDiagnostics.wrongTypeForFormat(format.name, ValueBridge.name(of: type), at: expression.span))
                return []
            }
        } else if let fault = unwritable(expression) {
            report(fault)
            return []
        }
        return [
            .value(
                ValuePlan(
                    expression: expression, format: format, isIsolated: isIsolated && !isAuthored && !isPlain, isPlain: isPlain,
                    isAuthored: isAuthored, span: tree.span(of: node))
            )
        ]
    }

    // MARK: Choices

    private mutating func test(of node: NodeID) -> TemplateExpression? {
        text("test", of: node).flatMap { expression($0, expecting: .bool) }
    }

    private mutating func condition(_ node: NodeID) -> [Instruction] {
        let test = test(of: node)
        let body = children(of: node)
        return test.map { [.choice(ChoicePlan(branches: [($0, body)], otherwise: []))] } ?? []
    }

    private mutating func choice(_ node: NodeID) -> [Instruction] {
        var branches: [(test: TemplateExpression, body: [Instruction])] = []
        var otherwise: [Instruction] = []
        var hasOtherwise = false
        var hasWhen = false
        for child in only(["when", "otherwise"], in: node) {
            if hasOtherwise { report(TemplateDiagnostics.orderOfBranches(at: nameSpan(of: child))) }
            if tree.localName(of: child) == "when" {
                hasWhen = true
                let test = test(of: child)
                let body = children(of: child)
                if let test { branches.append((test, body)) }
            } else {
                hasOtherwise = true
                otherwise = children(of: child)
            }
        }
        if !hasWhen { report(TemplateDiagnostics.emptyChoice(at: nameSpan(of: node))) }
        return [.choice(ChoicePlan(branches: branches, otherwise: otherwise))]
    }

    // MARK: Loops and names

    private mutating func loop(_ node: NodeID) -> [Instruction] {
        let outer = scope
        defer { scope.leave(to: outer) }
        let list = text("in", of: node).flatMap { expression($0) }
        var itemType: CELType = .dyn
        if let list {
            guard let type = ValueBridge.itemType(of: list.program.resultType) else {
                report(TemplateDiagnostics.notAList(ValueBridge.name(of: list.program.resultType), at: list.span))
                return []
            }
            itemType = type
        }
        // What is inside is checked even when the list is wrong: one run shall tell as much as it can.
        guard let each = newName("each", of: node) else { return [] }
        scope.declare(each, itemType)
        var indexName: String?
        if tree.attribute("index", of: node) != nil {
            guard let name = newName("index", of: node) else { return [] }
            indexName = name
            scope.declare(name, .int)
        }
        var separator: [Instruction] = []
        var empty: [Instruction] = []
        var body: [Instruction] = []
        let inner = scope
        for child in tree.children(of: node) {
            switch tree.kind(of: child) == .element && tree.namespace(of: child) == .template ? tree.localName(of: child) : "" {
            case "separator": separator += children(of: child)
            case "empty": empty += children(of: child)
            default: body += instruction(child)
            }
        }
        scope.leave(to: inner)
        guard let list else { return [] }
        return [
            .loop(
                LoopPlan(
                    list: list, itemName: each, indexName: indexName, body: body, separator: separator,
                    empty: empty, span: list.span))
        ]
    }

    private mutating func binding(_ node: NodeID) -> [Instruction] {
        requireEmpty(node)
        guard let source = text("value", of: node), let expression = expression(source) else {
            // The name is known all the same, or each use of it would be reported too.
            if let name = newName("name", of: node) { scope.declare(name, .dyn) }
            return []
        }
        guard let name = newName("name", of: node) else { return [] }
        scope.declare(name, expression.program.resultType)
        return [.binding(BindingPlan(name: name, expression: expression))]
    }

    // MARK: Messages

    private mutating func message(_ node: NodeID) -> [Instruction] {
        requireEmpty(node)
        var arguments: TemplateExpression?
        if let source = text("args", of: node) {
            guard let expression = expression(source, expecting: .map(key: .string, value: .dyn)) else { return [] }
            arguments = expression
        }
        guard let source = text("key", of: node), let pieces = pieces(source) else { return [] }
        if pieces.count == 1, case .words(let key) = pieces[0] { checkMessage(key, at: source.span, arguments) }
        return [.message(MessagePlan(key: pieces, keySpan: source.span, arguments: arguments, isPlain: isPlain, span: tree.span(of: node)))]
    }

    private mutating func checkMessage(_ key: String, at span: Span, _ arguments: TemplateExpression?) {
        guard let entry = catalogue[key], let first = Language.allCases.first(where: { entry.messages[$0] != nil }) else {
            report(TemplateDiagnostics.unknownMessage(key, nearest: catalogue.nearestKey(to: key), at: span))
            return
        }
        for language in Language.allCases where entry.messages[language] == nil {
            report(TemplateDiagnostics.untranslated(key, language, at: span, other: entry.keySpans[first]))
        }
        let given = arguments.map { Self.literalKeys($0.source) } ?? []
        var used: [String] = []
        for language in Language.allCases {
            guard let message = entry.messages[language] else { continue }
            for name in message.arguments where !used.contains(name) {
                used.append(name)
                if let given, !given.contains(where: { $0.name == name }) {
                    report(TemplateDiagnostics.missingArgument(name, key: key, message: message.source.span, at: arguments?.span ?? span))
                }
            }
            for name in message.markupNames where !MessageMarkup.elements.contains(name) {
                report(TemplateDiagnostics.unknownMarkup(name, key: key, at: span, message: message.source.span))
            }
        }
        for argument in given ?? [] where !used.contains(argument.name) {
            report(
                TemplateDiagnostics.unusedArgument(
                    argument.name, key: key, nearest: NearestName.of(argument.name, among: used), at: argument.span))
        }
    }

    // MARK: Elements that stay until the document is whole

    /// Contents, index, references and terms: ``DocumentApparatus`` makes XHTML of them when the rest is there.
    private mutating func apparatus(_ node: NodeID) -> [Instruction] {
        let name = tree.localName(of: node)
        guard !isPlain else {
            report(TemplateDiagnostics.inPlainText(name, at: nameSpan(of: node)))
            return []
        }
        hasApparatus = true
        if name != "term" { requireEmpty(node) }
        let choices: [(attribute: String, values: [String])] = [
            ("of", ContentsKind.allCases.map(\.rawValue)), ("show", ReferenceShow.allCases.map(\.rawValue)),
        ]
        for (attribute, values) in choices {
            guard let source = text(attribute, of: node), !values.contains(source.text) else { continue }
            report(TemplateDiagnostics.badChoice(attribute, source.text, values: values, at: source.span))
        }
        if let source = text("levels", of: node), ContentsKind.levels(source.text) == nil {
            report(TemplateDiagnostics.badLevels(source.text, at: source.span))
        }
        return kept(node)
    }

    /// An element that keeps its name and attributes.
    private mutating func kept(_ node: NodeID) -> [Instruction] {
        let name = tree.localName(of: node)
        var record = XMLNode(kind: .element, namespace: .template, name: names.intern(name), span: tree.span(of: node))
        var attributes: [ElementPlan.Attribute] = []
        for attribute in tree.attributes(of: node) where attribute.namespace == .none {
            guard let pieces = pieces(tree.embeddedValue(of: attribute)) else { continue }
            var made = attribute
            made.name = names.intern(tree.names[attribute.name])
            attributes.append(.computed(made, pieces))
        }
        record.attributeCount = 0
        let children = children(of: node)
        return [
            .element(
                ElementPlan(
                    record: record, attributes: attributes, language: nil, hasComputedLanguage: false, isRoot: false, children: children))
        ]
    }
}
