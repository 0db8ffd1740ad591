import Diagnostics
import Images
import Testing

@Suite struct SVGReaderTests {
    static func read(_ body: String, root: String = "viewBox=\"0 0 100 50\"") -> (VectorImage?, [String]) {
        var map = SourceMap()
        let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \(root)>\n\(body)</svg>"
        let (image, bag) = SVGReader.read(map.add(path: "x.svg", text: text))
        return (image, bag.sorted.map { "\($0.span.map { map.place(of: $0) } ?? "") \($0.code.name)" })
    }

    static func shapes(_ body: String, root: String = "viewBox=\"0 0 100 50\"") throws -> [VectorImage.Shape] {
        let (image, faults) = read(body, root: root)
        #expect(faults.isEmpty, "\(faults)")
        return try #require(image).items.compactMap { if case .shape(let shape) = $0 { shape } else { nil } }
    }

    /// Ends of the segments, rounded: a path in short.
    static func trace(_ shape: VectorImage.Shape) -> String {
        func text(_ point: VectorPoint) -> String { "\(Int((point.x * 10).rounded())),\(Int((point.y * 10).rounded()))" }
        return shape.path.segments.map { segment in
            switch segment {
            case .move(let point): "M\(text(point))"
            case .line(let point): "L\(text(point))"
            case .curve(_, _, let point): "C\(text(point))"
            case .close: "Z"
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        ("M1 2L3 4", "M10,20 L30,40"), ("m1,2 3,4 5,6z", "M10,20 L40,60 L90,120 Z"), ("M1-2h3v4H0V1", "M10,-20 L40,-20 L40,20 L0,20 L0,10"),
        ("M0 0c1 1 2 1 3 0s2-1 3 0", "M0,0 C30,0 C60,0"), ("M0 0Q1 1 2 0T4 0", "M0,0 C20,0 C40,0"), ("M.5.5.6-.6", "M5,5 L6,-6"),
        ("M1e1 2E-1", "M100,2"), ("M0 0z m1 1z", "M0,0 Z M10,10 Z"), ("M0 0a5 5 0 0110 0", "M0,0 C50,-50 C100,0"),
        ("M0 0a0 5 0 01 3 4", "M0,0 L30,40"),
    ])
    func pathData(text: String, expected: String) throws {
        let shape = try #require(try Self.shapes("<path d=\"\(text)\"/>").first)
        #expect(Self.trace(shape) == expected)
    }

    @Test(arguments: ["L1 1", "M1", "M0 0 q 1 2", "M0 0 1", "M0 0 X", "M0 0 a 1 1 0 2 0 1 1", "M0 0z 5 5", "M1e999 0"])
    func brokenPathDataAreSaid(text: String) {
        let (image, faults) = Self.read("<path d=\"\(text)\"/>")
        #expect(image == nil && faults.count == 1 && faults[0].hasPrefix("x.svg:2:") && faults[0].hasSuffix("image/svg-value"), "\(faults)")
    }

    @Test func shapes() throws {
        let found = try Self.shapes(
            """
            <rect x="1" y="2" width="10" height="5"/><rect width="4" height="4" rx="1"/><circle cx="5" cy="5" r="2"/>
            <ellipse cx="5" cy="5" rx="2" ry="1"/><line x2="9" stroke="red"/><polyline points="0,0 1,1"/><polygon points="0 0 1 0 1 1"/>
            <rect width="0" height="4"/><circle r="0"/><path/><line x2="3"/>
            """)
        #expect(
            found.map(Self.trace) == [
                "M10,20 L110,20 L110,70 L10,70 Z", "M10,0 L30,0 C40,10 L40,30 C30,40 L10,40 C0,30 L0,10 C10,0 Z",
                "M70,50 C50,70 C30,50 C50,30 C70,50 Z", "M70,50 C50,60 C30,50 C50,40 C70,50 Z", "M0,0 L90,0", "M0,0 L10,10",
                "M0,0 L10,0 L10,10 Z",
            ])
    }

