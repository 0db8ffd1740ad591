import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(
        arguments: [
            ("dispatchr", "dispatcher"), ("acept", "accept"), ("Accept", "accept"), ("retrun", "return"), ("xyz", nil), ("", nil),
        ] as [(String, String?)])
    func nearest(name: String, expected: String?) {
        #expect(NearestName.of(name, among: ["accept", "return", "dispatcher", "requester"]) == expected)
    }

    @Test func aTieIsDecidedByName() {
        #expect(NearestName.of("ab", among: ["ad", "ac"]) == "ac")
    }
}
