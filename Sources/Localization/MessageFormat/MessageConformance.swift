import CivilTime
import Diagnostics

/// Runs the public tests of Unicode MessageFormat 2 (`unicode-org/message-format-wg`, `test/tests`).
///
/// The caller reads the files and their JSON; see ``JSON`` for the neutral value that it gives.
package struct MessageConformance {
    /// JSON as the caller's reader sees it.
    package indirect enum JSON: Hashable, Sendable {
        case null
        case boolean(Bool)
        case number(Double)
        case string(String)
        case array([JSON])
        case object([String: JSON])

        subscript(key: String) -> JSON? {
            if case .object(let members) = self { return members[key] }
            return nil
        }
        var text: String? {
            if case .string(let text) = self { return text }
            return nil
        }
        var items: [JSON]? {
            if case .array(let items) = self { return items }
            return nil
        }
    }

    /// One test that did not do as expected, in words.
    package struct Failure: Sendable {
        package var file: String
        /// Number of the test in its file, from 1.
        package var number: Int
        package var source: String
        package var reason: String
    }

    package private(set) var passedCount = 0
    /// Tests of optional features that are not there, with the feature; none today.
    package private(set) var skippedCount = 0
    package private(set) var failures: [Failure] = []

    package init() {}

    /// `N passed, M failed, K skipped`
    package var summary: String { "\(passedCount) passed, \(failures.count) failed, \(skippedCount) skipped" }

    private static let knownTags: Set<String> = [":currency", ":percent", "u:dir", "u:id"]

    /// Runs all tests of one file.
    package mutating func run(file: String, _ suite: JSON) {
        let defaults = suite["defaultTestProperties"]
        for (index, test) in (suite["tests"]?.items ?? []).enumerated() {
            func property(_ name: String) -> JSON? { test[name] ?? defaults?[name] }
            let tags = (property("tags")?.items ?? []).compactMap(\.text)
            guard tags.allSatisfy(Self.knownTags.contains) else {
                skippedCount += 1
                continue
            }
            let source = property("src")?.text ?? ""
            if let reason = Self.judge(source, property) {
                failures.append(Failure(file: file, number: index + 1, source: source, reason: reason))
            } else {
                passedCount += 1
            }
        }
    }

    private static func judge(_ source: String, _ property: (String) -> JSON?) -> String? {
        let expected = Set((property("expErrors")?.items ?? []).compactMap { $0["type"]?.text })
        let (message, bag) = MessageParser.parse(EmbeddedText(verbatim: source, source: SourceID(index: 0)))
        guard let message else {
            let found = Set(
                bag.diagnostics.map { code in
                    code.code.name == "message/syntax" ? "syntax-error" : String(code.code.name.dropFirst("message/".count))
                })
            return found == expected ? nil : "expected errors \(expected.sorted()), found \(found.sorted())"
        }
        let locale = property("locale")?.text ?? "en"
        let formatter = MessageFormatter(
            language: Language(tag: locale) ?? .english, zone: .utc, direction: direction(of: locale), hasTestFunctions: true)
        let (parts, errors) = formatter.parts(of: message, arguments: arguments(property("params")))
        let found = Set(errors.map(\.kind.rawValue))
        if found != expected { return "expected errors \(expected.sorted()), found \(found.sorted())" }
        let isolates = property("bidiIsolation")?.text != "none"
        if let text = property("exp")?.text {
            let formatted = formatter.join(parts, isolates: isolates)
            // By scalars: canonical equivalence is not enough here.
            if !formatted.unicodeScalars.elementsEqual(text.unicodeScalars) { return "expected `\(text)`, found `\(formatted)`" }
        }
        if let expectedParts = property("expParts")?.items {
            let shown = formatter.conformanceParts(parts, isolates: isolates, locale: locale)
            if shown.count != expectedParts.count || !zip(shown, expectedParts).allSatisfy({ contains($0, $1) }) {
                return "expected parts \(expectedParts), found \(shown)"
            }
        }
        return nil
    }

    /// Whether all members that are expected are there; others may be too.
    private static func contains(_ found: JSON, _ expected: JSON) -> Bool {
        guard case .object(let members) = expected else { return found == expected }
        return members.allSatisfy { name, value in found[name].map { name == "options" ? $0 == value : contains($0, value) } ?? false }
    }

    private static func direction(of locale: String) -> MessagePart.Direction {
        switch locale.prefix(2) {
        case "ar", "he", "fa", "ur": .rtl
        case "un": .auto
        default: .ltr
        }
    }

    private static func arguments(_ parameters: JSON?) -> [String: MessageValue] {
        var arguments: [String: MessageValue] = [:]
        for parameter in parameters?.items ?? [] {
            guard let name = parameter["name"]?.text, let value = parameter["value"] else { continue }
            switch value {
            case .string(let text):
                let isDate = parameter["type"]?.text == "datetime"
                arguments[name] = isDate ? LocalDateTime(iso: text).map { .dateTime($0) } ?? .opaque : .string(text)
            case .number(let number): arguments[name] = DecimalNumber(number).map { .number($0) } ?? .opaque
            case .boolean(let truth): arguments[name] = .boolean(truth)
            case .null: arguments[name] = .string("null")
            case .array, .object: arguments[name] = .opaque
            }
        }
        return arguments
    }
}

