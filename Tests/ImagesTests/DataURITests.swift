import Testing

@testable import Images

@Suite struct DataURITests {
    @Test(arguments: [
        ("data:text/plain,a%20b", "a b"), ("data:,", ""), ("DATA:x;base64,YWI=", "ab"), ("data:x;base64,YWJj", "abc"),
        ("data:x;base64,YQ==", "a"), ("data:x;base64,YQ", "a"), ("data:,%zz%4", "%zz%4"),
    ])
    func read(reference: String, text: String) {
        #expect(DataURI.bytes(of: reference).map { String(decoding: $0, as: UTF8.self) } == text)
    }

    @Test(arguments: ["a.png", "data:x", "data:x;base64,!", "data:x;base64,Y", ""]) func refused(reference: String) {
        #expect(DataURI.bytes(of: reference) == nil)
    }

    @Test func writtenAndReadBack() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(DataURI.bytes(of: DataURI.text(bytes, mediaType: "image/png")) == bytes)
        }
    }
}
