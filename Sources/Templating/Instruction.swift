import CEL
import Diagnostics
import Localization
import XML

/// One step of a compiled template. Plans are classes, so that a step is copied as one reference.
enum Instruction: Sendable {
    /// A text or processing instruction that is the same each time: the finished node.
    case node(XMLNode)
    case element(ElementPlan)
    case value(ValuePlan)
    case choice(ChoicePlan)
    case loop(LoopPlan)
    case binding(BindingPlan)
    case message(MessagePlan)
    case include(IncludePlan)
    /// What is written in one language only: `<g:fr>` and `<g:en>`.
    case languageBranch(Language, [Instruction])
    case fact(FactPlan)
}

/// An expression of the template, compiled.
struct TemplateExpression: Sendable {
    let program: Program
    let source: EmbeddedText

    var span: Span { source.span }
    /// The expression as people shall see it in a diagnostic.
    var label: String {
        let text = source.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.count > 60 ? String(text.prefix(59)) + "…" : text
    }
}

/// A piece of a text with `{expressions}`.
enum TextPiece: Sendable {
    case words(String)
    case expression(TemplateExpression)
}

final class ElementPlan: Sendable {
    enum Attribute: Sendable {
        case fixed(XMLAttribute)
        case computed(XMLAttribute, [TextPiece])
    }

    /// The finished node; its attributes lie in the template's constants when all are fixed.
    let record: XMLNode
    /// In the order written; empty when all are fixed.
    let attributes: [Attribute]
    /// What `lang` or `xml:lang` say, when they are fixed and a language that is spoken here.
    let language: Language?
    /// Whether `lang` or `xml:lang` are computed.
    let hasComputedLanguage: Bool
    /// The document element, which tells its language.
    let isRoot: Bool
    let children: [Instruction]

    init(record: XMLNode, attributes: [Attribute], language: Language?, hasComputedLanguage: Bool, isRoot: Bool, children: [Instruction]) {
        self.record = record
        self.attributes = attributes
        self.language = language
        self.hasComputedLanguage = hasComputedLanguage
        self.isRoot = isRoot
        self.children = children
    }
}

final class ValuePlan: Sendable {
    let expression: TemplateExpression
    let format: ValueFormat?
    /// Whether the datum stands in `<bdi>`.
    let isIsolated: Bool
    /// Whether no element may stand here: in a title, in SVG.
    let isPlain: Bool
    /// Whether the words are an author's, such as a label of the pack, which typography may touch.
    let isAuthored: Bool
    let span: Span

    init(expression: TemplateExpression, format: ValueFormat?, isIsolated: Bool, isPlain: Bool, isAuthored: Bool, span: Span) {
        self.isAuthored = isAuthored
        self.expression = expression
        self.format = format
        self.isIsolated = isIsolated
        self.isPlain = isPlain
        self.span = span
    }
}

final class ChoicePlan: Sendable {
    let branches: [(test: TemplateExpression, body: [Instruction])]
    let otherwise: [Instruction]

    init(branches: [(test: TemplateExpression, body: [Instruction])], otherwise: [Instruction]) {
        self.branches = branches
        self.otherwise = otherwise
    }
}

final class LoopPlan: Sendable {
    let list: TemplateExpression
    let itemName: String
    let indexName: String?
    let body: [Instruction]
    let separator: [Instruction]
    let empty: [Instruction]
    let span: Span

    init(
        list: TemplateExpression, itemName: String, indexName: String?, body: [Instruction],
        separator: [Instruction], empty: [Instruction], span: Span
    ) {
        self.list = list
        self.itemName = itemName
        self.indexName = indexName
        self.body = body
        self.separator = separator
        self.empty = empty
        self.span = span
    }
}

final class BindingPlan: Sendable {
    let name: String
    let expression: TemplateExpression

    init(name: String, expression: TemplateExpression) {
        self.name = name
        self.expression = expression
    }
}

final class MessagePlan: Sendable {
    let key: [TextPiece]
    let keySpan: Span
    let arguments: TemplateExpression?
    let isPlain: Bool
    let span: Span

    init(key: [TextPiece], keySpan: Span, arguments: TemplateExpression?, isPlain: Bool, span: Span) {
        self.key = key
        self.keySpan = keySpan
        self.arguments = arguments
        self.isPlain = isPlain
        self.span = span
    }
}

final class IncludePlan: Sendable {
    let bindings: [BindingPlan]
    let body: [Instruction]
    /// For the trace of diagnostics.
    let place: Diagnostic.Label

    init(bindings: [BindingPlan], body: [Instruction], place: Diagnostic.Label) {
        self.bindings = bindings
        self.body = body
        self.place = place
    }
}

final class FactPlan: Sendable {
    let call: FactCall
    let source: any FactSource
    /// Reads the variable `fact`.
    let body: [Instruction]
    /// Whether only the label is written, as text.
    let isPlain: Bool
    let place: Span
    /// For the trace of diagnostics.
    let label: Diagnostic.Label?

    init(call: FactCall, source: any FactSource, body: [Instruction], isPlain: Bool, place: Span, label: Diagnostic.Label?) {
        self.call = call
        self.source = source
        self.body = body
        self.isPlain = isPlain
        self.place = place
        self.label = label
    }
}
