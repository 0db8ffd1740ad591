import Pages
import Styling
import XML

extension BoxBuilder {
    /// A footnote: its call stays in the text, its body waits for the foot of a page (CSS GCPM 3, clause 2). In the structure tree
    /// the call is a reference with a link to the note, and the note follows it (ISO 32000-1, clause 14.8.4.4).
    mutating func footnote(_ node: NodeID, _ style: ComputedStyle, name: String, parent: Int) -> [Box] {
        engine.hasFootnotes = true
        noteCount += 1
        let number = noteCount
        let isTagged = artifactDepth == 0 && parent >= 0
        let nodes = isTagged ? structure.footnote(in: parent) : (reference: -1, link: -1, note: -1)
        let note = Box(.block, style, node: node)
        note.isNote = true
        note.structure = Int32(nodes.note)

        // The call counts, the marker repeats its number.
        var calls: [Box] = []
        if let callStyle = styled.style(of: .footnoteCall, at: node), callStyle.display != .none {
            counters.apply(callStyle)
            let inner = Box(.inline, ComputedStyle.anonymous(inheriting: callStyle, display: .inline))
            inner.structure = Int32(nodes.link)
            if case .items(let items) = callStyle.generated.content {
                inner.children = generated(items, style: callStyle, node: node, structure: nodes.link)
            }
            let call = Box(.inline, callStyle, node: node)
            call.structure = Int32(nodes.reference)
            call.children = [inner]
            call.note = note
            call.anchor = "paraphe:call-\(number)"
            calls = [call]
        } else {
            let call = Box(.inline, ComputedStyle.anonymous(inheriting: style, display: .inline), node: node)
            call.structure = Int32(parent)
            call.note = note
            calls = [call]
        }
        var content: [Box] = []
        if let markerStyle = styled.style(of: .footnoteMarker, at: node), markerStyle.display != .none,
            case .items(let items) = markerStyle.generated.content
        {
            counters.apply(markerStyle)
            let label = isTagged ? structure.label(ofNote: nodes.note) : -1
            let marker = Box(.inline, markerStyle)
            marker.structure = Int32(label)
            marker.children = generated(items, style: markerStyle, node: node, structure: label)
            content.append(marker)
        }
        content += children(of: node, style: style, structure: nodes.note)
        note.children = content
        let finished = finish(fixup(note), node, name)
        if finished.anchor == nil { finished.anchor = "paraphe:note-\(number)" }
        if isTagged, let anchor = finished.anchor, let call = calls.first?.children.first {
            let words = Self.collapsed(tree.textContent(of: node))
            call.link = Int32(engine.linkTargets.count)
            engine.linkTargets.append((.destination(anchor), words.isEmpty ? "\(number)" : words, nodes.link))
        }
        return calls
    }
}
