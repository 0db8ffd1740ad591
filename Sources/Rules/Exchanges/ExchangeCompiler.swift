import CEL
import Diagnostics
import YAML

/// Turns the YAML of an exchange's content into an ``ExchangeNode``: every expression typed, every fragment put in place.
struct ExchangeCompiler {
    /// Deeper content, or more of it, is refused: fragments in fragments grow fast.
    static let deepestNesting = 64
    static let mostNodes = 20_000

    private(set) var bag = DiagnosticBag()
    /// Every expression met, once, for checks of the texts in it.
    private(set) var expressions: [EmbeddedText] = []
    private let globals: CELEnvironment
    /// What the content sees at its root.
    private(set) var environment: CELEnvironment
    private let labels: LabelFunction
    private let fragments: [YAMLEntry]
    /// Fragments that are being put in place, the outermost first.
    private var stack: [String] = []
    /// Fragments already compiled, by name and the types of their arguments.
    private var known: [String: ExchangeNode] = [:]
    private var seen: Set<Span> = []
    private var nodeCount = 0
    private var isFull = false

    init(scope: ConditionScope, records: [RecordType], labels: LabelFunction, fragments: [YAMLEntry]) {
        globals = scope.environment.adding(records: records)
        environment = globals
        self.labels = labels
        self.fragments = fragments
    }

    /// The values under `let`; what is compiled afterwards sees them.
    mutating func bind(_ lets: YAMLNode?) -> [(name: String, value: Condition)] {
        var inner = environment
        defer { environment = inner }
        return bindings(lets?.mapping ?? [], &inner)
    }

    mutating func compile(_ content: YAMLNode?) -> ExchangeNode? {
        guard let content else { return nil }
        return node(content, environment, depth: 0)
    }

    // MARK: Nodes

    private mutating func node(_ node: YAMLNode, _ environment: CELEnvironment, depth: Int) -> ExchangeNode? {
        nodeCount += 1
        guard depth < Self.deepestNesting, nodeCount <= Self.mostNodes else {
            if !isFull { bag.append(ExchangeFaults.tooMuch(at: node.span)) }
            isFull = true
            return nil
        }
        switch node.content {
        case .scalar(let scalar): return self.scalar(scalar, node, environment)
        case .sequence(let elements): return .list(elements.compactMap { self.node($0, environment, depth: depth + 1) })
        case .mapping(let entries): return mapping(entries, node, environment, depth: depth)
        }
    }

    private mutating func scalar(_ scalar: YAMLScalar, _ node: YAMLNode, _ environment: CELEnvironment) -> ExchangeNode? {
        switch scalar.value {
        case .null:
            bag.append(ExchangeFaults.noValue(at: node.span))
            return nil
        case .boolean(let truth): return .constant(.bool(truth), node.span)
        case .integer(let number): return .constant(.int(number), node.span)
        case .decimal(let number): return .constant(.double(number), node.span)
        case .text:
            guard let expression = scalar.text.afterEqualsSign else { return .constant(.string(scalar.text.text), node.span) }
            guard let condition = expressionCondition(expression, nil, environment) else { return nil }
            guard condition.program.resultType.standsInJSON else {
                bag.append(ExchangeFaults.notJSON(condition.program.resultType, at: expression.span))
                return nil
            }
            return .expression(condition)
        }
    }

    private mutating func mapping(
        _ entries: [YAMLEntry], _ whole: YAMLNode, _ environment: CELEnvironment, depth: Int
    ) -> ExchangeNode? {
        var controls: [String: YAMLEntry] = [:]
        var members: [YAMLEntry] = []
        for entry in entries {
            guard entry.key.hasPrefix("$"), !entry.key.hasPrefix("$$") else {
                members.append(entry)
                continue
            }
            if Control(rawValue: entry.key) != nil {
                controls[entry.key] = entry
            } else {
                bag.append(ExchangeFaults.unknownControl(entry.key, known: Control.allCases.map(\.rawValue), at: entry.keySpan))
            }
        }
        checkControls(controls, members, whole)
        var environment = environment
        let loop = loop(controls, &environment)
        let bindings = bindings(controls[Control.let.rawValue]?.value.mapping ?? [], &environment)
        let condition = controls[Control.when.rawValue].flatMap { entry in
            written(entry).flatMap { expressionCondition($0, .bool, environment) }
        }
        guard var body = body(controls, members, whole, environment, depth: depth) else { return nil }
        if let condition { body = .when(condition, body: body) }
        body = Self.bound(bindings, body)
        if let loop { body = .each(loop, body: body) }
        return body
    }

