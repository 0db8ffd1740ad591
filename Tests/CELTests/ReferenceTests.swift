import CEL
import Diagnostics
import Testing

@Suite struct ReferenceTests {
    @Test(arguments: CELReference.all.flatMap(\.examples)) func everyExampleGivesItsValue(_ example: FunctionDocumentation.Example) {
        let (program, bag) = CELEnvironment().compile(EmbeddedText(verbatim: example.expression, source: SourceID(index: 0)))
        #expect(program?.evaluate([:]).text == example.value, "\(example.expression): \(bag.sorted.first?.message.en ?? "")")
    }

    @Test func everyFunctionIsDocumented() {
        let names = Set(CELReference.all.map(\.name))
        for (name, function) in CELEnvironment().functions {
            #expect(function.documentation != nil, "`\(name)` has no documentation")
        }
        for entry in CELReference.all {
            #expect(!entry.examples.isEmpty, "`\(entry.name)` has no example")
            #expect(!entry.signatures.isEmpty)
            for words in [entry.summary.fr, entry.summary.en] { #expect(!words.isEmpty && !words.hasSuffix(".") && !words.contains("\n")) }
        }
        #expect(names.isSuperset(of: ["==", "&&", "in", "has", "all", "size", "math.greatest", "regex.extract", "? :"]))
    }
}
