import Diagnostics
import Testing
import XML

/// Each thing that a document owes to a reader who does not see it, broken once.
@Suite struct AccessibilityTests {
    private func faults(
        _ body: String, head: String = "<title>T</title>", root: String = "lang='fr-CA'", as subject: AccessibilityCheck.Subject
    )
        throws -> [String]
    {
        let text = """
            <html xmlns='http://www.w3.org/1999/xhtml' xmlns:g='https://paraphe.dev/ns/template' \(root)>
            <head>\(head)</head><body>
            \(body)
            </body></html>
            """
        let source = SourceFile(id: SourceID(index: 0), path: "a.xhtml", bytes: Array(text.utf8))
        let tree = try #require(XMLParser().parse(source).0)
        var check = AccessibilityCheck(tree, subject)
        return check.run(from: try #require(tree.root)).map { finding in
            #expect(AccessibilityCodes.all.contains { $0.code == finding.code })
            #expect(finding.hint != nil, "each says the mend")
            let place = finding.span.map { source.position(at: $0.range.lowerBound) }
            return "\(place?.line ?? 0):\(place?.column ?? 0) \(finding.code.name.split(separator: "/").last ?? "")"
        }
    }

    @Test(arguments: [
        "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h1>e</h1>", "<p><img src='a'  alt=''/><img src='a' role='presentation'/></p>",
        "<p><a href='#a'>b</a><a href='#a' title='b'/><a href='#a'><img src='a' alt='b'/></a></p>",
        "<ul><li>a</li><!-- b --> <li>c</li></ul>",
        "<table><tr><th>a</th><td>b</td></tr></table>", "<table role='presentation'><tr><td>a</td></tr></table>",
        "<table><tr><th rowspan='2'>a</th><th colspan='2'>b</th></tr><tr><th>c</th><td>d</td></tr></table>",
        "<table><caption>a</caption><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>",
        "<dl><dt>a</dt><dd>b</dd></dl>", "<g:signature field='a' label='b'/>", "<p lang='iu'>a</p>",
    ])
    func soundDocuments(_ body: String) throws {
        #expect(try faults(body, as: .document) == [])
        #expect(try faults(body, as: .template) == [])
    }

    @Test(arguments: [
        ("<h2>a</h2>", "3:1 heading-level"), ("<h1>a</h1><h3>b</h3>", "3:11 heading-level"),
        ("<h1>a</h1><h2>b</h2><h4>c</h4>", "3:21 heading-level"), ("<h1> </h1>", "3:1 empty-heading"),
        ("<p><img src='a'/></p>", "3:4 image-alternative"), ("<p><a href='#a'> </a></p>", "3:4 link-text"),
        ("<p><a href='#a'><img src='b' alt=''/></a></p>", "3:4 link-text"), ("<ul><p>a</p></ul>", "3:5 list-item"),
        ("<ol>a</ol>", "3:5 list-item"), ("<dl><li>a</li></dl>", "3:5 list-item"),
        ("<table><tr><td>a</td></tr></table>", "3:1 table-headers"),
        ("<g:signature field='a'/>", "3:1 field-label"), ("<p lang='fr_CA'>a</p>", "3:10 language"),
    ])
    func whatNoDataCanMend(_ body: String, _ fault: String) throws {
        #expect(try faults(body, as: .document) == [fault])
        #expect(try faults(body, as: .template) == [fault])
    }

    @Test(arguments: [
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>", "3:41 table-shape"),
        ("<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>", "3:41 table-shape"),
        ("<table><tr><th rowspan='2'>a</th></tr></table>", "3:12 table-shape"),
        ("<table><tr><th>a</th><th rowspan='2'>b</th></tr><tr><td colspan='2'>c</td></tr></table>", "3:53 table-shape"),
        ("<table><thead><tr><th>a</th></tr></thead></table>", "3:1 table-shape"),
        ("<table><thead><tr><th>a</th></tr></thead><thead/><tbody><tr><td>b</td></tr></tbody></table>", "3:42 table-shape"),
    ])
    func gridsOfTables(_ body: String, _ fault: String) throws {
        #expect(try faults(body, as: .document) == [fault])
    }

    @Test func wholeDocuments() throws {
        #expect(try faults("", head: "", as: .document) == ["1:1 title"])
        #expect(try faults("", head: "<title> </title>", as: .template) == ["2:7 title"])
        #expect(try faults("", root: "", as: .document) == ["1:1 language"])
        #expect(try faults("", root: "", as: .template) == [], "a template's language is that of what is made of it")
    }

    /// What logic may mend is no fault of the template.
    @Test(arguments: [
        "<h1>a</h1><g:if test='x'><h2>b</h2></g:if><h3>c</h3>", "<g:include href='a.xhtml'/><h4>b</h4>",
        "<g:for each='a' in='b'><h1>a</h1></g:for><h2>b</h2>", "<h1><g:value of='a'/></h1>",
        "<h1>a</h1><g:choose><g:when test='x'><h2>b</h2></g:when><g:otherwise><p>c</p></g:otherwise></g:choose><h3>d</h3>",
        "<table><g:include href='a.xhtml'/></table>", "<p lang='{x}'>a</p>", "<p><a href='#a'><g:value of='b'/></a></p>",
    ])
    func logicMayMend(_ body: String) throws {
        #expect(try faults(body, as: .template) == [])
    }

    @Test func logicCannotMend() throws {
        #expect(try faults("<h1>a</h1><g:if test='x'><h4>b</h4></g:if>", as: .template) == ["3:26 heading-level"])
        #expect(
            try faults(
                "<h1>a</h1><g:choose><g:when test='x'><h2>b</h2></g:when><g:otherwise><h2>c</h2></g:otherwise></g:choose><h4>d</h4>",
                as: .template)
                == ["3:105 heading-level"])
        #expect(try faults("<h1>a</h1><g:for each='a' in='b'><h3>c</h3></g:for>", as: .template) == ["3:34 heading-level"])
    }
}
