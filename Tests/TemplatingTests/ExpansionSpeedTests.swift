import Diagnostics
import Testing
import XML

@testable import Templating

/// Expansion is a small part of a report's time: the figure is printed, the bound is generous because machines differ.
struct ExpansionSpeedTests {
    @Test func aReportOfThreePages() throws {
        var text = "<h1><g:message key='title'/></h1><p><g:message key='greeting' args=\"{'name': person.name, 'date': when}\"/></p>"
        for number in 0..<40 {
            text +=
                "<p class='c{n}' id='p\(number)'>Des mots <em>fixes</em> autour de <g:value of='person.name'/> et du <g:value of='person.born' format='date-long'/>.</p>\n"
        }
        text +=
            "<table><g:for each='p' in='people'><tr><td><g:value of='p.name'/></td><td><g:value of='p.born' format='date'/></td></tr></g:for></table>"
        let harness = Harness(text)
        let template = try #require(harness.template)
        let person: Harness.Datum = ["name": "Côté", "born": "1950-11-01", "tags": ["a"]]
        let values = [
            "person": Harness.value(person), "n": Harness.value(3), "when": Harness.value(.seconds(1_795_289_400)),
            "people": Harness.value(.list(Array(repeating: person, count: 100))),
        ]
        var nodes = 0
        let count = 50
        let time = ContinuousClock().measure {
            for _ in 0..<count { nodes = template.expand(values: values, language: .french).tree?.nodeCount ?? 0 }
        }
        print("Templating:", nodes, "nodes in", time / count)
        #expect(nodes > 900)
        #expect(time < .seconds(20))
    }
}
