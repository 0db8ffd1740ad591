/// A `<style>` of a drawing, as drawing programs write it: rules with lists of type, class and id selectors.
struct SVGStyleSheet {
    struct Rule {
        /// `*`, `name`, `.class` or `#id`.
        var selector: String
        var declarations: [(name: String, value: String)]
    }

    private(set) var rules: [Rule] = []
    /// A selector or an at-rule beyond what is read.
    private(set) var unsupported: String?

    mutating func add(_ text: String) {
        var rest = Substring(Self.withoutComments(text))
        while rules.count < SVGLimits.rules {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { return }
            if rest.hasPrefix("@") {
                unsupported = unsupported ?? String(rest.prefix { $0 != "{" && $0 != ";" && !$0.isWhitespace })
                return
            }
            guard let open = rest.firstIndex(of: "{") else { return }
            let selectors = rest[..<open]
            let after = rest.index(after: open)
            let close = rest[after...].firstIndex(of: "}") ?? rest.endIndex
            let declarations = Self.declarations(String(rest[after..<close]))
            for selector in selectors.split(separator: ",") {
                let name = selector.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let core = name.hasPrefix(".") || name.hasPrefix("#") ? name.dropFirst() : Substring(name)
                guard !core.isEmpty, !core.contains(where: { " .#:[>+~".contains($0) }) else {
                    unsupported = unsupported ?? name
                    continue
                }
                rules.append(Rule(selector: name, declarations: declarations))
            }
            rest = close < rest.endIndex ? rest[rest.index(after: close)...] : ""
        }
    }

    private static func withoutComments(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == 0x2F, bytes[index + 1] == 0x2A else {
                index += 1
                continue
            }
            var end = index + 2
            while end + 1 < bytes.count, !(bytes[end] == 0x2A && bytes[end + 1] == 0x2F) { end += 1 }
            for blank in index..<min(end + 2, bytes.count) { bytes[blank] = 0x20 }
            index = end + 2
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func declarations(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: ";").compactMap { part in
            guard let colon = part.firstIndex(of: ":") else { return nil }
            let name = part[..<colon].split(whereSeparator: \.isWhitespace).joined().lowercased()
            var value = part[part.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if value.hasSuffix("!important") { value = value.dropLast(10).split(separator: " ").joined(separator: " ") }
            return name.isEmpty || value.isEmpty ? nil : (name, value)
        }
    }

    /// What the rules say of an element, later and more specific ones last.
    func declarations(of name: String, classes: [Substring], id: String?) -> [(name: String, value: String)] {
        guard !rules.isEmpty else { return [] }
        var result: [(name: String, value: String)] = []
        for rule in rules where rule.selector == "*" { result += rule.declarations }
        for rule in rules where rule.selector == name { result += rule.declarations }
        for rule in rules where rule.selector.hasPrefix(".") && classes.contains(rule.selector.dropFirst()) { result += rule.declarations }
        if let id { for rule in rules where rule.selector == "#" + id { result += rule.declarations } }
        return result
    }
}
