import Diagnostics
import Fonts
import Images
import Pages
import Styling
import Synchronization
import XML

/// Turns styled documents into finished pages.
///
/// May be used from several threads: each run borrows a workspace with its own caches.
package final class Typesetter: Sendable {
    /// Gives the bytes of an image or font that a style or element names; nil when there is none.
    package typealias ResourceLoader = @Sendable (_ url: String, _ base: String) -> [UInt8]?

    /// Gives a drawing as a source that diagnostics can point into; nil to use what ``ResourceLoader`` gives, without places.
    package typealias TextLoader = @Sendable (_ url: String, _ base: String) -> SourceFile?

    package let fonts: FontLibrary
    package let hyphenator: Hyphenator
    package let options: TypesettingOptions
    let load: ResourceLoader
    let shaper: Shaper
    private let workspaces = Mutex<[Workspace]>([])
    private let images = Mutex<[ImageReference: FoundPicture]>([:])
    private let loadText: TextLoader
    private let registered = Mutex<Set<String>>([])

    package init(
        fonts: FontLibrary, shaper: Shaper = Shaper(), hyphenator: Hyphenator = Hyphenator(),
        options: TypesettingOptions = TypesettingOptions(),
        load: @escaping ResourceLoader = { _, _ in nil }, loadText: @escaping TextLoader = { _, _ in nil }
    ) {
        self.fonts = fonts.extended()
        self.shaper = shaper
        self.hyphenator = hyphenator
        self.options = options
        self.load = load
        self.loadText = loadText
    }

    /// The pages of a document; nil only when nothing can be shown. Errors and warnings are in the bag.
    package func typeset(_ styled: StyledTree, metadata: DocumentMetadata) -> (PagedDocument?, DiagnosticBag) {
        // What stopped the cascade is told already.
        guard styled.isComplete else { return (nil, DiagnosticBag()) }
        let workspace = workspaces.withLock { $0.popLast() } ?? Workspace()
        workspace.trim()
        defer { workspaces.withLock { $0.append(workspace) } }
        let engine = LayoutEngine(typesetter: self, workspace: workspace, styled: styled)
        registerFonts(styled, into: &engine.bag)
        let document = DocumentBuilder(engine: engine, metadata: metadata).build()
        return (document, engine.bag)
    }

    /// A picture as it was read, and what is to be said of its file.
    struct FoundPicture: Sendable {
        enum Content: Sendable {
            case bitmap(ImageResource)
            case vector(VectorImage)
            case missing
        }

        var content = Content.missing
        var findings: [Diagnostic] = []
    }

    /// The bytes of an image or font by its reference, as documents name it; nil when there is none.
    package func resource(_ url: String, from base: String) -> [UInt8]? { load(url, base) }

    /// A picture by its reference; read once for all documents.
    func picture(_ reference: ImageReference) -> FoundPicture {
        if let known = images.withLock({ $0[reference] }) { return known }
        var found = FoundPicture()
        if let bytes = DataURI.bytes(of: reference.url) ?? load(reference.url, reference.base) {
            if SVGReader.isSVG(bytes) {
                let source = loadText(reference.url, reference.base)
                let (image, bag) = SVGReader.read(source ?? SourceFile(id: SourceID(index: .max), path: reference.url, bytes: bytes))
                if let image { found.content = .vector(image) }
                found.findings = bag.diagnostics.map { source == nil ? $0.withoutPlace : $0 }
            } else {
                do throws(DiagnosticsError) {
                    found.content = .bitmap(try ImageReader.read(bytes, name: reference.url))
                } catch {
                    found.findings = error.bag.diagnostics
                }
            }
        }
        images.withLock { $0[reference] = found }
        return found
    }

    func registerFonts(_ styled: StyledTree, into bag: inout DiagnosticBag) {
        for rule in styled.fontFaces {
            for source in rule.sources {
                guard case .url(let reference, _) = source else { continue }
                let key = "\(rule.family)\u{0}\(reference.url)\u{0}\(reference.base)"
                guard registered.withLock({ $0.insert(key).inserted }) else { break }
                guard let bytes = load(reference.url, reference.base) else { continue }
                do throws(DiagnosticsError) {
                    _ = try fonts.register(
                        bytes, family: rule.family, weight: Int(rule.weight.lowerBound), isItalic: rule.style.isSlanted, at: rule.span)
                } catch {
                    bag.append(contentsOf: error.bag)
                }
                break
            }
        }
    }
}

/// Caches that outlive a document: shaped words, by shaping plan.
final class Workspace: @unchecked Sendable {
    // Handed from run to run under the typesetter's lock, and used by one run at a time.
    private var caches: [ObjectIdentifier: WordCache] = [:]
    var breaker = TotalFitBreaker()
    /// Storage that a ``LineMaker`` borrows while it works on a paragraph.
    var items = LineBreakItems()
    var breaks: ContiguousArray<LineMaker.Break> = []

    func trim() {
        for cache in caches.values { cache.trim() }
    }

    func words(for plan: ShapingPlan, face: FontFace) -> WordCache {
        if let known = caches[ObjectIdentifier(plan)] { return known }
        let cache = WordCache(plan: plan, face: face)
        caches[ObjectIdentifier(plan)] = cache
        return cache
    }
}

extension Diagnostic {
    /// The same without places, which lead into a source that nobody knows.
    fileprivate var withoutPlace: Diagnostic {
        var copy = self
        copy.span = nil
        copy.labels = []
        copy.replacement = nil
        return copy
    }
}
