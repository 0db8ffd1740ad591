import Diagnostics

/// A file of translation work (XLIFF Version 2.0, OASIS 2014; 2.1 is the same core).
package struct XLIFFDocument: Sendable {
    /// How far a segment is (2.0, clause 4.7.3.1).
    package enum State: String, Sendable, Hashable {
        case initial, translated, reviewed, final
    }

    /// A piece of a source or target.
    package indirect enum Inline: Sendable, Hashable {
        case text(String)
        /// `<ph>`
        case placeholder(id: String)
        /// `<pc>`
        case pair(id: String, [Inline])

        /// The ids of all codes, sorted.
        static func ids(_ content: [Inline]) -> [String] {
            content.flatMap { piece -> [String] in
                switch piece {
                case .text: []
                case .placeholder(let id): [id]
                case .pair(let id, let inner): [id] + ids(inner)
                }
            }
        }
    }

    package struct Unit: Sendable {
        package var id: String
        /// Where the words stand.
        package var name = ""
        package var notes: [(category: String, text: String)] = []
        /// By id of a code: what it stands for, and, of a pair, what ends it.
        package var data: [(id: String, start: String, end: String?, label: String)] = []
        package var state = State.initial
        package var source: [Inline]
        package var target: [Inline]?
        /// By id of a code: how a translation that was there already writes it, with the words of its own attributes.
        var targetTags: [String: InlinePiece] = [:]
        /// In the file it was read from.
        package var span: Span?
        package var targetSpan: Span?
    }

    package var source: Language
    package var target: Language?
    /// The file that the words are of.
    package var original: String
    package var units: [Unit]
}

extension XLIFFDocument.Unit {
    /// A unit of pieces: codes get numbers in order.
    package init(id: String, pieces: [InlinePiece]) {
        var count = 0
        var data: [(id: String, start: String, end: String?, label: String)] = []
        func inline(_ pieces: [InlinePiece]) -> [XLIFFDocument.Inline] {
            pieces.map { piece in
                switch piece {
                case .text(let words): return .text(words)
                case .code(let raw, let label):
                    count += 1
                    data.append(("\(count)", raw, nil, label))
                    return .placeholder(id: "\(count)")
                case .pair(let start, let end, let label, let inner):
                    count += 1
                    let id = "\(count)"
                    data.append((id, start, end, label))
                    return .pair(id: id, inline(inner))
                }
            }
        }
        self.init(id: id, source: inline(pieces))
        self.data = data
    }

    /// Gives the unit a translation that is there already; false when its codes are not those of the source.
    package mutating func setTarget(_ pieces: [InlinePiece]) -> Bool {
        var free = data
        var tags: [String: InlinePiece] = [:]
        func inline(_ pieces: [InlinePiece]) -> [XLIFFDocument.Inline]? {
            var out: [XLIFFDocument.Inline] = []
            for piece in pieces {
                if case .text(let words) = piece {
                    out.append(.text(words))
                    continue
                }
                // The label tells codes apart whose written form differs with the language: terms, links, pictures.
                let isPair = piece.isPair
                let name = piece.label.prefix { $0 != " " }
                guard
                    let match = free.firstIndex(where: { $0.label == piece.label && ($0.end != nil) == isPair })
                        ?? free.firstIndex(where: { $0.label.prefix { $0 != " " } == name && ($0.end != nil) == isPair })
                else { return nil }
                let isSame = free[match].label == piece.label
                let id = free.remove(at: match).id
                if isSame { tags[id] = piece }
                if case .pair(_, _, _, let inner) = piece {
                    guard let inner = inline(inner) else { return nil }
                    out.append(.pair(id: id, inner))
                } else {
                    out.append(.placeholder(id: id))
                }
            }
            return out
        }
        guard let made = inline(pieces), free.isEmpty else { return false }
        target = made
        targetTags = tags
        return true
    }

    /// What the record compares: the content with the codes written out.
    func markup(_ content: [XLIFFDocument.Inline], codes: [String: (start: String, end: String?)]) -> String {
        var out = ""
        for piece in content {
            switch piece {
            case .text(let words): out += InlinePiece.escaped(words)
            case .placeholder(let id): out += codes[id]?.start ?? ""
            case .pair(let id, let inner): out += (codes[id]?.start ?? "") + markup(inner, codes: codes) + (codes[id]?.end ?? "")
            }
        }
        return out
    }

    var codes: [String: (start: String, end: String?)] {
        Dictionary(data.map { ($0.id, ($0.start, $0.end)) }, uniquingKeysWith: { first, _ in first })
    }
}
