import CEL
import Diagnostics
import XML

/// The markup of one fact element: compiled once, whatever the number of places that show it.
struct FactMarkup {
    let body: [Instruction]
}

extension TemplateCompilation {
    /// An element that shows facts of the configuration: its names are checked here, its markup is the template `facts/ELEMENT.xhtml`.
    mutating func fact(_ node: NodeID, _ word: TemplateVocabulary.Element, _ fact: TemplateVocabulary.Fact) -> [Instruction] {
        let place = nameSpan(of: node)
        guard let source = facts else {
            report(TemplateDiagnostics.noFacts(word.name, at: place))
            return []
        }
        guard !isPlain || fact.isInline else {
            report(TemplateDiagnostics.inPlainText(word.name, at: place))
            return []
        }
        let hasContent = tree.children(of: node).contains { !tree.isBlankText($0) }
        if hasContent, isPlain { requireEmpty(node) }
        var arguments: [String: String] = [:]
        var isGood = true
        for attribute in word.attributes {
            guard let given = tree.attribute(attribute.name, of: node) else { continue }
            let text = tree.embeddedValue(of: given)
            arguments[attribute.name] = text.text
            switch attribute.kind {
            case .reference(let kind, let isList):
                for part in isList ? Self.words(text) : [text] {
                    let names = source.names(kind)
                    guard !names.contains(part.text) else { continue }
                    report(TemplateDiagnostics.unknownFact(part.text, kind, names: names, at: part.span))
                    isGood = false
                }
            case .choice(let values) where !values.contains(text.text):
                report(TemplateDiagnostics.badChoice(attribute.name, text.text, values: values, at: text.span))
                isGood = false
            default: break
            }
        }
        if !fact.oneOf.isEmpty, fact.oneOf.filter({ arguments[$0] != nil }).count != 1 {
            report(TemplateDiagnostics.oneOf(fact.oneOf, word.name, at: place))
            isGood = false
        }
        guard isGood else { return [] }
        let call = FactCall(element: word.name, arguments: arguments)
        if let why = source.fault(of: call) {
            let first = fact.oneOf.compactMap { tree.attribute($0, of: node) }.first
            report(TemplateDiagnostics.emptyFact(word.name, why, at: first?.valueSpan ?? place))
            return []
        }
        if isPlain { return [.fact(FactPlan(call: call, source: source, body: [], isPlain: true, place: tree.span(of: node), label: nil))] }
        if hasContent {
            // Its own content in place of the template's: it sees what its place sees, and `fact`.
            let outer = scope
            defer { scope.leave(to: outer) }
            declareFact(word.name, fact, in: tree.span(of: node).source)
            return [
                .fact(
                    FactPlan(
                        call: call, source: source, body: children(of: node), isPlain: false, place: tree.span(of: node), label: nil))
            ]
        }
        guard let markup = markup(of: word.name, fact, at: place) else { return [] }
        let label = Diagnostic.Label(place, Bilingual(fr: "montré ici: `<g:\(word.name)>`", en: "shown here: `<g:\(word.name)>`"))
        return [
            .fact(FactPlan(call: call, source: source, body: markup.body, isPlain: false, place: tree.span(of: node), label: label))
        ]
    }

    /// Makes the variable `fact` known, in the shape of the element.
    private mutating func declareFact(_ name: String, _ fact: TemplateVocabulary.Fact, in file: SourceID) {
        let segment = EmbeddedText.Segment(textStart: 0, hostStart: 0, hostEnd: 0, isVerbatim: false)
        let shape = EmbeddedText(text: fact.shape, source: file, segments: [segment])
        guard let (type, records) = TemplateType.parse(shape, recordName: "fact_\(name)").result else {
            preconditionFailure("the shape of `\(name)` is no type")
        }
        scope.add(records)
        scope.declare("fact", type)
    }

    /// The words of a text, each with its place.
    private static func words(_ text: EmbeddedText) -> [EmbeddedText] {
        let bytes = Array(text.text.utf8)
        var found: [EmbeddedText] = []
        var start: Int?
        for index in 0...bytes.count {
            let isSpace = index == bytes.count || bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index])
            if isSpace, let first = start {
                found.append(text.part(first..<index))
                start = nil
            } else if !isSpace, start == nil {
                start = index
            }
        }
        return found
    }

    /// The compiled template of an element; nil after a report. What it sees: the caller's variables and `fact`, nothing of the place.
    private mutating func markup(of name: String, _ fact: TemplateVocabulary.Fact, at place: Span) -> FactMarkup? {
        if let known = factMarkup[name] { return known }
        // A fault is reported once: a second place gets an empty body.
        factMarkup[name] = FactMarkup(body: [])
        let path = "facts/\(name).xhtml"
        guard let file = loader(path) else {
            report(TemplateDiagnostics.missingFile(path, at: place))
            return nil
        }
        let (parsed, faults) = XMLParser().parse(file)
        chain.append((file.path, place))
        defer { chain.removeLast() }
        report(faults)
        guard let parsed, let root = parsed.root else { return nil }
        guard chain.count <= limits.includeDepth else {
            report(TemplateDiagnostics.tooDeepIncludes(limit: limits.includeDepth, at: place))
            return nil
        }
        let outer = scope
        let outerTree = tree
        defer {
            scope.leave(to: outer)
            tree = outerTree
        }
        scope.leave(to: outermost)
        declareFact(name, fact, in: file.id)
        tree = parsed
        guard parsed.namespace(of: root) == .xhtml else {
            report(TemplateDiagnostics.wrongRoot(parsed.localName(of: root), at: nameSpan(of: root)))
            return nil
        }
        let body = instruction(root)
        checkAccessibility(of: root)
        let markup = FactMarkup(body: body)
        factMarkup[name] = markup
        return markup
    }
}
