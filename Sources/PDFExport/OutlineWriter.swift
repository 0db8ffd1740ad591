import PDF
import Pages

/// Bookmarks (ISO 32000-1, clause 12.3.3).
struct OutlineWriter {
    let entries: [OutlineEntry]
    let target: (Destination) -> PDFObject

    /// Nil when there are none.
    func write(to writer: inout PDFWriter) -> PDFReference? {
        guard !entries.isEmpty else { return nil }
        let root = writer.reserve()
        let references = entries.map { _ in writer.reserve() }
        // The nearest earlier entry of a lower level; -1 is the root.
        var parents: [Int] = []
        var open: [Int] = []
        for (index, entry) in entries.enumerated() {
            while let last = open.last, entries[last].level >= entry.level { open.removeLast() }
            parents.append(open.last ?? -1)
            open.append(index)
        }
        var children: [Int: [Int]] = [:]
        for index in entries.indices { children[parents[index], default: []].append(index) }
        for (index, entry) in entries.enumerated() {
            var dictionary: PDFDictionary = [
                "Title": .text(entry.title), "Parent": .reference(parents[index] < 0 ? root : references[parents[index]]),
                "Dest": target(entry.destination),
            ]
            let siblings = children[parents[index]] ?? []
            if let place = siblings.firstIndex(of: index) {
                if place > 0 { dictionary["Prev"] = .reference(references[siblings[place - 1]]) }
                if place + 1 < siblings.count { dictionary["Next"] = .reference(references[siblings[place + 1]]) }
            }
            if let own = children[index], let first = own.first, let last = own.last {
                dictionary["First"] = .reference(references[first])
                dictionary["Last"] = .reference(references[last])
                // Closed: readers open what they want to see.
                dictionary["Count"] = .integer(-own.count)
            }
            writer.write(.dictionary(dictionary), as: references[index])
        }
        let top = children[-1] ?? []
        var dictionary: PDFDictionary = ["Type": .name("Outlines"), "Count": .integer(top.count)]
        if let first = top.first, let last = top.last {
            dictionary["First"] = .reference(references[first])
            dictionary["Last"] = .reference(references[last])
        }
        writer.write(.dictionary(dictionary), as: root)
        return root
    }
}
