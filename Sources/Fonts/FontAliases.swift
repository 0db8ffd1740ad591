/// Families that stand for others: generic names, names of well-known fonts, scripts.
enum FontAliases {
    /// Families to try for a normalised name, best first.
    static func families(for key: String) -> [String] {
        switch key {
        case "serif", "uiserif", "cursive": ["Noto Serif", "Liberation Serif", "DejaVu Serif"]
        case "sansserif", "systemui", "uisansserif", "uirounded", "fantasy": ["Noto Sans", "Liberation Sans", "DejaVu Sans"]
        case "monospace", "uimonospace": ["Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"]
        case "math": ["Noto Sans Math", "DejaVu Math TeX Gyre"]
        case "arial", "helvetica": [key, "Liberation Sans"]
        case "arialnarrow", "helveticanarrow": [key, "Liberation Sans Narrow"]
        case "timesnewroman", "times": [key, "Liberation Serif"]
        case "couriernew", "courier": [key, "Liberation Mono"]
        default: [key]
        }
    }

    /// Where a character may be when its script tells nothing: symbols, arrows, mathematics.
    static let lastResorts = ["Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "DejaVu Sans", "Noto Music"]

    /// Families of a script, best first.
    static func families(of script: Script, isSerif: Bool) -> [String] {
        guard let name = name(of: script) else { return isSerif ? ["Noto Serif", "Noto Sans"] : ["Noto Sans"] }
        var families = isSerif ? ["Noto Serif \(name)", "Noto Sans \(name)"] : ["Noto Sans \(name)", "Noto Serif \(name)"]
        if script == Script(tag: "Arab"), isSerif { families.insert("Noto Naskh Arabic", at: 0) }
        return families
    }

    /// The part of a Noto family's name that tells its script; nil for scripts of the base fonts.
    private static func name(of script: Script) -> String? { names[script.tag] }

    private static let names: [UInt32: String] = Dictionary(
        scriptNames.split(separator: " ").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return (SfntTag.value(String(parts[0])), String(parts[parts.count - 1]))
        }, uniquingKeysWith: { first, _ in first })

    private static let scriptNames = """
        Adlm=Adlam Aghb=CaucasianAlbanian Ahom=Ahom Arab=Arabic Armi=ImperialAramaic Armn=Armenian Avst=Avestan Bali=Balinese Bamu=Bamum \
        Bass=BassaVah Batk=Batak Beng=Bengali Bhks=Bhaiksuki Brah=Brahmi Bugi=Buginese Buhd=Buhid Cakm=Chakma Cans=CanadianAboriginal \
        Cari=Carian Cham=Cham Cher=Cherokee Copt=Coptic Cprt=Cypriot Deva=Devanagari Dsrt=Deseret Dupl=Duployan Egyp=EgyptianHieroglyphs \
        Elba=Elbasan Elym=Elymaic Ethi=Ethiopic Geor=Georgian Glag=Glagolitic Gong=GunjalaGondi Gonm=MasaramGondi Goth=Gothic Gran=Grantha \
        Gujr=Gujarati Guru=Gurmukhi Hano=Hanunoo Hatr=Hatran Hebr=Hebrew Hluw=AnatolianHieroglyphs Hmng=PahawhHmong \
        Hmnp=NyiakengPuachueHmong Hung=OldHungarian Ital=OldItalic Java=Javanese Kali=KayahLi Khar=Kharoshthi Khmr=Khmer Khoj=Khojki \
        Knda=Kannada Kthi=Kaithi Lana=TaiTham Laoo=Lao Lepc=Lepcha Limb=Limbu Lina=LinearA Linb=LinearB Lisu=Lisu Lyci=Lycian Lydi=Lydian \
        Mahj=Mahajani Mand=Mandaic Mani=Manichaean Marc=Marchen Medf=Medefaidrin Mend=MendeKikakui Merc=Meroitic Mero=Meroitic \
        Mlym=Malayalam Modi=Modi Mong=Mongolian Mroo=Mro Mtei=MeeteiMayek Mult=Multani Mymr=Myanmar Narb=OldNorthArabian Nbat=Nabataean \
        Newa=Newa Nkoo=NKo Nshu=Nushu Ogam=Ogham Olck=OlChiki Orkh=OldTurkic Orya=Oriya Osge=Osage Osma=Osmanya Palm=Palmyrene \
        Pauc=PauCinHau Perm=OldPermic Phag=PhagsPa Phli=InscriptionalPahlavi Phlp=PsalterPahlavi Phnx=Phoenician Plrd=Miao \
        Prti=InscriptionalParthian Rjng=Rejang Rohg=HanifiRohingya Runr=Runic Samr=Samaritan Sarb=OldSouthArabian Saur=Saurashtra \
        Sgnw=SignWriting Shaw=Shavian Shrd=Sharada Sidd=Siddham Sind=Khudawadi Sinh=Sinhala Sogd=Sogdian Sogo=OldSogdian Sora=SoraSompeng \
        Soyo=Soyombo Sund=Sundanese Sylo=SylotiNagri Syrc=Syriac Tagb=Tagbanwa Takr=Takri Tale=TaiLe Talu=NewTaiLue Taml=Tamil \
        Tang=Tangut Tavt=TaiViet Telu=Telugu Tfng=Tifinagh Tglg=Tagalog Thaa=Thaana Thai=Thai Tibt=Tibetan Tirh=Tirhuta Ugar=Ugaritic \
        Vaii=Vai Wara=WarangCiti Wcho=Wancho Xpeo=OldPersian Xsux=Cuneiform Yezi=Yezidi Yiii=Yi Zanb=ZanabazarSquare
        """
}
