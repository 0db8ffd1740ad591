import Diagnostics
import YAML

/// Reads the keys of YAML mappings, and gathers what is wrong with them. A key that is left out is nil without a finding.
struct KeyReader {
    let words: KeyDiagnostics
    var bag: DiagnosticBag

    init(_ words: KeyDiagnostics, bag: DiagnosticBag = DiagnosticBag()) {
        self.words = words
        self.bag = bag
    }

    /// Finds the keys that a mapping may not have.
    mutating func check(_ node: YAMLNode?, _ known: [String]) {
        for entry in node?.mapping ?? [] where !known.contains(entry.key) {
            bag.append(words.unknown(entry.key, among: known, at: entry.keySpan))
        }
    }

    /// The value of a key that may not be left out.
    mutating func required(_ key: String, of node: YAMLNode) -> YAMLNode? {
        if let value = node[key] { return value }
        bag.append(words.missing(key, at: node.span))
        return nil
    }

    /// Says that a value does not suit.
    mutating func refuse(_ key: String, _ node: YAMLNode, expected: Bilingual) {
        bag.append(words.value(key, expected: expected, at: node.span))
    }

    /// What a text stands for.
    ///
    /// - Parameter read: nil for a text that does not suit.
    mutating func value<Value>(
        _ key: String, of node: YAMLNode, isRequired: Bool = false, expected: Bilingual, _ read: (String) -> Value?
    ) -> Value? {
        guard let given = isRequired ? required(key, of: node) : node[key] else { return nil }
        if let value = given.text.flatMap({ read($0.text) }) { return value }
        refuse(key, given, expected: expected)
        return nil
    }

    /// One of several words.
    mutating func choice<Value>(
        _ key: String, of node: YAMLNode, isRequired: Bool = false, among choices: [(word: String, value: Value)]
    ) -> Value? {
        let words = choices.map { "`\($0.word)`" }.joined(separator: ", ")
        return value(key, of: node, isRequired: isRequired, expected: Bilingual(verbatim: words)) { text in
            choices.first { $0.word == text }?.value
        }
    }

    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, of node: YAMLNode, isRequired: Bool = false, as type: Value.Type
    ) -> Value? {
        choice(key, of: node, isRequired: isRequired, among: type.allCases.map { ($0.rawValue, $0) })
    }

    mutating func number(_ key: String, of node: YAMLNode, in range: ClosedRange<Int>) -> Int? {
        value(key, of: node, expected: Bilingual(verbatim: "\(range.lowerBound)–\(range.upperBound)")) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A list of texts.
    ///
    /// - Parameter admits: whether all of them together make sense.
    mutating func texts(_ key: String, of node: YAMLNode, expected: Bilingual, admits: ([String]) -> Bool = { _ in true }) -> [String]? {
        guard let given = node[key] else { return nil }
        let texts = given.sequence?.compactMap { $0.text?.text }
        if let texts, texts.count == given.sequence?.count, admits(texts) { return texts }
        refuse(key, given, expected: expected)
        return nil
    }

    mutating func bilingual(_ key: String, of node: YAMLNode) -> Bilingual? {
        guard let given = node[key] else { return nil }
        if let fr = given["fr"]?.text?.text, let en = given["en"]?.text?.text { return Bilingual(fr: fr, en: en) }
        refuse(key, given, expected: Bilingual(verbatim: "{ fr: …, en: … }"))
        return nil
    }
}
