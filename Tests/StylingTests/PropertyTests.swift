import Diagnostics
import Testing

@testable import Styling

@Suite struct PropertyTests {
    /// Every longhand and shorthand: values that are taken.
    private static let good: [String: [String]] = [
        "font-family": ["serif", "\"Noto Sans\", sans-serif", "Noto Sans , serif", "system-ui"],
        "font-size": ["12pt", "1.5em", "120%", "larger", "xx-small", "calc(1em + 2pt)", "0"],
        "font-weight": ["bold", "1", "1000", "350.5", "bolder", "lighter"], "font-style": ["italic", "oblique", "oblique 10deg", "normal"],
        "font-stretch": ["condensed", "75%"], "font-variant-caps": ["small-caps"], "font-variant-position": ["super"],
        "font-variant-numeric": ["tabular-nums", "oldstyle-nums slashed-zero"], "font-variant-ligatures": ["none", "no-common-ligatures"],
        "font-kerning": ["none"], "font-feature-settings": ["\"tnum\"", "\"liga\" 0, \"ss01\" on", "normal"],
        "font-synthesis": ["none", "weight style"],
        "color": [
            "red", "#123", "#12345678", "rgb(1, 2, 3)", "rgb(1 2 3 / 50%)", "hsl(120deg 50% 50%)", "hwb(90 10% 10%)", "currentcolor",
            "transparent", "RebeccaPurple",
        ],
        "line-height": ["normal", "1.3", "15pt", "150%", "0"], "direction": ["rtl"], "unicode-bidi": ["isolate"], "visibility": ["hidden"],
        "text-align": ["justify", "match-parent", "end"], "text-align-last": ["center"],
        "text-indent": ["1em", "-2em hanging", "each-line 5%"],
        "text-transform": ["uppercase", "full-width capitalize", "none"], "letter-spacing": ["normal", "-0.1pt"],
        "word-spacing": ["1em", "normal"],
        "white-space": ["pre-wrap"], "text-wrap": ["balance"], "hyphens": ["auto"], "hyphenate-character": ["auto", "\"=\""],
        "hyphenate-limit-chars": ["auto", "6 3 3", "5 auto"], "overflow-wrap": ["anywhere"], "word-break": ["keep-all"],
        "line-break": ["strict"],
        "hanging-punctuation": ["first allow-end last", "none"], "tab-size": ["4", "2cm"], "vertical-align": ["middle", "-3pt", "50%"],
        "text-decoration-line": ["underline overline"], "text-decoration-style": ["wavy"], "text-decoration-color": ["blue"],
        "text-decoration-thickness": ["from-font", "1pt", "10%"], "text-underline-offset": ["2pt"],
        "text-shadow": ["1px 1px", "red 1pt 1pt 2pt, 0 0 blue"],
        "display": ["none", "inline list-item", "block flow-root", "table-cell", "grid"], "position": ["absolute", "running(header)"],
        "float": ["footnote", "inline-start"], "clear": ["both", "inline-end"], "top": ["auto", "-1in"], "right": ["5%"], "bottom": ["0"],
        "left": ["1Q"],
        "z-index": ["auto", "-3"], "width": ["auto", "50%", "min-content", "fit-content(5cm)", "calc(100% - 2 * 1cm)"], "height": ["3pc"],
        "min-width": ["0"], "min-height": ["auto"], "max-width": ["none", "max-content"], "max-height": ["10vh"],
        "box-sizing": ["border-box"],
        "overflow-x": ["hidden"], "overflow-y": ["clip"], "opacity": ["0.5", "50%", "2"], "object-fit": ["contain"],
        "object-position": ["left 1pt bottom 2pt"],
        "aspect-ratio": ["auto", "16 / 9", "1.5"], "margin-top": ["auto", "-1em"], "margin-right": ["1%"], "margin-bottom": ["0"],
        "margin-left": ["1rem"],
        "padding-top": ["1em"], "padding-right": ["1%"], "padding-bottom": ["0"], "padding-left": ["1ex"],
        "border-top-width": ["thin", "1pt"],
        "border-right-width": ["0"], "border-bottom-width": ["thick"], "border-left-width": ["medium"], "border-top-style": ["dotted"],
        "border-right-style": ["hidden"], "border-bottom-style": ["groove"], "border-left-style": ["none"], "border-top-color": ["red"],
        "border-right-color": ["currentcolor"], "border-bottom-color": ["#000"], "border-left-color": ["transparent"],
        "outline-width": ["1px"],
        "outline-style": ["solid"], "outline-color": ["red"], "column-rule-width": ["1px"], "column-rule-style": ["solid"],
        "column-rule-color": ["red"],
        "outline-offset": ["-1pt"], "border-top-left-radius": ["1em", "10% 5pt"], "border-top-right-radius": ["0"],
        "border-bottom-right-radius": ["0"],
        "border-bottom-left-radius": ["0"], "background-color": ["red"], "background-image": ["none", "url(a.png), none"],
        "background-position": ["center", "10% 5pt", "right 3px top 5px", "top left", "left center, 0 0"],
        "background-size": ["cover", "10pt auto", "50%, contain"], "background-repeat": ["repeat-x", "no-repeat space"],
        "background-attachment": ["fixed"],
        "background-origin": ["content-box"], "background-clip": ["padding-box"], "border-collapse": ["collapse"],
        "border-spacing": ["1px", "1px 2pt"],
        "caption-side": ["bottom"], "empty-cells": ["hide"], "table-layout": ["fixed"],
        "list-style-type": ["lower-roman", "\"-\"", "none", "my-style"],
        "list-style-position": ["inside"], "list-style-image": ["none", "url(x.png)"], "column-count": ["auto", "3"],
        "column-width": ["5em"],
        "column-span": ["all"], "column-fill": ["auto"], "column-gap": ["normal", "5%"], "row-gap": ["1em"], "flex-direction": ["column"],
        "flex-wrap": ["wrap"], "justify-content": ["space-between"], "align-content": ["stretch"], "align-items": ["center"],
        "align-self": ["auto"],
        "flex-grow": ["2"], "flex-shrink": ["0"], "flex-basis": ["content", "50%"], "order": ["-1"],
        "grid-template-rows": ["none", "50px auto 1fr"], "grid-template-columns": ["20% 2fr"], "page": ["auto", "wide"],
        "break-before": ["page", "avoid", "always", "recto"],
        "break-after": ["avoid-page"], "break-inside": ["avoid"], "orphans": ["3"], "widows": ["1"], "box-decoration-break": ["clone"],
        "footnote-display": ["inline"], "footnote-policy": ["line"], "-paraphe-page-references": ["merged"],
        "content": [
            "\"a\" attr(href) counter(c, lower-roman)", "none", "leader('.') target-counter(attr(href), page)",
            "string(x, first-except) element(h)",
            "target-text(url(#a), before) open-quote", "counters(c, '.', decimal)", "url(x.png) / \"alt\"", "target-counters('#x', c, '.')",
            "contents",
            "attr(x, \"-\")", "counter(c, symbols(cyclic \"a\" \"b\"))",
        ],
        "counter-reset": ["a", "a 1 b c -2", "reversed(x)", "none"], "counter-increment": ["a 2"], "counter-set": ["a 0"],
        "quotes": ["none", "auto", "\"«\" \"»\" \"‹\" \"›\""], "string-set": ["none", "a content(), b attr(x) \"-\" content(before)"],
        "bookmark-level": ["none", "2"], "bookmark-label": ["content()", "none", "attr(title)"], "bookmark-state": ["closed"],
        "margin": ["0", "1pt 2pt", "auto 1em 0", "1pt 2pt 3pt 4pt"], "padding": ["1pt 2%"], "inset": ["0 auto"],
        "border-width": ["thin 1pt"],
        "border-style": ["solid none"], "border-color": ["red blue"], "border": ["1px solid red", "none", "solid", "red 2pt dashed"],
        "border-top": ["1px solid"], "border-right": ["red"], "border-bottom": ["thick double"], "border-left": ["0"],
        "outline": ["1px solid red"],
        "column-rule": ["1px solid"], "border-radius": ["1pt", "1pt 2pt 3pt 4pt / 5%"], "overflow": ["hidden", "clip visible"],
        "gap": ["1em", "1em 2em"],
        "list-style": ["none", "square inside", "url(x.png) none", "lower-alpha"], "columns": ["2", "5em", "auto 3", "2 10em"],
        "flex-flow": ["row wrap", "column"],
        "text-decoration": ["none", "underline", "underline dotted red 1pt"], "flex": ["1", "none", "auto", "1 1 0", "2 30%", "initial"],
        "font-variant": ["normal", "small-caps", "small-caps tabular-nums", "none"],
        "font": ["12pt serif", "italic bold 10pt/1.3 \"Noto Sans\", serif", "small-caps 1em/normal x", "700 12px/20px a b", "menu"],
        "margin-inline-start": ["1em"], "margin-inline-end": ["5%"], "margin-inline": ["1pt", "1pt 2pt"],
        "margin-block": ["0 1em"], "padding-inline-start": ["1em"], "padding-inline-end": ["5%"],
        "padding-inline": ["1pt", "1pt 2pt"], "padding-block": ["0 1em"], "inset-inline-start": ["auto"],
        "inset-inline-end": ["1pt"], "inset-inline": ["1pt auto"], "inset-block": ["0"],
        "border-inline-start": ["1px solid red"], "border-inline-start-width": ["thin"], "border-inline-start-style": ["dashed"],
        "border-inline-start-color": ["red"], "border-start-start-radius": ["1pt"], "border-end-start-radius": ["1pt 2%"],
        "border-inline-end": ["1px solid red"], "border-inline-end-width": ["thin"], "border-inline-end-style": ["dashed"],
        "border-inline-end-color": ["red"], "border-start-end-radius": ["1pt"], "border-end-end-radius": ["1pt 2%"],
        "border-block-width": ["thin 2pt"], "border-inline-width": ["thin 2pt"], "border-block-style": ["solid"],
        "border-inline-style": ["solid"], "border-block-color": ["red blue"], "border-inline-color": ["red blue"],
        "border-block": ["1px solid"], "border-inline": ["1px solid red"], "all": ["initial", "unset"],
        "background": ["red", "none", "url(a.png) no-repeat center / cover, blue", "fixed border-box #fff"],
    ]