extension MessageFormatter {
    /// The parts in the shape of the tests' `expParts`.
    fileprivate func conformanceParts(_ parts: [MessagePart], isolates: Bool, locale: String) -> [MessageConformance.JSON] {
        var out: [MessageConformance.JSON] = []
        for part in parts {
            switch part {
            case .text(let text): out.append(.object(["type": .string("text"), "value": .string(text)]))
            case .fallback(let source): out.append(.object(["type": .string("fallback"), "source": .string(source)]))
            case .markup(let tag):
                var members: [String: MessageConformance.JSON] = [
                    "type": .string("markup"), "kind": .string(tag.kind.rawValue), "name": .string(tag.name),
                ]
                if let id = tag.id { members["id"] = .string(id) }
                if !tag.options.isEmpty {
                    members["options"] = .object(
                        Dictionary(tag.options.map { ($0.name, .string($0.text)) }, uniquingKeysWith: { first, _ in first }))
                }
                out.append(.object(members))
            case .value(let value):
                let opening = isolates ? isolate(before: value) : nil
                if let opening { out.append(.object(["type": .string("bidiIsolation"), "value": .string(opening)])) }
                var members: [String: MessageConformance.JSON] = [
                    "type": .string(value.kind.rawValue), "value": .string(value.text), "dir": .string(value.direction.rawValue),
                    "locale": .string(locale),
                ]
                if let id = value.id { members["id"] = .string(id) }
                if value.kind == .number || value.kind == .test { members["parts"] = .array(Self.numberParts(value.text)) }
                out.append(.object(members))
                if opening != nil { out.append(.object(["type": .string("bidiIsolation"), "value": .string("\u{2069}")])) }
            }
        }
        return out
    }

    /// A number's text taken apart as ECMA-402's `formatToParts` names its pieces.
    private static func numberParts(_ text: String) -> [MessageConformance.JSON] {
        var parts: [(type: String, value: String)] = []
        var isFraction = false
        for scalar in text.unicodeScalars {
            let type: String
            switch scalar {
            case "0"..."9": type = isFraction ? "fraction" : "integer"
            case "-": type = "minusSign"
            case "+": type = "plusSign"
            case "%": type = "percentSign"
            case ".":
                type = "decimal"
                isFraction = true
            case ",", "\u{A0}": type = "group"
            default: type = "literal"
            }
            if let last = parts.last, last.type == type {
                parts[parts.count - 1].value.unicodeScalars.append(scalar)
            } else {
                parts.append((type, String(scalar)))
            }
        }
        return parts.map { .object(["type": .string($0.type), "value": .string($0.value)]) }
    }
}
