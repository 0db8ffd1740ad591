import Diagnostics
import Testing
import XML

@testable import Templating

/// Expanded documents, as XHTML.
struct ExpansionTests {
    static let person: Harness.Datum = ["name": "Côté", "born": "1950-11-01", "tags": ["a", "b"], "isActive": true]

    /// Template, data, French result, English result.
    static let cases: [(String, [String: Harness.Datum], String, String)] = [
        ("<p>a</p>", [:], "<p>a</p>", "<p>a</p>"),
        ("<p class='x' id=\"{'y'}\">a<br/> b</p>", [:], "<p class=\"x\" id=\"y\">a<br/> b</p>", "<p class=\"x\" id=\"y\">a<br/> b</p>"),
        ("<p><g:value of='person.name'/></p>", ["person": person], "<p><bdi>Côté</bdi></p>", "<p><bdi>Côté</bdi></p>"),
        ("<p><g:value of='person.name' isolate='no'/></p>", ["person": person], "<p>Côté</p>", "<p>Côté</p>"),
        ("<title><g:value of='person.name'/></title>", ["person": person], "<title>Côté</title>", "<title>Côté</title>"),
        ("<g:value of='n'/>", ["n": 12345], "<bdi>12345</bdi>", "<bdi>12345</bdi>"),
        ("<g:value of='n' format='number'/>", ["n": 12345], "<bdi>12\u{A0}345</bdi>", "<bdi>12,345</bdi>"),
        ("<g:value of='data.x' format='money'/>", ["data": ["x": 12.5]], "<bdi>12,50\u{A0}$</bdi>", "<bdi>$12.50</bdi>"),
        ("<g:value of='data.x' format='percent'/>", ["data": ["x": 0.25]], "<bdi>25\u{A0}%</bdi>", "<bdi>25%</bdi>"),
        ("<g:value of='n' format='ordinal'/>", ["n": 1], "<bdi>1<sup>er</sup></bdi>", "<bdi>1st</bdi>"),
        ("<g:value of='flag' format='yes-no'/>", ["flag": true], "<bdi>oui</bdi>", "<bdi>yes</bdi>"),
        ("<g:value of='data.x' format='lines'/>", ["data": ["x": "a\nb"]], "<bdi>a<br/>b</bdi>", "<bdi>a<br/>b</bdi>"),
        (
            "<g:value of='person.born' format='date-long'/>", ["person": person], "<bdi>1<sup>er</sup>\u{A0}novembre 1950</bdi>",
            "<bdi>November\u{A0}1, 1950</bdi>"
        ),
        (
            "<title><g:value of='person.born' format='date-long'/></title>", ["person": person], "<title>1er\u{A0}novembre 1950</title>",
            "<title>November\u{A0}1, 1950</title>"
        ),
        ("<g:value of='data.m' format='month'/>", ["data": ["m": "2026-11"]], "<bdi>novembre 2026</bdi>", "<bdi>November 2026</bdi>"),
        (
            "<g:value of='when'/>", ["when": .seconds(1_795_289_400)], "<bdi>21\u{A0}novembre 2026 à 14\u{A0}h\u{A0}30</bdi>",
            "<bdi>November\u{A0}21, 2026, 2:30\u{A0}p.m.</bdi>"
        ),
        (
            "<g:value of='when' format='time'/>", ["when": .seconds(1_795_289_400)], "<bdi>14\u{A0}h\u{A0}30</bdi>",
            "<bdi>2:30\u{A0}p.m.</bdi>"
        ),
        ("<g:value of='data.p' format='phone'/>", ["data": ["p": "4185551234"]], "<bdi>418\u{A0}555-1234</bdi>", "<bdi>418-555-1234</bdi>"),
        (
            "<g:value of='data.p' format='identifier-4'/>", ["data": ["p": "ABCD12345678"]], "<bdi>ABCD\u{A0}1234\u{A0}5678</bdi>",
            "<bdi>ABCD\u{A0}1234\u{A0}5678</bdi>"
        ),
        (
            "<p class='k-{person.name}-{n} {{x}}'/>", ["person": person, "n": 3], "<p class=\"k-Côté-3 {x}\"></p>",
            "<p class=\"k-Côté-3 {x}\"></p>"
        ),
        ("<p class=\"{data.c}\"/>", ["data": ["c": .null]], "<p></p>", "<p></p>"),
        ("<g:if test='flag'><b/></g:if><g:if test='!flag'><i/></g:if>", ["flag": true], "<b></b>", "<b></b>"),
        (
            "<g:choose> <g:when test='n == 1'>un</g:when> <g:when test='n == 2'>deux</g:when><g:otherwise>autre</g:otherwise></g:choose>",
            ["n": 2], "deux",
            "deux"
        ),
        (
            "<ul><g:for each='t' index='i' in='person.tags'><li id='i{i}'><g:value of='t'/></li></g:for></ul>", ["person": person],
            "<ul><li id=\"i0\"><bdi>a</bdi></li><li id=\"i1\"><bdi>b</bdi></li></ul>",
            "<ul><li id=\"i0\"><bdi>a</bdi></li><li id=\"i1\"><bdi>b</bdi></li></ul>"
        ),
        (
            "<g:for each='t' in='person.tags'><g:value of='t' isolate='no'/><g:separator>, </g:separator><g:empty>–</g:empty></g:for>",
            ["person": person], "a, b",
            "a, b"
        ),
        ("<g:for each='t' in='data.none'>x<g:empty>–</g:empty></g:for>", ["data": ["none": []]], "–", "–"),
        (
            "<g:for each='p' in='people'><g:for each='t' in='p.tags'><g:value of='p.name' isolate='no'/><g:value of='t' isolate='no'/></g:for></g:for>",
            ["people": [["name": "x", "tags": ["1", "2"]], ["name": "y", "tags": ["3"]]]], "x1x2y3", "x1x2y3"
        ),
        ("<p><g:let name='m' value='n + 1'/><g:value of='m'/></p>", ["n": 2], "<p><bdi>3</bdi></p>", "<p><bdi>3</bdi></p>"),
        ("<g:message key='title'/>", [:], "Rapport", "Report"),
        ("<g:message key='fields.{data.k}'/>", ["data": ["k": "first"]], "Premier", "First"),
        (
            "<g:message key='greeting' args=\"{'name': person.name, 'date': when}\"/>",
            ["person": person, "when": .seconds(1_795_289_400)],
            "Bonjour <bdi>Côté</bdi>, le <bdi>21\u{A0}novembre 2026</bdi>.", "Hello <bdi>Côté</bdi>, on <bdi>November\u{A0}21, 2026</bdi>."
        ),
        ("<g:message key='pages' args=\"{'n': 0}\"/>", [:], "<bdi>0</bdi> page", "<bdi>0</bdi> pages"),
        (
            "<g:message key='bold'/>", [:], "a <strong>b</strong><br/><a href=\"x\">c</a>", "a <strong>b</strong><br/><a href=\"x\">c</a>"
        ),
        (
            "<p><g:message key='title'/></p><p lang='en'><g:message key='title'/></p><p xml:lang=\"{'fr'}\"><g:message key='title'/></p>",
            [:],
            "<p>Rapport</p><p lang=\"en\">Report</p><p xml:lang=\"fr\">Rapport</p>",
            "<p>Report</p><p lang=\"en\">Report</p><p xml:lang=\"fr\">Rapport</p>"
        ),
        (
            "<g:signature field='{data.f}' label='x'><p>y</p></g:signature>", ["data": ["f": "final"]],
            "<g:signature xmlns:g=\"https://paraphe.dev/ns/template\" field=\"final\" label=\"x\"><p>y</p></g:signature>",
            "<g:signature xmlns:g=\"https://paraphe.dev/ns/template\" field=\"final\" label=\"x\"><p>y</p></g:signature>"
        ),
        (
            "<svg xmlns='http://www.w3.org/2000/svg'><text><g:value of='n'/></text></svg>", ["n": 5],
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>5</text></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>5</text></svg>"
        ),
        (
            "<p><g:value of='data.x'/></p>", ["data": ["x": "<b>&amp;"]], "<p><bdi>&lt;b&gt;&amp;amp;</bdi></p>",
            "<p><bdi>&lt;b&gt;&amp;amp;</bdi></p>"
        ),
    ]

