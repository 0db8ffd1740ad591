/// The markup that messages may use, which becomes elements of XHTML.
enum MessageMarkup {
    /// Phrasing elements without behaviour; `a` takes `href`, the others `class`, `lang`, `title`.
    static let elements = ["a", "abbr", "b", "br", "cite", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup"]
    static let attributes = ["class", "href", "lang", "title"]
}
