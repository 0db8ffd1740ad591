import CEL
import CivilTime
import Diagnostics
import Localization
import XML

/// One expansion of a template.
struct TemplateExpansion {
    private let template: Template
    private(set) var tree: XMLTree
    private(set) var bag = DiagnosticBag()
    private var frame: Frame
    private var language: Language
    /// The language of the whole document, whatever `lang` says of a part.
    private let documentLanguage: Language
    private let zone: CivilTimeZone
    /// Where what is written goes.
    private var parent: NodeID
    /// The includes that led here, outermost first.
    private var trace: [Diagnostic.Label] = []
    private var iterationCount = 0
    private var costLeft: Int
    /// Places that were reported: a loop says it once.
    private var reported: Set<Span> = []
    private var isOver = false

    init(template: Template, values: [String: Value], language: Language, zone: CivilTimeZone) {
        self.template = template
        tree = XMLTree(names: template.names, textBytes: template.constants, attributes: template.fixedAttributes, span: template.span)
        // Room for a few pages, so that a usual document is not copied while it grows.
        tree.reserve(
            nodes: 2_048, attributes: template.fixedAttributes.count + 256, textBytes: template.constants.count + 16_384)
        frame = Frame(values: values)
        self.language = language
        documentLanguage = language
        self.zone = zone
        parent = tree.document
        costLeft = template.limits.cost
    }

    mutating func run() {
        for parameter in template.parameters {
            if let value = frame.base(parameter.name) {
                frame.set(parameter.name, value)
            } else if let standard = parameter.standard {
                frame.set(parameter.name, evaluate(standard.expression) ?? .null)
            } else {
                bag.append(TemplateDiagnostics.missingValue(parameter.name, at: parameter.span))
            }
        }
        if bag.hasErrors { return }
        run(template.body)
    }

    /// The finished document after a last change, made in place.
    mutating func takeTree(with change: (inout XMLTree) -> Void) -> XMLTree {
        var finished = tree
        tree = XMLTree()
        change(&finished)
        return finished
    }

    // MARK: Faults and limits

    private mutating func report(_ diagnostic: Diagnostic) {
        guard let span = diagnostic.span, reported.insert(span).inserted else { return }
        var diagnostic = diagnostic
        diagnostic.trace.append(contentsOf: trace.reversed())
        bag.append(diagnostic)
    }

    private mutating func stop(_ what: Bilingual, at span: Span) {
        if !isOver { report(TemplateDiagnostics.limit(what, at: span)) }
        isOver = true
    }

    private mutating func checkSize(at span: Span) {
        if tree.nodeCount > template.limits.nodeCount {
            stop(Bilingual(fr: "\(template.limits.nodeCount) nœuds", en: "\(template.limits.nodeCount) nodes"), at: span)
        } else if tree.textBytes.count > template.limits.byteCount {
            let size = template.limits.byteCount >> 20
            stop(Bilingual(fr: "\(size) Mio de texte", en: "\(size) MiB of text"), at: span)
        }
    }

    /// The value of an expression; nil after a report.
    private mutating func evaluate(_ expression: TemplateExpression) -> Value? {
        guard !isOver else { return nil }
        switch frame.evaluate(expression.program, costLimit: costLeft) {
        case .value(let value, let cost):
            costLeft -= cost
            return value
        case .failure(let error):
            let place = error.range.map { expression.source.span($0) } ?? expression.span
            report(TemplateDiagnostics.failed(expression.label, error.message, at: place))
            return nil
        case .exhausted:
            stop(Bilingual(fr: "coût des expressions", en: "cost of expressions"), at: expression.span)
            return nil
        }
    }

    // MARK: Steps

    private mutating func run(_ body: [Instruction]) {
        for instruction in body {
            if isOver { return }
            switch instruction {
            case .node(let record): tree.append(record, to: parent)
            case .element(let plan): run(plan)
            case .value(let plan): run(plan)
            case .choice(let plan): run(plan)
            case .loop(let plan): run(plan)
            case .message(let plan): run(plan)
            case .binding(let plan):
                if let value = evaluate(plan.expression) {
                    frame.set(plan.name, value)
                } else {
                    frame.set(plan.name, .null)
                }
            case .languageBranch(let branch, let body):
                if branch == documentLanguage { run(body) }
            case .include(let plan):
                trace.append(plan.place)
                runInclude(plan)
                trace.removeLast()
            case .fact(let plan): run(plan)
            }
        }
    }

    private mutating func runInclude(_ plan: IncludePlan) {
        // Arguments speak of the place of the include: all are known before any takes its name there.
        let values = plan.bindings.map { evaluate($0.expression) ?? .null }
        let hidden = plan.bindings.map { frame.base($0.name) }
        for (binding, value) in zip(plan.bindings, values) { frame.set(binding.name, value) }
        run(plan.body)
        for (binding, value) in zip(plan.bindings, hidden) { frame.set(binding.name, value) }
    }

