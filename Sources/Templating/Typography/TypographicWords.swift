/// Words that a number or a name must not be parted from, by language. Small letters and capitals matter.
enum TypographicWords {
    /// A short word as one number, so that a lookup makes no string: up to 15 bytes of UTF-8 and their count.
    typealias Key = UInt128

    static let longestWord = 15

    static func key(_ bytes: some Collection<UInt8>) -> Key? {
        guard !bytes.isEmpty, bytes.count <= longestWord else { return nil }
        var key = Key(bytes.count)
        for byte in bytes { key = key << 8 | Key(byte) }
        return key
    }

    private static func set(_ words: String) -> Set<Key> {
        Set(words.split(separator: " ").compactMap { key($0.utf8) })
    }

    /// Symbols of units and magnitudes (the International System, and what clinics use), after a number.
    static let units = set(
        "mg g kg µg μg mcg ng pg t mL ml L dL dl cL cl µL μL hL m cm mm km µm μm nm m² m³ cm² cm³ mm² km² ha s ms min h j d Hz kHz MHz GHz "
            + "kW kWh MW mV kV mA kJ MJ cal kcal Cal Pa kPa hPa mmHg cmH mol mmol µmol μmol nmol pmol mEq UI IU UA dB ppm px pt "
            + "ko Mo Go To kB KB MB GB TB kbit Mbit Gbit bpm lb lbs oz ft po pi M k G K °C °F °K")
    static let frenchUnits = set("million millions milliard milliards an ans %")
    static let englishUnits = set("million billion a.m p.m am pm AM PM")

    static let frenchMonths = set(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr juill sept oct nov déc")
    static let englishMonths = set(
        "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    )

    /// Before a name. M. and its like have a point, those that end with the word's last letter none (OQLF 21115).
    static let frenchTitles = set("M. MM. Mme Mmes Mlle Mlles Dr Drs Dre Dres Me Mgr Pr Pre")
    static let englishTitles = set("Mr Mr. Mrs Mrs. Ms Ms. Mx Mx. Dr Dr. Drs. Prof. Rev. Messrs.")

    /// Before a number.
    static let frenchReferences = set("p. pp. no No nos Nos n° nº N° art. fig. tabl. vol. t. ch. chap. al. par. col. poste Poste § §§")
    static let englishReferences = set("p. pp. No. Nos. no. nos. Fig. fig. figs. vol. Vol. ch. art. ext. Ext. para. col. § §§")
}
