import Diagnostics
import Testing
import YAML

/// Scalars lead back to what the author typed.
@Suite struct YAMLSpanTests {
    private func value(_ text: String) throws -> (EmbeddedText, [UInt8]) {
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", text: text)
        let (node, bag) = YAMLParser().parse(file)
        #expect(bag.isEmpty)
        return (try #require(node?["k"]?.text), file.bytes)
    }

    /// The host bytes of the first occurrence of `word` in the scalar's text.
    private func host(of word: String, in text: String) throws -> String {
        let (embedded, bytes) = try value(text)
        let all = Array(embedded.text.utf8)
        let wanted = Array(word.utf8)
        let start = try #require((0...(all.count - wanted.count)).first { Array(all[$0..<$0 + wanted.count]) == wanted })
        return String(decoding: bytes[embedded.span(start..<start + wanted.count).range], as: UTF8.self)
    }

    @Test(arguments: [
        "k: one needle two\n", "k: 'it''s a needle ''x'' '\n", "k: \"\\u00e9\\n\\\"needle\\\"\"\n",
        "k: >\n  folded\n  text needle\n  end\n",
        "k: |\n  a\n    needle\n", "k: one\n  two\n\n  needle x\n", "k: \"a\n  b \\\n  needle\"\n",
        "{k: [x].needle}\n".replacing("[x].", with: "x "),
        "k: 'é ᐊᓪᓚᑎ\n  needle'\n", "k: |\r\n  a\r\n  needle\r\n",
    ]) func needleIsFound(text: String) throws {
        #expect(try host(of: "needle", in: text) == "needle")
    }

    @Test func replacedPiecesMapWhole() throws {
        #expect(try host(of: "é", in: "k: \"caf\\u00e9\"\n") == "\\u00e9")
        #expect(try host(of: "'", in: "k: 'l''une'\n") == "''")
        #expect(try host(of: "a b", in: "k: >\n  a\n  b\n") == "a\n  b")
        #expect(try value("k: \"\"\n").0.span.range == 4..<4)
        #expect(try value("k: |\n  a\n  b\n").0.span.range == 7..<13)
    }

    @Test func nodesKnowTheirPlace() throws {
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", text: "a:\n  - b: 'c'\n    d: [1, 2] # x\ne: f\n")
        let node = try #require(YAMLParser().parse(file).0)
        #expect(node.span.range == 0..<36)
        #expect(node["a"]?.span.range == 5..<27)
        #expect(node["a"]?.sequence?.first?["d"]?.span.range == 21..<27)
        #expect(node["e"]?.span.range == 35..<36)
        #expect(node.mapping?.last?.keySpan.range == 32..<33)
    }

    @Test func plainScalarsResolve() {
        func value(_ text: String) -> YAMLScalar.Value {
            YAMLScalar(text: EmbeddedText(verbatim: text, source: SourceID(index: 0)), style: .plain).value
        }
        #expect(value("") == .null)
        #expect(value("~") == .null)
        #expect(value("True") == .boolean(true))
        #expect(value("yes") == .text)
        #expect(value("-12") == .integer(-12))
        #expect(value("0x1F") == .integer(31))
        #expect(value("0o17") == .integer(15))
        #expect(value("007") == .integer(7))
        #expect(value("1.5e3") == .decimal(1500))
        #expect(value("1.") == .decimal(1))
        #expect(value(".5") == .decimal(0.5))
        #expect(value("1.0.0") == .text)
        #expect(value("2026-11-21") == .text)
        #expect(value("99999999999999999999") == .text)
        #expect(value("-") == .text)
    }
}
