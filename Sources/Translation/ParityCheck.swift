import Diagnostics
import XML

/// Proves that two languages of a guide say the same things in the same order: `paraphe parity`.
package struct ParityCheck {
    /// The language that the guide is written in first.
    package let source: Language
    package let target: Language
    private let record: TranslationRecord?
    private let alignment: BlockAlignment
    private var bag = DiagnosticBag()
    /// Pairs of passages that stand for each other, in order.
    private var matched: [(source: Passage, target: Passage)] = []
    private var missing: [PassagePlace] = []

    /// Words that one language lacks, and where they would stand.
    package struct PassagePlace: Sendable {
        package let passage: Passage
        /// An empty span in the file of the other language.
        package let place: Span
        /// The whole part that is missing there: an element with its tags, or the words.
        package let block: Block
        package let language: Language
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package let findings: DiagnosticBag
        /// Passages that stand for each other, in order.
        package let matched: [(source: Passage, target: Passage)]
        /// Passages of the source language that the other lacks.
        package let missing: [PassagePlace]

        /// What a record of this moment holds.
        package var record: TranslationRecord {
            TranslationRecord(
                matched.filter { !$0.source.raw.isEmpty && !$0.target.raw.isEmpty }.map {
                    .init(source: $0.source.raw, target: $0.target.raw)
                })
        }
    }

    private init(source: Language, target: Language, record: TranslationRecord?) {
        self.source = source
        self.target = target
        self.record = record
        alignment = BlockAlignment(record: record)
    }

    /// Compares the sources of two languages, which may be one file with both.
    package static func run(
        _ left: XMLTree, _ right: XMLTree, source: Language = .french, target: Language = .english, record: TranslationRecord? = nil
    ) -> Outcome {
        var check = ParityCheck(source: source, target: target, record: record)
        if let a = BlockReader.read(left, source), let b = BlockReader.read(right, target) { check.compare(a, b) }
        return Outcome(findings: check.bag, matched: check.matched, missing: check.missing)
    }

    // MARK: Parts

    private mutating func compare(_ left: Block, _ right: Block) {
        guard left.name == right.name else {
            bag.append(ParityDiagnostics.kinds(left, right))
            compareChildren(left, right)
            return
        }
        if !left.isWords { compareAttributes(left, right) }
        if let a = left.passage, let b = right.passage {
            compare(a, b)
        } else if let a = left.passage, !a.hasNoWords {
            bag.append(ParityDiagnostics.missing(left, in: target, place: right.span))
        } else if let b = right.passage, !b.hasNoWords {
            bag.append(ParityDiagnostics.missing(right, in: source, place: left.span))
        }
        compareChildren(left, right)
    }

    private mutating func compareAttributes(_ left: Block, _ right: Block) {
        let names = Set((left.attributes + right.attributes).map(\.name)).sorted()
        for name in names {
            let (a, b) = (left.attributes.first { $0.name == name }, right.attributes.first { $0.name == name })
            guard a?.value != b?.value else { continue }
            if name == "href", let a, let b, Address.mayAgree(a.shown, b.shown) { continue }
            bag.append(
                ParityDiagnostics.attribute(name, of: left.name, left: a, right: b, leftSpan: left.span, rightSpan: right.span))
        }
        if left.id?.value != right.id?.value {
            bag.append(
                ParityDiagnostics.attribute("id", of: left.name, left: left.id, right: right.id, leftSpan: left.span, rightSpan: right.span)
            )
        }
    }

    private mutating func compareChildren(_ left: Block, _ right: Block) {
        let pairs = alignment.align(left.children, right.children)
        // A part that lacks on both sides and looks the same was moved.
        var lonelyLeft = pairs.compactMap { $0.right == nil ? $0.left : nil }
        var moved: [Int: Int] = [:]
        for pair in pairs where pair.left == nil {
            guard let position = pair.right else { continue }
            let best = lonelyLeft.map { ($0, alignment.similarity(left.children[$0], right.children[position])) }.max { $0.1 < $1.1 }
            guard let best, best.1 > 1.4 else { continue }
            moved[position] = best.0
            lonelyLeft.removeAll { $0 == best.0 }
        }
        let movedLeft = Set(moved.values)
        var lastRight: Span?
        var lastLeft: Span?
        for pair in pairs {
            switch (pair.left, pair.right) {
            case (let a?, let b?):
                compare(left.children[a], right.children[b])
                lastLeft = left.children[a].fullSpan
                lastRight = right.children[b].fullSpan
            case (let a?, nil):
                if !movedLeft.contains(a) { lack(left.children[a], in: target, place: Self.place(after: lastRight, in: right)) }
                lastLeft = left.children[a].fullSpan
            case (nil, let b?):
                if let a = moved[b] {
                    bag.append(ParityDiagnostics.moved(right.children[b], other: left.children[a], in: source))
                    compare(left.children[a], right.children[b])
                } else {
                    lack(right.children[b], in: source, place: Self.place(after: lastLeft, in: left))
                }
                lastRight = right.children[b].fullSpan
            case (nil, nil): break
            }
        }
    }

    /// Where a part would stand behind another; at the beginning of its parent without one.
    private static func place(after span: Span?, in parent: Block) -> Span {
        let end = span?.range.upperBound ?? parent.span.range.upperBound
        return Span(source: parent.span.source, start: end, end: end)
    }

    private mutating func lack(_ block: Block, in language: Language, place: Span) {
        bag.append(ParityDiagnostics.missing(block, in: language, place: place))
        for passage in block.passages { missing.append(PassagePlace(passage: passage, place: place, block: block, language: language)) }
    }

    // MARK: Words

    private mutating func compare(_ left: Passage, _ right: Passage) {
        matched.append((left, right))
        guard !left.isFixed || !right.isFixed || left.text != right.text else { return }
        for kind in Fact.Kind.allCases {
            compareFacts(left, right, kind)
        }
        compareAttributeTexts(left, right)
        guard !left.raw.isEmpty, !right.raw.isEmpty, !left.isFixed, !right.isFixed else { return }
        if let fault = untranslated(left.text, right.text, left.span, right.span) {
            bag.append(fault)
            return
        }
        switch record?.state(source: left.raw, target: right.raw) {
        case .stale(let was)?: bag.append(ParityDiagnostics.stale(right.text, at: right.span, source: left.span, was: was))
        case .rewritten?: bag.append(ParityDiagnostics.rewritten(right.text, at: right.span, source: left.span))
        case .kept?, .new?, nil: break
        }
    }

    private func untranslated(_ left: String, _ right: String, _ leftSpan: Span, _ rightSpan: Span) -> Diagnostic? {
        let small = Words.smallWordCount(right)
        if left == right {
            let signs = Words.signs(right)
            guard small >= 2 || small == 1 && signs.french + signs.english > 0 else { return nil }
            // The fault is in the language that the words are not of.
            let isEnglish = signs.english > signs.french
            let isTarget = (target == .english) != isEnglish
            return isTarget
                ? ParityDiagnostics.untranslated(right, into: target, at: rightSpan, source: leftSpan)
                : ParityDiagnostics.untranslated(left, into: source, at: leftSpan, source: rightSpan)
        }
        for (text, language, span, other) in [(left, source, leftSpan, rightSpan), (right, target, rightSpan, leftSpan)] {
            let signs = Words.signs(text)
            let (own, foreign) = language == .french ? (signs.french, signs.english) : (signs.english, signs.french)
            // A name in the other language stands among words of one's own.
            if foreign >= 3, own == 0 { return ParityDiagnostics.wrongLanguage(text, expected: language, at: span, source: other) }
        }
        return nil
    }

    private mutating func compareAttributeTexts(_ left: Passage, _ right: Passage) {
        for name in BlockReader.readAttributes.sorted() where name != "entry" {
            let (a, b) = (left.attributeTexts.filter { $0.name == name }, right.attributeTexts.filter { $0.name == name })
            guard a.count == b.count else {
                if name != "under" {
                    let fact = (a.count > b.count ? a[b.count] : b[a.count])
                    bag.append(
                        ParityDiagnostics.lacks(
                            Fact(kind: .markup, keys: [], shown: "\(name)=\"\(fact.text)\"", span: fact.span),
                            in: a.count > b.count ? target : source, passage: a.count > b.count ? right.span : left.span))
                }
                continue
            }
            for (one, other) in zip(a, b) {
                if one.text.isEmpty != other.text.isEmpty {
                    let (full, empty, language) = one.text.isEmpty ? (other, one, source) : (one, other, target)
                    bag.append(
                        ParityDiagnostics.lacks(
                            Fact(kind: .markup, keys: [], shown: "\(name)=\"\(full.text)\"", span: full.span), in: language,
                            passage: empty.span))
                } else if !left.isFixed, !right.isFixed, !one.text.contains("{"),
                    let fault = untranslated(one.text, other.text, one.span, other.span)
                {
                    bag.append(fault)
                }
            }
        }
    }

    // MARK: Facts

    private mutating func compareFacts(_ left: Passage, _ right: Passage, _ kind: Fact.Kind) {
        var (a, b) = (left.facts.filter { $0.kind == kind }, right.facts.filter { $0.kind == kind })
        Self.removeAgreeing(&a, &b) { $0.agrees(with: $1) }
        if kind == .number {
            let classes = { (passage: Passage) in Set(passage.facts.filter { $0.kind == .number }.compactMap { $0.keys.first?.first }) }
            Self.removeUnitsLeftOut(&a, &b, shared: classes(left).intersection(classes(right)))
            Self.removePartsOfDates(&a, &b)
        }
        if kind == .link { Self.removeAgreeing(&a, &b) { Address.mayAgree($0.shown, $1.shown) } }
        // A number in words alone on one side says what the other says without it: both, twice, a pair.
        if a.allSatisfy(\.isOptional) || b.allSatisfy(\.isOptional) {
            let isSame = a.isEmpty || b.isEmpty
            if isSame || kind != .number {
                a.removeAll(where: \.isOptional)
                b.removeAll(where: \.isOptional)
            }
        }
        let count = min(a.count, b.count)
        for (one, other) in zip(a, b) { bag.append(ParityDiagnostics.differs(one, other)) }
        for fact in a.dropFirst(count) where !fact.isOptional { bag.append(ParityDiagnostics.lacks(fact, in: target, passage: right.span)) }
        for fact in b.dropFirst(count) where !fact.isOptional { bag.append(ParityDiagnostics.lacks(fact, in: source, passage: left.span)) }
    }

    private static func removeAgreeing(_ a: inout [Fact], _ b: inout [Fact], _ agree: (Fact, Fact) -> Bool) {
        a.removeAll { fact in
            guard let match = b.firstIndex(where: { agree(fact, $0) }) else { return false }
            b.remove(at: match)
            return true
        }
    }

    /// `de 10 à 20 %` is `10% to 20%`, `8 h à 16 h` is `8 to 4 p.m.`: one language says the unit once.
    private static func removeUnitsLeftOut(_ a: inout [Fact], _ b: inout [Fact], shared: Set<Character>) {
        func bare(_ fact: Fact) -> String? {
            guard let key = fact.keys.first, let mark = key.first else { return nil }
            switch mark {
            case "n": return String(key.dropFirst())
            case "%", "$": return shared.contains(mark) ? String(key.dropFirst()) : nil
            case "t":
                guard shared.contains("t"), let minutes = Int(key.dropFirst()), minutes % 60 == 0 else { return nil }
                return String(minutes / 60)
            case "o": return String(key.dropFirst())
            default: return nil
            }
        }
        removeAgreeing(&a, &b) { one, other in
            guard one.keys.first?.first != other.keys.first?.first || one.isOptional != other.isOptional else { return false }
            guard let left = bare(one), let right = bare(other) else { return false }
            return left == right
        }
    }

    /// `du 3 au 5 mai 2026` is `May 3 to 5, 2026`: the same days, months and years, parted elsewhere.
    private static func removePartsOfDates(_ a: inout [Fact], _ b: inout [Fact]) {
        guard (a + b).contains(where: { $0.keys.first?.first == "d" }) else { return }
        func parts(_ facts: [Fact]) -> [String] {
            facts.filter { !$0.isOptional }.flatMap { fact -> [String] in
                guard let key = fact.keys.first else { return [] }
                guard key.first == "d" else { return [key] }
                let pieces = key.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
                return zip(pieces, ["n", "m", "n"]).filter { !$0.0.isEmpty }.map { $0.1 + $0.0 }
            }.sorted()
        }
        if parts(a) == parts(b) {
            a.removeAll { !$0.isOptional }
            b.removeAll { !$0.isOptional }
        }
    }
}