    private mutating func body(
        _ controls: [String: YAMLEntry], _ members: [YAMLEntry], _ whole: YAMLNode, _ environment: CELEnvironment, depth: Int
    ) -> ExchangeNode? {
        if let value = controls[Control.value.rawValue] { return node(value.value, environment, depth: depth + 1) }
        if let use = controls[Control.use.rawValue] {
            let base = fragment(use, controls[Control.with.rawValue], environment, depth: depth)
            let further = self.members(members, environment, depth: depth)
            guard let base else { return nil }
            return further.isEmpty ? base : .extended(base, with: further)
        }
        if !members.isEmpty, members.allSatisfy({ $0.key == "fr" || $0.key == "en" }) { return text(members, whole) }
        return .object(self.members(members, environment, depth: depth))
    }

    private mutating func members(_ entries: [YAMLEntry], _ environment: CELEnvironment, depth: Int) -> [ExchangeNode.Member] {
        entries.compactMap { entry in
            if entry.value.isNull {
                bag.append(PackDiagnostics.noValue(entry.key, at: entry.keySpan))
                return nil
            }
            let name = entry.key.hasPrefix("$$") ? String(entry.key.dropFirst()) : entry.key
            return node(entry.value, environment, depth: depth + 1).map {
                ExchangeNode.Member(name: name, value: $0, span: entry.keySpan)
            }
        }
    }

    /// `{ fr: …, en: … }`
    private mutating func text(_ entries: [YAMLEntry], _ whole: YAMLNode) -> ExchangeNode? {
        for language in Language.allCases {
            let entry = entries.first { $0.key == language.primarySubtag }
            let isBlank = entry?.value.text?.text.utf8.allSatisfy { $0 <= 0x20 } ?? true
            if isBlank { bag.append(PackDiagnostics.missingTranslation(language, at: entry?.keySpan ?? whole.span)) }
        }
        guard let fr = whole["fr"]?.text, let en = whole["en"]?.text else { return nil }
        return .text(LocalizedText(fr: fr, en: en, span: whole.span))
    }

    // MARK: Control

    private enum Control: String, CaseIterable {
        case `for` = "$for"
        case `in` = "$in"
        case index = "$index"
        case `let` = "$let"
        case when = "$when"
        case use = "$use"
        case with = "$with"
        case value = "$value"
    }

    private mutating func checkControls(_ controls: [String: YAMLEntry], _ members: [YAMLEntry], _ whole: YAMLNode) {
        func entry(_ control: Control) -> YAMLEntry? { controls[control.rawValue] }
        let needs: [(Control, Control)] = [(.for, .in), (.in, .for), (.index, .for), (.with, .use)]
        for (key, needed) in needs {
            if let entry = entry(key), self.absent(needed, controls) {
                bag.append(ExchangeFaults.needs(key.rawValue, needed.rawValue, at: entry.keySpan))
            }
        }
        if let value = entry(.value), let other = members.first ?? entry(.use) {
            bag.append(ExchangeFaults.valueAlone(at: other.keySpan, value: value.keySpan))
        }
        if !controls.isEmpty, members.isEmpty, entry(.value) == nil, entry(.use) == nil {
            bag.append(ExchangeFaults.buildsNothing(at: whole.span))
        }
    }

    private func absent(_ control: Control, _ controls: [String: YAMLEntry]) -> Bool { controls[control.rawValue] == nil }

