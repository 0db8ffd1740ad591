import PDF

/// Where a new signature field is seen, as a reader sees the page: turned as the page says, from its upper left corner, in points.
package struct FieldPlacement: Hashable, Sendable {
    /// From 1; from the end when negative: -1 is the last page.
    package var page: Int
    package var left: Double
    package var top: Double
    package var width: Double
    package var height: Double

    package init(page: Int, left: Double, top: Double, width: Double, height: Double) {
        self.page = page
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// The page of a file; nil when it has no such page.
    package func reference(in file: PDFFile) -> PDFReference? {
        let pages = file.pages()
        let index = page > 0 ? page - 1 : pages.count + page
        return pages.indices.contains(index) ? pages[index] : nil
    }

    /// The rectangle in the page's own coordinates and how its content is turned, a matrix of form space (ISO 32000-1, clause 12.5.5); nil
    /// when it reaches out of the page.
    func rectangle(on page: PDFReference, of file: PDFFile) -> (rectangle: [Double], matrix: [Double]?)? {
        func box(_ key: PDFName) -> [Double]? {
            let sides = (file.inherited(key, of: page).arrayValue ?? []).compactMap { file.resolve($0).numberValue }
            guard sides.count == 4, sides.allSatisfy(\.isFinite) else { return nil }
            return [min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])]
        }
        guard let media = box("MediaBox") else { return nil }
        var seen = media
        if let crop = box("CropBox") {
            seen = [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]
        }
        let quarters = ((file.inherited("Rotate", of: page).integerValue ?? 0) / 90 % 4 + 4) % 4
        let (across, down) = (seen[2] - seen[0], seen[3] - seen[1])
        let isTurned = quarters % 2 == 1
        guard width > 0, height > 0, left >= 0, top >= 0, left + width <= (isTurned ? down : across) + 0.01,
            top + height <= (isTurned ? across : down) + 0.01
        else { return nil }
        switch quarters {
        case 1: return ([seen[0] + top, seen[1] + left, seen[0] + top + height, seen[1] + left + width], [0, 1, -1, 0, 0, 0])
        case 2:
            return ([seen[2] - left - width, seen[1] + top, seen[2] - left, seen[1] + top + height], [-1, 0, 0, -1, 0, 0])
        case 3: return ([seen[2] - top - height, seen[3] - left - width, seen[2] - top, seen[3] - left], [0, -1, 1, 0, 0, 0])
        default: return ([seen[0] + left, seen[3] - top - height, seen[0] + left + width, seen[3] - top], nil)
        }
    }
}
