import Diagnostics
import Testing
import YAML
import Yams

/// What texts mean, judged by libyaml.
@Suite struct YAMLOracleTests {
    static let texts: [String] = [
        "a: 1\nb: two\n", "a:\n  b:\n    c: d\n  e: f\n", "- a\n- b\n-\n- c: d\n  e: f\n- - x\n  - y\n", "a:\n- b\n- c\nd: e\n",
        "a:\n  - b\n  - c: 1\n    d: 2\n", "plain text\n", "a: one\n  two\n\n  three\n   four\nb: x\n", "a: 'it''s'\nb: 'x\n  y\n\n  z'\n",
        "a: \"tab\\t nl\\n é\\u00e9 \\x41 \\\" \\\\ \\/\"\n", "a: \"one \\\n   two\"\n", "a: \"one\n  two\n\n  three\"\n",
        "a: \"\"\nb: ''\nc:\n",
        "a: |\n  one\n  two\nb: x\n", "a: |-\n  one\n   two\n\n  three\n\n", "a: |+\n  one\n\n\nb: c\n",
        "a: >\n  one\n  two\n\n  three\n    code\n    more\n  four\n\nb: c\n",
        "a: >-\n  one\n\n\n  two\n", "a: >+\n  one\n\n  \nb: x\n", "a: |2\n   one\n  two\n", "- |\n  one\n- >\n  two\n", "a: |\n\n  one\n",
        "|\n a\n b\n", "a: >\n\n  one\n\n   two\n\n  three\n",
        "{a: 1, b: [x, y, {c: d}], e: }", "[a, 'b', \"c\", [d], {}]", "{\"a\":1,\"b\":[true,null,1.5e3]}", "[a: b, c]", "{a, b: c}",
        "[\n  a, # comment\n  b c\n   d,\n]\n", "a: [x,\n  y]\nb: {c: d,\n   e: f}\n", "# top\na: b # end\n# mid\nc: d#e\n",
        "---\na: b\n...\n", "%YAML 1.1\n---\na: b\n",
        "a: &x one\nb: *x\n", "a: &x\n  c: d\nb: *x\n", "- &x [1, 2]\n- *x\n", "a: http://x.y/z?q#f\n",
        "a: -1\nb: - x\n".replacing("b: - x\n", with: ""), "\"a b\": c\n'd': e\n",
        "a: b\r\nc: |\r\n  d\r\n  e\r\n", "a:   \n\n   b:  c  \n", "\u{FEFF}a: b\n", "a: é ü ᐊᓪᓚᑎ\n  ễ\n", "a : b\n",
        "a: ?x\nb: -y\nc: :z\n", "a:\n  - \n  - b\n", "a: \"\\U0001F600\"\n",
        "-\n  a: b\n  c: d\n-\n  - e\n", "a: 'x' # c\n", "a: {b: 'c', \"d\": e}\n", "? ", "a: !\n".replacing("!", with: "x"),
        "a: x\n\n\n# c\n\nb: y", "a: |\n  # not a comment\n  b: c\n", "a: >-\n  x >\n  y |\n",
        "a: \"x: y # z\"\n", "a: [\"x\":y]\n", "k: [a, b]   # c\nl: m\n", "a: |\n  x\n # comment\nb: c\n",
    ].filter { $0 != "? " }

    @Test(arguments: texts) func meansTheSame(text: String) throws {
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", text: text)
        let (node, bag) = YAMLParser().parse(file)
        #expect(bag.isEmpty, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        let expected = try Yams.compose(yaml: text).map(Self.dump) ?? "none"
        #expect(node.map(Self.dump) ?? "none" == expected, "\(text)")
    }

    /// Every text cut anywhere and every text with one byte changed: nothing traps, and what is refused has findings.
    @Test(arguments: texts) func survivesDamage(text: String) {
        let bytes = Array(text.utf8)
        for cut in 0..<bytes.count {
            check(Array(bytes[..<cut]))
            for replacement in [
                UInt8(ascii: ":"), 0x0A, UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "&"), 0x09, 0xFF, UInt8(ascii: "-"),
            ] {
                var damaged = bytes
                damaged[cut] = replacement
                check(damaged)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", bytes: bytes)
        let (node, bag) = YAMLParser().parse(file)
        for finding in bag.diagnostics { #expect(finding.span.map { $0.range.upperBound <= bytes.count + 1 } ?? false) }
        // Where nothing is found to say, libyaml agrees on the meaning.
        guard bag.isEmpty, let text = String(validating: bytes, as: UTF8.self) else { return }
        guard let expected = try? Yams.compose(yaml: text) else { return }
        #expect(node.map(Self.dump) ?? "none" == Self.dump(expected), "\(text)")
    }

    static func dump(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): JSONText.quote(scalar.text.text)
        case .sequence(let elements): "[" + elements.map(dump).joined(separator: ",") + "]"
        case .mapping(let entries): "{" + entries.map { JSONText.quote($0.key) + ":" + dump($0.value) }.joined(separator: ",") + "}"
        }
    }

    static func dump(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): JSONText.quote(scalar.string)
        case .sequence(let elements): "[" + elements.map(dump).joined(separator: ",") + "]"
        case .mapping(let entries): "{" + entries.map { dump($0.key) + ":" + dump($0.value) }.joined(separator: ",") + "}"
        case .alias: "*"
        }
    }
}
