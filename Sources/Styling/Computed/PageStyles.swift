import Synchronization

/// The `@page` rules of a document: gives the style of each page by its kind.
package final class PageStyles: Sendable {
    private let compute: @Sendable (PageKind) -> PageStyle
    private let cache = Mutex<[PageKind: PageStyle]>([:])
    /// Whether `:nth()` is used, so that the page's number matters.
    private let dependsOnNumber: Bool
    /// Whether the first page is a right one: in documents that run from left to right.
    package let firstPageIsRight: Bool

    init(dependsOnNumber: Bool, firstPageIsRight: Bool, compute: @escaping @Sendable (PageKind) -> PageStyle) {
        self.dependsOnNumber = dependsOnNumber
        self.firstPageIsRight = firstPageIsRight
        self.compute = compute
    }

    /// The page box of a page; the same instance for pages of one kind.
    package func style(for kind: PageKind) -> PageStyle {
        var key = kind
        if !dependsOnNumber { key.number = 0 }
        return cache.withLock { cache in
            if let known = cache[key] { return known }
            let style = compute(kind)
            cache[key] = style
            return style
        }
    }
}
