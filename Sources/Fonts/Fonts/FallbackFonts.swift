/// Which of the Noto families shows a character that the chosen face lacks.
enum FallbackFonts {
    private static let blocks: [(range: ClosedRange<UInt32>, families: [String])] = [
        (0x0370...0x03FF, ["notosans", "dejavusans"]),
        (0x0400...0x052F, ["notosans"]),
        (0x0530...0x058F, ["notosansarmenian"]),
        (0x0590...0x05FF, ["notosanshebrew"]),
        (0x0600...0x06FF, ["notosansarabic", "notonaskharabic"]),
        (0x0700...0x074F, ["notosanssyriac"]),
        (0x0750...0x077F, ["notosansarabic"]),
        (0x0780...0x07BF, ["notosansthaana"]),
        (0x07C0...0x07FF, ["notosansnko"]),
        (0x08A0...0x08FF, ["notosansarabic"]),
        (0x0900...0x097F, ["notosansdevanagari"]),
        (0x0980...0x09FF, ["notosansbengali"]),
        (0x0A00...0x0A7F, ["notosansgurmukhi"]),
        (0x0A80...0x0AFF, ["notosansgujarati"]),
        (0x0B00...0x0B7F, ["notosansoriya"]),
        (0x0B80...0x0BFF, ["notosanstamil"]),
        (0x0C00...0x0C7F, ["notosanstelugu"]),
        (0x0C80...0x0CFF, ["notosanskannada"]),
        (0x0D00...0x0D7F, ["notosansmalayalam"]),
        (0x0D80...0x0DFF, ["notosanssinhala"]),
        (0x0E00...0x0E7F, ["notosansthai"]),
        (0x0E80...0x0EFF, ["notosanslao"]),
        (0x0F00...0x0FFF, ["notoseriftibetan"]),
        (0x1000...0x109F, ["notosansmyanmar"]),
        (0x10A0...0x10FF, ["notosansgeorgian"]),
        (0x1200...0x139F, ["notosansethiopic"]),
        (0x13A0...0x13FF, ["notosanscherokee"]),
        (0x1400...0x167F, ["notosanscanadianaboriginal"]),
        (0x1680...0x169F, ["notosansogham"]),
        (0x16A0...0x16FF, ["notosansrunic"]),
        (0x1780...0x17FF, ["notosanskhmer"]),
        (0x1800...0x18AF, ["notosansmongolian"]),
        (0x18B0...0x18FF, ["notosanscanadianaboriginal"]),
        (0x2000...0x206F, ["notosans", "dejavusans"]),
        (0x20A0...0x20CF, ["notosans", "dejavusans"]),
        (0x2100...0x218F, ["notosans", "notosanssymbols", "dejavusans"]),
        (0x2190...0x23FF, ["notosansmath", "notosanssymbols", "notosanssymbols2", "dejavusans"]),
        (0x2460...0x24FF, ["notosanssymbols", "dejavusans"]),
        (0x2500...0x27FF, ["notosanssymbols2", "notosanssymbols", "notosansmath", "dejavusans"]),
        (0x2900...0x2BFF, ["notosansmath", "notosanssymbols2", "dejavusans"]),
        (0x2D30...0x2D7F, ["notosanstifinagh"]),
        (0xFB1D...0xFB4F, ["notosanshebrew"]),
        (0xFB50...0xFDFF, ["notosansarabic"]),
        (0xFE70...0xFEFE, ["notosansarabic"]),
        (0x11AB0...0x11ABF, ["notosanscanadianaboriginal"]),
    ]

    static func families(for scalar: Unicode.Scalar) -> [String] {
        let value = scalar.value
        for block in blocks where block.range.contains(value) { return block.families }
        return ["notosans", "dejavusans", "notosanssymbols", "notosanssymbols2", "notosansmath"]
    }
}
