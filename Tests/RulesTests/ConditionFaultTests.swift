import Diagnostics
import Testing

@testable import Rules

/// Faults inside expressions point into the YAML file, through quotes and folds, whatever their code of CEL is.
@Suite struct ConditionFaultTests {
    static let faults: [(name: String, good: String, bad: String)] = [
        ("misspelt field", "when: has(dossier.days)\n", "when: dossier.▶titel == 'x'\n"),
        ("misspelt variable", "when: has(dossier.days)\n", "when: ▶dosier.days == 3\n"),
        ("unknown function", "when: has(dossier.days)\n", "when: dossier.title.▶beginsWith('x')\n"),
        ("condition that is no truth value", "when: has(dossier.days)\n", "when: ▶dossier.days\n"),
        ("comparison of text and number", "require: dossier.days <= pack.longestLoan", "require: dossier.days ▶<= pack.deskNumber"),
        ("syntax", "when: has(dossier.days)\n", "when: has(dossier.days) &&▶\n"),
        ("inside a folded text", "when: has(dossier.days)\n", "when: >-\n          has(dossier.days)\n          && dossier.▶dais > 2\n"),
        ("inside quotes", "when: has(dossier.days)\n", "when: '''x'' == dossier.▶titel'\n"),
        ("assignment of the wrong type", "      refusal: input.reason", "      days: ▶input.reason"),
        ("misspelt input", "      refusal: input.reason", "      refusal: input.▶raeson"),
        ("receiver that is no person", "to: [{ role: librarian }]", "to: [{ role: librarian }, { person: ▶dossier.title }]"),
        ("misspelt field of a form", "has(form.condition) &&", "has(form.▶conditon) &&"),
    ]

    @Test(arguments: faults.indices) func pointsIntoTheFile(index: Int) throws {
        let fault = Self.faults[index]
        let marked = MarkedText(SmallPack.workflow.replacing(fault.good, with: fault.bad, maxReplacements: 1))
        try #require(marked.text != SmallPack.workflow)
        let (book, bag, sources) = SmallPack.load([
            ("pack.yaml", SmallPack.entry), ("people.yaml", SmallPack.people), ("workflow.yaml", marked.text),
        ])
        let shown = TextRenderer(sources: sources, language: .french).render(bag)
        let errors = bag.sorted.filter { $0.severity == .error }
        #expect(book == nil)
        #expect(errors.count == 1, "\(fault.name)\n\(shown)")
        #expect(errors.first?.code.name.hasPrefix("cel/") == true, "\(shown)")
        #expect(errors.first?.span?.range.lowerBound == marked.offsets.first, "\(fault.name)\n\(shown)")
    }
}
