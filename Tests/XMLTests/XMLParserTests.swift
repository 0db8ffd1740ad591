import Diagnostics
import Testing

@testable import XML

/// Trees, places and text of well-formed documents.
struct XMLParserTests {
    static func tree(_ text: String, mode: XMLParser.Mode = .strict) throws -> XMLTree {
        var sources = SourceMap()
        let (tree, bag) = XMLParser(mode: mode).parse(sources.add(path: "a.xhtml", text: text))
        #expect(bag.isEmpty)
        return try #require(tree)
    }

    static func slice(_ text: String, _ span: Span) -> String {
        String(decoding: Array(text.utf8)[span.range], as: UTF8.self)
    }

    @Test func everyPartKnowsItsPlace() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- é <p> -->
            <?xml-stylesheet href="a.css"?>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA">
              <p class = 'x' id="é">Été<!-- c --> a<br/><g:value
                 of="a &lt; b"/></p><![CDATA[<&>]]></html>

            """
        let tree = try Self.tree(text)
        let root = try #require(tree.root)
        #expect(tree.name(of: root) == XMLName(.xhtml, "html"))
        #expect(tree.value("lang", of: root) == "fr-CA")
        #expect(tree.attributes(of: root).count == 1)
        let instruction = try #require(tree.firstChild(of: tree.document))
        #expect(tree.kind(of: instruction) == .processingInstruction)
        #expect(Self.slice(text, tree.span(of: instruction)) == "<?xml-stylesheet href=\"a.css\"?>")
        #expect(tree.text(of: instruction) == "href=\"a.css\"")
        let paragraph = try #require(tree.descendants(of: root).first { tree.isElement($0, .xhtml, "p") })
        #expect(Self.slice(text, tree.span(of: paragraph)) == "<p class = 'x' id=\"é\">")
        #expect(Self.slice(text, tree.endTagSpan(of: paragraph)) == "</p>")
        let id = try #require(tree.attribute("id", of: paragraph))
        #expect(Self.slice(text, id.nameSpan) == "id")
        #expect(Self.slice(text, id.valueSpan) == "é")
        let texts = tree.descendants(of: paragraph).filter { tree.kind(of: $0) == .text }
        #expect(texts.map { tree.text(of: $0) } == ["Été", " a"])
        #expect(texts.map { Self.slice(text, tree.span(of: $0)) } == ["Été", " a"])
        let value = try #require(tree.descendants(of: root).first { tree.isElement($0, .template, "value") })
        let of = tree.embeddedValue(of: try #require(tree.attribute("of", of: value)))
        #expect(of.text == "a < b")
        #expect(Self.slice(text, of.span(2..<3)) == "&lt;")
        #expect(Self.slice(text, of.span(4..<5)) == "b")
        let last = try #require(tree.lastChild(of: root))
        #expect(tree.text(of: last) == "<&>")
        #expect(Self.slice(text, tree.embeddedText(of: last).span(1..<2)) == "&")
    }

    /// The declaration gives no event: a first element right after it once got the place of the declaration.
    @Test(arguments: ["", "<?xml version=\"1.0\"?>", "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<?x y?>", "<!--c-->"])
    func placesAfterAProlog(prolog: String) throws {
        let text = prolog + "<a b='1'><c d='2'/></a>"
        let tree = try Self.tree(text)
        let root = try #require(tree.root)
        #expect(Self.slice(text, tree.span(of: root)) == "<a b='1'>")
        let child = try #require(tree.firstChild(of: root))
        #expect(Self.slice(text, try #require(tree.attribute("d", of: child)).valueSpan) == "2")
    }

    @Test func emptyElementsAndText() throws {
        let tree = try Self.tree("<a><b></b><c/>x<d><e/></d></a>")
        let root = try #require(tree.root)
        #expect(tree.children(of: root).map { tree.isElement($0) ? tree.localName(of: $0) : tree.text(of: $0) } == ["b", "c", "x", "d"])
        #expect(Array(tree.descendants(of: root)).count == 5)
        #expect(XMLSerializer().serialize(root, of: tree) == "<a><b/><c/>x<d><e/></d></a>")
    }

    @Test func lineEndsAreNormalised() throws {
        let text = "<a b='1\r\n2\t3'>x\r\ny\rz &#xE9;</a>"
        let tree = try Self.tree(text)
        let root = try #require(tree.root)
        let attribute = try #require(tree.attribute("b", of: root))
        #expect(tree.value(of: attribute) == "1 2 3")
        let node = try #require(tree.firstChild(of: root))
        #expect(tree.text(of: node) == "x\ny\nz é")
        let embedded = tree.embeddedText(of: node)
        #expect(Self.slice(text, embedded.span(1..<2)) == "\r\n")
        #expect(Self.slice(text, embedded.span(6..<8)) == "&#xE9;")
    }

    @Test func ampersandsOfAttributes() throws {
        let text = "<a b='x &amp;&amp; y &#38; z &lt; 1' c='a&amp;b'/>"
        let tree = try Self.tree(text)
        let root = try #require(tree.root)
        let attribute = try #require(tree.attribute("b", of: root))
        #expect(tree.value(of: attribute) == "x && y & z < 1")
        #expect(tree.value("c", of: root) == "a&b")
        #expect(Self.slice(text, tree.embeddedValue(of: attribute).span(5..<6)) == "y")
        #expect(XMLSerializer().serialize(root, of: tree) == "<a b=\"x &amp;&amp; y &amp; z &lt; 1\" c=\"a&amp;b\"/>")
    }

    @Test func lenientModeKnowsPagesOfTheWeb() throws {
        let text =
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/x.dtd\">\n<html title='a&nbsp;b &amp; c'>x&nbsp;&pi;<b/></html>"
        let tree = try Self.tree(text, mode: .lenient)
        let root = try #require(tree.root)
        #expect(tree.namespace(of: root) == .xhtml)
        #expect(tree.value("title", of: root) == "a\u{A0}b & c")
        #expect(tree.textContent(of: root) == "x\u{A0}π")
        let node = try #require(tree.firstChild(of: root))
        #expect(Self.slice(text, tree.embeddedText(of: node).span(1..<3)) == "&nbsp;")
    }

    @Test func depthJustBelowTheLimit() throws {
        let text = String(repeating: "<b>", count: 512) + String(repeating: "</b>", count: 512)
        #expect(try Self.tree(text).nodeCount == 513)
    }

    @Test func longTextAndByteOrderMark() throws {
        let word = String(repeating: "é", count: 6_000_000)
        let tree = try Self.tree("\u{FEFF}<a>\(word)</a>")
        #expect(tree.textContent(of: try #require(tree.root)).utf8.count == 12_000_000)
    }

    @Test func serialisedTreesReadBack() throws {
        let text =
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><p title=\"a&quot;&lt;\">x &amp; y<br/></p><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg><td></td></html>"
        let tree = try Self.tree(text)
        #expect(String(decoding: XMLSerializer().serialize(tree), as: UTF8.self) == text + "\n")
    }

    @Test func builtTrees() throws {
        var tree = XMLTree()
        let here = Span(source: SourceID(index: 0), start: 0, end: 0)
        let root = tree.append(element: "html", span: here, to: tree.document)
        let first = tree.append(element: "p", span: here, to: root)
        tree.setAttribute("class", to: "a", of: first)
        let second = tree.append(element: "p", span: here, to: root)
        tree.setAttribute("class", to: "b", of: second)
        tree.setAttribute("id", to: "i", of: first)
        tree.setAttribute("class", to: "c", of: first)
        tree.setAttribute("lang", in: .xml, to: "fr", of: root)
        tree.append(text: "<x>", span: here, to: second)
        #expect(
            XMLSerializer().serialize(root, of: tree)
                == "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"fr\"><p class=\"c\" id=\"i\"></p><p class=\"b\">&lt;x&gt;</p></html>"
        )
        #expect(tree.languageTag(of: second) == "fr")
    }
}
