import Diagnostics
import Fonts
import Images
import Pages
import Raster
import Testing

@Suite struct RasterTests {
    /// A page of one item at 72 dpi: a point is a pixel.
    static func bitmap(
        _ items: [PageItem], format: PixelFormat = .gray, width: Double = 10, height: Double = 10, images: [ImageResource] = []
    ) throws -> PageBitmap {
        var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
        document.pages = [Page(width: width, height: height, items: items)]
        document.images = images
        return try PageRasterizer(options: RasterOptions(density: 72, format: format)).bitmap(of: 0, in: document)
    }

    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color = .black) -> PageItem {
        .path(PagePath(outline: .rectangle(Rectangle(x: x, y: y, width: width, height: height)), fill: color))
    }

    static func row(_ bitmap: PageBitmap, _ y: Int) -> [UInt8] { Array(bitmap.row(y)) }

    /// Bits as a picture of `#` and `.`.
    static func picture(_ bitmap: PageBitmap) -> [String] {
        (0..<bitmap.height).map { y in
            let row = row(bitmap, y)
            return String((0..<bitmap.width).map { row[$0 >> 3] & (0x80 >> UInt8($0 & 7)) != 0 ? "#" : "." })
        }
    }

    @Test func boxesCoverWholePixelsButForTheirEdges() throws {
        let bitmap = try Self.bitmap([Self.box(2, 1, 3.5, 2)])
        #expect(Self.row(bitmap, 0).allSatisfy { $0 == 255 })
        #expect(Self.row(bitmap, 1) == [255, 255, 0, 0, 0, 127, 255, 255, 255, 255])
        #expect(Self.row(bitmap, 3).allSatisfy { $0 == 255 })
    }

    @Test func opacityMixesWithWhatIsBelow() throws {
        let bitmap = try Self.bitmap([Self.box(0, 0, 10, 10, Color(red: 255, green: 0, blue: 0, alpha: 128))], format: .rgb)
        #expect(Array(Self.row(bitmap, 5).prefix(3)) == [255, 127, 127])
    }

    @Test func transparentPagesKeepTheirOpacity() throws {
        var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
        document.pages = [Page(width: 2, height: 1, items: [Self.box(0, 0, 1, 1, Color(red: 10, green: 200, blue: 30, alpha: 100))])]
        let options = RasterOptions(density: 72, format: .rgba, background: .clear)
        let bitmap = try PageRasterizer(options: options).bitmap(of: 0, in: document)
        #expect(bitmap.bytes[3] == 100 && bitmap.bytes[7] == 0)
        #expect(abs(Int(bitmap.bytes[1]) - 200) <= 2)
    }

    @Test func ringsAreHollowByTheEvenOddRuleAlone() throws {
        func square(_ x: Double, _ size: Double) -> [PathSegment] {
            [
                .move(Point(x: x, y: x)), .line(Point(x: x + size, y: x)), .line(Point(x: x + size, y: x + size)),
                .line(Point(x: x, y: x + size)), .close,
            ]
        }
        for format in [PixelFormat.gray, .bits] {
            for isEvenOdd in [true, false] {
                let path = PagePath(outline: .segments(square(1, 8) + square(4, 2), isEvenOdd: isEvenOdd), fill: .black)
                let bitmap = try Self.bitmap([.path(path)], format: format)
                let middle = format == .gray ? Self.row(bitmap, 5)[5] == 255 : Self.picture(bitmap)[5].dropFirst(5).first == "."
                #expect(middle == isEvenOdd, "\(format) \(isEvenOdd)")
            }
        }
    }

    @Test func clipsNest() throws {
        let items: [PageItem] = [
            .pushClip(.rectangle(Rectangle(x: 2, y: 2, width: 6, height: 6))),
            .pushClip(
                .segments(
                    [.move(Point(x: 0, y: 0)), .line(Point(x: 5, y: 0)), .line(Point(x: 5, y: 10)), .line(Point(x: 0, y: 10))],
                    isEvenOdd: false)),
            Self.box(0, 0, 10, 10), .popClip, .popClip, Self.box(9, 9, 1, 1),
        ]
        let bitmap = try Self.bitmap(items)
        #expect(Self.row(bitmap, 4) == [255, 255, 0, 0, 0, 255, 255, 255, 255, 255])
        #expect(Self.row(bitmap, 1).allSatisfy { $0 == 255 })
        #expect(Self.row(bitmap, 9).last == 0)
    }

    @Test func strokesHaveCapsAndDashes() throws {
        func line(_ stroke: PathStroke) -> PageItem {
            .path(PagePath(outline: .segments([.move(Point(x: 2, y: 5)), .line(Point(x: 8, y: 5))], isEvenOdd: false), stroke: stroke))
        }
        let butt = try Self.bitmap([line(PathStroke(color: .black, width: 2))])
        #expect(Self.row(butt, 4) == [255, 255, 0, 0, 0, 0, 0, 0, 255, 255])
        let square = try Self.bitmap([line(PathStroke(color: .black, width: 2, cap: .square))])
        #expect(Self.row(square, 4) == [255, 0, 0, 0, 0, 0, 0, 0, 0, 255])
        let dashed = try Self.bitmap([line(PathStroke(color: .black, width: 2, dashes: [1, 2]))])
        #expect(Self.row(dashed, 4) == [255, 255, 0, 255, 255, 0, 255, 255, 255, 255])
        let shifted = try Self.bitmap([line(PathStroke(color: .black, width: 2, dashes: [1, 2], dashOffset: 1))])
        #expect(Self.row(shifted, 4) == [255, 255, 255, 255, 0, 255, 255, 0, 255, 255])
        // A dot is a dash without length and with a round cap.
        let dots = try Self.bitmap([line(PathStroke(color: .black, width: 2, dashes: [0.001, 3], cap: .round))])
        #expect(Self.row(dots, 4)[2] < 120 && Self.row(dots, 4)[5] < 120)
    }

    @Test func picturesShrinkByAveragesAndGrowByMixing() throws {
        let checks = ImageResource(
            pixelWidth: 4, pixelHeight: 4, components: .gray,
            encoding: .samples((0..<16).map { ($0 % 4 + $0 / 4) % 2 == 0 ? 0 : 255 }, alpha: nil))
        let small = try Self.bitmap(
            [.image(ImagePlacement(image: 0, rectangle: Rectangle(x: 1, y: 1, width: 2, height: 2)))], images: [checks])
        #expect(Self.row(small, 1)[1] == 128 && Self.row(small, 2)[2] == 128 && Self.row(small, 3)[3] == 255)
        let ramp = ImageResource(pixelWidth: 2, pixelHeight: 1, components: .gray, encoding: .samples([0, 200], alpha: nil))
        let large = try Self.bitmap(
            [.image(ImagePlacement(image: 0, rectangle: Rectangle(x: 0, y: 0, width: 8, height: 10)))], images: [ramp])
        let row = Self.row(large, 5)
        #expect(row[0] == 0 && row[7] == 200 && zip(row.prefix(7), row.dropFirst().prefix(7)).allSatisfy { $0 <= $1 } && row[3] < row[4])
    }

    @Test func pagesBeyondTheLimitsAreRefused() {
        var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
        document.pages = [Page(width: 1e5, height: 1e5), Page(width: .infinity, height: 2)]
        let rasterizer = PageRasterizer(options: RasterOptions(density: 600))
        for index in -1...2 { #expect(throws: DiagnosticsError.self) { try rasterizer.bitmap(of: index, in: document) } }
    }

    /// Numbers that no layout makes draw nothing, or something: they never trap.
    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e-300])
    func strangeNumbersAreHarmless(value: Double) throws {
        let outline = PathOutline.segments(
            [.move(Point(x: value, y: 1)), .curve(Point(x: 1, y: value), Point(x: value, y: value), Point(x: 3, y: 3)), .close],
            isEvenOdd: true)
        let image = ImageResource(pixelWidth: 1, pixelHeight: 1, components: .gray, encoding: .samples([0], alpha: nil))
        for format in [PixelFormat.gray, .bits] {
            _ = try Self.bitmap(
                [
                    .path(PagePath(outline: outline, fill: .black, stroke: PathStroke(color: .black, width: value, dashes: [value, 1]))),
                    .path(PagePath(outline: outline, stroke: PathStroke(color: .black, width: 1, dashes: [1], dashOffset: value))),
                    Self.box(value, 0, 5, value), .pushClip(outline),
                    .image(ImagePlacement(image: 0, rectangle: Rectangle(x: value, y: 0, width: 3, height: value))),
                    .popClip, .popClip, .image(ImagePlacement(image: 7, rectangle: Rectangle(x: 0, y: 0, width: 3, height: 3))),
                ], format: format, images: [image])
        }
    }
}

