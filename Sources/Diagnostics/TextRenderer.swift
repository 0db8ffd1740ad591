/// Shows diagnostics to a person: place and code first, then the line, a caret, and the mend.
package struct TextRenderer: Sendable {
    /// A longer line is cut around the caret.
    private static let widestSnippet = 160

    private let sources: SourceMap
    private let language: Language

    package init(sources: SourceMap, language: Language) {
        self.sources = sources
        self.language = language
    }

    package func render(_ bag: DiagnosticBag) -> String {
        var out = ""
        for diagnostic in bag.sorted { out += render(diagnostic) }
        if bag.omittedCount > 0 { out += Wording.omitted(bag.omittedCount)[language] + "\n" }
        return out
    }

    package func render(_ diagnostic: Diagnostic) -> String {
        var out = ""
        if let place = place(diagnostic.span) { out += place + ": " }
        let severity = Wording.severity(diagnostic.severity)[language]
        out += "\(severity)[\(diagnostic.code.name)]\(Wording.colon[language]): \(diagnostic.message[language])\n"
        if let span = diagnostic.span { out += snippet(span) }
        for label in diagnostic.labels { out += related(label) }
        for note in diagnostic.notes { out += "  = \(Wording.note[language])\(Wording.colon[language]): \(note[language])\n" }
        if let hint = diagnostic.hint { out += "  = \(Wording.hint[language])\(Wording.colon[language]): \(hint[language])\n" }
        for label in diagnostic.trace { out += related(label) }
        return out
    }

    private func place(_ span: Span?) -> String? {
        guard let span, let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }

    private func related(_ label: Diagnostic.Label) -> String {
        "  \(place(label.span).map { $0 + ": " } ?? "")\(label.text[language])\n" + snippet(label.span)
    }

    /// The bytes of a long line that a snippet may show, cut between scalars.
    private static func window(_ bytes: [UInt8], _ line: Range<Int>, around offset: Int) -> Range<Int> {
        let reach = 4 * widestSnippet
        guard line.count > 4 * reach else { return line }
        let offset = min(max(offset, line.lowerBound), line.upperBound)
        var start = max(line.lowerBound, min(offset, line.upperBound - reach) - reach)
        while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        var end = min(line.upperBound, start + 3 * reach)
        while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }

    /// The line where a span begins, with its number, and carets under what the span covers of it.
    package func snippet(_ span: Span) -> String {
        guard let file = sources[span.source], !file.bytes.isEmpty else { return "" }
        let position = file.position(at: span.range.lowerBound)
        let line = file.byteRange(ofLine: position.line)
        let shown = Self.window(file.bytes, line, around: span.range.lowerBound)
        var scalars = Array(String(decoding: file.bytes[shown], as: UTF8.self).unicodeScalars)
        var caret = position.column - file.position(at: shown.lowerBound).column
        let end = min(span.range.upperBound, line.upperBound)
        var width = max(1, file.position(at: end).column - position.column)
        if end < span.range.lowerBound { width = 1 }
        if scalars.count > Self.widestSnippet {
            let first = max(0, min(caret - Self.widestSnippet / 2, scalars.count - Self.widestSnippet))
            scalars = Array(scalars[first..<min(scalars.count, first + Self.widestSnippet)])
            caret -= first
            width = max(1, min(width, scalars.count - caret))
        }
        var text = String.UnicodeScalarView()
        // Controls would move the terminal's cursor: tabs become a space, the rest a mark.
        text.append(contentsOf: scalars.map { $0 == "\t" ? " " : ($0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0) })
        let number = String(position.line)
        let gutter = String(repeating: " ", count: number.count)
        return " \(number) | \(String(text))\n \(gutter) | \(String(repeating: " ", count: caret))\(String(repeating: "^", count: width))\n"
    }
}

/// The words that frame a diagnostic.
private enum Wording {
    static let note = Bilingual(fr: "note", en: "note")
    static let hint = Bilingual(fr: "conseil", en: "hint")
    /// French sets a no-break space before a colon.
    static let colon = Bilingual(fr: "\u{A0}", en: "")

    static func severity(_ severity: Severity) -> Bilingual {
        switch severity {
        case .error: Bilingual(fr: "erreur", en: "error")
        case .warning: Bilingual(fr: "avertissement", en: "warning")
        }
    }

    static func omitted(_ count: Int) -> Bilingual {
        Bilingual(fr: "\(count) autres constats ne sont pas montrés", en: "\(count) further findings are not shown")
    }
}
