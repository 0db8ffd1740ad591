/// Properties by the flow of the text (CSS Logical Properties 1): lines run from left to right or back, blocks always downwards.
extension PropertyTable {
    mutating func addLogical() {
        let edges: [(name: String, leftToRight: String, rightToLeft: String)] = [("start", "left", "right"), ("end", "right", "left")]
        for (edge, ltr, rtl) in edges {
            for box in ["margin", "padding"] { addLogical("\(box)-inline-\(edge)", "\(box)-\(ltr)", "\(box)-\(rtl)") }
            addLogical("inset-inline-\(edge)", ltr, rtl)
            for part in ["", "-width", "-style", "-color"] {
                addLogical("border-inline-\(edge)\(part)", "border-\(ltr)\(part)", "border-\(rtl)\(part)")
            }
            for (block, side) in [("start", "top"), ("end", "bottom")] {
                addLogical("border-\(block)-\(edge)-radius", "border-\(side)-\(ltr)-radius", "border-\(side)-\(rtl)-radius")
            }
        }
        for (block, side) in [("start", "top"), ("end", "bottom")] {
            for box in ["margin", "padding"] { addAlias("\(box)-block-\(block)", of: "\(box)-\(side)") }
            addAlias("inset-block-\(block)", of: side)
            for part in ["", "-width", "-style", "-color"] { addAlias("border-block-\(block)\(part)", of: "border-\(side)\(part)") }
        }
        for limit in ["", "min-", "max-"] {
            addAlias("\(limit)inline-size", of: "\(limit)width")
            addAlias("\(limit)block-size", of: "\(limit)height")
        }
        for box in ["margin", "padding"] {
            let syntax = "<'\(box)-top'>{1,2}"
            addPair(
                "\(box)-block", ["\(box)-top", "\(box)-bottom"], syntax,
                fr: box == "margin" ? "marges en haut et en bas" : "retraits en haut et en bas", en: "\(box) above and below")
            addPair(
                "\(box)-inline", ["\(box)-left", "\(box)-right"], syntax,
                fr: box == "margin" ? "marges aux deux côtés" : "retraits aux deux côtés", en: "\(box) on both sides")
        }
        addPair("inset-block", ["top", "bottom"], "<'top'>{1,2}", fr: "décalages en haut et en bas", en: "offsets above and below")
        addPair("inset-inline", ["left", "right"], "<'top'>{1,2}", fr: "décalages aux deux côtés", en: "offsets on both sides")
        for part in ["width", "style", "color"] {
            let syntax = "<'border-top-\(part)'>{1,2}"
            addPair(
                "border-block-\(part)", ["border-top-\(part)", "border-bottom-\(part)"], syntax, fr: "bordures en haut et en bas",
                en: "borders above and below")
            addPair(
                "border-inline-\(part)", ["border-left-\(part)", "border-right-\(part)"], syntax, fr: "bordures aux deux côtés",
                en: "borders on both sides")
            addLogicalPair("border-inline-\(part)", start: "border-inline-start-\(part)", end: "border-inline-end-\(part)")
        }
        for box in ["margin", "padding", "inset"] {
            addLogicalPair("\(box)-inline", start: "\(box)-inline-start", end: "\(box)-inline-end")
        }
        addLine("border-block", ["border-top", "border-bottom"], fr: "bordures en haut et en bas", en: "borders above and below")
        addLine("border-inline", ["border-left", "border-right"], fr: "bordures aux deux côtés", en: "borders on both sides")
    }

    /// `all`: every property but the direction of the text; it takes nothing but the words that each property takes.
    mutating func addAll() {
        let names = definitions.map(\.name).filter { $0 != "direction" && $0 != "unicode-bidi" }
        addShorthand(
            "all", "initial | inherit | unset | revert | revert-layer", names, fr: "toutes les propriétés", en: "all properties"
        ) { _ in nil }
    }
}
