/// Generated content: text, counters, named strings, bookmarks, footnotes (CSS Content 3, Lists 3, GCPM 3).
package struct GeneratedProperties: Hashable, Sendable {
    package var content = ContentValue.normal
    package var counterReset: [CounterChange] = []
    package var counterIncrement: [CounterChange] = []
    package var counterSet: [CounterChange] = []
    package var stringSet: [StringAssignment] = []
    /// Pairs from the outermost level on; empty for `none`. `auto` is resolved by the language. Inherited.
    package var quotes: [QuotePair] = QuotePair.english
    var quotesAreAutomatic = true
    /// nil for `none`; 1 and more.
    package var bookmarkLevel: Int?
    /// Empty for `none`.
    package var bookmarkLabel: [ContentItem] = [.elementText(.text)]
    package var bookmarkIsOpen = true
    package var footnoteDisplay = FootnoteDisplay.block
    package var footnotePolicy = FootnotePolicy.auto
    /// `-paraphe-page-references`. Inherited.
    package var pageReferences = PageReferences.all

    package init() {}
}

package enum ContentValue: Hashable, Sendable {
    /// The element's own content; for `::before` and `::after` nothing; for `::marker` the list style.
    case normal
    case none
    case items([ContentItem])
}

/// One piece of `content`, `string-set` or `bookmark-label`.
package enum ContentItem: Hashable, Sendable {
    case string(String)
    /// The originating element's attribute, by local name; nothing when it is not there, unless a fallback is given.
    case attribute(name: String, fallback: String?)
    case image(ImageReference)
    /// `style` is a name for ``CounterStyleTable``; `page` and `pages` are counted by the layout.
    case counter(name: String, style: CounterStyleReference)
    case counters(name: String, separator: String, style: CounterStyleReference)
    /// `string(name, policy)` of margin boxes.
    case namedString(name: String, policy: PagePolicy)
    /// `element(name, policy)` of margin boxes: a running element.
    case runningElement(name: String, policy: PagePolicy)
    /// A pattern repeated over the room that is left on the line.
    case leader(String)
    case targetCounter(target: ContentTarget, name: String, style: CounterStyleReference)
    case targetCounters(target: ContentTarget, name: String, separator: String, style: CounterStyleReference)
    case targetText(target: ContentTarget, part: ElementTextPart)
    /// `content()` of `string-set` and `bookmark-label`.
    case elementText(ElementTextPart)
    /// `contents`: the element's own content in this place.
    case contents
    case openQuote, closeQuote, noOpenQuote, noCloseQuote
}

/// Where a cross reference leads to.
package enum ContentTarget: Hashable, Sendable {
    case url(String)
    /// The attribute that holds the address.
    case attribute(String)
}

package enum ElementTextPart: String, KeywordValue {
    /// The element's text without its generated content.
    case text = "content"
    case before, after, marker
    case firstLetter = "first-letter"
}

/// Which value of a named string or running element a page shows (GCPM 3, clause 1.1.2).
package enum PagePolicy: String, KeywordValue {
    case first, start, last
    case firstExcept = "first-except"
}

/// How a counter's number is written.
package enum CounterStyleReference: Hashable, Sendable {
    /// `none`: nothing is written.
    case none
    case named(String)
    /// A marker that is always this text.
    case string(String)
    /// `symbols(system "a" "b")`.
    case symbols(CounterStyleSystem, [String])

    package static let decimal = CounterStyleReference.named("decimal")
}

package struct CounterChange: Hashable, Sendable {
    package var name: String
    package var value: Int
    /// `reversed(name)` of `counter-reset`.
    package var isReversed: Bool

    package init(name: String, value: Int, isReversed: Bool = false) {
        self.name = name
        self.value = value
        self.isReversed = isReversed
    }
}

package struct StringAssignment: Hashable, Sendable {
    package var name: String
    package var items: [ContentItem]

    package init(name: String, items: [ContentItem]) {
        self.name = name
        self.items = items
    }
}

package struct QuotePair: Hashable, Sendable {
    package var open: String
    package var close: String

    package init(open: String, close: String) {
        self.open = open
        self.close = close
    }

    package static let english = [QuotePair(open: "\u{201C}", close: "\u{201D}"), QuotePair(open: "\u{2018}", close: "\u{2019}")]
    /// With the no-break spaces of Canadian French usage.
    package static let french = [
        QuotePair(open: "\u{AB}\u{A0}", close: "\u{A0}\u{BB}"), QuotePair(open: "\u{201C}", close: "\u{201D}"),
        QuotePair(open: "\u{2018}", close: "\u{2019}"),
    ]
}

package enum FootnoteDisplay: String, KeywordValue {
    case block, inline, compact
}

package enum FootnotePolicy: String, KeywordValue {
    case auto, line, block
}

/// How the numbers of pages that follow one another in a line are shown: each, or as an index shows them.
package enum PageReferences: String, KeywordValue {
    case all
    /// A page once, and three or more pages in a row as a range.
    case merged
}

package enum CounterStyleSystem: String, KeywordValue {
    case cyclic, numeric, alphabetic, symbolic, additive, fixed
}
