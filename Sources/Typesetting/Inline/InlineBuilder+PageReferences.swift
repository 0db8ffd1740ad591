import Styling

/// Numbers of pages as an index shows them: a page once, three or more pages in a row as a range.
extension InlineBuilder {
    /// The boxes without those whose page the one before shows, or a range holds. What separates the last of a range is an en dash.
    ///
    /// Before the pages are known nothing is left out.
    mutating func merged(_ boxes: [Box]) -> [Box] {
        var result: [Box] = []
        var row: [(box: Box, page: Int)] = []
        for box in boxes {
            if let page = page(shownIn: box) {
                row.append((box, page))
            } else {
                merge(row, into: &result)
                row.removeAll()
                result.append(box)
            }
        }
        merge(row, into: &result)
        return result
    }

    private mutating func merge(_ row: [(box: Box, page: Int)], into result: inout [Box]) {
        guard row.count > 1 else {
            result += row.map(\.box)
            return
        }
        var shown: [(box: Box, page: Int)] = []
        for item in row where !shown.contains(where: { $0.page == item.page }) { shown.append(item) }
        var kept: Set<ObjectIdentifier> = []
        var start = 0
        while start < shown.count {
            var end = start
            while end + 1 < shown.count, shown[end + 1].page == shown[end].page + 1 { end += 1 }
            if end - start >= 2 {
                kept.insert(ObjectIdentifier(shown[start].box))
                kept.insert(ObjectIdentifier(shown[end].box))
                if let separator = Self.firstText(in: shown[end].box) { rangeEnds.insert(ObjectIdentifier(separator)) }
            } else {
                for item in shown[start...end] { kept.insert(ObjectIdentifier(item.box)) }
            }
            start = end + 1
        }
        for item in row {
            let isKept = kept.contains(ObjectIdentifier(item.box))
            engine.omit(item.box, isOmitted: !isKept)
            if isKept { result.append(item.box) }
        }
    }

    /// The page that a box shows the number of; nil for other boxes, and before the pages are known.
    private func page(shownIn box: Box) -> Int? {
        guard box.kind == .inline || box.kind == .text else { return nil }
        if let dynamic = box.dynamic {
            for case .targetCounter(.url(let url), "page", _) in dynamic {
                return engine.anchorPages[url.utf8.first == UInt8(ascii: "#") ? String(url.dropFirst()) : url]
            }
            return nil
        }
        for child in box.children { if let found = page(shownIn: child) { return found } }
        return nil
    }

    /// What stands before the number.
    private static func firstText(in box: Box) -> Box? {
        if box.kind == .text { return box.dynamic == nil ? box : nil }
        for child in box.children {
            if child.kind == .text { return child.dynamic == nil ? child : nil }
            if let found = firstText(in: child) { return found }
        }
        return nil
    }
}

extension LayoutEngine {
    /// Notes that a box of the document is not shown: its node of the structure tree then is no link.
    func omit(_ box: Box, isOmitted: Bool) {
        guard box.structure >= 0 else { return }
        if isOmitted { omittedNodes.insert(Int(box.structure)) } else { omittedNodes.remove(Int(box.structure)) }
    }
}
