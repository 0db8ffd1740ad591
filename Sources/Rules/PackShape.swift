import CivilTime
import Diagnostics
import YAML

/// The three shapes of YAML, in words.
enum YAMLShape {
    case scalar
    case sequence
    case mapping

    init(_ node: YAMLNode) {
        switch node.content {
        case .scalar: self = .scalar
        case .sequence: self = .sequence
        case .mapping: self = .mapping
        }
    }

    var words: Bilingual {
        switch self {
        case .scalar: Bilingual(fr: "une seule valeur", en: "a single value")
        case .sequence: Bilingual(fr: "une liste", en: "a list")
        case .mapping: Bilingual(fr: "un groupe de clés", en: "a group of keys")
        }
    }
}

/// Checks a tree against ``PackSchema``: keys, shapes, spelling of names, both languages.
struct PackShape {
    private(set) var bag = DiagnosticBag()

    mutating func check(_ node: YAMLNode, part name: String) {
        check(node, .part(name), owner: nil, ownerSpan: nil)
    }

    private mutating func check(_ node: YAMLNode, _ type: PackSchema.ValueType, owner: String?, ownerSpan: Span?) {
        if node.isNull {
            bag.append(owner.map { PackDiagnostics.noValue($0, at: ownerSpan ?? node.span) } ?? PackDiagnostics.emptyList(at: node.span))
            return
        }
        switch type {
        case .text, .expression, .reference, .fieldPath, .name, .boolean, .integer, .number, .date, .word:
            guard let scalar = node.scalar else { return wrongType(type, node) }
            check(scalar, type, node)
        case .constant:
            if let elements = node.sequence {
                for element in elements { check(element, .text, owner: owner, ownerSpan: ownerSpan) }
            } else if node.mapping != nil {
                localized(node, ownerSpan: ownerSpan)
            }
        case .content: break  // its reader says what is wrong with it
        case .localized: localized(node, ownerSpan: ownerSpan)
        case .list(let element):
            guard let elements = node.sequence else { return wrongType(type, node) }
            if elements.isEmpty { bag.append(PackDiagnostics.emptyList(at: node.span)) }
            for item in elements { check(item, element, owner: nil, ownerSpan: nil) }
        case .map(let form, let value):
            guard let entries = node.mapping else { return wrongType(type, node) }
            if entries.isEmpty { bag.append(PackDiagnostics.emptyList(at: node.span)) }
            for entry in entries {
                if !NameSpelling.isValid(entry.key, form) { bag.append(PackDiagnostics.badName(entry.key, form: form, at: entry.keySpan)) }
                check(entry.value, value, owner: entry.key, ownerSpan: entry.keySpan)
            }
        case .part(let name):
            guard let part = PackSchema.part(name) else { return }
            guard let entries = node.mapping else { return wrongType(type, node) }
            keys(entries, of: part, node: node, owner: owner, ownerSpan: ownerSpan)
        case .either(let types):
            check(node, alternative(types, node), owner: owner, ownerSpan: ownerSpan)
        }
    }

    private func alternative(_ types: [PackSchema.ValueType], _ node: YAMLNode) -> PackSchema.ValueType {
        let fitting = types.filter { type in
            switch (type, node.content) {
            // A text in each language says `fr` or `en`; another mapping is the part.
            case (.localized, .mapping(let entries)): entries.contains { $0.key == "fr" || $0.key == "en" }
            case (.list, .sequence), (.part, .mapping), (.map, .mapping): true
            case (.boolean, .scalar(let scalar)):
                if case .boolean = scalar.value { true } else { false }
            case (.list, _), (.part, _), (.map, _): false
            case (_, .scalar): true
            default: false
            }
        }
        return fitting.first ?? types.first ?? .text
    }

    private mutating func keys(_ entries: [YAMLEntry], of part: PackSchema.Part, node: YAMLNode, owner: String?, ownerSpan: Span?) {
        var seen: Set<String> = []
        for entry in entries {
            seen.insert(entry.key)
            guard let key = part.key(entry.key) else {
                let nearest = NearestName.of(entry.key, among: part.keys.map(\.name))
                let isSection = part.name == PackSchema.section && PackSchema.part(PackSchema.entry)?.key(entry.key) != nil
                bag.append(PackDiagnostics.unknownKey(entry.key, part: part, nearest: nearest, isSection: isSection, at: entry.keySpan))
                if let nearest { seen.insert(nearest) }  // the misspelt key is not missing as well
                continue
            }
            check(entry.value, key.type, owner: entry.key, ownerSpan: entry.keySpan)
        }
        for key in part.keys where key.isRequired && !seen.contains(key.name) {
            let place = ownerSpan ?? entries.first?.keySpan ?? node.span
            bag.append(PackDiagnostics.missingKey(key, part: part, owner: owner, at: place))
        }
    }

