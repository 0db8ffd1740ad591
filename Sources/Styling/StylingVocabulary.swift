import Diagnostics
import XML

/// What this module understands, for the generated reference: lists made from the tables that the parsers use.
package enum StylingVocabulary {
    package static var properties: [PropertyDefinition] { PropertyTable.shared.definitions.sorted { $0.name < $1.name } }
    package static var shorthands: [ShorthandDefinition] { PropertyTable.shared.shorthands.sorted { $0.name < $1.name } }
    /// Other names of a property.
    package static var aliases: [(name: String, of: String)] {
        PropertyTable.shared.aliases.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    /// Properties that are another one in each direction of the text.
    package static var logical: [(name: String, leftToRight: String, rightToLeft: String)] {
        PropertyTable.shared.logical.sorted { $0.key < $1.key }.map { ($0.key, $0.value.leftToRight, $0.value.rightToLeft) }
    }
    /// Properties without effect on paper: a warning, no error.
    package static var withoutEffect: [String] { PropertyTable.shared.withoutEffect.sorted() }
    package static var pseudoClasses: [String] {
        (SelectorParser.pseudoClasses.keys.map { ":" + $0 } + SelectorParser.functions.map { ":" + $0 + "()" }).sorted()
    }
    package static var pseudoElements: [String] { SelectorParser.pseudoElements.keys.map { "::" + $0 }.sorted() }
    package static var atRules: [String] { SheetParser.atRules.map { "@" + $0 } }
    package static var marginBoxes: [String] { MarginBox.allCases.map { "@" + $0.name } + ["@footnote"] }
    package static var units: [String] {
        ["pt", "px", "mm", "cm", "in", "pc", "Q"] + SpecifiedLength.Unit.allCases.map(\.rawValue) + ["%"]
    }
    package static var counterStyles: [String] { CounterStyleRule.predefined.keys.sorted() }
    package static var pageSizes: [String] { PageSize.named.keys.sorted() }

    /// Elements of one kind.
    package struct ElementGroup: Sendable {
        package let title: Bilingual
        package let names: [String]
    }

    /// The elements of XHTML that have a style or a meaning of their own; all others are inline and mean nothing.
    package static let elements: [ElementGroup] = [
        group("Document", "Document", "html body main header footer nav section article aside hgroup address search div dialog form"),
        group("Titres et paragraphes", "Headings and paragraphs", "h1 h2 h3 h4 h5 h6 p hr pre listing plaintext xmp center br wbr"),
        group("Citations et figures", "Quotations and figures", "blockquote q cite figure figcaption img details summary fieldset legend"),
        group("Listes", "Lists", "ul ol li menu dir dl dt dd"),
        group("Tableaux", "Tables", "table caption colgroup col thead tbody tfoot tr td th"),
        group(
            "Dans le texte", "Within text",
            "a abbr b bdi bdo big code del dfn em i ins kbd mark nobr output s samp small span strike strong sub sup tt u var time"),
        group("Annotations et champs", "Annotations and fields", "ruby rt rp button input select textarea meter progress optgroup option"),
        group(
            "Sans rendu", "Not shown",
            "head title meta link style script template noscript area base basefont datalist noembed noframes param"),
    ]

    private static func group(_ fr: String, _ en: String, _ names: String) -> ElementGroup {
        ElementGroup(title: Bilingual(fr: fr, en: en), names: names.split(separator: " ").map(String.init))
    }

    /// The `display` that an element has by itself.
    package static func display(of element: String) -> String {
        var tree = XMLTree()
        let span = Span(source: SourceID(index: 0), start: 0, end: 0)
        let root = tree.append(element: "html", span: span, to: tree.document)
        if element == "html" { return StyleEngine().style(tree).0[root].display.rawValue }
        let node = tree.append(element: element, span: span, to: root)
        return StyleEngine().style(tree).0[node].display.rawValue
    }

    /// Every element that our own sheet names.
    static var elementsOfOurSheet: Set<String> {
        let names = Dictionary(SymbolTable.shared.snapshot().map { ($0.value, $0.key) }) { first, _ in first }
        var found: Set<String> = []
        for rule in UserAgentSheet.sheet.rules {
            for selector in rule.selectors {
                for compound in selector.compounds {
                    if let type = compound.type, compound.namespace == .only(.xhtml), let name = names[type] { found.insert(name) }
                }
            }
        }
        return found
    }
}
