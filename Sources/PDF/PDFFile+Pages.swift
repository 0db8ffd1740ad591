extension PDFFile {
    /// The pages in order; kids that come twice and deep trees are cut off.
    package func pages() -> [PDFReference] {
        var pages: [PDFReference] = []
        var seen: Set<PDFReference> = []
        var stack: [PDFReference] = []
        if let root = catalog["Pages"]?.referenceValue { stack.append(root) }
        while let reference = stack.popLast() {
            guard seen.insert(reference).inserted, seen.count <= PDFLimits.pages else { continue }
            guard let node = object(reference).dictionaryValue else { continue }
            if let kids = resolve(node["Kids"]).arrayValue {
                for kid in kids.reversed() { if let kid = kid.referenceValue { stack.append(kid) } }
            } else {
                pages.append(reference)
            }
        }
        return pages
    }

    /// An attribute of a page, its own or inherited (ISO 32000-1, clause 7.7.3.4).
    package func inherited(_ key: PDFName, of page: PDFReference) -> PDFObject {
        var seen: Set<PDFReference> = []
        var next: PDFReference? = page
        while let reference = next, seen.insert(reference).inserted, let node = object(reference).dictionaryValue {
            let value = resolve(node[key])
            if value != .null { return value }
            next = node["Parent"]?.referenceValue
        }
        return .null
    }
}
