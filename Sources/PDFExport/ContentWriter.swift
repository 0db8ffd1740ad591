import Diagnostics
import PDF
import Pages

/// Writes the items of one page, or of one appearance, as a content stream (ISO 32000-1, clauses 8 to 9 and 14.6).
struct ContentWriter {
    /// What of the graphics state the stream has set, so that it is set only when it changes.
    private struct GraphicsState {
        var fill: Color?
        var stroke: Color?
        var alpha: (fill: UInt8, stroke: UInt8) = (255, 255)
        var width: Double?
        var dashes: [Double] = []
        var dashOffset = 0.0
        var cap = PathStroke.Cap.butt
        var join = PathStroke.Join.miter
        var miterLimit = 10.0
        /// Index of the font and size in thousandths of a point.
        var font = (index: -1, size: 0)
    }

    /// The deepest nesting of graphics states (ISO 19005-2, clause 6.1.13).
    private static let mostSavedStates = 28

    var out: PDFBuffer
    let fonts: FontRegister
    /// What the stream starts to refer to beside fonts.
    private(set) var usage = ContentUsage()
    private(set) var faults: [ContentFault] = []
    /// The content of each marked sequence, by MCID.
    private(set) var marks: [ContentID] = []

    /// Page coordinates of the stream's origin: its left edge and its bottom.
    private let left: Double
    private let bottom: Double
    /// Whether content must be marked: on pages, not in appearances.
    private let isPage: Bool
    private let roles: [PDFName]

    private var state = GraphicsState()
    private var saved: [GraphicsState] = []
    var isInText = false
    private var isMarked = false
    /// The content whose sequence is open; nil in an artifact.
    private var content: ContentID?
    /// Whether that sequence was closed for a stand-in and goes on with the next painting.
    private var isSuspended = false
    /// Start of the last line of the text object, in hundredths of a point.
    private var line = (x: 0, y: 0)

    /// - Parameter roles: the structure type of each content, by its index.
    init(fonts: FontRegister, left: Double = 0, bottom: Double, isPage: Bool, roles: [PDFName], capacity: Int) {
        self.fonts = fonts
        self.left = left
        self.bottom = bottom
        self.isPage = isPage
        self.roles = roles
        out = PDFBuffer(capacity: capacity)
    }

    mutating func write(_ items: [PageItem]) {
        for (index, item) in items.enumerated() {
            switch item {
            case .glyphs(let run): show(run)
            case .path(let path):
                if let next = index + 1 < items.count ? items[index + 1] : nil, case .path(let next) = next, Self.isOneFilling(path, next) {
                    paint(path, goesOn: true)
                } else {
                    paint(path)
                }
            case .image(let placement): place(placement)
            case .beginContent(let content): begin(content)
            case .beginArtifact(let kind): begin(kind)
            case .endMarked: end()
            case .pushClip(let outline): clip(outline)
            case .popClip: unclip()
            }
        }
        endText()
        if isMarked { faults.append(.unbalancedMarks) }
        if !saved.isEmpty { faults.append(.unbalancedClips) }
    }

    // MARK: Marked content

    private mutating func begin(_ content: ContentID) {
        guard isPage else { return }
        endText()
        if isMarked { faults.append(.nestedMarks) }
        isMarked = true
        guard roles.indices.contains(content.index) else {
            faults.append(.unknownContent)
            out.append("/Span BMC\n")
            return
        }
        self.content = content
        open(content)
    }

    private mutating func open(_ content: ContentID) {
        out.append(name: roles[content.index])
        out.append("<</MCID ")
        out.append(integer: marks.count)
        out.append(">>BDC\n")
        marks.append(content)
    }

