import Diagnostics
import Testing
import YAML

@testable import Rules

@Suite struct PackSchemaTests {
    @Test func everyPartIsThereOnce() {
        let names = PackSchema.parts.map(\.name)
        #expect(Set(names).count == names.count)
        for part in PackSchema.parts {
            #expect(Set(part.keys.map(\.name)).count == part.keys.count)
            for key in part.keys { check(key.type) }
        }
    }

    private func check(_ type: PackSchema.ValueType) {
        switch type {
        case .part(let name): #expect(PackSchema.part(name) != nil, "\(name)")
        case .list(let element): check(element)
        case .map(_, let value): check(value)
        case .either(let types): types.forEach(check)
        default: break
        }
    }

    /// The schema is JSON, and each reference in it leads somewhere.
    @Test(arguments: Language.allCases) func jsonSchemaIsSound(language: Language) throws {
        var sources = SourceMap()
        let file = sources.add(path: "schema.json", text: PackSchema.jsonSchema(language: language))
        let (node, bag) = YAMLParser().parse(file)
        #expect(bag.isEmpty, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        let definitions = try #require(node?["$defs"]?.mapping)
        func references(_ node: YAMLNode) -> [String] {
            switch node.content {
            case .scalar: []
            case .sequence(let elements): elements.flatMap(references)
            case .mapping(let entries):
                entries.flatMap { $0.key == "$ref" ? [$0.value.text?.text ?? ""] : references($0.value) }
            }
        }
        for reference in references(try #require(node)) {
            #expect(definitions.contains { "#/$defs/\($0.key)" == reference }, "\(reference)")
        }
        #expect(definitions.contains { $0.key == "action" })
    }

    @Test func referenceNamesEveryKey() {
        let page = PackSchema.reference(language: .french)
        for part in PackSchema.parts where part.name != PackSchema.section {
            for key in part.keys { #expect(page.contains("| `\(key.name)` |"), "\(key.name)") }
        }
        #expect(page.contains("| `permission` | nom de `permissions` | oui | permission nécessaire |"))
    }

    @Test func namesAgreeWithTheirPattern() {
        #expect(NameSpelling.isValid("return-to-requester", .kebab))
        for name in ["", "-a", "a-", "a--b", "A", "é", "1a", "a_b"] { #expect(!NameSpelling.isValid(name, .kebab), "\(name)") }
        for name in ["birthDate", "a1"] { #expect(NameSpelling.isValid(name, .field)) }
        for name in ["BirthDate", "a-b", "1", ""] { #expect(!NameSpelling.isValid(name, .field)) }
        for name in ["guide.processing.title", "fax.never-answer"] { #expect(NameSpelling.isValid(name, .messageKey)) }
        for name in ["a..b", ".a", "a."] { #expect(!NameSpelling.isValid(name, .messageKey)) }
    }
}
