import Diagnostics
import Fonts

/// What SVG pages refer to, and what they say of where things come from.
package struct SVGOptions: Sendable {
    package enum Text: Sendable {
        /// Outlines of glyphs, which every program shows alike; the words are in `aria-label`.
        case outlines
        /// Text in fonts that are found by an address for each face: those of ``FontFace/webFont()``. For browsers.
        case fonts(address: @Sendable (FontFace) -> String)
    }

    package enum Pictures: Sendable {
        /// In the page itself.
        case embedded
        /// By an address for each index of ``PagedDocument/images``.
        case linked(address: @Sendable (Int) -> String)
    }

    package var text: Text
    package var pictures: Pictures
    /// What `data-at` says of content that an author wrote at a place (`file:line:column`); nil for nothing.
    package var place: (@Sendable (Span) -> String?)?
    /// What the `id` of everything that has one begins with, so that pages may stand side by side in one HTML document; the page's number
    /// follows.
    package var idPrefix = "p"

    package init(text: Text = .outlines, pictures: Pictures = .embedded, place: (@Sendable (Span) -> String?)? = nil) {
        self.text = text
        self.pictures = pictures
        self.place = place
    }
}
