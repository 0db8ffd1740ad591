import Diagnostics
import Testing
import XML

@testable import Templating

/// What is wrong with templates, told when they load, and with data, told when they are expanded.
struct TemplateFaultTests {
    /// Template and findings (column inside the body).
    static let faults: [(String, [String])] = [
        ("<g:valeu of='n'/>", ["1:1 template/unknown-element"]),
        ("<g:value off='n'/>", ["1:1 template/missing-attribute", "1:10 template/unknown-attribute"]),
        ("<g:value of='n' formt='date'/>", ["1:17 template/unknown-attribute"]),
        ("<g:value of='n' format='date-lng'/>", ["1:25 template/unknown-format"]),
        ("<g:value of='n' isolate='never'/>", ["1:26 template/attribute-value"]),
        ("<g:value of='n'>x</g:value>", ["1:17 template/unexpected-content"]),
        ("<g:value of=''/>", ["1:14 template/brace"]),
        ("<g:value of='person.nmae'/>", ["1:21 cel/unknown-field"]),
        ("<g:value of='persn.name'/>", ["1:14 cel/unknown-name"]),
        ("<g:value of='person'/>", ["1:14 template/not-a-text"]),
        ("<g:value of='flag'/>", ["1:14 template/not-a-text"]),
        ("<g:value of='person.tags'/>", ["1:14 template/not-a-text"]),
        ("<g:value of='n' format='date'/>", ["1:14 template/format-type"]),
        ("<g:value of='flag' format='number'/>", ["1:14 template/format-type"]),
        ("<p class='a-{n'/>", ["1:13 template/brace"]),
        ("<p class='a-n}'/>", ["1:14 template/brace"]),
        ("<p class='a-{}'/>", ["1:14 template/brace"]),
        ("<p class='a-{person}'/>", ["1:14 template/not-a-text"]),
        ("<p class='é&amp;{person.nmae}'/>", ["1:25 cel/unknown-field"]),
        ("<p g:if='x'/>", ["1:4 template/unknown-attribute"]),
        ("<g:when test='flag'/>", ["1:1 template/misplaced-element"]),
        ("<g:choose/>", ["1:1 template/missing-element"]),
        ("<g:choose>x<g:when test='flag'/></g:choose>", ["1:11 template/unexpected-content"]),
        ("<g:choose><p/><g:when test='flag'/></g:choose>", ["1:11 template/unexpected-content"]),
        ("<g:choose><g:otherwise/><g:when test='flag'/></g:choose>", ["1:25 template/misplaced-element"]),
        ("<g:for each='n' in='people'/>", ["1:14 template/name"]),
        ("<g:for each='1x' in='people'/>", ["1:14 template/name"]),
        ("<g:for each='x' in='n'/>", ["1:21 template/not-a-list"]),
        ("<g:for each='x' in='people'><g:value of='x.nme'/></g:for>", ["1:44 cel/unknown-field"]),
        ("<g:for each='x' in='people'/><g:value of='x.name'/>", ["1:43 cel/unknown-name"]),
        ("<p><g:let name='m' value='n'/></p><g:value of='m'/>", ["1:48 cel/unknown-name"]),
        ("<g:let name='in' value='n'/>", ["1:14 template/name"]),
        ("<g:message key='titel'/>", ["1:17 template/unknown-message"]),
        ("<g:message key='pages'/>", ["1:17 template/missing-argument"]),
        ("<g:message key='pages' args=\"{'m': 1}\"/>", ["1:30 template/missing-argument", "1:31 template/unused-argument"]),
        ("<g:include href='x.xhtml'/>", ["1:18 template/missing-file"]),
        ("<g:include href='../x.xhtml'/>", ["1:18 template/path"]),
        ("<g:include href='/etc/passwd'/>", ["1:18 template/path"]),
        ("<g:include href='http://x/y'/>", ["1:18 template/path"]),
        ("<g:include href='{n}'/>", ["1:18 template/path"]),
        ("<g:param name='x'/>", ["1:1 template/misplaced-element"]),
        ("<g:template/>", ["1:1 template/misplaced-element"]),
        ("<script>x</script>", ["1:1 template/forbidden-element"]),
        ("<iframe src='x'/>", ["1:1 template/forbidden-element"]),
        ("<g:signature/>", ["1:1 template/missing-attribute"]),
    ]

    @Test(arguments: faults.indices) func fault(index: Int) {
        let (text, expected) = Self.faults[index]
        let harness = Harness(text)
        let isError = harness.bag.hasErrors
        #expect(isError && harness.template == nil)
        #expect(harness.findings == expected)
        for diagnostic in harness.bag.diagnostics where diagnostic.code.name.hasPrefix("template/") {
            #expect(TemplatingCodes.all.contains { $0.code == diagnostic.code })
        }
    }