    /// Starts a sequence of its own, within the content that is open, for glyphs that read otherwise than they look.
    ///
    /// The text stands on a `Span` that fills the sequence (ISO 32000-1, clause 14.9.4): poppler reads it nowhere else, and loses what
    /// follows a span within its sequence. False in an artifact, which nobody reads.
    mutating func beginStandIn(_ text: String) -> Bool {
        guard isPage, let content else { return false }
        endText()
        if !isSuspended { out.append("EMC\n") }
        isSuspended = false
        if text.isEmpty {
            // The hyphen of a line's end is an artifact (ISO 32000-1, clause 14.8.2.2.3): whoever reads the elements does not meet it, and
            // whoever reads the page meets its empty text.
            out.append("/Artifact<</Type/Layout>>BDC\n")
        } else {
            open(content)
        }
        beginSpan(text)
        return true
    }

    mutating func endStandIn() {
        endText()
        out.append("EMC\nEMC\n")
        isSuspended = true
    }

    /// Goes on with a content that a stand-in interrupted.
    private mutating func resume() {
        guard isSuspended, let content else { return }
        isSuspended = false
        endText()
        open(content)
    }

    private mutating func begin(_ kind: ArtifactKind) {
        guard isPage else { return }
        endText()
        if isMarked { faults.append(.nestedMarks) }
        isMarked = true
        switch kind {
        case .header: out.append("/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n")
        case .footer: out.append("/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n")
        case .background, .decoration: out.append("/Artifact<</Type/Layout>>BDC\n")
        }
    }

    private mutating func end() {
        guard isPage else { return }
        endText()
        if !isMarked { return faults.append(.unbalancedMarks) }
        isMarked = false
        content = nil
        if isSuspended { isSuspended = false } else { out.append("EMC\n") }
    }

    mutating func noteFault(_ fault: ContentFault) {
        if faults.count < 64 { faults.append(fault) }
    }

    mutating func checkMarked() {
        if isPage, !isMarked { noteFault(.unmarked) }
        resume()
    }

    // MARK: Graphics state

    private mutating func clip(_ outline: PathOutline) {
        endText()
        saved.append(state)
        // One more is left for a picture, which has its own.
        if saved.count >= Self.mostSavedStates { noteFault(.deepClips) }
        out.append("q\n")
        let isEvenOdd = append(outline)
        isEvenOdd ? out.append("W* n\n") : out.append("W n\n")
    }

    private mutating func unclip() {
        endText()
        guard let before = saved.popLast() else { return faults.append(.unbalancedClips) }
        out.append("Q\n")
        state = before
    }

    mutating func setFill(_ color: Color) {
        setAlpha(fill: color.alpha, stroke: state.alpha.stroke)
        if let now = state.fill, now.red == color.red, now.green == color.green, now.blue == color.blue { return }
        // The initial colour is black.
        if state.fill == nil, color.red == 0, color.green == 0, color.blue == 0 { return state.fill = color }
        state.fill = color
        append(color, gray: " g\n", rgb: " rg\n")
    }

    private mutating func setStroke(_ stroke: PathStroke) {
        setAlpha(fill: state.alpha.fill, stroke: stroke.color.alpha)
        let color = stroke.color
        if state.stroke.map({ $0.red != color.red || $0.green != color.green || $0.blue != color.blue }) ?? true {
            state.stroke = color
            append(color, gray: " G\n", rgb: " RG\n")
        }
        if state.width != stroke.width {
            state.width = stroke.width
            out.append(scaled: stroke.width, factor: 1_000, decimals: 3)
            out.append(" w\n")
        }
        if state.dashes != stroke.dashes || (!stroke.dashes.isEmpty && state.dashOffset != stroke.dashOffset) {
            state.dashes = stroke.dashes
            state.dashOffset = stroke.dashOffset
            out.append("[")
            for (index, dash) in stroke.dashes.enumerated() {
                if index > 0 { out.append(" ") }
                out.append(coordinate: dash)
            }
            out.append("]")
            out.append(coordinate: stroke.dashes.isEmpty ? 0 : stroke.dashOffset)
            out.append(" d\n")
        }
        if state.cap != stroke.cap {
            state.cap = stroke.cap
            switch stroke.cap {
            case .butt: out.append("0 J\n")
            case .round: out.append("1 J\n")
            case .square: out.append("2 J\n")
            }
        }
        if state.join != stroke.join {
            state.join = stroke.join
            switch stroke.join {
            case .miter: out.append("0 j\n")
            case .round: out.append("1 j\n")
            case .bevel: out.append("2 j\n")
            }
        }
        if stroke.join == .miter, state.miterLimit != stroke.miterLimit {
            state.miterLimit = stroke.miterLimit
            out.append(coordinate: max(stroke.miterLimit, 1))
            out.append(" M\n")
        }
    }

