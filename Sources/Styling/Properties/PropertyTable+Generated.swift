extension PropertyTable {
    /// Lists of counters, strings and quotes longer than this are refused.
    static let listLimit = 256

    mutating func addGenerated() {
        add(
            "content",
            "normal | none | [ <string> | attr() | counter() | counters() | string() | element() | leader() | target-counter() | target-counters() | target-text() | <url> | contents | open-quote | close-quote | no-open-quote | no-close-quote ]+ [ / <string> ]?",
            initial: "normal", fr: "contenu produit", en: "generated content", copy: { $0.generated.content = $1.generated.content }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values.generated.content = .normal } }
            if stream.accept("none") { return { values, _ in values.generated.content = .none } }
            guard let items = Self.contentItems(&stream) else { return nil }
            if stream.acceptDelim("/") {
                // Alternative text for speech; the page shows the rest.
                guard stream.string() != nil else { return nil }
            }
            return { values, _ in values.generated.content = .items(items) }
        }
        addCounters("counter-reset", \.generated.counterReset, value: 0, allowsReversed: true, fr: "compteurs créés", en: "counters made")
        addCounters(
            "counter-increment", \.generated.counterIncrement, value: 1, allowsReversed: false, fr: "compteurs avancés",
            en: "counters advanced")
        addCounters("counter-set", \.generated.counterSet, value: 0, allowsReversed: false, fr: "compteurs fixés", en: "counters set")
        add(
            "quotes", "auto | none | [ <string> <string> ]+", inherited: true, initial: "auto", fr: "guillemets par niveau",
            en: "quotation marks by level",
            copy: {
                $0.generated.quotes = $1.generated.quotes
                $0.generated.quotesAreAutomatic = $1.generated.quotesAreAutomatic
            }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.generated.quotesAreAutomatic = true } }
            var pairs: [QuotePair] = []
            if !stream.accept("none") {
                while !stream.isAtEnd, pairs.count < Self.listLimit {
                    guard let open = stream.string(), let close = stream.string() else { return nil }
                    pairs.append(QuotePair(open: open, close: close))
                }
                if pairs.isEmpty { return nil }
            }
            let result = pairs
            return { values, _ in
                values.generated.quotesAreAutomatic = false
                values.generated.quotes = result
            }
        }
        add(
            "string-set", "none | [ <custom-ident> <content-list> ]#", initial: "none", fr: "chaînes nommées pour les marges",
            en: "named strings for the margins", copy: { $0.generated.stringSet = $1.generated.stringSet }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.generated.stringSet = [] } }
            var assignments: [StringAssignment] = []
            repeat {
                guard assignments.count < Self.listLimit, let name = stream.customIdent(not: ["none"]),
                    let items = Self.contentItems(&stream)
                else { return nil }
                assignments.append(StringAssignment(name: name, items: items))
            } while stream.accept(.comma)
            let result = assignments
            return { values, _ in values.generated.stringSet = result }
        }
        add(
            "bookmark-level", "none | <integer [1,∞]>", initial: "none", fr: "niveau du signet", en: "level of the bookmark",
            copy: { $0.generated.bookmarkLevel = $1.generated.bookmarkLevel }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.generated.bookmarkLevel = nil } }
            guard let level = stream.integer(atLeast: 1) else { return nil }
            return { values, _ in values.generated.bookmarkLevel = level }
        }
        add(
            "bookmark-label", "none | <content-list>", initial: "content()", fr: "texte du signet", en: "text of the bookmark",
            copy: { $0.generated.bookmarkLabel = $1.generated.bookmarkLabel }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.generated.bookmarkLabel = [] } }
            guard let items = Self.contentItems(&stream) else { return nil }
            return { values, _ in values.generated.bookmarkLabel = items }
        }
        add(
            "bookmark-state", "open | closed", initial: "open", fr: "signet ouvert ou fermé", en: "bookmark open or closed",
            copy: { $0.generated.bookmarkIsOpen = $1.generated.bookmarkIsOpen }
        ) { stream in
            if stream.accept("open") { return { values, _ in values.generated.bookmarkIsOpen = true } }
            guard stream.accept("closed") else { return nil }
            return { values, _ in values.generated.bookmarkIsOpen = false }
        }
    }

    private mutating func addCounters(
        _ name: String, _ path: any WritableKeyPath<StyleValues, [CounterChange]> & Sendable, value: Int, allowsReversed: Bool, fr: String,
        en: String
    ) {
        let counter = allowsReversed ? "[ <custom-ident> | reversed(<custom-ident>) ]" : "<custom-ident>"
        add(
            name, "none | [ \(counter) <integer>? ]+", initial: "none", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }
        ) { stream in
            if stream.accept("none") { return { values, _ in values[keyPath: path] = [] } }
            var changes: [CounterChange] = []
            while !stream.isAtEnd {
                guard changes.count < Self.listLimit else { return nil }
                if allowsReversed, var inner = stream.peekFunction("reversed") {
                    guard let name = inner.customIdent(not: ["none"]), inner.isAtEnd else { return nil }
                    stream.advance()
                    changes.append(CounterChange(name: name, value: stream.integer() ?? 0, isReversed: true))
                } else {
                    guard let name = stream.customIdent(not: ["none"]) else { return nil }
                    changes.append(CounterChange(name: name, value: stream.integer() ?? value))
                }
            }
            guard !changes.isEmpty else { return nil }
            let result = changes
            return { values, _ in values[keyPath: path] = result }
        }
    }

    static func contentItems(_ stream: inout ValueStream) -> [ContentItem]? {
        var items: [ContentItem] = []
        while items.count < listLimit, let item = contentItem(&stream) { items.append(item) }
        return items.isEmpty ? nil : items
    }

    private static func contentItem(_ stream: inout ValueStream) -> ContentItem? {
        if let text = stream.string() { return .string(text) }
        if let image = stream.image() { return .image(image) }
        if let name = stream.identifier {
            let item: ContentItem
            switch name {
            case "open-quote": item = .openQuote
            case "close-quote": item = .closeQuote
            case "no-open-quote": item = .noOpenQuote
            case "no-close-quote": item = .noCloseQuote
            case "contents": item = .contents
            default: return nil
            }
            stream.advance()
            return item
        }
        guard let name = stream.functionName, var inner = stream.peekBlock(), let item = contentFunction(name, &inner), inner.isAtEnd else {
            return nil
        }
        stream.advance()
        return item
    }

    private static func contentFunction(_ name: String, _ inner: inout ValueStream) -> ContentItem? {
        switch name {
        case "attr": return attribute(&inner)
        case "counter":
            guard let counter = inner.customIdent(not: ["none"]), let style = optionalStyle(&inner) else { return nil }
            return .counter(name: counter, style: style)
        case "counters":
            guard let counter = inner.customIdent(not: ["none"]), inner.accept(.comma), let separator = inner.string(),
                let style = optionalStyle(&inner)
            else { return nil }
            return .counters(name: counter, separator: separator, style: style)
        case "string", "element":
            guard let string = inner.customIdent() else { return nil }
            var policy = PagePolicy.first
            if inner.accept(.comma) {
                guard let value = inner.keyword(PagePolicy.self) else { return nil }
                policy = value
            }
            return name == "string" ? .namedString(name: string, policy: policy) : .runningElement(name: string, policy: policy)
        case "leader":
            if let text = inner.string() { return .leader(text) }
            if inner.accept("dotted") { return .leader(". ") }
            if inner.accept("solid") { return .leader("_") }
            return inner.accept("space") ? .leader(" ") : nil
        case "content":
            if inner.isAtEnd || inner.accept("text") { return .elementText(.text) }
            return inner.keyword(ElementTextPart.self).map { .elementText($0) }
        case "target-counter":
            guard let target = target(&inner), inner.accept(.comma), let counter = inner.customIdent(), let style = optionalStyle(&inner)
            else {
                return nil
            }
            return .targetCounter(target: target, name: counter, style: style)
        case "target-counters":
            guard let target = target(&inner), inner.accept(.comma), let counter = inner.customIdent(), inner.accept(.comma),
                let separator = inner.string(), let style = optionalStyle(&inner)
            else { return nil }
            return .targetCounters(target: target, name: counter, separator: separator, style: style)
        case "target-text":
            guard let target = target(&inner) else { return nil }
            guard inner.accept(.comma) else { return .targetText(target: target, part: .text) }
            return inner.keyword(ElementTextPart.self).map { .targetText(target: target, part: $0) }
        default: return nil
        }
    }

    /// `attr(name)`, `attr(name string)`, `attr(name, "fallback")`.
    private static func attribute(_ inner: inout ValueStream) -> ContentItem? {
        guard let name = inner.ident() else { return nil }
        _ = inner.accept("string") || inner.accept("url")
        guard inner.accept(.comma) else { return .attribute(name: name, fallback: nil) }
        return inner.string().map { .attribute(name: name, fallback: $0) }
    }

    private static func target(_ inner: inout ValueStream) -> ContentTarget? {
        if let url = inner.url() ?? inner.string() { return .url(url) }
        guard var arguments = inner.peekFunction("attr"), case .attribute(let name, _)? = attribute(&arguments), arguments.isAtEnd else {
            return nil
        }
        inner.advance()
        return .attribute(name)
    }

    /// `, style` or nothing.
    private static func optionalStyle(_ inner: inout ValueStream) -> CounterStyleReference? {
        guard inner.accept(.comma) else { return .decimal }
        if inner.accept("none") { return CounterStyleReference.none }
        if let text = inner.string() { return .string(text) }
        if let (system, symbols) = symbols(&inner) { return .symbols(system, symbols) }
        return counterStyleName(&inner).map { .named($0) }
    }
}
