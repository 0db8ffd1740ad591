import Testing

@testable import Typesetting

@Suite struct HyphenationPatternsTests {
    private func points(_ word: String, _ dictionary: String) -> [UInt8]? {
        HyphenationPatterns(Array(dictionary.utf8))?.points(of: Array(word.utf8))
    }

    /// Liang's own example: the greatest digit at a place counts, odd ones divide.
    @Test func theGreatestDigitCounts() {
        let dictionary = "UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n"
        #expect(points("hyphenation", dictionary) == [2, 6])
        #expect(points("nothing", dictionary) == [])
    }

    @Test func pointsStandForTheEndsOfAWord() {
        #expect(points("abab", "UTF-8\n.ab1\n") == [2])
        #expect(points("abab", "UTF-8\n1ab.\n") == [2])
    }

    @Test func placesAreBytes() {
        #expect(points("élève", "UTF-8\né1l\nè1v") == [2, 5])
    }

    @Test func onlyTheLastLevelKnowsWords() {
        #expect(points("anana", "UTF-8\nLEFTHYPHENMIN 2\na1n\nNEXTLEVEL\nn1a\n") == [2, 4])
    }

    @Test(arguments: ["", "ISO8859-1\na1b\n", "a1b\n"])
    func otherEncodingsAreNone(text: String) {
        #expect(points("ab", text) == nil)
    }

    @Test(arguments: ["UTF-8", "UTF-8\n\n%x1y\n#x1y\n123\nxy1z/x=y,1,1\n\u{0}\u{1}1\r\n" + String(repeating: "x", count: 300)])
    func whatIsNoPatternIsPassedOver(text: String) {
        #expect(points("xyz", text) == [])
    }

    @Test func shortWordsHaveNoPlaces() {
        #expect(points("", "UTF-8\na1b\n") == [])
        #expect(points("a", "UTF-8\n1a1\n") == [])
    }
}
