import ArgumentParser
import Signing

/// `--visible PAGE:LEFT,TOP,WIDTH,HEIGHT`: lengths in points, or with `mm`, `cm` or `in`.
struct VisiblePlacement: ExpressibleByArgument {
    let placement: FieldPlacement

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let page = Int(parts[0]), page != 0 else { return nil }
        let sides = parts[1].split(separator: ",", omittingEmptySubsequences: false).compactMap(Self.points)
        guard sides.count == 4, sides[2] > 0, sides[3] > 0 else { return nil }
        placement = FieldPlacement(page: page, left: sides[0], top: sides[1], width: sides[2], height: sides[3])
    }

    private static func points(_ text: Substring) -> Double? {
        let units = [("mm", 72 / 25.4), ("cm", 72 / 2.54), ("in", 72.0), ("pt", 1.0)]
        let unit = units.first { text.hasSuffix($0.0) }
        let number = unit.map { text.dropLast($0.0.count) } ?? text
        guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let value = Double(number) else {
            return nil
        }
        return value * (unit?.1 ?? 1)
    }
}
