import Raster

/// Compresses the pixels of a page (ITU-T T.4 and T.6).
struct FaxEncoder {
    private var out: CodeWriter
    private let width: Int

    private init(width: Int, capacity: Int) {
        self.width = width
        out = CodeWriter(capacity: capacity)
    }

    /// The data of a page of one bit a pixel, 1 for black.
    static func encode(_ page: PageBitmap, as coding: FaxCoding) -> [UInt8] {
        var encoder = FaxEncoder(width: page.width, capacity: page.bytes.count / 8)
        switch coding {
        case .modifiedHuffman:
            for index in 0..<page.height {
                // Each line begins with the code that ends lines; that of the page's end (RTC) is left out in TIFF (RFC 3949, clause 3.5).
                encoder.out.append(.endOfLine)
                encoder.appendRuns(of: ChangingElements(row: page.row(index), width: page.width))
            }
        case .t6:
            var above = ChangingElements(width: page.width)
            for index in 0..<page.height {
                let line = ChangingElements(row: page.row(index), width: page.width)
                encoder.append(line, above: above)
                above = line
            }
            encoder.out.append(.endOfLine)
            encoder.out.append(.endOfLine)
        }
        encoder.out.align()
        return encoder.out.bytes
    }

    /// A line in one dimension: runs of white and black by turns, from a white one on.
    private mutating func appendRuns(of line: ChangingElements) {
        var isBlack = false
        var start: Int32 = 0
        var index = 0
        while start < line.width {
            let end = line.places[index]
            appendRun(end - start, isBlack: isBlack)
            isBlack.toggle()
            start = end
            index += 1
        }
    }

    private mutating func appendRun(_ length: Int32, isBlack: Bool) {
        var rest = Int(length)
        while rest >= 2_560 + 64 {
            out.append(RunCodes.longMakeUp[12])
            rest -= 2_560
        }
        if rest >= 1_792 {
            out.append(RunCodes.longMakeUp[rest / 64 - 28])
        } else if rest >= 64 {
            out.append((isBlack ? RunCodes.blackMakeUp : RunCodes.whiteMakeUp)[rest / 64 - 1])
        }
        out.append((isBlack ? RunCodes.black : RunCodes.white)[rest % 64])
    }

    /// A line in two dimensions (ITU-T T.6, clause 2.2.5); names of changes are the standard's.
    private mutating func append(_ line: ChangingElements, above: ChangingElements) {
        // Left of the line at first.
        var a0: Int32 = -1
        var isBlack = false
        var next = 0
        var reference = 0
        while a0 < line.width {
            let a1 = line.places[next]
            // The first change above that lies right of a0 and turns away from its colour.
            if reference > 0 { reference -= 1 }
            while above.places[reference] < above.width, above.places[reference] <= a0 || (reference & 1 == 1) != isBlack { reference += 1 }
            let b1 = above.places[reference]
            let b2 = b1 < above.width ? above.places[reference + 1] : above.width
            if b2 < a1 {
                out.append(.pass)
                a0 = b2
                continue
            }
            let distance = Int(a1 - b1)
            if distance.magnitude <= 3 {
                out.append(FaxCode.vertical[distance + 3])
                a0 = a1
                isBlack.toggle()
                next = min(next + 1, line.places.count - 1)
            } else {
                let a2 = a1 < line.width ? line.places[next + 1] : line.width
                out.append(.horizontal)
                appendRun(a1 - max(a0, 0), isBlack: isBlack)
                appendRun(a2 - a1, isBlack: !isBlack)
                a0 = a2
                next = min(next + 2, line.places.count - 1)
            }
        }
    }
}
