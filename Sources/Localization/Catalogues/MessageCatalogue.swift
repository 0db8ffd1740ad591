import Diagnostics
import YAML

/// The messages of an application or a pack: keys such as `report.title`, each with a text in every language.
///
/// Layers lie over each other: what a pack adds replaces what the house says.
package struct MessageCatalogue: Sendable {
    /// One key.
    package struct Entry: Sendable {
        package let key: String
        fileprivate(set) package var messages: [Language: Message] = [:]
        /// Where the key stands in each language's file.
        fileprivate(set) package var keySpans: [Language: Span] = [:]
        /// Languages whose message is wrong and was reported: it stands as an empty one, and is compared with nothing.
        fileprivate var faulty: Set<Language> = []
    }

    /// Keys longer than this, or deeper nesting, are mistakes.
    static let longestKey = 200
    static let deepestNesting = 16
    /// What a catalogue may hold.
    static let mostMessages = 50_000

    private var entries: [String: Entry] = [:]

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// All keys in alphabetical order.
    package var keys: [String] { entries.keys.sorted() }

    package subscript(key: String) -> Entry? { entries[key] }

    /// The message of a key in a language.
    package func message(_ key: String, _ language: Language) -> Message? {
        entries[key]?.messages[language]
    }

    /// The text of a key without arguments; for menus and labels.
    package func text(_ key: String, _ language: Language, arguments: [String: MessageValue] = [:]) -> String? {
        message(key, language).map { MessageFormatter(language: language).string($0, arguments: arguments, isolates: false) }
    }

    /// Reads one language's file: a mapping of keys to messages, nested or with dots, as the author likes.
    package mutating func load(_ node: YAMLNode, language: Language) -> DiagnosticBag {
        var bag = DiagnosticBag()
        guard let mapping = node.mapping else {
            bag.append(CatalogueDiagnostics.notAMapping(at: node.span))
            return bag
        }
        var seen: [String: Span] = [:]
        load(mapping, prefix: "", depth: 0, language, &seen, into: &bag)
        return bag
    }

    private mutating func load(
        _ mapping: [YAMLEntry], prefix: String, depth: Int, _ language: Language, _ seen: inout [String: Span],
        into bag: inout DiagnosticBag
    ) {
        for entry in mapping {
            let key = prefix.isEmpty ? entry.key : prefix + "." + entry.key
            guard key.utf8.count <= Self.longestKey, depth < Self.deepestNesting else {
                bag.append(CatalogueDiagnostics.keyTooLong(limit: Self.longestKey, at: entry.keySpan))
                continue
            }
            guard Self.isKey(entry.key) else {
                bag.append(CatalogueDiagnostics.badKey(entry.key, at: entry.keySpan))
                continue
            }
            if let inner = entry.value.mapping {
                load(inner, prefix: key, depth: depth + 1, language, &seen, into: &bag)
                continue
            }
            guard let text = entry.value.text else {
                bag.append(CatalogueDiagnostics.notAText(key, at: entry.value.span))
                continue
            }
            if let first = seen.updateValue(entry.keySpan, forKey: key) {
                bag.append(CatalogueDiagnostics.duplicateKey(key, first: first, at: entry.keySpan))
                continue
            }
            bag.append(contentsOf: add(key: key, keySpan: entry.keySpan, text: text, language: language))
        }
    }

    /// Letters, digits, `-`, `_` and dots between them.
    private static func isKey(_ key: String) -> Bool {
        !key.isEmpty && !key.hasPrefix(".") && !key.hasSuffix(".")
            && key.utf8.allSatisfy {
                ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
            }
    }

    /// Adds a message, or replaces that of the layer below.
    package mutating func add(key: String, keySpan: Span?, text: EmbeddedText, language: Language) -> DiagnosticBag {
        var (message, bag) = MessageParser.parse(text)
        if let parsed = message {
            MessageLint.check(parsed, into: &bag)
            if bag.hasErrors { message = nil }
        }
        guard entries.count < Self.mostMessages || entries[key] != nil else {
            bag.append(CatalogueDiagnostics.tooManyMessages(limit: Self.mostMessages, at: keySpan))
            return bag
        }
        var entry = entries[key] ?? Entry(key: key)
        // A message that is wrong is there all the same: it shall not be reported as missing too.
        entry.messages[language] = message ?? Message(declarations: [], body: .pattern([]), source: text)
        entry.keySpans[language] = keySpan ?? text.span
        if message == nil { entry.faulty.insert(language) } else { entry.faulty.remove(language) }
        entries[key] = entry
        return bag
    }

    /// Adds words that are no message but plain text: labels that the pack gives elsewhere.
    package mutating func add(key: String, plainText: EmbeddedText, language: Language) {
        var entry = entries[key] ?? Entry(key: key)
        entry.messages[language] = Message(declarations: [], body: .pattern([.text(plainText.text)]), source: plainText)
        entry.keySpans[language] = plainText.span
        entries[key] = entry
    }

    /// Lays another catalogue over this one.
    package mutating func merge(_ other: MessageCatalogue) {
        for (key, entry) in other.entries {
            guard var mine = entries[key] else {
                entries[key] = entry
                continue
            }
            mine.messages.merge(entry.messages) { _, new in new }
            mine.faulty.formUnion(entry.faulty)
            mine.keySpans.merge(entry.keySpans) { _, new in new }
            entries[key] = mine
        }
    }

    /// What differs between the languages: keys in one only, placeholders and markup that only one uses.
    package func checkParity(languages: [Language] = Language.allCases) -> DiagnosticBag {
        var bag = DiagnosticBag()
        for key in keys {
            guard let entry = entries[key] else { continue }
            let present = languages.filter { entry.messages[$0] != nil }
            guard let first = present.first, let message = entry.messages[first] else { continue }
            for language in languages {
                guard let other = entry.messages[language] else {
                    bag.append(CatalogueDiagnostics.missing(key, language, nearest: nil, at: entry.keySpans[first] ?? message.source.span))
                    continue
                }
                guard language != first, entry.faulty.isEmpty else { continue }
                for name in message.arguments where !other.arguments.contains(name) {
                    bag.append(
                        CatalogueDiagnostics.missingPlaceholder(
                            "$" + name, key, language, at: other.source.span, other: message.source.span, first))
                }
                for name in other.arguments where !message.arguments.contains(name) {
                    bag.append(
                        CatalogueDiagnostics.missingPlaceholder(
                            "$" + name, key, first, at: message.source.span, other: other.source.span, language))
                }
                for name in message.markupNames where !other.markupNames.contains(name) {
                    bag.append(
                        CatalogueDiagnostics.missingPlaceholder(
                            "#" + name, key, language, at: other.source.span, other: message.source.span, first))
                }
                for name in other.markupNames where !message.markupNames.contains(name) {
                    bag.append(
                        CatalogueDiagnostics.missingPlaceholder(
                            "#" + name, key, first, at: message.source.span, other: other.source.span, language))
                }
            }
        }
        return bag
    }

    /// The known key nearest to a misspelt one.
    package func nearestKey(to key: String) -> String? {
        NearestName.of(key, among: keys)
    }
}
