import Diagnostics

/// Puts a parsed value into a style that is being made.
typealias Assignment = @Sendable (inout StyleValues, ComputeContext) -> Void

/// One property as authors know it: the source of the parser and of the reference page.
package struct PropertyDefinition: Sendable {
    package let name: String
    /// The value's grammar, in the notation of CSS Values.
    package let syntax: String
    package let isInherited: Bool
    /// The initial value as CSS; for shorthands "see longhands".
    package let initial: String
    package let doc: Bilingual
    let parse: @Sendable (inout ValueStream) -> Assignment?
    /// Copies the property's value: for `inherit` and `initial`.
    let copy: @Sendable (inout StyleValues, StyleValues) -> Void
}

/// A property that stands for several.
package struct ShorthandDefinition: Sendable {
    package let name: String
    package let syntax: String
    package let doc: Bilingual
    /// Indices in ``PropertyTable/definitions``.
    let longhands: [Int]
    package let longhandNames: [String]
    /// Values for some of the longhands, the others getting their initial value; nil when the text is not understood.
    let expand: @Sendable (inout ValueStream) -> [Int: Assignment]?
}

/// Every property that Paraphe knows. Longhands are in the order in which they are computed: fonts, colour, then the rest.
package struct PropertyTable: Sendable {
    package private(set) var definitions: [PropertyDefinition] = []
    package private(set) var shorthands: [ShorthandDefinition] = []
    private(set) var longhandIndex: [String: Int] = [:]
    private(set) var shorthandIndex: [String: Int] = [:]
    /// Other names of longhands and shorthands: `word-wrap`, `page-break-before`.
    private(set) var aliases: [String: String] = [:]
    /// Known to CSS, without any effect on paper.
    private(set) var withoutEffect: Set<String> = []
    /// Longhands and shorthands that are another property in each direction of the text, by name.
    private(set) var logical: [String: (leftToRight: String, rightToLeft: String)] = [:]
    /// Shorthands of two of those; also a shorthand for texts from left to right.
    private(set) var logicalPairs: [String: (start: String, end: String)] = [:]
    /// Up to this index `em` means the parent's font size.
    private(set) var fontSizeIndex = 0
    private(set) var lineHeightIndex = 0
    private(set) var lastFontIndex = 0

    package static let shared: PropertyTable = {
        var table = PropertyTable()
        table.addFonts()
        table.addText()
        table.addBox()
        table.addBorders()
        table.addBackgrounds()
        table.addTablesAndLists()
        table.addColumnsAndFlex()
        table.addPaging()
        table.addGenerated()
        table.addShorthands()
        table.addLogical()
        table.addAll()
        table.addNamesWithoutEffect()
        return table
    }()

    /// Names that an author may write, for hints.
    var allNames: [String] { definitions.map(\.name) + shorthands.map(\.name) + logicalNames }

    /// Names of ``logical``, in order.
    var logicalNames: [String] { logical.keys.sorted() }

    func isKnown(_ name: String) -> Bool { longhandIndex[name] != nil || shorthandIndex[name] != nil || logical[name] != nil }

    mutating func add(
        _ name: String, _ syntax: String, inherited: Bool = false, initial: String, fr: String, en: String,
        copy: @escaping @Sendable (inout StyleValues, StyleValues) -> Void, parse: @escaping @Sendable (inout ValueStream) -> Assignment?
    ) {
        longhandIndex[name] = definitions.count
        definitions.append(
            PropertyDefinition(
                name: name, syntax: syntax, isInherited: inherited, initial: initial, doc: Bilingual(fr: fr, en: en), parse: parse,
                copy: copy))
    }

    /// A property that is one of the keywords of its type.
    mutating func addKeyword<Value: KeywordValue>(
        _ name: String, _ path: any WritableKeyPath<StyleValues, Value> & Sendable, inherited: Bool = false, fr: String, en: String
    ) {
        let syntax = Value.allCases.map(\.rawValue).joined(separator: " | ")
        add(
            name, syntax, inherited: inherited, initial: StyleValues()[keyPath: path].rawValue, fr: fr, en: en,
            copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            guard let value = stream.keyword(Value.self) else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }

    mutating func addShorthand(
        _ name: String, _ syntax: String, _ longhands: [String], fr: String, en: String,
        expand: @escaping @Sendable (inout ValueStream) -> [Int: Assignment]?
    ) {
        shorthandIndex[name] = shorthands.count
        let indices = longhands.compactMap { longhandIndex[$0] }
        precondition(indices.count == longhands.count, "shorthand \(name) names an unknown longhand")
        shorthands.append(
            ShorthandDefinition(
                name: name, syntax: syntax, doc: Bilingual(fr: fr, en: en), longhands: indices, longhandNames: longhands, expand: expand))
    }

    mutating func addLogical(_ name: String, _ leftToRight: String, _ rightToLeft: String) {
        precondition(isKnown(leftToRight) && isKnown(rightToLeft), "\(name) names an unknown property")
        logical[name] = (leftToRight, rightToLeft)
    }

    mutating func addLogicalPair(_ name: String, start: String, end: String) { logicalPairs[name] = (start, end) }

    mutating func addAlias(_ alias: String, of name: String) { aliases[alias] = name }
    mutating func addWithoutEffect(_ names: [String]) { withoutEffect.formUnion(names) }
    mutating func markFontSize() { fontSizeIndex = definitions.count - 1 }
    mutating func markFontsEnd() { lastFontIndex = definitions.count - 1 }
    mutating func markLineHeight() { lineHeightIndex = definitions.count - 1 }

    func index(of name: String) -> Int {
        guard let index = longhandIndex[name] else { preconditionFailure("no longhand \(name)") }
        return index
    }
}
