import Diagnostics
import Fonts
import Images
import Pages
import Styling
import XML

/// The state of one run: what every step of layout reads, and the findings it adds to.
final class LayoutEngine {
    let typesetter: Typesetter
    let workspace: Workspace
    private(set) var styled: StyledTree
    private(set) var tree: XMLTree
    let options: TypesettingOptions
    var bag = DiagnosticBag()
    var images: [ImageResource] = []
    /// What boxes show, by ``Box/image``.
    var pictures: [Picture] = []
    var structure = StructureTree()
    private var imageIndices: [ImageReference: Int] = [:]
    private var reportedFindings: Set<Diagnostic> = []
    /// By ``ComputedStyle/index``, as far as asked for.
    private var textStyles: [TextStyle?] = []
    private var otherTextStyles: [ObjectIdentifier: TextStyle] = [:]
    private var keptStyles: [ComputedStyle] = []
    private var reportedScalars: Set<UInt32> = []
    private var reportedFamilies: Set<String> = []
    /// Boxes laid out out of the flow, waiting for their containing block.
    var pendingAbsolutes: [PendingAbsolute] = []
    /// Pages of anchors and the page count, from the pass before.
    var anchorPages: [String: Int] = [:]
    var anchorTexts: [String: String] = [:]
    var pageCount = 0
    var currentPage = 1
    var usesPageReferences = false
    /// Running elements and margin boxes resolve named strings through this.
    var stringValue: (String, PagePolicy) -> String = { _, _ in "" }
    /// Findings about pages, of the last pass.
    var pageFindings: [Diagnostic] = []
    /// Nodes of the structure tree whose boxes are left out of the pages.
    var omittedNodes: Set<Int> = []
    /// Whether any element is a footnote.
    var hasFootnotes = false
    /// Anonymous boxes of columns, by multi-column container.
    var columnBoxes: [ObjectIdentifier: Box] = [:]
    /// Links by index: their target and words.
    var linkTargets: [(target: LinkAnnotation.Target, contents: String, structure: Int)] = []

    /// A limit is passed: layout ends as soon as it can, without pages.
    private(set) var isExhausted = false
    /// Boxes laid out so far, each time counted.
    private var stepCount = 0
    var stepLimit = Int.max
    private var generatedBytes = 0
    /// Whether boxes and pages are kept for the next version of the document.
    let isLive: Bool
    /// Whether text of the document is quoted elsewhere in it.
    var quotesElements = false
    /// Whether text in the flow shows the number of its page.
    var countsPagesInText = false
    /// For live documents: heights of lines with page numbers, by box, while the numbers were not known yet.
    var firstShapes: [ObjectIdentifier: [Double]] = [:]
    /// For live documents: the last node, in document order, that the page being filled has looked at.
    var furthestNode: Int32 = -1

    struct PendingAbsolute {
        let box: Box
        let x: Double
        let y: Double
    }

    init(typesetter: Typesetter, workspace: Workspace, styled: StyledTree, isLive: Bool = false) {
        self.isLive = isLive
        self.typesetter = typesetter
        self.workspace = workspace
        self.styled = styled
        tree = styled.tree
        options = typesetter.options
        workspace.breaker.costs = options.costs
    }

    /// Tells why, once, and ends layout.
    func exhaust(_ diagnostic: @autoclosure () -> Diagnostic) {
        guard !isExhausted else { return }
        isExhausted = true
        bag.append(diagnostic())
    }

    /// Counts a box that is laid out; false when there were too many.
    @inline(__always) func countStep(_ box: Box) -> Bool {
        stepCount += 1
        if stepCount <= stepLimit { return !isExhausted }
        exhaust(TypesettingDiagnostics.tooManySteps(at: box.node.map { tree.span(of: $0) }))
        return false
    }

    /// Counts text that styles make; false when there was too much.
    func countGenerated(_ bytes: Int, at node: NodeID?) -> Bool {
        generatedBytes += bytes
        if generatedBytes <= options.limits.generatedBytes { return !isExhausted }
        exhaust(TypesettingDiagnostics.tooMuchGenerated(options.limits.generatedBytes, at: node.map { tree.span(of: $0) }))
        return false
    }

    /// Goes on with the next version of the document.
    func advance(to styled: StyledTree) {
        self.styled = styled
        tree = styled.tree
        // Each version has the whole budget.
        stepCount = 0
    }

