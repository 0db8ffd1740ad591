import CEL
import Diagnostics
import Localization
import Testing
import XML
import YAML

@testable import Templating

/// Compiles and expands templates given as text, with a few files and messages around them.
struct Harness {
    /// Data as tests write them.
    indirect enum Datum: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
        ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
    {
        case null, text(String), int(Int64), double(Double), bool(Bool), list([Datum]), map([(String, Datum)]), seconds(Int64)

        init(stringLiteral text: String) { self = .text(text) }
        init(integerLiteral number: Int64) { self = .int(number) }
        init(floatLiteral number: Double) { self = .double(number) }
        init(booleanLiteral truth: Bool) { self = .bool(truth) }
        init(arrayLiteral items: Datum...) { self = .list(items) }
        init(dictionaryLiteral entries: (String, Datum)...) { self = .map(entries) }
    }

    static let french = """
        title: Rapport
        greeting: "Bonjour {$name}, le {$date :date length=long}."
        pages: ".input {$n :integer} .match $n one {{{$n} page}} * {{{$n} pages}}"
        bold: "a {#strong}b{/strong}{#br/}{#a href=|x|}c{/a}"
        fields.first: Premier
        fields.second: Second
        braces: "{$n}"
        """
    static let english = """
        title: Report
        greeting: "Hello {$name}, on {$date :date length=long}."
        pages: ".input {$n :integer} .match $n one {{{$n} page}} * {{{$n} pages}}"
        bold: "a {#strong}b{/strong}{#br/}{#a href=|x|}c{/a}"
        fields.first: First
        fields.second: Second
        braces: "{$n}"
        """

    static let head = "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:g=\"https://paraphe.dev/ns/template\">"

    /// Names and types of the variables; records are `Person {name: string, born: string, tags: list(string)}`.
    static let variables: [String: CELType] = [
        "person": .record("Person"), "data": .dyn, "n": .int, "when": .timestamp, "people": .list(.record("Person")), "flag": .bool,
    ]
    static let records: [RecordType] = [
        RecordType(name: "Person", fields: [("name", .string), ("born", .string), ("tags", .list(.string)), ("isActive", .bool)])
    ]

    var sources = SourceMap()
    var bag = DiagnosticBag()
    var template: Template?

    /// - Parameters:
    ///   - text: the main template; what stands in `body` alone gets a root and is line 1.
    ///   - files: the templates that it may include.
    init(_ text: String, files: [String: String] = [:], limits: TemplateLimits = TemplateLimits()) {
        var catalogue = MessageCatalogue()
        for (language, messages) in [(Language.french, Self.french), (.english, Self.english)] {
            let (node, _) = YAMLParser().parse(sources.add(path: "\(language.rawValue).yaml", text: messages))
            if let node { bag.append(contentsOf: catalogue.load(node, language: language)) }
        }
        let main = sources.add(
            path: "main.xhtml", text: text.hasPrefix("<?") || text.contains("xmlns=") ? text : Self.head + text + "</html>")
        var parts: [String: SourceFile] = [:]
        for (name, content) in files.sorted(by: { $0.key < $1.key }) { parts[name] = sources.add(path: name, text: content) }
        let compiler = TemplateCompiler(environment: Self.environment(), catalogue: catalogue, limits: limits, checksAccessibility: false) {
            parts[$0]
        }
        let (template, faults) = compiler.compile(main)
        self.template = template
        bag.append(contentsOf: faults)
    }

    /// The expanded document from inside the root, or the diagnostics.
    mutating func expand(_ data: [String: Datum] = [:], _ language: Language = .french) -> String {
        guard let template else { return rendered(language) }
        let (tree, faults) = template.expand(values: data.mapValues(Self.value), language: language)
        bag.append(contentsOf: faults)
        guard let tree, let root = tree.root else { return rendered(language) }
        let text = XMLSerializer().serialize(root, of: tree)
        let prefix = "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(language.rawValue)\" xml:lang=\"\(language.rawValue)\">"
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count).dropLast("</html>".count)) : text
    }

    func rendered(_ language: Language) -> String { TextRenderer(sources: sources, language: language).render(bag) }

    /// `1:5 template/unknown-element` for each finding; the column counts inside the body when the root was added.
    var findings: [String] {
        bag.sorted.map { diagnostic in
            guard let span = diagnostic.span, let file = sources[span.source] else { return diagnostic.code.name }
            let position = file.position(at: span.range.lowerBound)
            let isWrapped = file.path == "main.xhtml" && file.text.hasPrefix(Self.head) && position.line == 1
            let column = isWrapped ? position.column - Self.head.unicodeScalars.count : position.column
            return "\(file.path == "main.xhtml" ? "" : file.path + ":")\(position.line):\(column) \(diagnostic.code.name)"
        }
    }
}
