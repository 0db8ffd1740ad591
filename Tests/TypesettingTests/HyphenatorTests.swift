import Testing

@testable import Typesetting

@Suite struct HyphenatorTests {
    static let hyphenator = Hyphenator()

    static func parts(_ word: String, _ language: Hyphenator.Language = .french) -> String {
        let bytes = Array(word.utf8)
        var result: [UInt8] = []
        let points = WordDivision.divisions(of: bytes, language: language, hyphenator: hyphenator)
        for (offset, byte) in bytes.enumerated() {
            if points.contains(UInt8(offset)) { result.append(UInt8(ascii: "-")) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    @Test(arguments: [
        ("téléconsultation", "té-lé-con-sul-ta-tion"), ("TVQ", "TVQ"), ("SAAQC", "SAAQC"), ("2026-11-21", "2026-11-21"),
        ("rendez-vous", "rendez-vous"), ("ami", "ami"), ("info@exemple.ca", "info@exemple.ca"),
    ])
    func french(word: String, expected: String) {
        #expect(Self.parts(word) == expected)
    }

    @Test func keepsTwoLettersAndCarriesOverThree() {
        for word in ["opération", "médicale", "patiente", "lévothyroxine", "hémoglobine", "consultante"] {
            for part in Self.parts(word).split(separator: "-").dropFirst() where part == Self.parts(word).split(separator: "-").last {
                #expect(part.unicodeScalars.count >= 3, "\(word)")
            }
            #expect((Self.parts(word).split(separator: "-").first?.unicodeScalars.count ?? 0) >= 2)
        }
    }

    /// The place at the apostrophe is forbidden, and the punctuation around a word takes no part.
    @Test func elisionsAndPunctuationLeaveTheWordDivisible() {
        #expect(Self.parts("d’authentification") == "d’" + Self.parts("authentification"))
        #expect(Self.parts("authentification").contains("-"))
        #expect(Self.parts("(composées).") == "(" + Self.parts("composées") + ").")
        #expect(Self.parts("«\u{A0}téléconsultation\u{202F}!") == "«\u{A0}té-lé-con-sul-ta-tion\u{202F}!")
    }

    @Test func english() {
        #expect(Self.parts("recommendation", .english).contains("-"))
        #expect(Hyphenator.Language(tag: "en-GB") == .british)
        #expect(Hyphenator.Language(tag: "fr-CA") == .french)
        #expect(Hyphenator.Language(tag: "iu") == nil)
    }

    @Test func missingDictionariesDivideNothing() {
        #expect(Hyphenator(directory: "/nowhere").divisions(of: Array("consultation".utf8), language: .french).isEmpty)
    }
}