    @Test func styleComesFromAttributesSheetsAndStyle() throws {
        let found = try Self.shapes(
            """
            <style>/* .a{} */ .a, rect { fill : #00f } #i{fill:lime}</style>
            <g fill="red" stroke="currentColor" color="#123456" stroke-width="2" stroke-dasharray="1 2 3">
            <circle r="1"/><rect width="1" height="1"/><circle class="b a" r="1" style="fill:#ff000080; stroke:none"/><circle id="i" class="a" r="1" fill-opacity="50%"/>
            <g fill="none"><circle r="1"/></g><circle r="1" display="none"/><circle r="1" visibility="hidden"/></g>
            """)
        func hex(_ color: VectorColor?) -> [UInt8] { color.map { [$0.red, $0.green, $0.blue, $0.alpha] } ?? [] }
        #expect(found.map { hex($0.fill) } == [[255, 0, 0, 255], [0, 0, 255, 255], [255, 0, 0, 128], [0, 255, 0, 128], []])
        #expect(hex(found[0].stroke?.color) == [0x12, 0x34, 0x56, 255] && found[2].stroke == nil)
        #expect(found[0].stroke?.width == 2 && found[0].stroke?.dashes == [1, 2, 3, 1, 2, 3])
    }

    @Test func usesAndTransforms() throws {
        let found = try Self.shapes(
            """
            <defs><rect id="r" width="2" height="1"/><symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol></defs>
            <use href="#r" x="5"/><use xlink:href="#r" transform="translate(1,2) scale(3)"/><g transform="rotate(90)"><use href="#r"/></g>
            <use href="#s" width="20" height="20" y="1"/><rect width="1" height="1" transform="matrix(1 0 0 1 4 4)" stroke="red" opacity=".5"/>
            """)
        #expect(
            found.map(Self.trace) == [
                "M50,0 L70,0 L70,10 L50,10 Z", "M10,20 L70,20 L70,50 L10,50 Z", "M0,0 L0,20 L-10,20 L-10,0 Z",
                "M0,10 L200,10 L200,210 L0,210 Z",
                "M40,40 L50,40 L50,50 L40,50 Z",
            ])
        #expect(found[4].fill?.alpha == 128)
    }

    @Test func sizes() throws {
        func size(_ root: String) throws -> [Double] {
            let image = try #require(Self.read("", root: root).0)
            return [image.width, image.height]
        }
        #expect(try size("viewBox=\"0 0 100 50\"") == [75, 37.5])
        #expect(try size("viewBox=\"0 0 100 50\" width=\"200\"") == [150, 75])
        #expect(try size("width=\"1in\" height=\"36pt\"") == [72, 36])
        #expect(try size("viewBox=\"0 0 100 50\" width=\"100%\" height=\"100%\"") == [75, 37.5])
        #expect(try size("") == [225, 112.5])
    }

    @Test func aspects() throws {
        func place(_ ratio: String) throws -> [Double] {
            let image = try #require(Self.read("", root: "viewBox=\"0 0 10 10\" preserveAspectRatio=\"\(ratio)\"").0)
            let transform = image.transform(x: 0, y: 0, width: 40, height: 20)
            return [transform.a, transform.d, transform.e, transform.f]
        }
        #expect(try place("none") == [4, 2, 0, 0])
        #expect(try place("xMidYMid meet") == [2, 2, 10, 0])
        #expect(try place("xMaxYMin") == [2, 2, 20, 0])
        #expect(try place("xMinYMax slice") == [4, 4, 0, -20])
    }

    @Test(arguments: [
        ("<text>a</text>", "svg-unsupported"), ("<image href=\"a.png\"/>", "svg-unsupported"), ("<script>1</script>", "svg-unsupported"),
        ("<defs><script/></defs>", "svg-unsupported"), ("<rect filter=\"url(#f)\" width=\"1\" height=\"1\"/>", "svg-unsupported"),
        ("<linearGradient id=\"g\"/><rect fill=\"url(#g)\"/>", "svg-unsupported"), ("<rect fill=\"url(#g)\"/>", "svg-target"),
        ("<use href=\"a.svg#b\"/>", "svg-external"), ("<rect fill=\"url(http://a/#b)\"/>", "svg-external"),
        ("<use href=\"#q\"/>", "svg-target"),
        ("<circel r=\"1\"/>", "svg-element"), ("<rect fill=\"bleu\"/>", "svg-value"), ("<rect width=\"1lb\"/>", "svg-value"),
        ("<g transform=\"turn(1)\"/>", "svg-value"), ("<polygon points=\"1 2 3\"/>", "svg-value"),
        ("<style>a b{fill:red}</style>", "svg-unsupported"),
        ("<style>@import 'a';</style>", "svg-unsupported"), ("<rect style=\"fill:#12\"/>", "svg-value"),
    ])
    func whatIsNotSupportedIsRefusedAtItsPlace(body: String, code: String) {
        let (image, faults) = Self.read(body)
        #expect(image == nil && faults.count == 1 && faults[0].hasPrefix("x.svg:2:") && faults[0].hasSuffix("image/\(code)"), "\(faults)")
    }

    @Test func otherNamespacesAreLeftOut() throws {
        #expect(
            try Self.shapes(
                "<x:y xmlns:x=\"http://example.org\"><x:text/></x:y><metadata><z xmlns=\"http://e.org\"/></metadata><title>t</title>"
            ).isEmpty)
    }

    /// A use of uses of uses: ten to the power of ten shapes, if nothing counted.
    @Test func drawingsThatGrowAreStopped() {
        var body = "<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>"
        for level in 1...10 { body += "<g id=\"a\(level)\">" + String(repeating: "<use href=\"#a\(level - 1)\"/>", count: 10) + "</g>" }
        #expect(Self.read(body).1.contains { $0.hasSuffix("image/svg-limit") })
        #expect(Self.read("<g id=\"a\"><use href=\"#a\"/></g>").1.contains { $0.hasSuffix("image/svg-limit") })
        #expect(
            Self.read(String(repeating: "<g>", count: 100) + String(repeating: "</g>", count: 100)).1.contains {
                $0.hasSuffix("image/svg-limit")
            })
        #expect(Self.read("<path d=\"M0 0\(String(repeating: "h1", count: 20_000))\"/>").1.contains { $0.hasSuffix("image/svg-limit") })
    }

    /// Every cut is refused or read: never a crash.
    @Test func damagedFilesAreRefusedOrRead() {
        let text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g transform="rotate(3 4 5) skewX(2)" style="fill:rgb(1%,2,3)">\
            <path d="M1 1a3 4 5 1 0 6 7Q1 2 3 4z" stroke-dasharray="1,2"/><use href="#x"/></g></svg>
            """
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            var map = SourceMap()
            _ = SVGReader.read(map.add(path: "cut.svg", bytes: Array(bytes.prefix(count))))
        }
        for index in bytes.indices {
            for flip: UInt8 in [1, 4, 0x20] {
                var bent = bytes
                bent[index] ^= flip
                var map = SourceMap()
                _ = SVGReader.read(map.add(path: "bent.svg", bytes: bent))
            }
        }
    }

    @Test func svgIsKnownByItsText() {
        #expect(SVGReader.isSVG(Array("\u{FEFF}<?xml version=\"1.0\"?>\n<svg/>".utf8)))
        #expect(!SVGReader.isSVG(Array("<html/>".utf8)) && !SVGReader.isSVG([]) && !SVGReader.isSVG(Array("svg".utf8)))
    }
}

@Suite struct DecodedImageTests {
    @Test func samplesAreTheirOwnPixels() throws {
        let image = ImageResource(pixelWidth: 1, pixelHeight: 1, components: .cmyk, encoding: .samples([255, 0, 0, 0], alpha: nil))
        let pixels = try #require(image.decoded())
        #expect(pixels.channels == 3 && pixels.samples == [0, 255, 255])
        let short = ImageResource(pixelWidth: 9, pixelHeight: 9, components: .rgb, encoding: .samples([1], alpha: nil))
        #expect(short.decoded() == nil)
    }

    @Test func aJPEGWithoutDataIsNoPicture() throws {
        for bytes in [ImageReaderTests.frame, [], [0xFF, 0xD8]] as [[UInt8]] {
            let image = ImageResource(pixelWidth: 3, pixelHeight: 2, components: .rgb, encoding: .jpeg(bytes))
            // The library paints grey where data are missing, or gives up.
            if let pixels = image.decoded() { #expect(pixels.samples.count == 18) }
        }
    }
}
