import CEL
import Diagnostics
import Rules

/// Fills the values of a rule into its words, in each language.
package struct RuleWording: Sendable {
    package let format: @Sendable (LocalizedText, [(name: String, value: Value)]) -> Bilingual

    /// - Parameter format: usually a MessageFormat 2 formatter, which this module does not link.
    package init(format: @escaping @Sendable (LocalizedText, [(name: String, value: Value)]) -> Bilingual) {
        self.format = format
    }

    /// Puts plain values in place of `{$name}`; functions and options of placeholders are ignored.
    package static let plain = RuleWording { text, arguments in
        Bilingual(fr: expand(text.fr.text, arguments), en: expand(text.en.text, arguments))
    }

    /// MessageFormat 2 simple messages: `{$name …}` is a value, `\` escapes the next character.
    static func expand(_ pattern: String, _ arguments: [(name: String, value: Value)]) -> String {
        guard !pattern.hasPrefix(".") else { return pattern }
        var out = String.UnicodeScalarView()
        var scalars = pattern.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "\\":
                if let next = scalars.next() { out.append(next) }
            case "{":
                var inside = String.UnicodeScalarView()
                while let next = scalars.next(), next != "}" { inside.append(next) }
                let words = String(inside).split(separator: " ")
                guard let first = words.first, first.hasPrefix("$") else { continue }
                let name = String(first.dropFirst())
                if let argument = arguments.first(where: { $0.name == name }) {
                    out.append(contentsOf: argument.value.plainText.unicodeScalars)
                }
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
