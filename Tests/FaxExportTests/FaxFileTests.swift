import Images
import Raster
import Testing

@testable import FaxExport

/// Lines that were coded by hand with the tables of ITU-T T.4 and T.6; whole pages are judged by libtiff (`Tests/Judges/fax.py`).
@Suite struct FaxCodingTests {
    static func page(_ rows: [String]) -> PageBitmap {
        let width = rows.first?.count ?? 0
        var bytes: [UInt8] = []
        for row in rows {
            let bits = row.map { $0 == "#" }
            for start in stride(from: 0, to: width, by: 8) {
                bytes.append((0..<8).reduce(UInt8(0)) { $0 << 1 | (start + $1 < width && bits[start + $1] ? 1 : 0) })
            }
        }
        return PageBitmap(
            width: width, height: rows.count, format: .bits, horizontalDensity: 204, verticalDensity: 196, bytes: bytes)
    }

    /// The bits in the order in which they go over the line.
    static func bits(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (0..<8).map { byte >> $0 & 1 == 1 ? "1" : "0" }.joined() }.joined()
    }

    static func expect(_ rows: [String], _ coding: FaxCoding, _ codes: String) {
        let wanted = codes.filter { $0 != " " }
        let padded = wanted + String(repeating: "0", count: (8 - wanted.count % 8) % 8)
        #expect(bits(FaxEncoder.encode(page(rows), as: coding)) == padded)
    }

    static let end = "000000000001"

    @Test func runsOfOneLine() {
        Self.expect(["...##..."], .modifiedHuffman, "\(Self.end) 1000 11 1000")
        // A line that begins with black begins with no white.
        Self.expect(["###....."], .modifiedHuffman, "\(Self.end) 00110101 10 1100")
        let long = String(repeating: ".", count: 1_728)
        Self.expect([long], .modifiedHuffman, "\(Self.end) 010011011 00110101")
        Self.expect([String(repeating: "#", count: 64)], .modifiedHuffman, "\(Self.end) 00110101 0000001111 0000110111")
        Self.expect([String(repeating: ".", count: 2_560 + 1_792 + 3)], .modifiedHuffman, "\(Self.end) 000000011111 00000001000 1000")
    }

    @Test func changesFromTheLineAbove() {
        // A white line under a white one; then a change with nothing above; then straight down, to both sides, and past one.
        Self.expect(["........"], .t6, "1 \(Self.end) \(Self.end)")
        Self.expect(["..##...."], .t6, "001 0111 11 1 \(Self.end) \(Self.end)")
        Self.expect(["....##....", "...####..."], .t6, "001 1011 11 1 010 011 1 \(Self.end) \(Self.end)")
        Self.expect(["..##......", ".........."], .t6, "001 0111 11 1 0001 1 \(Self.end) \(Self.end)")
        Self.expect(["#.......", "#......."], .t6, "001 00110101 010 1 1 1 1 \(Self.end) \(Self.end)")
    }

    @Test func changingElements() {
        let width = 29
        for seed in 0..<200 {
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
            var row = ""
            for _ in 0..<width {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                row += state >> 62 == 0 ? "#" : "."
            }
            let page = Self.page([row])
            var wanted: [Int32] = []
            var last: Character = "."
            for (place, pixel) in row.enumerated() where pixel != last {
                wanted.append(Int32(place))
                last = pixel
            }
            #expect(ChangingElements(row: page.row(0), width: width).places == wanted + [29, 29, 29])
        }
    }

    /// The codes of a colour are told apart from their first bits on.
    @Test func noCodeBeginsAnother() {
        for codes in [
            RunCodes.white + RunCodes.whiteMakeUp + RunCodes.longMakeUp, RunCodes.black + RunCodes.blackMakeUp + RunCodes.longMakeUp,
        ] {
            for code in codes {
                for other in codes where other != code && other.count >= code.count {
                    #expect(other.bits >> UInt16(other.count - code.count) != code.bits)
                }
            }
        }
    }
}

@Suite struct FaxFileTests {
    @Test func directoriesAreInTheOrderOfPages() throws {
        let pages = [FaxCodingTests.page(["...##..."]), FaxCodingTests.page(["########", "........"])]
        let file = try #require(FaxFile.write(pages, coding: .modifiedHuffman))
        func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }
        #expect(Array(file[..<4]) == Array("II*\0".utf8))
        var start = number(4, 4)
        #expect(start == 8)
        for index in 0..<2 {
            let count = number(start, 2)
            var values: [Int: Int] = [:]
            var last = 0
            for entry in 0..<count {
                let at = start + 2 + entry * 12
                let tag = number(at, 2)
                #expect(tag > last)
                last = tag
                values[tag] = number(at + 8, number(at + 2, 2) == 3 && number(at + 4, 4) == 1 ? 2 : 4)
            }
            #expect(values[256] == 8 && values[257] == index + 1 && values[259] == 3 && values[262] == 0 && values[266] == 2)
            #expect(values[297] == index | 2 << 16)
            let strip = try #require(values[273])
            let length = try #require(values[279])
            #expect(Array(file[strip..<strip + length]) == FaxEncoder.encode(pages[index], as: .modifiedHuffman))
            start = number(start + 2 + count * 12, 4)
            #expect(start % 2 == 0)
        }
        #expect(start == 0)
    }

    @Test func onlyPagesOfOneBit() {
        let grey = PageBitmap(width: 1, height: 1, format: .gray, horizontalDensity: 204, verticalDensity: 196, bytes: [0])
        #expect(FaxFile.write([grey], coding: .t6) == nil)
        #expect(FaxFile.write([], coding: .t6) == nil)
    }
}
