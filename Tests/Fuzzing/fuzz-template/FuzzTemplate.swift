import CEL
import Diagnostics
import Fonts
import Localization
import Pages
import Styling
import Templating
import Typesetting
import XML

private let environment = CELEnvironment(
    variables: [
        "x": .dyn, "n": .int, "s": .string, "p": .bool, "l": .list(.int), "w": .list(.string), "r": .record("R"), "o": .optional(.int),
    ],
    records: [RecordType(name: "R", fields: [("id", .string), ("age", .int), ("items", .list(.record("R")))])])
private let record = Value.map(ValueMap(strings: [("id", .string("é1")), ("age", .int(41)), ("items", .list([]))]))
private let values: [String: Value] = [
    "x": .int(3), "n": .int(4), "s": .string("héllo <12> \u{202E}x"), "p": .bool(true), "l": .list([.int(1), .int(2), .int(3)]),
    "w": .list([.string("a"), .string("bb")]), "o": .optional(OptionalValue(.int(2))),
    "r": .map(ValueMap(strings: [("id", .string("é1")), ("age", .int(41)), ("items", .list([record, record]))])),
]
private let limits: TemplateLimits = {
    var limits = TemplateLimits()
    // Small, so that each limit is met within a text of a few kilobytes.
    limits.iterationCount = 2_000
    limits.nodeCount = 5_000
    limits.byteCount = 100_000
    limits.cost = 100_000
    limits.includeCount = 30
    return limits
}()
private let typesetter: Typesetter = {
    var options = TypesettingOptions()
    options.limits.pageCount = 40
    options.limits.boxCount = 4_000
    options.limits.stepCount = 20_000
    return Typesetter(fonts: FontLibrary(), options: options)
}()

/// Any bytes as a template, expanded with fixed data and typeset; it may include itself. No trap, no hang; each phase gives a result or tells
/// why not, with places within the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    if !text.contains("xmlns") {
        text =
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:g=\"https://paraphe.dev/ns/template\" lang=\"fr\"><head><title>t</title></head><body>"
            + text + "</body></html>"
    }
    let file = SourceFile(id: SourceID(index: 0), path: "x.xhtml", bytes: Array(text.utf8))
    let part = SourceFile(
        id: SourceID(index: 1), path: "part.xhtml",
        bytes: Array(
            "<p xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:g=\"https://paraphe.dev/ns/template\"><g:value of=\"n\"/></p>".utf8))
    let compiler = TemplateCompiler(environment: environment, catalogue: MessageCatalogue(), limits: limits) { name in
        name == "part.xhtml" ? part : name == "x.xhtml" ? file : nil
    }
    let (template, faults) = compiler.compile(file)
    for fault in faults.diagnostics where fault.span?.source == file.id {
        precondition(fault.span.map { $0.range.upperBound <= text.utf8.count } ?? false, "a fault outside the text")
    }
    guard let template else {
        precondition(faults.hasErrors, "no template and no fault")
        return 0
    }
    for language in Language.allCases {
        let (tree, bag) = template.expand(values: values, language: language)
        guard let tree else {
            precondition(bag.hasErrors, "no document and no fault")
            continue
        }
        precondition(tree.nodeCount <= limits.nodeCount + 16, "more nodes than the limit")
        // What is expanded can be written and read again.
        let written = XMLSerializer().serialize(tree)
        let (again, _) = XMLParser().parse(
            SourceFile(id: SourceID(index: 2), path: "y.xhtml", bytes: written))
        precondition(again != nil, "the expanded document is not well formed")
        let (styled, _) = StyleEngine(options: StyleOptions(mode: .lenient)).style(tree)
        let (pages, findings) = typesetter.typeset(styled, metadata: DocumentMetadata(title: "t", language: "fr"))
        precondition(pages != nil || findings.hasErrors, "no pages and no fault")
    }
    return 0
}
