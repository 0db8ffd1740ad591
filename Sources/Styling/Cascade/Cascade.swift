import Diagnostics
import Synchronization
import XML

/// The sheets of a document ready for matching: rules in the order of the cascade, found by id, class and type.
final class Cascade {
    final class Rule {
        let selector: Selector
        let block: DeclarationBlock
        let origin: StyleOrigin
        /// Nothing but a type, and perhaps a namespace.
        let isTypeOnly: Bool
        let namespace: Selector.NamespaceTest
        /// The place of its cascade layer among those of its origin; what stands in no layer is stronger than all.
        let layer: Int32

        init(selector: Selector, block: DeclarationBlock, origin: StyleOrigin, layer: Int32) {
            self.layer = layer
            self.selector = selector
            self.block = block
            self.origin = origin
            isTypeOnly = selector.compounds.count == 1 && selector.compounds[0].type != nil && selector.compounds[0].tests.isEmpty
            namespace = selector.compounds.first?.namespace ?? .any
        }
    }

    /// Rules by what their rightmost compound asks for.
    final class Buckets {
        var ids: [Int32: [Int32]] = [:]
        var classes: [Int32: [Int32]] = [:]
        var types: [Int32: [Int32]] = [:]
        var others: [Int32] = []
        var isEmpty = true

        func add(_ selector: Selector, _ index: Int32) {
            isEmpty = false
            guard let compound = selector.compounds.first else { return }
            for test in compound.tests {
                if case .id(let symbol) = test {
                    ids[symbol.index, default: []].append(index)
                    return
                }
            }
            for test in compound.tests {
                if case .class(let symbol) = test {
                    classes[symbol.index, default: []].append(index)
                    return
                }
            }
            if let type = compound.type { types[type.index, default: []].append(index) } else { others.append(index) }
        }
    }

    let options: StyleOptions
    /// Weakest first: by origin, specificity, order.
    private(set) var rules: [Rule] = []
    let elements = Buckets()
    let pseudos: [Buckets] = PseudoElement.allCases.map { _ in Buckets() }
    /// Index of the first rule of the author.
    private(set) var firstAuthorRule = 0
    private(set) var pageRules: [(rule: PageRule, origin: StyleOrigin)] = []
    private(set) var fontFaces: [FontFaceRule] = []
    private(set) var counterStyles = CounterStyleTable()
    private let hasLayers: Bool
    private(set) var usesChildIndex = false
    private(set) var usesDirection = false
    /// Whether the style of an element hangs on what stands in it or behind it.
    private(set) var looksAhead = false
    let cache = StyleCache()

    init(sheets: [Stylesheet], options: StyleOptions) {
        self.options = options
        typealias Entry = (
            origin: StyleOrigin, layer: Int32, specificity: Specificity, order: Int, selector: Selector, block: DeclarationBlock
        )
        let ranks = LayerRanks(sheets)
        hasLayers = !ranks.isEmpty
        var entries: [Entry] = []
        for sheet in sheets {
            for rule in sheet.rules {
                let layer = ranks.rank(rule.layer, sheet.origin)
                for selector in rule.selectors {
                    entries.append((sheet.origin, layer, selector.specificity, entries.count, selector, rule.block))
                }
            }
            for rule in sheet.pageRules { pageRules.append((rule, sheet.origin)) }
            fontFaces.append(contentsOf: sheet.fontFaces)
        }
        counterStyles.define(sheets.flatMap(\.counterStyles))
        entries.sort {
            ($0.origin.rawValue, $0.layer, $0.specificity.value, $0.order) < ($1.origin.rawValue, $1.layer, $1.specificity.value, $1.order)
        }
        firstAuthorRule = entries.firstIndex { $0.origin == .author } ?? entries.count
        for entry in entries {
            let index = Int32(clamping: rules.count)
            rules.append(Rule(selector: entry.selector, block: entry.block, origin: entry.origin, layer: entry.layer))
            if let pseudo = entry.selector.pseudo {
                pseudos[Int(pseudo.rawValue)].add(entry.selector, index)
            } else {
                elements.add(entry.selector, index)
            }
            inspect(entry.selector)
        }
        var order = 0
        pageRules = pageRules.map { entry in
            order += 1
            return (entry, order)
        }.sorted { a, b in
            (a.0.origin.rawValue, ranks.rank(a.0.rule.layer, a.0.origin), a.0.rule.specificity.value, a.1)
                < (b.0.origin.rawValue, ranks.rank(b.0.rule.layer, b.0.origin), b.0.rule.specificity.value, b.1)
        }.map(\.0)
    }

    private func inspect(_ selector: Selector) {
        for compound in selector.compounds {
            for test in compound.tests {
                switch test {
                case .nthChild(_, let list, _):
                    usesChildIndex = true
                    for inner in list?.selectors ?? [] { inspect(inner) }
                case .direction: usesDirection = true
                case .any(let list), .not(let list): for inner in list { inspect(inner) }
                case .has(let list):
                    looksAhead = true
                    for inner in list { inspect(inner) }
                default: break
                }
            }
        }
    }