    /// Values that are refused, for some of each kind.
    private static let bad: [(String, String)] = [
        ("font-family", "serif,"), ("font-family", "12"), ("font-size", "-1pt"), ("font-size", "12"), ("font-size", "big"),
        ("font-weight", "0"),
        ("font-weight", "1001"), ("font-weight", "heavy"), ("font-style", "oblique 100deg"), ("font-feature-settings", "\"toolong\""),
        ("font-feature-settings", "tnum"), ("font-variant-numeric", "lining-nums oldstyle-nums"), ("color", "#12"), ("color", "#ggg"),
        ("color", "rgb(1,2)"),
        ("color", "rgb(1 2 3, 4)"), ("color", "hsl(1,2,3)"), ("color", "blau"), ("line-height", "-1"), ("line-height", "1 2"),
        ("text-align", "middle"),
        ("text-indent", "hanging"), ("text-indent", "1em 2em"), ("text-transform", "uppercase lowercase"), ("letter-spacing", "1"),
        ("hyphens", "on"),
        ("tab-size", "-1"), ("tab-size", "5%"), ("vertical-align", "center"), ("text-decoration-line", "underline underline"),
        ("display", "blok"),
        ("display", "inline inline"), ("position", "running()"), ("position", "running(a b)"), ("position", "running"), ("float", "top"),
        ("z-index", "1.5"), ("width", "-1px"), ("width", "1"),
        ("width", "calc(1px+2px)"), ("width", "calc(1px + 2)"), ("width", "calc(1px * 2px)"), ("width", "calc(1px / 0)"),
        ("width", "calc()"), ("width", "1furlong"),
        ("max-width", "auto"), ("opacity", "half"), ("margin", "1px 2px 3px 4px 5px"), ("margin", ""), ("padding", "auto"),
        ("padding-left", "-1pt"),
        ("border", "1px 2px"), ("border", "solid solid"), ("border-width", "-1px"), ("border-top-width", "5%"), ("border-radius", "1px / "),
        ("background", "red blue"),
        ("background", "red, blue"), ("background-position", "top top"), ("background-position", "left right"),
        ("background-position", "1px left"), ("background-size", "-1px"),
        ("background-repeat", "repeat-x repeat"), ("border-spacing", "5%"), ("list-style", "none none none"), ("list-style-image", "x.png"),
        ("column-count", "0"), ("column-width", "5%"), ("columns", "1 2 3"), ("flex", "1 1 1 1"), ("flex-grow", "-1"),
        ("align-items", "auto"), ("orphans", "0"),
        ("orphans", "2.5"), ("widows", "two"), ("break-before", "sheet"), ("page", "1"), ("content", "attr()"), ("content", "counter()"),
        ("content", "counters(a)"),
        ("content", "string()"), ("content", "leader(5)"), ("content", "target-counter(page)"), ("content", "bold"),
        ("counter-reset", "1 a"), ("quotes", "\"a\""),
        ("string-set", "content()"), ("bookmark-level", "0"), ("font", "bold serif"), ("font", "12pt"), ("font", "12pt/ serif"),
        ("font", "bold bold bold 12pt x y,"),
        ("text-shadow", "1px"), ("hanging-punctuation", "force-end allow-end"), ("color", "inherit red"), ("width", "var(x)"),
    ]

