/// What the reference says about the functions of the standard and extension libraries, by their name.
enum LibraryDocumentation {
    typealias Entries = [(name: String, documentation: FunctionDocumentation)]

    static let all: [String: FunctionDocumentation] = {
        let lists: [Entries] = [operators, conversions, texts, numbers, collections, optionals, times, others]
        return Dictionary(lists.joined().map { ($0.name, $0.documentation) }) { first, _ in first }
    }()

    /// One line of a table.
    static func entry(
        _ name: String, _ section: FunctionSection, _ fr: String, _ en: String, _ examples: (expression: String, value: String)...,
        signatures: [String] = []
    ) -> (name: String, documentation: FunctionDocumentation) {
        (name, FunctionDocumentation(section, fr: fr, en: en, signatures: signatures, examples: examples))
    }
}
