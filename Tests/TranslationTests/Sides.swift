import Diagnostics
import Testing
import XML

@testable import Translation

/// Two languages of a text, and what parity finds in them.
struct Sides {
    let outcome: ParityCheck.Outcome
    let sources: SourceMap

    init(_ french: String, _ english: String, record: TranslationRecord? = nil) throws {
        var map = SourceMap()
        let left = map.add(path: "x.fr.xhtml", text: Self.document(french))
        let right = map.add(path: "x.en.xhtml", text: Self.document(english))
        let a = try #require(XMLParser().parse(left).tree)
        let b = try #require(XMLParser().parse(right).tree)
        outcome = ParityCheck.run(a, b, record: record)
        sources = map
    }

    /// One file with both.
    init(both text: String) throws {
        var map = SourceMap()
        let file = map.add(path: "x.xhtml", text: Self.document(text))
        let tree = try #require(XMLParser().parse(file).tree)
        outcome = ParityCheck.run(tree, tree)
        sources = map
    }

    static func document(_ text: String) -> String {
        "<main xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:g=\"https://paraphe.dev/ns/template\">\n\(text)\n</main>"
    }

    /// `parity/number x.en.xhtml:2`
    var found: [String] {
        outcome.findings.diagnostics.map { finding in
            let place = finding.span.map { sources.place(of: $0) } ?? ""
            return finding.code.name + " " + place.split(separator: ":").prefix(2).joined(separator: ":")
        }
    }
}
