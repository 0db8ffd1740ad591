import Testing

@testable import Templating

/// Contents, index and references: what is made when the rest of the document is there.
struct ApparatusTests {
    private func expand(_ body: String) -> String {
        var harness = Harness("<body>\(body)</body>")
        return harness.expand(["n": 3])
    }

    private func findings(_ body: String) -> [String] {
        var harness = Harness("<body>\(body)</body>")
        _ = harness.expand(["n": 3])
        return harness.findings
    }

    @Test func contentsNestByLevelAndGiveIds() {
        let out = expand(
            """
            <g:contents levels="2-3"/><h1>Guide</h1><h2 id="a">Premier</h2><h3>À côté de <em>cela</em></h3><h2>Second</h2>\
            <h2 class="unlisted">Index</h2><h4>Trop bas</h4>
            """)
        #expect(
            out == """
                <body><nav class="contents contents-headings" role="doc-toc"><ol><li class="level-2"><a href="#a"><span class="entry">Premier\
                </span></a><ol><li class="level-3"><a href="#a-cote-de-cela"><span class="entry">À côté de <em>cela</em></span></a></li></ol>\
                </li><li class="level-2"><a href="#second"><span class="entry">Second</span></a></li></ol></nav><h1 id="guide">Guide</h1>\
                <h2 id="a">Premier</h2><h3 id="a-cote-de-cela">À côté de <em>cela</em></h3><h2 id="second">Second</h2>\
                <h2 class="unlisted">Index</h2><h4 id="trop-bas">Trop bas</h4></body>
                """)
    }

    @Test func levelsThatSkipAndFallBack() {
        let out = expand("<g:contents/><h3>Bas</h3><h1>Haut</h1><h3>Dessous</h3><h2>Milieu</h2>")
        #expect(
            out.contains(
                """
                <ol><li class="level-3"><a href="#bas"><span class="entry">Bas</span></a></li><li class="level-1"><a href="#haut">\
                <span class="entry">Haut</span></a>
                """))
        #expect(out.contains("<li class=\"level-2\"><a href=\"#milieu\">"))
    }

    @Test func idsNeverMeetThoseOfAuthors() {
        let out = expand("<g:contents/><h1>Suite</h1><p id=\"suite\">a</p><h1>Suite</h1>")
        #expect(out.contains("<h1 id=\"suite-2\">") && out.contains("<h1 id=\"suite-3\">") && out.contains("<p id=\"suite\">"))
    }

    @Test func listsOfTablesAndFigures() {
        let out = expand(
            """
            <g:contents of="tables"/><g:contents of="figures"/><table><caption>Doses<span class="footnote">note</span></caption></table>\
            <figure><figcaption>Vue</figcaption></figure>
            """)
        #expect(out.contains("<nav class=\"contents contents-tables\" role=\"doc-toc\"><ol><li class=\"level-1\"><a href=\"#doses\">"))
        #expect(out.contains("<span class=\"entry\">Doses</span>") && out.contains("<span class=\"entry\">Vue</span>"))
    }

    @Test func indexSortsWithoutAccentsAndNests() {
        let out = expand(
            """
            <p><g:term>télécopie</g:term> <g:term entry="Éclair"/> <g:term entry="retour" under="Demande">rendue</g:term> \
            <g:term entry="Demande"/> <g:term>télécopie</g:term> <g:term entry="2FA"/></p><g:index/>
            """)
        #expect(out.contains("<span class=\"term\" id=\"term-1\">télécopie</span> <span class=\"term\" id=\"term-2\"></span>"))
        let letters = out.split(separator: "index-letter\">").dropFirst().map { $0.prefix { $0 != "<" } }
        #expect(letters == ["0–9", "D", "E", "T"])
        #expect(
            out.contains(
                """
                <li><span class="entry">Demande</span><a class="index-page" href="#term-4" title="Demande"></a><ul><li><span class="entry">retour\
                </span><a class="index-page" href="#term-3" title="retour"></a></li></ul></li>
                """))
        #expect(out.contains("href=\"#term-1\" title=\"télécopie\"></a><a class=\"index-page\" href=\"#term-5\""))
    }

    @Test func references() {
        let out = expand(
            """
            <p><g:ref to="s"/> <g:ref to="s" show="page"/> <g:ref to="t{n}" show="both"/></p><section id="s"><h2>Le <b>titre</b></h2></section>\
            <table id="t3"><caption>Doses</caption></table>
            """)
        #expect(
            out.contains(
                """
                <a class="ref ref-text" href="#s">Le <b>titre</b></a> <a class="ref ref-page" href="#s" title="Le titre"></a> \
                <a class="ref ref-both" href="#t3">Doses</a>
                """))
    }

    @Test func messagesAndDataInHeadings() {
        let out = expand("<g:contents/><h1><g:message key=\"title\"/> <g:value of=\"n\"/></h1>")
        #expect(out.contains("<span class=\"entry\">Rapport <bdi>3</bdi></span>") && out.contains("href=\"#rapport-3\""))
    }

    @Test(arguments: [
        ("<p id=\"alpha\">a</p><g:ref to=\"alpah\"/>", "1:37 template/unknown-place"),
        ("<p><a href=\"#nowhere\">a</a></p>", "1:19 template/unknown-place"),
        ("<g:contents/>", "1:7 template/empty-list"),
        ("<g:index/>", "1:7 template/empty-list"),
        ("<p><g:term/></p>", "1:10 template/missing-attribute"),
        ("<g:contents of=\"table\"/><h1>a</h1>", "1:23 template/attribute-value"),
        ("<g:contents levels=\"3-2\"/><h1>a</h1>", "1:27 template/attribute-value"),
        ("<g:contents levels=\"0\"/><h1>a</h1>", "1:27 template/attribute-value"),
        ("<p id=\"x\">a</p><g:ref to=\"x\" show=\"pages\"/>", "1:42 template/attribute-value"),
        ("<g:ref/>", "1:7 template/missing-attribute"),
        ("<g:index>x</g:index>", "1:16 template/unexpected-content"),
    ])
    func faults(body: String, finding: String) { #expect(findings(body).first == finding, "\(findings(body))") }

    @Test func noTermInATitle() {
        var harness = Harness("<head><title><g:term>a</g:term></title></head>")
        #expect(harness.findings == ["1:14 template/misplaced-element"])
        _ = harness.expand()
    }
}