    private mutating func setAlpha(fill: UInt8, stroke: UInt8) {
        guard state.alpha != (fill, stroke) else { return }
        state.alpha = (fill, stroke)
        usage.alphas.insert(ContentUsage.Alpha(fill: fill, stroke: stroke))
        out.append(name: ContentUsage.Alpha(fill: fill, stroke: stroke).resourceName)
        out.append(" gs\n")
    }

    private mutating func append(_ color: Color, gray: StaticString, rgb: StaticString) {
        out.append(scaled: Double(color.red) / 255, factor: 1_000, decimals: 3)
        if color.red == color.green, color.green == color.blue { return out.append(gray) }
        out.append(" ")
        out.append(scaled: Double(color.green) / 255, factor: 1_000, decimals: 3)
        out.append(" ")
        out.append(scaled: Double(color.blue) / 255, factor: 1_000, decimals: 3)
        out.append(rgb)
    }

    // MARK: Paths and images

    /// Whether two rectangles may be filled by one operator: opaque, in one colour, as the borders of a table's cells are.
    private static func isOneFilling(_ path: PagePath, _ next: PagePath) -> Bool {
        guard case .rectangle(let own) = path.outline, case .rectangle(let other) = next.outline, path.stroke == nil, next.stroke == nil,
            min(own.width, own.height, other.width, other.height) > 0
        else { return false }
        return path.fill?.alpha == 255 && path.fill == next.fill
    }

    /// - Parameter goesOn: whether the path that follows is filled together with this one.
    private mutating func paint(_ path: PagePath, goesOn: Bool = false) {
        endText()
        let fill = path.fill.flatMap { $0.alpha == 0 ? nil : $0 }
        let stroke = path.stroke.flatMap { $0.color.alpha == 0 ? nil : $0 }
        guard fill != nil || stroke != nil else { return }
        checkMarked()
        if let fill { setFill(fill) }
        if let stroke { setStroke(stroke) }
        let isEvenOdd = append(path.outline)
        if goesOn { return }
        switch (fill != nil, stroke != nil) {
        case (true, true): isEvenOdd ? out.append("B*\n") : out.append("B\n")
        case (true, false): isEvenOdd ? out.append("f*\n") : out.append("f\n")
        default: out.append("S\n")
        }
    }

    /// The outline's operators; true when its inside is told by the even-odd rule.
    private mutating func append(_ outline: PathOutline) -> Bool {
        switch outline {
        case .rectangle(let rectangle):
            append(Point(x: rectangle.x, y: rectangle.maxY))
            // The far corner is rounded, not the size: neighbouring boxes then meet without a gap.
            let (near, far) = (hundredths(rectangle.x - left), hundredths(rectangle.maxX - left))
            let (low, high) = (hundredths(bottom - rectangle.maxY), hundredths(bottom - rectangle.y))
            out.append(" ")
            append(hundredths: far - near)
            out.append(" ")
            append(hundredths: high - low)
            out.append(" re\n")
            return false
        case .segments(let segments, let isEvenOdd):
            for segment in segments {
                switch segment {
                case .move(let point):
                    append(point)
                    out.append(" m\n")
                case .line(let point):
                    append(point)
                    out.append(" l\n")
                case .curve(let first, let second, let point):
                    append(first)
                    out.append(" ")
                    append(second)
                    out.append(" ")
                    append(point)
                    out.append(" c\n")
                case .close: out.append("h\n")
                }
            }
            return isEvenOdd
        }
    }

