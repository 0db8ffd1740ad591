import Pages
import Testing

/// What is read, in the order of the structure tree, whatever the order in which it is painted.
@Suite struct ReadingOrderTests {
    private func reading(_ body: String, css: String = "") throws -> String {
        let document = try #require(Setting.document(body, css: css).0)
        var texts: [Int: String] = [:]
        var open: Int?
        for item in document.pages.flatMap(\.items) {
            switch item {
            case .beginContent(let content): open = content.index
            case .beginArtifact, .endMarked: open = nil
            case .glyphs(let run): if let open { texts[open, default: ""] += run.text }
            default: continue
            }
        }
        func read(_ index: Int) -> String {
            document.structure.nodes[index].kids.map { kid in
                switch kid {
                case .node(let child): read(child)
                case .content(let content): texts[content.index] ?? ""
                case .link, .formField: ""
                }
            }.joined()
        }
        return read(0)
    }

    @Test(arguments: [
        "<p>a <a href='#x'>b</a> c</p>", "<ul><li>a <a href='#x'>b</a> c</li></ul>", "<ul><li>a <em lang='en'>b</em> c</li></ul>",
        "<p>a <span class='box'>b</span> c</p>", "<ul><li>a <span class='box'>b</span> c</li></ul>",
        "<table role='presentation'><tr><td>a </td><td>b </td><td>c</td></tr></table>", "<div lang='en'>a b c</div>",
    ])
    func wordsAreReadInOrder(_ body: String) throws {
        let words = try reading(body, css: ".box { display: inline-block } li { list-style: none }")
        #expect(words.filter(\.isLetter) == "abc")
    }

    @Test func aNoteIsReadWhereItIsCalled() throws {
        let words = try reading("<ul><li>a<span class='n'>b</span> c</li></ul>", css: ".n { float: footnote } li { list-style: none }")
        let places = ["a", "b", "c"].map { words.firstIndex(of: Character($0)) }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
    }

    @Test func aFirstLetterOfAnItemIsRead() throws {
        let words = try reading("<ul><li>abc</li></ul>", css: "li { list-style: none } li::first-letter { float: left; font-size: 20pt }")
        #expect(words.filter(\.isLetter) == "abc")
    }

    @Test func aTableForLayoutIsNone() {
        let tree = Setting.structure("<table role='presentation'><tbody><tr><td>a</td></tr></tbody></table>")
        #expect(!tree.contains("table"))
        #expect(tree.contains("paragraph"))
    }

    @Test func aBlockTellsItsLanguage() throws {
        let document = try #require(Setting.document("<div lang='en'><p>a</p></div>").0)
        #expect(document.structure.nodes.contains { $0.role == .division && $0.language == "en" })
    }
}