    /// Facts come in the language of the place, as they are in force on the day of the document.
    private mutating func run(_ plan: FactPlan) {
        let day: String? = if case .string(let day)? = frame.base("today") { day } else { nil }
        let value = plan.source.value(of: plan.call, in: language, on: day)
        if plan.isPlain {
            if case .map(let record) = value, case .string(let label)? = record["label"], !label.isEmpty {
                tree.append(text: label, span: plan.place, to: parent)
            }
            return
        }
        // Names that the markup makes are its own.
        let outer = frame
        frame.set("fact", value)
        if let label = plan.label { trace.append(label) }
        run(plan.body)
        if plan.label != nil { trace.removeLast() }
        frame = outer
    }

    private mutating func run(_ plan: ElementPlan) {
        var record = plan.record
        let outerLanguage = language
        if let switched = plan.language { language = switched }
        if !plan.attributes.isEmpty || plan.isRoot {
            let run = attributes(plan)
            record.firstAttribute = tree.store(run)
            record.attributeCount = Int32(clamping: run.count)
        }
        let outerParent = parent
        parent = tree.append(record, to: parent)
        checkSize(at: record.span)
        run(plan.children)
        parent = outerParent
        language = outerLanguage
    }

    private mutating func attributes(_ plan: ElementPlan) -> [XMLAttribute] {
        var run: [XMLAttribute] = []
        run.reserveCapacity(plan.attributes.count + 2)
        for attribute in plan.attributes {
            switch attribute {
            case .fixed(let fixed): run.append(fixed)
            case .computed(var made, let pieces):
                guard let text = text(pieces) else { continue }
                (made.valueStart, made.valueCount) = tree.store(text)
                if plan.hasComputedLanguage, made.name == template.made.lang, let switched = Language(tag: text) { language = switched }
                run.append(made)
            }
        }
        if plan.isRoot {
            for namespace in [XMLNamespace.none, .xml]
            where !run.contains(where: { $0.name == template.made.lang && $0.namespace == namespace }) {
                let (start, count) = tree.store(language.rawValue)
                run.append(
                    XMLAttribute(
                        namespace: namespace, name: template.made.lang, valueStart: start, valueCount: count, nameSpan: plan.record.span,
                        valueSpan: plan.record.span))
            }
        }
        return run
    }

    /// A text with expressions; nil when it is one expression alone without a value.
    private mutating func text(_ pieces: [TextPiece]) -> String? {
        var out = ""
        for piece in pieces {
            switch piece {
            case .words(let words): out += words
            case .expression(let expression):
                guard let value = evaluate(expression) else { return "" }
                if pieces.count == 1, ValueBridge.isMissing(value) { return nil }
                if let text = write(value, nil, expression)?.plain { out += text }
            }
        }
        return out
    }

    /// A datum as it is written; nil after a report.
    private mutating func write(_ value: Value, _ format: ValueFormat?, _ expression: TemplateExpression) -> FormattedText? {
        switch ValueBridge.format(value, format, language, zone) {
        case .text(let text): return text
        case .missing: report(TemplateDiagnostics.noValue(expression.label, at: expression.span))
        case .wrongType(let type): report(TemplateDiagnostics.unwritable(expression.label, type, format: format?.name, at: expression.span))
        case .malformed: report(TemplateDiagnostics.malformedDatum(expression.label, format: format?.name ?? "text", at: expression.span))
        }
        return nil
    }

    private mutating func run(_ plan: ValuePlan) {
        guard let value = evaluate(plan.expression), let text = write(value, plan.format, plan.expression) else { return }
        if plan.isPlain {
            tree.append(text: text.plain, span: plan.span, to: parent)
        } else if plan.isIsolated {
            let bdi = tree.append(element: template.made.bdi, in: .xhtml, span: plan.span, to: parent)
            append(text, span: plan.span, to: bdi)
        } else {
            let first = tree.nodeCount
            append(text, span: plan.span, to: parent)
            if !plan.isAuthored { tree.markData(from: first) }
        }
        checkSize(at: plan.span)
    }

    private mutating func append(_ text: FormattedText, span: Span, to parent: NodeID) {
        switch text {
        case .words(let words): tree.append(text: words, span: span, to: parent)
        case .ordinal(let number, let raised, let rest):
            tree.append(text: number, span: span, to: parent)
            let sup = tree.append(element: template.made.sup, in: .xhtml, span: span, to: parent)
            tree.append(text: raised, span: span, to: sup)
            if !rest.isEmpty { tree.append(text: rest, span: span, to: parent) }
        case .lines(let lines):
            for (index, line) in lines.enumerated() {
                if index > 0 { tree.append(element: template.made.br, in: .xhtml, span: span, to: parent) }
                if !line.isEmpty { tree.append(text: line, span: span, to: parent) }
            }
        }
    }