    @Test(arguments: cases.indices) func expansion(index: Int) {
        let (text, data, french, english) = Self.cases[index]
        var harness = Harness(text.contains("xmlns=") ? Harness.head + text + "</html>" : text)
        #expect(harness.expand(data, .french) == french)
        #expect(harness.expand(data, .english) == english)
        #expect(harness.bag.isEmpty)
    }

    @Test func includesAndParameters() {
        let files = [
            "parts/list.xhtml": """
            <g:template xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template">
              <g:param name="items" type="list({label: string, count?: int})"/>
              <g:param name="kind" type="string" default="'plain'"/>
              <ul class="{kind}"><g:for each="item" in="items"><li><g:value of="item.label" isolate="no"/></li></g:for></ul>
            </g:template>
            """,
            "parts/head.xhtml":
                "<header xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template'><g:value of='n'/></header>",
        ]
        var harness = Harness(
            "<g:include href='parts/head.xhtml'/><g:include href='parts/list.xhtml'><g:with name='items' value='data.list'/></g:include>",
            files: files)
        #expect(
            harness.expand(["n": 1, "data": ["list": [["label": "x"], ["label": "y"]]]])
                == "<header><bdi>1</bdi></header><ul class=\"plain\"><li>x</li><li>y</li></ul>")
    }

    @Test func parametersOfTheMainTemplate() {
        let text = """
            <g:template xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><g:param name="site" type="{name: string}"/><g:param name="year" type="int" default="2026"/>
            <html><p><g:value of="site.name"/> <g:value of="year"/></p></html></g:template>
            """
        var harness = Harness(text)
        #expect(harness.expand(["site": ["name": "Québec"]]) == "<p><bdi>Québec</bdi> <bdi>2026</bdi></p>")
        var second = Harness(text)
        #expect(second.expand([:]).hasPrefix("main.xhtml:1:"))
        #expect(second.findings.map { $0.split(separator: " ").last } == ["template/missing-data"])
    }

    @Test func namesKeepTheirNumbers() throws {
        let harness = Harness("<p class='a'><g:value of='n'/></p>")
        let template = try #require(harness.template)
        let first = try #require(template.expand(values: ["n": Harness.value(1)], language: .french).tree)
        let second = try #require(template.expand(values: ["n": Harness.value(2)], language: .english).tree)
        #expect(first.names.id(of: "bdi") == second.names.id(of: "bdi"))
        #expect(first.nodeCount == second.nodeCount)
        for (parent, child) in zip(first.nodes.map(\.parent), first.nodes.indices) { #expect(parent < child) }
    }

    @Test func spansPointIntoTheTemplate() throws {
        let harness = Harness("<p>é <g:value of='n'/></p>")
        let tree = try #require(harness.template?.expand(values: ["n": Harness.value(1)], language: .french).tree)
        let bdi = try #require(tree.descendants(of: tree.document).first { tree.isElement($0, .xhtml, "bdi") })
        let file = try #require(harness.sources[tree.span(of: bdi).source])
        #expect(String(decoding: file.bytes[tree.span(of: bdi).range], as: UTF8.self) == "<g:value of='n'/>")
    }
}
