import Diagnostics
import XML

/// The work of a translator on one guide: what is to be translated, and what comes back.
package struct TranslationWork {
    /// A text of the source language, with what the other language has.
    private struct Item {
        let source: Passage
        let target: Passage?
        let needsWork: Bool
        let why: String
        /// Of a part that the other language lacks: the part, and where it would stand.
        let missing: ParityCheck.PassagePlace?
    }

    private let items: [Item]
    private let tree: XMLTree
    private let target: XMLTree
    private let languages: (source: Language, target: Language)

    /// - Parameters:
    ///   - outcome: what parity found.
    ///   - trees: the sources of both languages, perhaps one file.
    package init(_ outcome: ParityCheck.Outcome, source: XMLTree, target: XMLTree, languages: (source: Language, target: Language)) {
        tree = source
        self.target = target
        self.languages = languages
        var faulty: [Span: String] = [:]
        for finding in outcome.findings.diagnostics {
            guard let span = finding.span, ["parity/stale", "parity/untranslated"].contains(finding.code.name) else { continue }
            faulty[span] = finding.code == "parity/stale" ? "stale" : "untranslated"
        }
        var items = outcome.matched.filter { !$0.source.raw.isEmpty }.map { left, right -> Item in
            let why = faulty[right.span] ?? (right.raw.isEmpty ? "missing" : "")
            return Item(source: left, target: right, needsWork: !why.isEmpty, why: why, missing: nil)
        }
        items += outcome.missing.filter { $0.language == languages.target && !$0.passage.raw.isEmpty }.map {
            Item(source: $0.passage, target: nil, needsWork: true, why: "missing", missing: $0)
        }
        self.items = items.sorted { $0.source.span.start < $1.source.span.start }
    }

    // MARK: Export

    /// The work as a file for a translator: what is missing, stale or untranslated, or all of it.
    package func export(all: Bool, original: String) -> XLIFFDocument {
        var units: [XLIFFDocument.Unit] = []
        for (number, item) in items.enumerated() where all || item.needsWork {
            guard !item.source.hasNoWords, !item.source.isFixed else { continue }
            var unit = XLIFFDocument.Unit(id: "u\(number + 1)", pieces: item.source.content)
            unit.name = path(of: item.source)
            if number > 0 { unit.notes.append(("before", ParityDiagnostics.clip(items[number - 1].source.text, 200))) }
            if number + 1 < items.count { unit.notes.append(("after", ParityDiagnostics.clip(items[number + 1].source.text, 200))) }
            if !item.why.isEmpty { unit.notes.append(("reason", item.why)) }
            if let target = item.target, item.why != "untranslated", unit.setTarget(target.content) {
                unit.state = item.needsWork ? .initial : .translated
            }
            units.append(unit)
            for (place, text) in item.source.attributeTexts.enumerated() where !text.text.isEmpty {
                var words = XLIFFDocument.Unit(id: "u\(number + 1)-a\(place + 1)", source: [.text(text.text)])
                words.name = path(of: item.source) + "/\(text.element)/@\(text.name)"
                words.notes = [("attribute", "\(text.name) <\(text.element)>")]
                if let target = item.target, target.attributeTexts.indices.contains(place) {
                    words.target = [.text(target.attributeTexts[place].text)]
                    words.state = item.needsWork ? .initial : .translated
                }
                units.append(words)
            }
        }
        return XLIFFDocument(source: languages.source, target: languages.target, original: original, units: units)
    }

    /// `html/body/main/ul/li`: where the words stand.
    private func path(of passage: Passage) -> String {
        guard let first = passage.nodes.first else { return "" }
        var names: [String] = []
        var current = tree.parent(of: first)
        while let node = current, tree.isElement(node) {
            let id = tree.value("id", of: node).map { "#" + $0 } ?? ""
            names.append((tree.namespace(of: node) == .template ? "g:" : "") + tree.localName(of: node) + id)
            current = tree.parent(of: node)
        }
        return names.reversed().joined(separator: "/")
    }

    // MARK: Import

    /// An edit of the file of the target language.
    package struct Edit: Sendable, Hashable {
        package let span: Span
        package let text: String
    }

    /// The edits that the translations ask for, or the faults of the file.
    ///
    /// A unit without a target is left for another time. What a part of the guide needs to be whole must come together.
    package func edits(of document: XLIFFDocument) -> (edits: [Edit], done: Int, diagnostics: DiagnosticBag) {
        var bag = DiagnosticBag()
        var edits: [Edit] = []
        var done = 0
        guard document.source == languages.source, document.target == languages.target else {
            bag.append(XLIFFDiagnostics.languages(at: document.units.first?.span ?? Span(source: SourceID(index: 0), start: 0, end: 0)))
            return ([], 0, bag)
        }
        var words: [Int: [InlinePiece]] = [:]
        // Texts whose translation is the one that stands there.
        var unchanged: Set<Int> = []
        var attributes: [Int: [Int: String]] = [:]
        for unit in document.units {
            guard let (number, place) = find(unit, &bag) else { continue }
            guard let target = unit.target else { continue }
            let item = items[number]
            if let place {
                attributes[number, default: [:]][place] = Words.collapsed(plain(target))
                continue
            }
            let expected = XLIFFDocument.Unit(id: "", pieces: item.source.content)
            let (ids, given) = (expected.data.map(\.id), XLIFFDocument.Inline.ids(target))
            let lacking = ids.filter { !given.contains($0) }
            let added = given.filter { !ids.contains($0) } + Set(given.filter { id in given.count { $0 == id } > 1 }).sorted()
            let kinds = zip(Self.kinds(target).sorted { $0.id < $1.id }, Self.kinds(expected.source).sorted { $0.id < $1.id })
            guard lacking.isEmpty, added.isEmpty, kinds.allSatisfy({ $0.isPair == $1.isPair }) else {
                bag.append(XLIFFDiagnostics.codes(lacking: lacking, added: added, at: unit.targetSpan ?? unit.span))
                continue
            }
            guard !Words.all(plain(target)).isEmpty || Words.all(item.source.text).isEmpty else {
                bag.append(XLIFFDiagnostics.empty(item.source.text, at: unit.targetSpan ?? unit.span))
                continue
            }
            var standing = expected
            if let there = item.target, standing.setTarget(there.content), let old = standing.target,
                Words.collapsed(expected.markup(old, codes: expected.codes))
                    == Words.collapsed(expected.markup(target, codes: expected.codes))
            {
                unchanged.insert(number)
            }
            words[number] = pieces(target, standing)
        }
        guard !bag.hasErrors else { return ([], 0, bag) }
        for number in words.keys.sorted() where items[number].missing == nil {
            guard let target = items[number].target, let made = words[number] else { continue }
            let isKept = (attributes[number] ?? [:]).allSatisfy { place, text in
                target.attributeTexts.indices.contains(place) && Words.collapsed(target.attributeTexts[place].text) == text
            }
            if unchanged.contains(number), isKept {
                done += 1
                continue
            }
            let text = InlinePiece.markup(withAttributes(made, items[number], attributes[number] ?? [:]))
            done += 1
            if text != target.raw { edits.append(Edit(span: target.span, text: text)) }
        }
        done += missingParts(words, attributes, &edits, &bag)
        return (bag.hasErrors ? [] : edits.sorted { $0.span.start < $1.span.start }, done, bag)
    }

    /// Each code of a content with whether it is around words.
    private static func kinds(_ content: [XLIFFDocument.Inline]) -> [(id: String, isPair: Bool)] {
        content.flatMap { piece -> [(id: String, isPair: Bool)] in
            switch piece {
            case .text: []
            case .placeholder(let id): [(id, false)]
            case .pair(let id, let inner): [(id, true)] + kinds(inner)
            }
        }
    }

    /// The item that a unit is about, and which of its attributes.
    private func find(_ unit: XLIFFDocument.Unit, _ bag: inout DiagnosticBag) -> (item: Int, attribute: Int?)? {
        let parts = unit.id.split(separator: "-", maxSplits: 1).map(String.init)
        guard let number = parts.first.flatMap({ Int($0.dropFirst()) }), unit.id.hasPrefix("u") else {
            bag.append(XLIFFDiagnostics.unknownUnit(unit.id, at: unit.span))
            return nil
        }
        let attribute = parts.count == 2 ? Int(parts[1].dropFirst()).map { $0 - 1 } : nil
        let text = Words.collapsed(unit.markup(unit.source, codes: expectedCodes(number - 1, unit)))
        func matches(_ index: Int) -> Bool {
            guard items.indices.contains(index) else { return false }
            if let attribute {
                let texts = items[index].source.attributeTexts
                return texts.indices.contains(attribute) && Words.collapsed(texts[attribute].text) == Words.collapsed(plain(unit.source))
            }
            return items[index].source.raw == text
        }
        if matches(number - 1) { return (number - 1, attribute) }
        // Parts came or went before it since the export.
        if let index = items.indices.min(by: { abs($0 - number) < abs($1 - number) && matches($0) || matches($0) && !matches($1) }),
            matches(index)
        {
            return (index, attribute)
        }
        let now = items.indices.contains(number - 1) ? items[number - 1].source.span : nil
        bag.append(
            now == nil
                ? XLIFFDiagnostics.unknownUnit(unit.id, at: unit.span)
                : XLIFFDiagnostics.sourceChanged(plain(unit.source), at: unit.span, now: now))
        return nil
    }

    /// What the codes of a unit's source stand for: the data of the file, since the guide may have moved on.
    private func expectedCodes(_ index: Int, _ unit: XLIFFDocument.Unit) -> [String: (start: String, end: String?)] {
        if !unit.data.isEmpty { return unit.codes }
        guard items.indices.contains(index) else { return [:] }
        return XLIFFDocument.Unit(id: "", pieces: items[index].source.content).codes
    }

    private func plain(_ content: [XLIFFDocument.Inline]) -> String {
        content.map { piece in
            switch piece {
            case .text(let words): words
            case .placeholder: ""
            case .pair(_, let inner): plain(inner)
            }
        }.joined()
    }

    /// A translation with the codes of our own source, never those of the file.
    private func pieces(_ content: [XLIFFDocument.Inline], _ expected: XLIFFDocument.Unit) -> [InlinePiece] {
        let codes = Dictionary(expected.data.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func made(_ content: [XLIFFDocument.Inline]) -> [InlinePiece] {
            content.map { piece in
                switch piece {
                case .text(let words): return .text(words)
                case .placeholder(let id):
                    if let tag = expected.targetTags[id], case .code = tag { return tag }
                    return .code(codes[id]?.start ?? "", label: codes[id]?.label ?? "")
                case .pair(let id, let inner):
                    if case .pair(let start, let end, let label, _)? = expected.targetTags[id] {
                        return .pair(start: start, end: end, label: label, made(inner))
                    }
                    return .pair(
                        start: codes[id]?.start ?? "", end: codes[id]?.end ?? "", label: codes[id]?.label ?? "", made(inner))
                }
            }
        }
        return InlinePiece.tidied(made(content))
    }

    /// The tags with the words of their attributes in the other language: those of the file, else those that stand there.
    private func withAttributes(_ pieces: [InlinePiece], _ item: Item, _ given: [Int: String]) -> [InlinePiece] {
        var values: [(name: String, old: String, new: String)] = []
        for (place, text) in item.source.attributeTexts.enumerated() {
            var new = given[place]
            if new == nil, let target = item.target, target.attributeTexts.count == item.source.attributeTexts.count {
                new = target.attributeTexts[place].text
            }
            if let new { values.append((text.name, text.text, new)) }
            if let given = given[place], let target = item.target, target.attributeTexts.indices.contains(place) {
                values.append((text.name, target.attributeTexts[place].text, given))
            }
        }
        func changed(_ tag: String) -> String {
            var tag = tag
            for value in values {
                let old = "\(value.name)=\"\(InlinePiece.escaped(value.old, quotes: true))\""
                guard tag.contains(old) else { continue }
                tag = tag.replacing(old, with: "\(value.name)=\"\(InlinePiece.escaped(value.new, quotes: true))\"")
            }
            return tag
        }
        return pieces.map { piece in
            switch piece {
            case .text: piece
            case .code(let raw, let label): .code(changed(raw), label: label)
            case .pair(let start, let end, let label, let inner):
                .pair(start: changed(start), end: end, label: label, withAttributes(inner, item, given))
            }
        }
    }

    /// Parts that the other language lacks: a part comes whole, as the source has it, with the translated words.
    private func missingParts(
        _ words: [Int: [InlinePiece]], _ attributes: [Int: [Int: String]], _ edits: inout [Edit], _ bag: inout DiagnosticBag
    ) -> Int {
        var done = 0
        var parts: [(block: Block, place: Span, items: [Int])] = []
        for (number, item) in items.enumerated() {
            guard let missing = item.missing else { continue }
            if let last = parts.indices.last, parts[last].block.node == missing.block.node, parts[last].block.span == missing.block.span {
                parts[last].items.append(number)
            } else {
                parts.append((missing.block, missing.place, [number]))
            }
        }
        guard let bytes = tree.source?.bytes else { return 0 }
        for part in parts {
            let translated = part.items.filter { words[$0] != nil || items[$0].source.hasNoWords }
            guard translated.contains(where: { words[$0] != nil }) else { continue }
            guard translated.count == part.items.count else {
                for number in part.items where words[number] == nil && !items[number].source.hasNoWords {
                    bag.append(XLIFFDiagnostics.empty(items[number].source.text, at: nil))
                }
                continue
            }
            let range = part.block.fullSpan.range
            guard range.upperBound <= bytes.count else { continue }
            var text = ""
            var cursor = range.lowerBound
            for number in part.items {
                guard let made = words[number] else { continue }
                let span = items[number].source.span.range
                guard span.lowerBound >= cursor, span.upperBound <= range.upperBound else { continue }
                text += String(decoding: bytes[cursor..<span.lowerBound], as: UTF8.self)
                text += InlinePiece.markup(withAttributes(made, items[number], attributes[number] ?? [:]))
                cursor = span.upperBound
                done += 1
            }
            text += String(decoding: bytes[cursor..<range.upperBound], as: UTF8.self)
            if tree.source?.id == target.source?.id {
                // One file: the words go beside those of the other language.
                let name = languages.target.primarySubtag
                edits.append(Edit(span: beside(part.block), text: "<g:\(name)>\(text)</g:\(name)>"))
            } else {
                edits.append(Edit(span: part.place, text: part.block.isWords ? text : "\n" + indentation(range.lowerBound, bytes) + text))
            }
        }
        return done
    }

    /// Behind the `<g:fr>` that a part of a file with both languages stands in.
    private func beside(_ block: Block) -> Span {
        var current: NodeID? = block.isWords ? block.passage?.nodes.first : block.node
        while let node = current {
            if BlockReader.branch(node, tree) != nil {
                let end = tree.fullSpan(of: node).range.upperBound
                return Span(source: block.span.source, start: end, end: end)
            }
            current = tree.parent(of: node)
        }
        return Span(source: block.span.source, start: block.fullSpan.range.upperBound, end: block.fullSpan.range.upperBound)
    }

    private func indentation(_ offset: Int, _ bytes: [UInt8]) -> String {
        var start = offset
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        return start == 0 || bytes[start - 1] == 0x0A ? String(decoding: bytes[start..<offset], as: UTF8.self) : ""
    }

    /// The bytes of a file after edits.
    package static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var cursor = 0
        for edit in edits where edit.span.range.lowerBound >= cursor && edit.span.range.upperBound <= bytes.count {
            out += bytes[cursor..<edit.span.range.lowerBound]
            out += Array(edit.text.utf8)
            cursor = edit.span.range.upperBound
        }
        return out + bytes[cursor...]
    }
}
