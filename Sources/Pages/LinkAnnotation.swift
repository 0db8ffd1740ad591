/// A link's sensitive area on one page.
package struct LinkAnnotation: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        /// An anchor of ``PagedDocument/destinations``.
        case destination(String)
        case uri(String)
    }

    /// Index of the page.
    package var page: Int
    package var rectangle: Rectangle
    package var target: Target
    /// What a reader is told of the link (PDF/UA-1, clause 7.18.5).
    package var contents: String

    package init(page: Int, rectangle: Rectangle, target: Target, contents: String) {
        self.page = page
        self.rectangle = rectangle
        self.target = target
        self.contents = contents
    }
}