/// One bit a pixel.
@Suite struct BitRasterTests {
    static func run(_ text: String, size: Double, x: Double = 1, y: Double) throws -> GlyphRun {
        let face = try #require(FontLibrary().face(family: "Noto Sans", weight: 400, isItalic: false))
        let glyphs = text.unicodeScalars.compactMap { face.glyph(for: $0) }.map {
            PositionedGlyph(glyph: $0, advance: Double(face.advance(of: $0)) * size / Double(face.unitsPerEm))
        }
        return GlyphRun(face: face, size: size, color: .black, origin: Point(x: x, y: y), glyphs: glyphs, text: text)
    }

    /// Hyphens, crossbars and dots survive wherever the baseline falls, at both densities of a fax and at sizes far too small for it.
    @Test(arguments: [(98.0, 10.0), (98, 6), (98, 4), (196, 8), (196, 3)])
    func thinPartsOfLettersStay(density: Double, size: Double) throws {
        for shift in 0..<8 {
            for letter in ["-", "t", "e", "H", "."] {
                var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
                let run = try Self.run(letter, size: size, y: 20 + Double(shift) * 0.11)
                document.pages = [Page(width: 30, height: 30, items: [.glyphs(run)])]
                var options = RasterOptions(density: 204, format: .bits)
                options.verticalDensity = density
                let bitmap = try PageRasterizer(options: options).bitmap(of: 0, in: document)
                let rows = RasterTests.picture(bitmap).filter { $0.contains("#") }
                #expect(!rows.isEmpty, "\(letter)")
                let isWhole = rows.allSatisfy { $0.contains("#") }
                #expect(isWhole)
                if letter == "H" {
                    // The crossbar joins both stems in one row.
                    let stems = rows.filter { $0.split(separator: ".").count == 1 }
                    #expect(!stems.isEmpty, "\(rows.joined(separator: "\n"))")
                }
                if letter == "-" { #expect(rows.contains { ($0.split(separator: ".").first?.count ?? 0) >= 2 }) }
            }
        }
    }

    @Test func thinRulesStayAndPaleAreasGo() throws {
        let items: [PageItem] = [
            RasterTests.box(0, 0.4, 10, 0.1), RasterTests.box(0, 3, 10, 4, Color(red: 230, green: 230, blue: 230)),
            RasterTests.box(0.3, 8, 0.05, 2, Color(red: 150, green: 150, blue: 150)),
        ]
        let picture = RasterTests.picture(try RasterTests.bitmap(items, format: .bits))
        #expect(picture[0] == "##########" && picture[4] == ".........." && picture[9].hasPrefix("#."))
    }

    /// Hundreds of dots on one row are more than FreeType's one-bit rasteriser holds.
    @Test func longRowsOfDotsStay() throws {
        let stroke = PathStroke(color: .black, width: 2, dashes: [0.001, 4], cap: .round)
        let line = PathOutline.segments([.move(Point(x: 2, y: 5)), .line(Point(x: 1_998, y: 5))], isEvenOdd: false)
        let bitmap = try RasterTests.bitmap([.path(PagePath(outline: line, stroke: stroke))], format: .bits, width: 2_000)
        let dots = RasterTests.picture(bitmap)[4].split(separator: ".").count
        #expect(dots == 499, "\(dots)")
        let comb = (0..<600).flatMap { tooth -> [PathSegment] in
            let x = Double(tooth) * 3
            return [
                .move(Point(x: x, y: 1)), .line(Point(x: x + 1.5, y: 1)), .line(Point(x: x + 1.5, y: 9)), .line(Point(x: x, y: 9)), .close,
            ]
        }
        let teeth = try RasterTests.bitmap(
            [.path(PagePath(outline: .segments(comb, isEvenOdd: false), fill: .black))], format: .bits, width: 2_000)
        #expect(RasterTests.picture(teeth)[5].split(separator: ".").count == 600)
    }

    @Test func whiteTextOnBlackStaysWhite() throws {
        var run = try Self.run("I", size: 30, x: 10, y: 32)
        run.color = .white
        let picture = RasterTests.picture(
            try RasterTests.bitmap([RasterTests.box(0, 0, 40, 40), .glyphs(run)], format: .bits, width: 40, height: 40))
        #expect(picture.contains { $0.contains(".") } && picture[0].allSatisfy { $0 == "#" })
    }

    @Test func aFaxIsAsWideAsItMustBe() throws {
        var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
        document.pages = [Page(width: 612, height: 792, items: [RasterTests.box(0, 0, 612, 792)])]
        let fine = try PageRasterizer(options: .fax(isFine: true)).bitmap(of: 0, in: document)
        #expect(fine.width == 1_728 && fine.height == 2_156 && fine.rowBytes == 216)
        #expect(fine.row(1_000).allSatisfy { $0 == 0xFF })
        let standard = try PageRasterizer(options: .fax(isFine: false)).bitmap(of: 0, in: document)
        #expect(standard.height == 1_078)
    }

    @Test func greysArePaintedByDots() throws {
        let ramp = ImageResource(
            pixelWidth: 256, pixelHeight: 1, components: .gray, encoding: .samples((0..<256).map { UInt8($0) }, alpha: nil))
        let bitmap = try RasterTests.bitmap(
            [.image(ImagePlacement(image: 0, rectangle: Rectangle(x: 0, y: 0, width: 256, height: 64)))], format: .bits, width: 256,
            height: 64, images: [ramp])
        let picture = RasterTests.picture(bitmap)
        func black(_ columns: Range<Int>) -> Double {
            let count = picture.reduce(0) { $0 + Array($1)[columns].count { $0 == "#" } }
            return Double(count) / Double(columns.count * 64)
        }
        #expect(abs(black(0..<16) - 0.97) < 0.05 && abs(black(120..<136) - 0.5) < 0.05 && abs(black(240..<256) - 0.03) < 0.05)
    }
}

/// Files of bitmaps.
@Suite struct BitmapFileTests {
    @Test(arguments: [PixelFormat.gray, .rgb, .rgba, .bits])
    func pngIsReadBack(format: PixelFormat) throws {
        let bitmap = try RasterTests.bitmap([RasterTests.box(2, 1, 3, 2, .black)], format: format, width: 11)
        let file = try #require(bitmap.png())
        let image = try ImageReader.read(file, name: "x.png")
        #expect(image.pixelWidth == 11 && image.pixelHeight == 10 && abs(image.horizontalDensity - 72) < 0.1)
        var samples: [UInt8] = []
        if case .samples(let read, _) = image.encoding { samples = read }
        try #require(samples.count >= 11 * 10)
        let channels = image.components.rawValue
        #expect(samples[(1 * 11 + 2) * channels] == 0 && samples[(1 * 11 + 5) * channels] == 255)
        #expect(bitmap.png() == file)
    }

    @Test func anymapsSayTheirKind() throws {
        for (format, kind) in [(PixelFormat.gray, "P5\n10 10\n255\n"), (.rgb, "P6\n10 10\n255\n"), (.bits, "P4\n10 10\n")] {
            let file = try RasterTests.bitmap([], format: format).portableAnymap()
            #expect(file.starts(with: Array(kind.utf8)))
            #expect(file.count == kind.utf8.count + format.rowBytes(width: 10) * 10)
        }
    }

    @Test func sizesThatDoNotFitAreRefused() {
        #expect(PNGWriter.write([1, 2, 3], width: 2, height: 2, format: .gray) == nil)
        #expect(PNGWriter.write([], width: 0, height: 0, format: .gray) == nil)
    }
}
