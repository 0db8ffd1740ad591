import Diagnostics
import Testing

@Suite struct SourceFileTests {
    @Test func positionsCountScalarsFromOne() {
        var sources = SourceMap()
        let file = sources.add(path: "a.yaml", text: "été\r\nab\n")
        #expect(file.lineCount == 3)
        #expect(file.position(at: 0) == SourcePosition(line: 1, column: 1))
        #expect(file.position(at: 2) == SourcePosition(line: 1, column: 2))
        #expect(file.position(at: 5) == SourcePosition(line: 1, column: 4))
        #expect(file.position(at: 7) == SourcePosition(line: 2, column: 1))
        #expect(file.position(at: 99) == SourcePosition(line: 3, column: 1))
        #expect(file.byteRange(ofLine: 1) == 0..<5)
    }

    @Test func offsetAndPositionAreInverse() {
        var sources = SourceMap()
        let file = sources.add(path: "a", text: "ᐊᓪᓚᑎ: x\n\nNguyễn")
        for offset in 0...file.bytes.count where offset == file.bytes.count || file.bytes[offset] & 0xC0 != 0x80 {
            let position = file.position(at: offset)
            #expect(file.offset(line: position.line, column: position.column) == offset)
        }
    }

    @Test func offsetOfAnImpossiblePlaceIsClamped() {
        var sources = SourceMap()
        let file = sources.add(path: "a", text: "ab\nc")
        #expect(file.offset(line: 0, column: 1) == 0)
        #expect(file.offset(line: 1, column: 99) == 2)
        #expect(file.offset(line: 9, column: 1) == 4)
    }
}