    /// Template, data and the finding of the expansion.
    static let dataFaults: [(String, [String: Harness.Datum], String)] = [
        ("<g:value of='data.x.y'/>", ["data": ["x": [:]]], "1:14 template/expression"),
        ("<g:value of='data.x'/>", ["data": ["x": .null]], "1:14 template/missing-data"),
        ("<g:value of='data.x'/>", ["data": ["x": []]], "1:14 template/not-a-text"),
        ("<g:value of='data.x' format='date-long'/>", ["data": ["x": "demain"]], "1:14 template/format-data"),
        ("<g:value of='data.x' format='number'/>", ["data": ["x": "12a"]], "1:14 template/format-data"),
        ("<g:value of='data.x' format='yes-no'/>", ["data": ["x": "oui"]], "1:14 template/not-a-text"),
        ("<g:value of='person.name'/>", [:], "1:14 template/expression"),
        ("<g:if test='data.x'/>", ["data": ["x": 1]], "1:13 template/not-a-condition"),
        ("<g:for each='x' in='data.x'/>", ["data": ["x": 1]], "1:21 template/not-a-list"),
        ("<g:message key='fields.{data.k}'/>", ["data": ["k": "third"]], "1:17 template/unknown-message"),
        ("<g:message key='{data.k}'/>", ["data": ["k": "pages"]], "1:17 template/message"),
        ("<g:message key='pages' args=\"{'n': data.x}\"/>", ["data": ["x": "many"]], "1:30 template/message"),
        ("<g:for each='x' in='data.l'><g:value of='x.a'/></g:for>", ["data": ["l": [["b": 1], ["b": 2]]]], "1:42 template/expression"),
    ]

    @Test(arguments: dataFaults.indices) func dataFault(index: Int) {
        let (text, data, expected) = Self.dataFaults[index]
        var harness = Harness(text)
        #expect(harness.bag.isEmpty)
        _ = harness.expand(data)
        #expect(harness.findings == [expected])
    }

