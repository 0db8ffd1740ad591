import Diagnostics

/// The record of translations is XLIFF 2 too: a translation memory that other tools read.
extension TranslationRecord {
    package init(_ document: XLIFFDocument) {
        self.init(
            document.units.compactMap { unit in
                guard let target = unit.target else { return nil }
                return Pair(source: unit.markup(unit.source, codes: unit.codes), target: unit.markup(target, codes: unit.codes))
            })
    }
}

extension ParityCheck.Outcome {
    /// The record of this moment, as a file to keep beside the guide.
    package func recordFile(source: Language, target: Language, original: String) -> XLIFFDocument {
        var units: [XLIFFDocument.Unit] = []
        var seen: Set<TranslationRecord.Pair> = []
        for (left, right) in matched where !left.raw.isEmpty && !right.raw.isEmpty && !left.hasNoWords {
            guard seen.insert(.init(source: left.raw, target: right.raw)).inserted else { continue }
            var unit = XLIFFDocument.Unit(id: "u\(units.count + 1)", pieces: left.content)
            // Codes that only the translation writes so have numbers of their own.
            let count = unit.data.count
            let other = XLIFFDocument.Unit(id: "", pieces: right.content)
            if unit.codesAgree(with: other) {
                unit.target = other.source
            } else {
                func shifted(_ id: String) -> String { "\((Int(id) ?? 0) + count)" }
                func shift(_ content: [XLIFFDocument.Inline]) -> [XLIFFDocument.Inline] {
                    content.map { piece in
                        switch piece {
                        case .text: piece
                        case .placeholder(let id): .placeholder(id: shifted(id))
                        case .pair(let id, let inner): .pair(id: shifted(id), shift(inner))
                        }
                    }
                }
                unit.data += other.data.map { (shifted($0.id), $0.start, $0.end, $0.label) }
                unit.target = shift(other.source)
            }
            unit.state = .final
            units.append(unit)
        }
        return XLIFFDocument(source: source, target: target, original: original, units: units)
    }
}

extension XLIFFDocument.Unit {
    /// Whether the codes of both are the same, one for one.
    fileprivate func codesAgree(with other: Self) -> Bool {
        data.count == other.data.count && zip(data, other.data).allSatisfy { $0.start == $1.start && $0.end == $1.end }
    }
}
