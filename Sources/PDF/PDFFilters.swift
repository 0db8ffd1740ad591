import Diagnostics

/// Decoding of stream filters (ISO 32000-1, clause 7.4), within a limit.
enum PDFFilters {
    static func decode(_ stream: PDFStream, limit: Int, resolve: (PDFObject) -> PDFObject) throws(PDFFault) -> [UInt8] {
        let filters = list(stream.dictionary["Filter"] ?? .null, resolve)
        let parameters = list(stream.dictionary["DecodeParms"] ?? .null, resolve)
        guard filters.count <= PDFLimits.filters else {
            throw PDFDiagnostics.tooLarge(.init(fr: "filtres d’un flux", en: "filters of a stream"))
        }
        var data = stream.encoded
        for (index, filter) in filters.enumerated() {
            let parameter = index < parameters.count ? parameters[index].dictionaryValue ?? [:] : [:]
            switch filter.nameValue?.text ?? "" {
            case "FlateDecode", "Fl": data = try predict(try flate(data, limit: limit), parameter, resolve)
            case "ASCIIHexDecode", "AHx": data = try hex(data)
            case "ASCII85Decode", "A85": data = try base85(data)
            case "RunLengthDecode", "RL": data = try runLength(data, limit: limit)
            case let name: throw PDFDiagnostics.filter(name)
            }
        }
        return data
    }

    private static func list(_ object: PDFObject, _ resolve: (PDFObject) -> PDFObject) -> [PDFObject] {
        switch resolve(object) {
        case .null: []
        case .array(let elements): elements.prefix(PDFLimits.filters + 1).map(resolve)
        case let one: [one]
        }
    }

    private static func flate(_ data: [UInt8], limit: Int) throws(PDFFault) -> [UInt8] {
        do {
            return try Inflater.inflate(data[...], limit: limit)
        } catch {
            switch error {
            case .damaged: throw PDFDiagnostics.stream()
            case .tooLarge: throw PDFDiagnostics.tooLarge(.init(fr: "taille d’un flux décomprimé", en: "size of a decompressed stream"))
            }
        }
    }

    private static func hex(_ data: [UInt8]) throws(PDFFault) -> [UInt8] {
        var out: [UInt8] = []
        var high: UInt8?
        for byte in data {
            if byte == 0x3E { break }
            if PDFLexer.isSpace(byte) { continue }
            guard let digit = PDFLexer.hexDigit(byte) else { throw PDFDiagnostics.stream() }
            if let first = high {
                out.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        if let high { out.append(high << 4) }
        return out
    }

    private static func base85(_ data: [UInt8]) throws(PDFFault) -> [UInt8] {
        var out: [UInt8] = []
        var group: UInt64 = 0
        var count = 0
        for byte in data {
            if PDFLexer.isSpace(byte) { continue }
            if byte == 0x7E { break }
            if byte == 0x7A, count == 0 {
                out.append(contentsOf: [0, 0, 0, 0])
                continue
            }
            guard byte >= 0x21, byte <= 0x75 else { throw PDFDiagnostics.stream() }
            group = group * 85 + UInt64(byte - 0x21)
            count += 1
            if count == 5 {
                for shift: UInt64 in [24, 16, 8, 0] { out.append(UInt8(truncatingIfNeeded: group >> shift)) }
                group = 0
                count = 0
            }
        }
        guard count != 1 else { throw PDFDiagnostics.stream() }
        if count > 1 {
            for _ in count..<5 { group = group * 85 + 84 }
            for shift: UInt64 in [24, 16, 8].prefix(count - 1) { out.append(UInt8(truncatingIfNeeded: group >> shift)) }
        }
        return out
    }

    private static func runLength(_ data: [UInt8], limit: Int) throws(PDFFault) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while index < data.count, data[index] != 128 {
            let length = Int(data[index])
            index += 1
            if length < 128 {
                let end = index + length + 1
                guard end <= data.count else { throw PDFDiagnostics.stream() }
                out.append(contentsOf: data[index..<end])
                index = end
            } else {
                guard index < data.count else { throw PDFDiagnostics.stream() }
                out.append(contentsOf: repeatElement(data[index], count: 257 - length))
                index += 1
            }
            guard out.count <= limit else {
                throw PDFDiagnostics.tooLarge(.init(fr: "taille d’un flux décomprimé", en: "size of a decompressed stream"))
            }
        }
        return out
    }

    private static func predict(
        _ data: [UInt8], _ parameters: PDFDictionary, _ resolve: (PDFObject) -> PDFObject
    ) throws(PDFFault) -> [UInt8] {
        func value(_ key: PDFName, _ standard: Int, _ range: ClosedRange<Int>) throws(PDFFault) -> Int {
            guard let object = parameters[key], case .integer(let number) = resolve(object) else { return standard }
            guard range.contains(number) else { throw PDFDiagnostics.stream() }
            return number
        }
        let predictor = try value("Predictor", 1, 1...15)
        guard predictor > 1 else { return data }
        let colors = try value("Colors", 1, 1...32)
        let bits = try value("BitsPerComponent", 8, 1...16)
        let columns = try value("Columns", 1, 1...1_000_000)
        let pixel = max(1, colors * bits / 8)
        let row = (colors * bits * columns + 7) / 8
        if predictor == 2 {
            guard bits == 8 else { throw PDFDiagnostics.filter("Predictor 2") }
            var out = data
            for index in out.indices where index % row >= pixel { out[index] &+= out[index - pixel] }
            return out
        }
        return try unfilterPNG(data, row: row, pixel: pixel)
    }

    /// PNG filters, one type byte before each row (RFC 2083, clause 6).
    private static func unfilterPNG(_ data: [UInt8], row: Int, pixel: Int) throws(PDFFault) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(data.count)
        var index = 0
        var above = [UInt8](repeating: 0, count: row)
        var line = above
        while index < data.count {
            let type = data[index]
            index += 1
            let count = min(row, data.count - index)
            for column in 0..<count {
                let left = column >= pixel ? line[column - pixel] : 0
                let up = above[column]
                let corner = column >= pixel ? above[column - pixel] : 0
                let guess: UInt8
                switch type {
                case 0: guess = 0
                case 1: guess = left
                case 2: guess = up
                case 3: guess = UInt8((Int(left) + Int(up)) / 2)
                case 4: guess = paeth(left, up, corner)
                default: throw PDFDiagnostics.stream()
                }
                line[column] = data[index + column] &+ guess
            }
            out.append(contentsOf: line[0..<count])
            index += count
            swap(&above, &line)
        }
        return out
    }

    private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
        let estimate = Int(left) + Int(up) - Int(corner)
        let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(up)), abs(estimate - Int(corner)))
        return a <= b && a <= c ? left : b <= c ? up : corner
    }
}