    private mutating func place(_ placement: ImagePlacement) {
        endText()
        checkMarked()
        usage.images.insert(placement.image)
        setAlpha(fill: 255, stroke: state.alpha.stroke)
        let box = placement.rectangle
        out.append("q ")
        out.append(scaled: box.width, factor: 1_000, decimals: 3)
        out.append(" 0 0 ")
        out.append(scaled: box.height, factor: 1_000, decimals: 3)
        out.append(" ")
        append(Point(x: box.x, y: box.maxY))
        out.append(" cm/I")
        out.append(integer: placement.image)
        out.append(" Do Q\n")
    }

    // MARK: Text objects

    mutating func beginText() {
        guard !isInText else { return }
        isInText = true
        line = (0, 0)
        out.append("BT\n")
    }

    mutating func endText() {
        guard isInText else { return }
        isInText = false
        out.append("ET\n")
    }

    mutating func setFont(_ use: FontUse, size: Double) {
        let thousandths = Self.rounded(size, 1_000)
        guard state.font != (use.index, thousandths) else { return }
        state.font = (use.index, thousandths)
        out.append("/F")
        out.append(integer: use.index)
        out.append(" ")
        out.append(scaled: size, factor: 1_000, decimals: 3)
        out.append(" Tf\n")
    }

    /// Moves to the start of a run. Distances are differences of rounded places, so that roundings do not add up.
    mutating func move(to origin: Point) {
        let (x, y) = (hundredths(origin.x - left), hundredths(bottom - origin.y))
        guard x != line.x || y != line.y else {
            // A run may have moved the pen since: only the start of a line is sure.
            return out.append("0 0 Td")
        }
        append(hundredths: x - line.x)
        out.append(" ")
        append(hundredths: y - line.y)
        out.append(" Td")
        line = (x, y)
    }

    // MARK: Numbers

    private mutating func append(_ point: Point) {
        append(hundredths: hundredths(point.x - left))
        out.append(" ")
        append(hundredths: hundredths(bottom - point.y))
    }

    private func hundredths(_ value: Double) -> Int { Self.rounded(value, 100) }

    /// Places that no page can have become 0: layout never makes them, and a number of PDF must be finite.
    private static func rounded(_ value: Double, _ factor: Double) -> Int {
        let scaled = (value * factor).rounded()
        return scaled.magnitude < 1e9 ? Int(scaled) : 0
    }

    mutating func append(hundredths value: Int) {
        var rest = value.magnitude
        if value < 0 { out.append(byte: 0x2D) }
        let whole = rest / 100
        rest %= 100
        if whole > 0 || rest == 0 { out.append(digits: whole, minimumCount: 1) }
        guard rest > 0 else { return }
        out.append(byte: 0x2E)
        out.append(byte: UInt8(truncatingIfNeeded: 0x30 + rest / 10))
        if rest % 10 > 0 { out.append(byte: UInt8(truncatingIfNeeded: 0x30 + rest % 10)) }
    }
}

/// What content streams refer to beside fonts.
struct ContentUsage {
    struct Alpha: Hashable, Comparable {
        var fill: UInt8
        var stroke: UInt8

        var resourceName: PDFName { PDFName("A\(fill)_\(stroke)") }

        static func < (left: Alpha, right: Alpha) -> Bool { (left.fill, left.stroke) < (right.fill, right.stroke) }
    }

    var alphas: Set<Alpha> = []
    /// Indices of pictures.
    var images: Set<Int> = []

    mutating func formUnion(_ other: ContentUsage) {
        alphas.formUnion(other.alphas)
        images.formUnion(other.images)
    }
}

/// What is wrong in a page's items.
enum ContentFault: Hashable {
    case unmarked
    case nestedMarks
    case unbalancedMarks
    case unbalancedClips
    case unknownContent
    case deepClips
    /// `.notdef` would be drawn for the text.
    case missingGlyph(text: String, family: String)
    /// A character without public meaning, which no reader can read aloud.
    case privateUse(text: String, family: String)
}
