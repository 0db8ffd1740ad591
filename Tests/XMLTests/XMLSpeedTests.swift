import Diagnostics
import Testing

@testable import XML

/// Large documents stay cheap: the figure is printed, the bound is generous because machines differ.
struct XMLSpeedTests {
    @Test func aGuideOfTwelveThousandElements() throws {
        var text = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
        for number in 0..<3_000 {
            text +=
                "<p class=\"step\" id=\"s\(number)\">Le <em>fournisseur</em> de services accepte la <strong>demande</strong> &amp; la transmet, "
            text += String(repeating: "puis il rédige le rapport préliminaire. ", count: 6) + "<br/></p>\n"
        }
        text += "</body></html>"
        var sources = SourceMap()
        let file = sources.add(path: "guide.xhtml", text: text)
        let clock = ContinuousClock()
        var tree: XMLTree?
        let time = clock.measure { tree = XMLParser().parse(file).tree }
        print("XML:", text.utf8.count / 1024, "KiB,", tree?.nodeCount ?? 0, "nodes in", time)
        #expect((tree?.nodeCount ?? 0) > 24_000)
        #expect(time < .seconds(5))
    }
}