    /// Layers for the computer out of matched rules (ascending), hints and the `style` attribute.
    func layers(_ matched: some Collection<Int32>, hints: [Declaration], inline: DeclarationBlock?) -> [StyleComputer.Layer] {
        var layers: [StyleComputer.Layer] = []
        func normal(_ author: Bool) {
            for index in matched where (Int(index) >= firstAuthorRule) == author {
                let rule = rules[Int(index)]
                if !rule.block.normal.isEmpty {
                    layers.append(StyleComputer.Layer(origin: rule.origin, declarations: rule.block.normal, rank: rule.layer))
                }
            }
        }
        normal(false)
        if !hints.isEmpty { layers.append(StyleComputer.Layer(origin: .author, declarations: hints)) }
        normal(true)
        if let inline, !inline.normal.isEmpty { layers.append(StyleComputer.Layer(origin: .author, declarations: inline.normal)) }
        // Important declarations: the author's, then the user's, then ours (CSS Cascade 4, clause 6.1).
        let hasImportant = inline.map { !$0.important.isEmpty } ?? false || matched.contains { !rules[Int($0)].block.important.isEmpty }
        guard hasImportant else { return layers }
        for origin in [StyleOrigin.author, .user, .userAgent] {
            var found = matched.filter { rules[Int($0)].origin == origin && !rules[Int($0)].block.important.isEmpty }
            // Among important declarations the first layer is the strongest, and what stands in none the weakest.
            if hasLayers { found.sort { (-Int(rules[Int($0)].layer), $0) < (-Int(rules[Int($1)].layer), $1) } }
            for index in found {
                let rule = rules[Int(index)]
                layers.append(StyleComputer.Layer(origin: origin, declarations: rule.block.important, rank: rule.layer))
            }
            if origin == .author, let inline, !inline.important.isEmpty {
                layers.append(StyleComputer.Layer(origin: origin, declarations: inline.important))
            }
        }
        return layers
    }
}

/// Styles that were computed, found by what they were computed from.
final class StyleCache {
    /// With more styles than this the cache starts anew: hostile documents have a style for each element.
    static let limit = 50_000
    /// Room for the indices of page styles.
    static let pageRoom = 4_096

    /// What a style is computed from. The matched rules are a number of ``matchLists``, so that a key has no array.
    struct Key: Hashable {
        var parent: Int32
        /// ``PseudoElement/rawValue``, or 255 for elements.
        var pseudo: UInt8
        var isRoot: Bool
        var hints: Int32
        var inline: Int32
        var language: Int32
        var matched: Int32
    }

    private(set) var styles: [Key: ComputedStyle?] = [:]
    private var matchLists: [[Int32]] = []
    /// By hash of the list: candidates in ``matchLists``.
    private var matchIndices: [UInt64: [Int32]] = [:]
    let allocator = StyleIndexAllocator()
    /// Interned texts of `style` attributes, hints and languages.
    private var inlineIndices: [String: Int32] = [:]
    private(set) var inlineBlocks: [DeclarationBlock?] = [nil]
    private var hintIndices: [String: Int32] = [:]
    private(set) var hintLists: [[Declaration]] = [[]]
    private var languageIndices: [String: Int32] = ["": 0]
    private(set) var languages: [String] = [""]
    private(set) var lowercasedLanguages: [String] = [""]

    /// By index of the root element's style. Made anew for each document they took indices of their own each time, and the layout's
    /// tables by style grew with every document of a batch.
    private var pageStyles: [Int: PageStyles] = [:]
    /// Width and height of the first page's area.
    private var firstArea: (Double, Double)?

    func pages(root: ComputedStyle, make: () -> PageStyles) -> PageStyles {
        if let known = pageStyles[root.index] { return known }
        let made = make()
        pageStyles[root.index] = made
        return made
    }

    func firstPageArea(compute: () -> PageStyle) -> (Double, Double) {
        if let firstArea { return firstArea }
        let sheet = compute()
        firstArea = (sheet.areaWidth, sheet.areaHeight)
        return (sheet.areaWidth, sheet.areaHeight)
    }

    func style(_ key: Key) -> ComputedStyle?? { styles[key] }

    func insert(_ key: Key, _ style: ComputedStyle?) {
        styles[key] = .some(style)
    }

    /// The number of a list of matched rules.
    func matchList(_ list: [Int32]) -> Int32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in list { hash = (hash ^ UInt64(UInt32(bitPattern: index))) &* 0x100_0000_01B3 }
        if let candidates = matchIndices[hash] { for candidate in candidates where matchLists[Int(candidate)] == list { return candidate } }
        let index = Int32(clamping: matchLists.count)
        matchLists.append(list)
        matchIndices[hash, default: []].append(index)
        return index
    }

    func startAnewIfFull() {
        guard styles.count > Self.limit || inlineBlocks.count > Self.limit || hintLists.count > Self.limit || languages.count > Self.limit
        else { return }
        styles = [:]
        pageStyles = [:]
        matchLists = []
        matchIndices = [:]
        inlineIndices = [:]
        inlineBlocks = [nil]
        hintIndices = [:]
        hintLists = [[]]
        languageIndices = ["": 0]
        languages = [""]
        lowercasedLanguages = [""]
        allocator.reset()
    }

    func inline(_ text: String, make: () -> DeclarationBlock) -> Int32 {
        if let known = inlineIndices[text] { return known }
        let index = Int32(clamping: inlineBlocks.count)
        inlineBlocks.append(make())
        inlineIndices[text] = index
        return index
    }

    func hints(_ text: String, make: () -> [Declaration]) -> Int32 {
        if let known = hintIndices[text] { return known }
        let index = Int32(clamping: hintLists.count)
        hintLists.append(make())
        hintIndices[text] = index
        return index
    }

    func language(_ tag: String) -> Int32 {
        if let known = languageIndices[tag] { return known }
        let index = Int32(clamping: languages.count)
        languages.append(tag)
        lowercasedLanguages.append(tag.lowercased())
        languageIndices[tag] = index
        return index
    }
}

/// Gives each style its ``ComputedStyle/index``.
final class StyleIndexAllocator: Sendable {
    private let next = Mutex(0)

    func take() -> Int {
        next.withLock { next in
            next += 1
            return next - 1
        }
    }

    var count: Int { next.withLock { $0 } }
    func reset() { next.withLock { $0 = 0 } }
}
