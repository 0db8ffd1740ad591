import Diagnostics

/// Writes ``XLIFFDocument`` as XLIFF 2.0: the same bytes for the same work.
package enum XLIFFWriter {
    package static func write(_ document: XLIFFDocument) -> [UInt8] {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        out += "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"\(document.source.rawValue)\""
        if let target = document.target { out += " trgLang=\"\(target.rawValue)\"" }
        out += ">\n  <file id=\"f1\" original=\"\(quoted(document.original))\">\n"
        for unit in document.units { write(unit, into: &out) }
        out += "  </file>\n</xliff>\n"
        return Array(out.utf8)
    }

    private static func quoted(_ text: String) -> String { InlinePiece.escaped(text, quotes: true) }

    private static func write(_ unit: XLIFFDocument.Unit, into out: inout String) {
        out += "    <unit id=\"\(quoted(unit.id))\""
        if !unit.name.isEmpty { out += " name=\"\(quoted(unit.name))\"" }
        out += ">\n"
        if !unit.notes.isEmpty {
            out += "      <notes>\n"
            for note in unit.notes {
                out += "        <note category=\"\(quoted(note.category))\">\(InlinePiece.escaped(note.text))</note>\n"
            }
            out += "      </notes>\n"
        }
        if !unit.data.isEmpty {
            out += "      <originalData>\n"
            for data in unit.data {
                out += "        <data id=\"d\(data.id)\">\(InlinePiece.escaped(data.start))</data>\n"
                if let end = data.end { out += "        <data id=\"e\(data.id)\">\(InlinePiece.escaped(end))</data>\n" }
            }
            out += "      </originalData>\n"
        }
        out += "      <segment id=\"s1\" state=\"\(unit.state.rawValue)\">\n"
        out += "        <source>\(inline(unit.source, unit))</source>\n"
        if let target = unit.target { out += "        <target>\(inline(target, unit))</target>\n" }
        out += "      </segment>\n    </unit>\n"
    }

    private static func inline(_ content: [XLIFFDocument.Inline], _ unit: XLIFFDocument.Unit) -> String {
        func label(_ id: String) -> String { quoted(unit.data.first { $0.id == id }?.label ?? "") }
        return content.map { piece in
            switch piece {
            case .text(let words): InlinePiece.escaped(words)
            case .placeholder(let id):
                "<ph id=\"\(id)\" canCopy=\"no\" canDelete=\"no\" dataRef=\"d\(id)\" disp=\"\(label(id))\"/>"
            case .pair(let id, let inner):
                "<pc id=\"\(id)\" canCopy=\"no\" canDelete=\"no\" dataRefStart=\"d\(id)\" dataRefEnd=\"e\(id)\" dispStart=\"\(label(id))\">"
                    + self.inline(inner, unit) + "</pc>"
            }
        }.joined()
    }
}