    private mutating func loop(_ controls: [String: YAMLEntry], _ environment: inout CELEnvironment) -> ExchangeNode.Loop? {
        guard let name = controls[Control.for.rawValue], let source = controls[Control.in.rawValue] else { return nil }
        let variable = variableName(name.value)
        let index = controls[Control.index.rawValue].flatMap { variableName($0.value) }
        guard let text = written(source), let list = expressionCondition(text, nil, environment) else { return nil }
        guard let element = list.program.resultType.elementType else {
            bag.append(ExchangeFaults.notAList(text.text, list.program.resultType, at: text.span))
            return nil
        }
        guard let variable else { return nil }
        environment = environment.adding(variable: variable, type: element)
        if let index { environment = environment.adding(variable: index, type: .int) }
        return ExchangeNode.Loop(variable: variable, index: index, list: list)
    }

    private mutating func bindings(
        _ entries: [YAMLEntry], _ environment: inout CELEnvironment
    ) -> [(name: String, value: Condition)] {
        var found: [(name: String, value: Condition)] = []
        for entry in entries {
            guard isFree(entry.key, at: entry.keySpan) else { continue }
            guard let text = written(entry), let value = expressionCondition(text, nil, environment) else {
                environment = environment.adding(variable: entry.key, type: .error)
                continue
            }
            environment = environment.adding(variable: entry.key, type: value.program.resultType)
            found.append((entry.key, value))
        }
        return found
    }

    static func bound(_ bindings: [(name: String, value: Condition)], _ body: ExchangeNode) -> ExchangeNode {
        bindings.reversed().reduce(body) { .binding(name: $1.name, value: $1.value, body: $0) }
    }

    private mutating func variableName(_ node: YAMLNode) -> String? {
        guard let text = node.text?.text else {
            bag.append(ExchangeFaults.noValue(at: node.span))
            return nil
        }
        return isFree(text, at: node.span) ? text : nil
    }

    /// Whether a name is spelt as one and does not hide a variable of the whole.
    private mutating func isFree(_ name: String, at span: Span) -> Bool {
        guard NameSpelling.isValid(name, .field) else {
            bag.append(PackDiagnostics.badName(name, form: .field, at: span))
            return false
        }
        guard globals.variables[name] == nil else {
            bag.append(PackDiagnostics.reservedName(name, at: span))
            return false
        }
        return true
    }

    // MARK: Fragments

    private mutating func fragment(
        _ use: YAMLEntry, _ with: YAMLEntry?, _ environment: CELEnvironment, depth: Int
    ) -> ExchangeNode? {
        guard let name = use.value.text?.text else {
            bag.append(ExchangeFaults.noValue(at: use.keySpan))
            return nil
        }
        guard let entry = fragments.first(where: { $0.key == name }) else {
            bag.append(PackDiagnostics.unknownName(name, kind: .fragment, known: fragments.map(\.key), at: use.value.span))
            return nil
        }
        guard !stack.contains(name) else {
            bag.append(ExchangeFaults.recursive(stack + [name], at: use.value.span))
            return nil
        }
        let parameters = (entry.value["parameters"]?.sequence ?? []).compactMap { $0.text?.text }
        var arguments: [(name: String, value: Condition)] = []
        var isWhole = true
        for given in with?.value.mapping ?? [] {
            guard parameters.contains(given.key) else {
                bag.append(ExchangeFaults.unknownParameter(given.key, fragment: name, known: parameters, at: given.keySpan))
                isWhole = false
                continue
            }
            guard let text = written(given), let value = expressionCondition(text, nil, environment) else {
                isWhole = false
                continue
            }
            arguments.append((given.key, value))
        }
        for parameter in parameters where !(with?.value.mapping ?? []).contains(where: { $0.key == parameter }) {
            bag.append(ExchangeFaults.missingParameter(parameter, fragment: name, at: use.value.span))
            isWhole = false
        }
        guard isWhole, let content = entry.value["content"] else { return nil }
        // A parameter is the same whatever its place among the others.
        let key = name + arguments.map { " \($0.name)=\($0.value.program.resultType.description)" }.sorted().joined()
        let node = ExchangeNode.Use(fragment: name, arguments: arguments, span: use.value.span)
        if let body = known[key] { return .fragment(node, body: body) }
        var inner = globals
        for argument in arguments { inner = inner.adding(variable: argument.name, type: argument.value.program.resultType) }
        stack.append(name)
        let before = bag
        bag = DiagnosticBag()
        let body = self.node(content, inner, depth: depth + 1)
        let findings = bag.diagnostics
        bag = before
        for var finding in findings {
            finding.trace.append(Diagnostic.Label(use.value.span, ExchangeFaults.insertedHere(name)))
            bag.append(finding)
        }
        stack.removeLast()
        guard let body else { return nil }
        known[key] = body
        return .fragment(node, body: body)
    }