    private mutating func run(_ plan: ChoicePlan) {
        for branch in plan.branches {
            guard let value = evaluate(branch.test) else { return }
            guard let holds = ValueBridge.truth(value) else {
                return report(TemplateDiagnostics.notTrueOrFalse(branch.test.label, ValueBridge.typeName(of: value), at: branch.test.span))
            }
            if holds { return run(branch.body) }
        }
        run(plan.otherwise)
    }

    private mutating func run(_ plan: LoopPlan) {
        guard let value = evaluate(plan.list) else { return }
        guard let items = ValueBridge.items(value) else {
            return report(TemplateDiagnostics.notAListValue(plan.list.label, ValueBridge.typeName(of: value), at: plan.list.span))
        }
        if items.isEmpty { return run(plan.empty) }
        for (position, item) in items.enumerated() {
            iterationCount += 1
            if iterationCount > template.limits.iterationCount {
                let limit = template.limits.iterationCount
                return stop(Bilingual(fr: "\(limit) tours de boucle", en: "\(limit) rounds of loops"), at: plan.span)
            }
            if position > 0, !plan.separator.isEmpty { run(plan.separator) }
            frame.set(plan.itemName, item)
            if let name = plan.indexName { frame.set(name, .int(Int64(position))) }
            run(plan.body)
            if isOver { return }
        }
    }

    // MARK: Messages

    private mutating func run(_ plan: MessagePlan) {
        guard let key = text(plan.key) else { return }
        guard let message = template.catalogue.message(key, language) else {
            return report(
                template.catalogue[key] == nil
                    ? TemplateDiagnostics.unknownMessage(key, nearest: template.catalogue.nearestKey(to: key), at: plan.keySpan)
                    : TemplateDiagnostics.untranslated(key, language, at: plan.keySpan, other: nil))
        }
        if let words = message.plainText {
            if !words.isEmpty { tree.append(text: words, span: plan.span, to: parent) }
            return
        }
        var arguments: [String: MessageValue] = [:]
        if let expression = plan.arguments {
            guard let value = evaluate(expression) else { return }
            guard let entries = ValueBridge.entries(value) else {
                return report(
                    TemplateDiagnostics.unwritable(expression.label, ValueBridge.typeName(of: value), format: nil, at: expression.span))
            }
            for (name, item) in entries { arguments[name] = ValueBridge.messageValue(item) }
        }
        let formatter = MessageFormatter(language: language, zone: zone)
        let (parts, errors) = formatter.parts(of: message, arguments: arguments)
        if let error = errors.first {
            return report(TemplateDiagnostics.messageFault(error, key: key, at: plan.arguments?.span ?? plan.keySpan))
        }
        if plan.isPlain {
            let words = formatter.join(parts, isolates: false)
            if !words.isEmpty { tree.append(text: words, span: plan.span, to: parent) }
            return
        }
        let outer = parent
        for part in parts { append(part, plan, key) }
        parent = outer
        checkSize(at: plan.span)
    }

    private mutating func append(_ part: MessagePart, _ plan: MessagePlan, _ key: String) {
        switch part {
        case .text(let words): tree.append(text: words, span: plan.span, to: parent)
        case .fallback(let source): tree.markData(tree.append(text: "{\(source)}", span: plan.span, to: parent))
        case .value(let value):
            guard !value.text.isEmpty else { return }
            let bdi = tree.append(element: template.made.bdi, in: .xhtml, span: plan.span, to: parent)
            if value.isIsolated, value.direction != .auto { tree.setAttribute("dir", to: value.direction.rawValue, of: bdi) }
            let text = value.kind == .datetime ? ValueBridge.raisingOrdinal(value.text) : .words(value.text)
            append(text, span: plan.span, to: bdi)
        case .markup(let tag):
            guard let name = template.made.markup[tag.name], MessageMarkup.elements.contains(tag.name) else {
                return report(TemplateDiagnostics.unknownMarkup(tag.name, key: key, at: plan.keySpan, message: plan.keySpan))
            }
            switch tag.kind {
            case .close: parent = tree.parent(of: parent) ?? parent
            case .open, .standalone:
                let element = tree.append(element: name, in: .xhtml, span: plan.span, to: parent)
                for option in tag.options where MessageMarkup.attributes.contains(option.name) {
                    tree.setAttribute(option.name, to: option.text, of: element)
                }
                if tag.kind == .open { parent = element }
            }
        }
    }
}
