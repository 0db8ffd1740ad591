/// A piece of a passage as translators see it: words to translate, and codes to keep.
package indirect enum InlinePiece: Sendable, Hashable {
    case text(String)
    /// An element that holds no words, as it is written.
    case code(String, label: String)
    /// An element around words: its tags as they are written.
    case pair(start: String, end: String, label: String, [InlinePiece])

    /// The pieces as markup.
    package static func markup(_ pieces: [InlinePiece]) -> String {
        var out = ""
        for piece in pieces {
            switch piece {
            case .text(let words): out += escaped(words)
            case .code(let raw, _): out += raw
            case .pair(let start, let end, _, let inner): out += start + markup(inner) + end
            }
        }
        return out
    }

    /// Text as XML writes it.
    package static func escaped(_ text: String, quotes: Bool = false) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"" where quotes: out.append(contentsOf: "&quot;".unicodeScalars)
            // What XML cannot hold, and what it would take for a line end.
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t", "\u{FFFE}", "\u{FFFF}": break
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Spaces collapsed as a reader sees them, none at the ends.
    package static func tidied(_ pieces: [InlinePiece]) -> [InlinePiece] {
        var wasSpace = true
        func collapse(_ pieces: [InlinePiece]) -> [InlinePiece] {
            var out: [InlinePiece] = []
            for piece in pieces {
                switch piece {
                case .text(let words):
                    var kept = String.UnicodeScalarView()
                    for scalar in words.unicodeScalars {
                        let isSpace = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
                        if isSpace { if !wasSpace { kept.append(" ") } } else { kept.append(scalar) }
                        wasSpace = isSpace
                    }
                    guard !kept.isEmpty else { continue }
                    if case .text(let before)? = out.last {
                        out[out.count - 1] = .text(before + String(kept))
                    } else {
                        out.append(.text(String(kept)))
                    }
                case .code:
                    wasSpace = false
                    out.append(piece)
                case .pair(let start, let end, let label, let inner):
                    out.append(.pair(start: start, end: end, label: label, collapse(inner)))
                }
            }
            return out
        }
        var tidy = collapse(pieces)
        if case .text(let last)? = tidy.last, last.hasSuffix(" ") {
            let kept = String(last.dropLast())
            tidy.removeLast()
            if !kept.isEmpty { tidy.append(.text(kept)) }
        }
        return tidy
    }

    /// The codes, in order, the outer before the inner.
    package static func codes(_ pieces: [InlinePiece]) -> [InlinePiece] {
        pieces.flatMap { piece -> [InlinePiece] in
            switch piece {
            case .text: []
            case .code: [piece]
            case .pair(_, _, _, let inner): [piece] + codes(inner)
            }
        }
    }

    /// The words alone.
    package static func words(_ pieces: [InlinePiece]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let words): words
            case .code: ""
            case .pair(_, _, _, let inner): words(inner)
            }
        }.joined()
    }

    var label: String {
        switch self {
        case .text: ""
        case .code(_, let label), .pair(_, _, let label, _): label
        }
    }

    var isPair: Bool {
        if case .pair = self { true } else { false }
    }
}