    func textStyle(_ style: ComputedStyle) -> TextStyle {
        if style.index >= 0, style.index < styled.styleCount {
            while textStyles.count <= style.index { textStyles.append(nil) }
            if let known = textStyles[style.index] { return known }
            let made = makeTextStyle(style)
            textStyles[style.index] = made
            return made
        }
        if let known = otherTextStyles[ObjectIdentifier(style)] { return known }
        let made = makeTextStyle(style)
        otherTextStyles[ObjectIdentifier(style)] = made
        keptStyles.append(style)
        return made
    }

    private func makeTextStyle(_ style: ComputedStyle) -> TextStyle {
        let font = style.font
        var found: FontFace?
        for family in font.families {
            let name: String
            switch family {
            case .named(let given): name = given
            case .generic(let generic): name = generic.rawValue
            }
            found = typesetter.fonts.face(family: name, weight: Int(font.weight), isItalic: font.style.isSlanted)
            if found != nil { break }
        }
        if found == nil {
            reportMissing(font.families)
            found =
                typesetter.fonts.face(family: "serif", weight: Int(font.weight), isItalic: font.style.isSlanted)
                ?? typesetter.fonts.face(family: "sans-serif", weight: 400, isItalic: false)
        }
        guard let face = found else {
            // Without any font nothing can be set; the caller sees the error.
            fatalErrorWithoutFonts()
        }
        return TextStyle(style, face: face, words: words(face, style))
    }

    func words(_ face: FontFace, _ style: ComputedStyle, script: Script = .latin, isRightToLeft: Bool = false) -> WordCache {
        var features: [Fonts.FontFeature] = style.font.features.map { Fonts.FontFeature($0.name, $0.value) }
        if style.text.letterSpacing != 0 {
            features.append(Fonts.FontFeature("liga", 0))
            features.append(Fonts.FontFeature("clig", 0))
        }
        let plan = typesetter.shaper.plan(
            face: face, features: features, script: script, language: style.text.language,
            direction: isRightToLeft ? .rightToLeft : .leftToRight)
        return workspace.words(for: plan, face: face)
    }

    private func fatalErrorWithoutFonts() -> Never {
        fatalError("no font is installed: DocumentBuilder checks this before layout")
    }

    func image(_ reference: ImageReference, at span: Span?) -> Int? {
        if let known = imageIndices[reference] { return known >= 0 ? known : nil }
        let found = typesetter.picture(reference)
        switch found.content {
        case .bitmap(let image):
            pictures.append(.bitmap(images.count, image))
            images.append(image)
        case .vector(let image): pictures.append(.vector(image))
        case .missing:
            imageIndices[reference] = -1
            if found.findings.isEmpty {
                bag.append(TypesettingDiagnostics.missingImage(reference.url, at: span))
            } else {
                // Where in the file the fault lies, and from where the file is asked for.
                report(found.findings, of: reference, at: span)
            }
            return nil
        }
        report(found.findings, of: reference, at: span)
        imageIndices[reference] = pictures.count - 1
        return pictures.count - 1
    }

    /// Says once that no family of a list is installed, and that another face stands in.
    private func reportMissing(_ families: [FontFamily]) {
        let names = families.map { family in
            switch family {
            case .named(let given): "`\(given)`"
            case .generic(let generic): "`\(generic.rawValue)`"
            }
        }.joined(separator: ", ")
        guard reportedFamilies.insert(names).inserted else { return }
        var nearest: String?
        if case .named(let given)? = families.first { nearest = NearestName.of(given, among: typesetter.fonts.familyNames) }
        bag.append(TypesettingDiagnostics.missingFont(names, nearest: nearest, at: nil))
    }

    /// What is to be said of a picture's file, once: a style sheet and an element may ask for the same file.
    private func report(_ findings: [Diagnostic], of reference: ImageReference, at span: Span?) {
        for var finding in findings where reportedFindings.insert(finding).inserted {
            if let span { finding.trace.append(Diagnostic.Label(span, TypesettingDiagnostics.whilePlacing(reference.url))) }
            bag.append(finding)
        }
    }

    func reportMissing(_ scalar: Unicode.Scalar, at node: NodeID?) {
        guard reportedScalars.insert(scalar.value).inserted else { return }
        bag.append(TypesettingDiagnostics.missingGlyph(scalar, at: node.map { tree.span(of: $0) }))
    }
}