    @Test func goldenOfLoading() {
        let harness = Harness(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template">
              <p><g:vaule of="n"/></p>
              <p><g:message key="titel"/></p>
            </html>
            """)
        #expect(
            harness.rendered(.french) == """
                main.xhtml:2:6: erreur[template/unknown-element]\u{A0}: `<g:vaule>` n'existe pas
                 2 |   <p><g:vaule of="n"/></p>
                   |      ^^^^^^^^
                  = conseil\u{A0}: vouliez-vous dire `<g:value>`\u{202F}?
                main.xhtml:3:22: erreur[template/unknown-message]\u{A0}: aucun message n'a la clé `titel`
                 3 |   <p><g:message key="titel"/></p>
                   |                      ^^^^^
                  = conseil\u{A0}: vouliez-vous dire `title`\u{202F}?

                """)
        #expect(
            harness.rendered(.english) == """
                main.xhtml:2:6: error[template/unknown-element]: `<g:vaule>` does not exist
                 2 |   <p><g:vaule of="n"/></p>
                   |      ^^^^^^^^
                  = hint: did you mean `<g:value>`?
                main.xhtml:3:22: error[template/unknown-message]: no message has the key `titel`
                 3 |   <p><g:message key="titel"/></p>
                   |                      ^^^^^
                  = hint: did you mean `title`?

                """)
    }

    @Test func goldenOfExpansionThroughAnInclude() {
        let files = [
            "part.xhtml":
                "<div xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template'>\n  <g:value of='data.born' format='date-long'/>\n</div>"
        ]
        var harness = Harness(
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template'>\n<g:include href='part.xhtml'/></html>",
            files: files)
        #expect(
            harness.expand(["data": ["born": "hier"]], .english) == """
                part.xhtml:2:16: error[template/format-data]: the value of `data.born` does not suit the format `date-long`
                 2 |   <g:value of='data.born' format='date-long'/>
                   |                ^^^^^^^^^
                  = hint: a date is written `2026-11-21`
                  main.xhtml:2:18: included here: `part.xhtml`
                 2 | <g:include href='part.xhtml'/></html>
                   |                  ^^^^^^^^^^

                """)
    }

    @Test func cyclesAndBombs() {
        func part(_ inner: String) -> String {
            "<div xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template'>\(inner)</div>"
        }
        let cycle = Harness("<g:include href='a'/>", files: ["a": part("<g:include href='b'/>"), "b": part("<g:include href='a'/>")])
        #expect(cycle.bag.diagnostics.map(\.code.name) == ["template/cycle"])
        #expect(cycle.bag.diagnostics.first?.message.en == "the template includes itself: `a` → `b` → `a`")
        var files: [String: String] = [:]
        for level in 0..<14 { files["f\(level)"] = part("<g:include href='f\(level + 1)'/><g:include href='f\(level + 1)'/>") }
        files["f14"] = part("x")
        #expect(Harness("<g:include href='f0'/>", files: files).bag.diagnostics.map(\.code.name) == ["template/limit"])
        var chain: [String: String] = [:]
        for level in 0..<30 { chain["c\(level)"] = part("<g:include href='c\(level + 1)'/>") }
        #expect(Harness("<g:include href='c0'/>", files: chain).bag.diagnostics.map(\.code.name) == ["template/limit"])
    }

    @Test func nestingHasALimitThroughIncludes() {
        func nested(_ count: Int, _ inner: String) -> String {
            let xmlns = "xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template'"
            return "<div \(xmlns)>" + String(repeating: "<div>", count: count - 1) + inner + String(repeating: "</div>", count: count)
        }
        let files = ["a": nested(300, "<g:include href='b'/>"), "b": nested(300, "x")]
        #expect(Harness("<g:include href='a'/>", files: files).bag.diagnostics.map(\.code.name) == ["template/limit"])
        #expect(Harness("<g:include href='b'/>", files: files).bag.isEmpty)
    }

    /// Every template with one byte changed or the rest cut off compiles or has a diagnostic, and then expands or has one.
    @Test func mutilatedTemplates() {
        let text =
            "<p class='a{n}{{'><g:for each='t' index='i' in='person.tags'><g:value of='t' format='text'/><g:separator>,</g:separator></g:for>"
            + "<g:let name='m' value='n'/><g:message key='pages' args=\"{'n': m}\"/><g:choose><g:when test='flag'>x</g:when></g:choose></p>"
        let scalars = Array(text.unicodeScalars)
        for index in stride(from: 0, to: scalars.count, by: 3) {
            for replacement: Unicode.Scalar in ["'", "{", "}", "<", "x", ":"] {
                var changed = scalars
                changed[index] = replacement
                var harness = Harness(String(String.UnicodeScalarView(changed)))
                #expect((harness.template == nil) == harness.bag.hasErrors)
                _ = harness.expand(["n": 2, "person": ["tags": ["a", "b"]], "flag": true])
            }
        }
    }

    @Test func expansionHasLimits() {
        let items: Harness.Datum = .list(Array(repeating: "abcdefghij", count: 200))
        let nested = "<g:for each='a' in='data'><g:for each='b' in='data'><g:for each='c' in='data'><p>x</p></g:for></g:for></g:for>"
        var limits = TemplateLimits()
        limits.iterationCount = 10_000
        var loops = Harness(nested, limits: limits)
        _ = loops.expand(["data": items])
        #expect(loops.bag.diagnostics.map(\.code.name) == ["template/limit"])
        limits = TemplateLimits()
        limits.nodeCount = 1_000
        var nodes = Harness(nested, limits: limits)
        _ = nodes.expand(["data": items])
        #expect(nodes.bag.diagnostics.map(\.code.name) == ["template/limit"])
        limits = TemplateLimits()
        limits.byteCount = 5_000
        var bytes = Harness("<g:for each='a' in='data'><g:for each='b' in='data'><g:value of='b'/></g:for></g:for>", limits: limits)
        _ = bytes.expand(["data": items])
        #expect(bytes.bag.diagnostics.map(\.code.name) == ["template/limit"])
        limits = TemplateLimits()
        limits.cost = 500
        var cost = Harness(nested, limits: limits)
        _ = cost.expand(["data": items])
        #expect(cost.bag.diagnostics.map(\.code.name) == ["template/limit"])
    }

    @Test func rootsAndNamespaces() {
        #expect(Harness("<html xmlns=''><p/></html>").findings == ["1:1 template/root"])
        #expect(
            Harness("<html xmlns='http://www.w3.org/1999/xhtml'><x:y xmlns:x='urn:z'/></html>").findings == [
                "1:44 template/foreign-element"
            ])
        #expect(Harness("<html xmlns='http://www.w3.org/1999/xhtml'>").findings == ["1:1 xml/unclosed-element"])
    }

    /// Type of a parameter, and the column of its fault.
    @Test(arguments: [
        ("strng", 0), ("list", 4), ("list(", 5), ("list(string", 11), ("{a}", 2), ("{a: int, a: int}", 9), ("{a: int", 7), ("int x", 4),
        ("", 0), ("map(int)", 7),
        (String(repeating: "list(", count: 40), 80),
    ]) func badTypes(text: String, offset: Int) {
        let (result, fault) = TemplateType.parse(EmbeddedText(verbatim: text, source: SourceID(index: 0)), recordName: "r")
        #expect(result == nil)
        #expect(fault?.code == "template/type")
        #expect(fault?.span?.range.lowerBound == offset)
    }

    @Test func everyWordIsDocumented() {
        #expect(TemplateVocabulary.elements.map(\.name) == TemplateVocabulary.elements.map(\.name).sorted())
        #expect(TemplateVocabulary.formats.map(\.name) == TemplateVocabulary.formats.map(\.name).sorted())
        for format in TemplateVocabulary.formats { #expect(ValueFormat(name: format.name)?.name == format.name) }
        for element in TemplateVocabulary.elements { #expect(element.attributes.map(\.name) == element.attributes.map(\.name).sorted()) }
    }
}