    // MARK: Expressions

    /// The expression after a control key, where `=` may be written and says nothing.
    private mutating func written(_ entry: YAMLEntry) -> EmbeddedText? {
        guard let text = entry.value.text else {
            bag.append(ExchangeFaults.noValue(at: entry.keySpan))
            return nil
        }
        return text.afterEqualsSign ?? text
    }

    private mutating func expressionCondition(
        _ text: EmbeddedText, _ expected: CELType?, _ environment: CELEnvironment
    ) -> Condition? {
        if seen.insert(text.span).inserted {
            expressions.append(text)
            checkLabels(text)
        }
        return Condition.compile(text, expecting: expected, environment: environment, bag: &bag)
    }

    /// The keys that `label` is given must exist, or begin one that does.
    private mutating func checkLabels(_ text: EmbeddedText) {
        let tokens = ExpressionTokens(text.text).tokens
        for index in tokens.indices where tokens[index] == .symbol(LabelFunction.name) && index + 3 < tokens.count {
            guard tokens[index + 1] == .symbol("("), case .string(let key, let range) = tokens[index + 2] else { continue }
            let isPrefix = tokens[index + 3] == .symbol("+")
            guard isPrefix ? !labels.contains(prefix: key) : !labels.contains(key) else { continue }
            bag.append(ExchangeFaults.unknownLabel(key, known: labels.keys, at: text.span(range)))
        }
    }
}

extension CELType {
    /// Whether values of the type have a form in JSON.
    fileprivate var standsInJSON: Bool {
        switch self {
        case .type, .abstract: false
        case .list(let inner), .optional(let inner): inner.standsInJSON
        case .map(_, let value): value.standsInJSON
        default: true
        }
    }

    /// The type of the elements of a list, of an optional list, or of something known later; nil for what is no list.
    fileprivate var elementType: CELType? {
        switch self {
        case .list(let element): element
        case .optional(let inner): inner.elementType
        case .dyn, .error, .variable, .parameter: .dyn
        default: nil
        }
    }
}

extension EmbeddedText {
    /// What follows an `=` at the start, blanks left out; nil for a text that is no expression.
    fileprivate var afterEqualsSign: EmbeddedText? {
        guard text.utf8.first == UInt8(ascii: "=") else { return nil }
        var count = 1
        for byte in text.utf8.dropFirst() {
            guard byte <= 0x20 else { break }
            count += 1
        }
        let rest = segments.enumerated().compactMap { position, segment -> Segment? in
            let end = position + 1 < segments.count ? segments[position + 1].textStart : text.utf8.count
            guard end > count || position == segments.count - 1 else { return nil }
            guard segment.textStart < count else {
                return Segment(
                    textStart: segment.textStart - count, hostStart: segment.hostStart, hostEnd: segment.hostEnd,
                    isVerbatim: segment.isVerbatim)
            }
            let skipped = segment.isVerbatim ? count - segment.textStart : 0
            return Segment(
                textStart: 0, hostStart: min(segment.hostStart + skipped, segment.hostEnd), hostEnd: segment.hostEnd,
                isVerbatim: segment.isVerbatim)
        }
        return EmbeddedText(text: String(decoding: text.utf8.dropFirst(count), as: UTF8.self), source: source, segments: rest)
    }
}
