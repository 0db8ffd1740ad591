/// An ICC profile of the sRGB colour space (IEC 61966-2-1), version 4.2, made from its definition: three primaries and one curve.
enum ColorProfile {
    static let sRGB: [UInt8] = {
        let description = text("sRGB IEC61966-2.1")
        let copyright = text("No copyright, use freely")
        // Adapted to D50 by the Bradford transform, as the profile connection space asks.
        let white = xyz([0.9642, 1, 0.8249])
        let red = xyz([0.43607, 0.22249, 0.01392])
        let green = xyz([0.38515, 0.71687, 0.09708])
        let blue = xyz([0.14307, 0.06061, 0.7141])
        let adaptation =
            tag("sf32") + [0, 0, 0, 0]
            + [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168].flatMap(fixed)
        // Y = (a X + b)^g from d on, c X below.
        let curve = tag("para") + [0, 0, 0, 0, 0, 3, 0, 0] + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed)
        let tables: [(String, [UInt8])] = [
            ("desc", description), ("cprt", copyright), ("wtpt", white), ("chad", adaptation), ("rXYZ", red), ("gXYZ", green),
            ("bXYZ", blue), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]
        var directory = number(tables.count)
        var data: [UInt8] = []
        var places: [[UInt8]: Int] = [:]
        let start = 128 + 4 + 12 * tables.count
        for (name, bytes) in tables {
            let offset = places[bytes] ?? start + data.count
            if places[bytes] == nil {
                places[bytes] = offset
                data += bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
            }
            directory += tag(name) + number(offset) + number(bytes.count)
        }
        var header = number(start + data.count) + [0, 0, 0, 0] + number(0x0420_0000) + tag("mntr") + tag("RGB ") + tag("XYZ ")
        // Date: when the format of this profile was set.
        header += [0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + tag("acsp") + [UInt8](repeating: 0, count: 28)
        header += [0.9642, 1, 0.8249].flatMap(fixed)
        header += [UInt8](repeating: 0, count: 128 - header.count)
        return header + directory + data
    }()

    private static func tag(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65_536).rounded())) }

    private static func xyz(_ values: [Double]) -> [UInt8] { tag("XYZ ") + [0, 0, 0, 0] + values.flatMap(fixed) }

    private static func text(_ text: String) -> [UInt8] {
        let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        return tag("mluc") + [0, 0, 0, 0] + number(1) + number(12) + tag("enUS") + number(units.count) + number(28) + units
    }
}
