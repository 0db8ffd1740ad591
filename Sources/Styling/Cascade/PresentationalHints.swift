import Diagnostics
import XML

/// What attributes of XHTML say of the presentation (HTML, section "Rendering": presentational hints).
enum PresentationalHints {
    /// Attributes that may give a hint.
    static let attributes: Set<String> = [
        "align", "valign", "bgcolor", "border", "cellspacing", "cellpadding", "colspan", "rowspan", "span", "width", "height", "hidden",
        "dir", "start", "reversed",
        "value", "type", "nowrap", "clear", "color", "size", "hspace", "vspace", "text",
    ]

    /// The declarations of an element's attributes; empty for most.
    static func declarations(element: String, attributes: [(name: String, value: String)], childItems: () -> Int) -> [Declaration] {
        var css = ""
        var list: [Declaration] = []
        func add(_ property: String, _ assignment: @escaping Assignment) {
            list.append(Declaration(property: PropertyTable.shared.index(of: property), value: .assign(assignment)))
        }
        // Spans are no property of CSS, so nothing overrides them.
        func addDirect(_ assignment: @escaping Assignment) {
            list.append(Declaration(property: Declaration.noProperty, value: .assign(assignment)))
        }
        let isCell = element == "td" || element == "th"
        let isTablePart = isCell || ["tr", "tbody", "thead", "tfoot", "col", "colgroup"].contains(element)
        var start: Int?
        var isReversed = false
        for (name, value) in attributes {
            let word = value.lowercased()
            switch name {
            case "hidden": css += "display:none;"
            case "dir":
                switch word {
                case "rtl", "ltr": css += "direction:\(word);" + (element == "bdo" ? "" : "unicode-bidi:isolate;")
                case "auto": css += element == "bdo" ? "" : "unicode-bidi:plaintext;"
                default: break
                }
            case "colspan" where isCell:
                if let count = integer(value) { addDirect { values, _ in values.table.columnSpan = max(1, min(1000, count)) } }
            case "rowspan" where isCell:
                if let count = integer(value) { addDirect { values, _ in values.table.rowSpan = max(0, min(65534, count)) } }
            case "span" where element == "col" || element == "colgroup":
                if let count = integer(value) { addDirect { values, _ in values.table.columnSpan = max(1, min(1000, count)) } }
            case "align":
                if element == "img" || element == "object" || element == "table", word == "left" || word == "right" {
                    css += "float:\(word);"
                } else if element == "img" || element == "object" {
                    if ["top", "middle", "bottom"].contains(word) { css += "vertical-align:\(word);" }
                } else if element == "table" {
                    if word == "center" { css += "margin-left:auto;margin-right:auto;" }
                } else if element == "hr" {
                    if word == "left" { css += "margin-left:0;" } else if word == "right" { css += "margin-right:0;" }
                } else if element == "caption" {
                    if word == "bottom" { css += "caption-side:bottom;" }
                } else if ["left", "right", "center", "justify"].contains(word) {
                    css += "text-align:\(word);"
                }
            case "valign" where isTablePart: if ["top", "middle", "bottom", "baseline"].contains(word) { css += "vertical-align:\(word);" }
            case "bgcolor": css += "background-color:\(safe(value));"
            case "text" where element == "body": css += "color:\(safe(value));"
            case "color" where element == "font" || element == "hr": css += "color:\(safe(value));"
            case "nowrap" where isCell: css += "white-space:nowrap;"
            case "border" where element == "table":
                if let width = integer(value), width > 0 { css += "border:\(min(width, 1000))px outset gray;" }
            case "cell-cellpadding": if let width = integer(value) { css += "padding:\(max(0, min(width, 1000)))px;" }
            case "cell-border": if let width = integer(value), width > 0 { css += "border:1px inset gray;" }
            case "border" where element == "img": if let width = integer(value) { css += "border:\(max(0, min(width, 1000)))px solid;" }
            case "cellspacing" where element == "table":
                if let width = integer(value) { css += "border-spacing:\(max(0, min(width, 1000)))px;" }
            case "width" where isTablePart || ["table", "img", "object", "hr", "svg", "canvas", "video"].contains(element):
                css += dimension("width", value)
            case "height" where isTablePart || ["table", "img", "object", "svg", "canvas", "video"].contains(element):
                css += dimension("height", value)
            case "hspace" where element == "img": if let width = integer(value) { css += "margin-left:\(width)px;margin-right:\(width)px;" }
            case "vspace" where element == "img": if let width = integer(value) { css += "margin-top:\(width)px;margin-bottom:\(width)px;" }
            case "clear" where element == "br":
                if word == "left" || word == "right" {
                    css += "clear:\(word);"
                } else if word == "all" || word == "both" {
                    css += "clear:both;"
                }
            case "start" where element == "ol": start = integer(value)
            case "reversed" where element == "ol": isReversed = true
            case "value" where element == "li": if let number = integer(value) { css += "counter-set:list-item \(number);" }
            case "type" where element == "ol" || element == "ul" || element == "li":
                let types = ["1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"]
                if let style = types[value] ?? (["disc", "circle", "square", "none"].contains(word) ? word : nil) {
                    css += "list-style-type:\(style);"
                }
            default: break
            }
        }
        if element == "ol", isReversed || start != nil {
            let first = start ?? childItems()
            let (value, overflows) = isReversed ? first.addingReportingOverflow(1) : first.subtractingReportingOverflow(1)
            if !overflows {
                let change = CounterChange(name: "list-item", value: value, isReversed: isReversed)
                add("counter-reset") { values, _ in values.generated.counterReset = [change] }
            }
        }
        guard !css.isEmpty else { return list }
        let buffer = TokenBuffer(EmbeddedText(verbatim: css, source: SourceID(index: .max)))
        var parser = DeclarationParser(buffer, isStrict: false)
        return list + parser.parse(0..<(buffer.tokens.count - 1)).normal
    }

    /// Only what a colour or number may hold, so that a value cannot open another declaration.
    private static func safe(_ text: String) -> String {
        String(
            decoding: text.utf8.filter {
                Tokenizer.isName($0) || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%")
            }, as: UTF8.self)
    }

    /// HTML's rules for integers: digits, what follows does not matter.
    static func integer(_ text: String) -> Int? {
        var value = 0
        var isNegative = false
        var hasDigits = false
        for (index, byte) in text.utf8.drop(while: Tokenizer.isSpace).enumerated() {
            if index == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
                isNegative = byte == UInt8(ascii: "-")
            } else if Tokenizer.isDigit(byte) {
                hasDigits = true
                value = min(value * 10 + Int(byte - 48), 1_000_000_000)
            } else {
                break
            }
        }
        return hasDigits ? (isNegative ? -value : value) : nil
    }

    private static func dimension(_ property: String, _ value: String) -> String {
        let text = safe(value)
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard !digits.isEmpty else { return "" }
        return "\(property):\(digits)\(text.hasSuffix("%") ? "%" : "px");"
    }
}