    private func isTaken(_ property: String, _ value: String) -> Bool {
        let buffer = TokenBuffer(EmbeddedText(verbatim: value, source: SourceID(index: 0)))
        return DeclarationParser.declarations(property, ValueStream(buffer, 0..<(buffer.tokens.count - 1)), written: property) != nil
    }

    @Test func everyPropertyHasGoodValues() {
        let table = PropertyTable.shared
        for name in table.allNames { #expect(Self.good[name] != nil, "no case for \(name)") }
        for name in Self.good.keys { #expect(table.allNames.contains(name), "no property \(name)") }
    }

    @Test func goodValuesAreTaken() {
        for (name, values) in Self.good {
            for value in values + ["inherit", "initial", "unset", "revert", "revert-layer", "var(--x)"] {
                #expect(isTaken(name, value), "\(name): \(value)")
            }
            #expect(!isTaken(name, "@"), "\(name): @")
            #expect(!isTaken(name, "nonsense(3)"), "\(name): nonsense(3)")
        }
    }

    @Test func badValuesAreRefused() {
        for (name, value) in Self.bad where value != "var(x)" { #expect(!isTaken(name, value), "\(name): \(value)") }
    }

    /// `initial` puts back what a style without declarations has, for every longhand.
    @Test func initialIsTheInitialValue() throws {
        for (name, values) in Self.good.sorted(by: { $0.key < $1.key }) where PropertyTable.shared.longhandIndex[name] != nil {
            let page = try Styled("i { \(name): \(values[0]) } b { \(name): initial } u { all: x }", "<i><b id=\"x\"/></i>", mode: .lenient)
            let definition = PropertyTable.shared.definitions[PropertyTable.shared.index(of: name)]
            var values = StyleValues(of: page["x"])
            let before = StyleValues(of: page["x"])
            values.currentColors = before.currentColors
            definition.copy(&values, StyleValues())
            #expect(
                values.box.width == before.box.width && values.margin == before.margin && values.text.align == before.text.align, "\(name)")
        }
    }

    @Test(arguments: [
        ("1in", 72.0), ("2.54cm", 72), ("25.4mm", 72), ("101.6q", 72), ("6pc", 72), ("96px", 72), ("72pt", 72), ("6em", 72), ("6rem", 72),
        ("10vw", 49.861417322834646),
        ("10vh", 67.861417322834646), ("10vmin", 49.861417322834646), ("10vmax", 67.861417322834646), ("12ex", 72),
        ("12ch", 72), ("calc(1in - 36pt)", 36),
        ("calc((1in + 1in) / 2)", 72),
        ("min(1in, 50pt)", 50), ("max(1in, 50pt)", 72), ("clamp(1in, 2in, 100pt)", 100), ("calc(1e300pt * 1e300)", 1e7),
        ("calc((1e300pt * 1e300) * 0)", 0), ("calc(2 * (3 + 1) * 9pt)", 72), ("1e2pt", 100),
        (".5in", 36), ("+1in", 72),
        ("-0in", 0), ("1E1PT", 10),
    ]) func lengths(_ text: String, _ points: Double) throws {
        guard case .length(let length) = try style("width: \(text)").box.width else {
            Issue.record("\(text) is no length")
            return
        }
        #expect(abs(length.points - points) < 1e-9 && !length.hasPercentage)
    }

    @Test func percentagesAreKept() throws {
        let width = try style("width: calc(50% - 10pt)").box.width
        #expect(width.resolved(against: 100) == 40)
        #expect(width.definite(against: nil) == nil)
        #expect(try style("height: 0%").box.height.definite(against: nil) == nil)
    }

    @Test func shorthands() throws {
        let box = try style(
            "margin: 1pt 2pt 3pt; border: 2pt solid; border-left: none; color: red; background: url(a.png) right 5pt bottom / 10pt no-repeat, blue"
        )
        #expect(box.margin.left == .length(.points(2)) && box.margin.bottom == .length(.points(3)))
        #expect(box.border.widths == Edges<Double>(top: 2, right: 2, bottom: 2, left: 0))
        #expect(box.border.top.color == CSSColor(red: 255, green: 0, blue: 0))
        #expect(box.background.color == CSSColor(red: 0, green: 0, blue: 255))
        #expect(box.background.layers.count == 1)
        #expect(box.background.layers.first?.image == ImageReference(url: "a.png", base: "style.css"))
        #expect(box.background.layers.first?.repeatX == .noRepeat)
        #expect(box.background.layers.first?.position.x.resolved(against: 100) == 95)
        let font = try style("font: italic 700 10pt/1.3 \"Noto Sans\", serif; font-variant: small-caps tabular-nums")
        #expect(font.font.families == [.named("Noto Sans"), .generic(.serif)])
        #expect(font.font.size == 10 && font.font.weight == 700 && font.font.style == .italic && font.text.lineHeight == .number(1.3))
        #expect(font.font.features.map(\.name) == ["smcp", "tnum"])
        #expect(font.lineHeight == 13)
    }

    @Test func documentationIsComplete() {
        for definition in PropertyTable.shared.definitions {
            #expect(!definition.doc.fr.isEmpty && !definition.doc.en.isEmpty && !definition.syntax.isEmpty && !definition.initial.isEmpty)
        }
        #expect(PropertyTable.shared.definitions.count > 130)
        #expect(Set(StylingCodes.all.map(\.code)).count == StylingCodes.all.count)
    }
}