    private mutating func localized(_ node: YAMLNode, ownerSpan: Span?) {
        guard let entries = node.mapping else { return wrongType(.localized, node) }
        for entry in entries {
            guard entry.key == "fr" || entry.key == "en" else {
                if entry.value.isNull, entry.value.span.range.isEmpty {
                    bag.append(PackDiagnostics.commaInText(entry.key, at: entry.keySpan))
                    continue
                }
                bag.append(
                    PackDiagnostics.unknownKey(
                        entry.key, part: Self.localizedPart, nearest: NearestName.of(entry.key, among: ["fr", "en"]), isSection: false,
                        at: entry.keySpan))
                continue
            }
            let language: Language = entry.key == "fr" ? .french : .english
            guard entry.value.scalar != nil else {
                wrongType(.text, entry.value)
                continue
            }
            if entry.value.isNull || entry.value.text?.text.utf8.allSatisfy({ $0 <= 0x20 }) ?? true {
                bag.append(PackDiagnostics.missingTranslation(language, at: entry.keySpan))
            }
        }
        for language in Language.allCases where !entries.contains(where: { $0.key == language.primarySubtag }) {
            bag.append(PackDiagnostics.missingTranslation(language, at: ownerSpan ?? node.span))
        }
    }

    private static let localizedPart = PackSchema.Part(
        "localized", fr: "un texte dans chaque langue", en: "a text in each language",
        [
            PackSchema.Key("fr", .text, required: true, fr: "français", en: "French"),
            PackSchema.Key("en", .text, required: true, fr: "anglais", en: "English"),
        ])

    private mutating func check(_ scalar: YAMLScalar, _ type: PackSchema.ValueType, _ node: YAMLNode) {
        let text = scalar.text.text
        switch (type, scalar.value) {
        case (.boolean, .boolean), (.integer, .integer), (.number, .integer), (.number, .decimal): break
        case (.boolean, _), (.integer, _), (.number, _): wrongType(type, node)
        case (.name(let form), _) where !NameSpelling.isValid(text, form):
            bag.append(PackDiagnostics.badName(text, form: form, at: node.span))
        case (.date, _) where CivilDate(text) == nil:
            bag.append(PackDiagnostics.badDate(text, form: PackDiagnostics.dayForm, at: node.span))
        case (.word(let words), _) where !words.contains(text): bag.append(PackDiagnostics.unknownWord(text, words: words, at: node.span))
        default: break
        }
    }

    private mutating func wrongType(_ type: PackSchema.ValueType, _ node: YAMLNode) {
        bag.append(PackDiagnostics.wrongType(expected: type, found: YAMLShape(node), at: node.span))
    }
}

/// How names are spelt; the same as ``PackSchema/NameForm/pattern``.
enum NameSpelling {
    static func isValid(_ name: String, _ form: PackSchema.NameForm) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 80 else { return false }
        switch form {
        case .kebab:
            var afterHyphen = false
            for byte in bytes {
                let isHyphen = byte == UInt8(ascii: "-")
                guard isSmall(byte) || isDigit(byte) || (isHyphen && !afterHyphen) else { return false }
                afterHyphen = isHyphen
            }
            return isSmall(first) && last != UInt8(ascii: "-")
        case .field:
            return isSmall(first) && bytes.allSatisfy { isSmall($0) || isCapital($0) || isDigit($0) }
        case .function:
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count <= 2 && parts.allSatisfy { isValid(String($0), .field) }
        case .messageKey:
            var afterSeparator = false
            for byte in bytes {
                let isSeparator = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                guard isSmall(byte) || isCapital(byte) || isDigit(byte) || (isSeparator && !afterSeparator) else { return false }
                afterSeparator = isSeparator
            }
            return (isSmall(first) || isCapital(first)) && last != UInt8(ascii: ".") && last != UInt8(ascii: "-")
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
