import CEL
import Diagnostics
import Fonts
import Pages
import SVGExport
import Styling
import Typesetting
import XML

/// A document that is watched: made anew when its files change, page by page as the pages are asked for. For one thread.
///
/// Fonts, sheets, shaped words and everything that an edit leaves as it was are kept from version to version.
package final class PreviewSession {
    /// The parts that typeset one document again and again.
    private struct Press {
        var styles: StyleEngine
        var live: LiveTypesetter
    }

    /// Pages kept as SVG; more are made again when they are asked for.
    private static let mostKeptPages = 256

    private let subject: PreviewSubject
    package let fonts = PreviewFonts()
    private let exporter: SVGExporter
    private var shelf = SourceShelf()
    private var files = PreviewFiles()
    private var press: Press?
    private var pack: LoadedPack?
    private var renderer: DocumentRenderer?
    private var styled: StyledTree?
    private var keys: [LiveTypesetter.PageKey] = []
    private var kept: [Int: (key: LiveTypesetter.PageKey, bytes: [UInt8])] = [:]
    /// Whether the run before came to pages; if not, a file that was missing may be there now.
    private var isCurrent = false

    package private(set) var version = PreviewVersion(
        number: 0, sizes: [], changed: nil, findings: [], omittedFindings: 0, isCurrent: false, milliseconds: 0)

    package init(_ subject: PreviewSubject) {
        self.subject = subject
        let fonts = fonts
        exporter = SVGExporter(options: SVGOptions(text: .fonts { fonts.address(of: $0) }))
    }

    // MARK: Versions

    /// Makes the document anew if a file of it changed; whether there is a new version.
    package func refresh() -> Bool {
        let clock = ContinuousClock()
        let start = clock.now
        var bag = DiagnosticBag()
        var isMade = false
        do throws(DiagnosticsError) {
            let changes = try files.update(shelf, others: packTexts)
            if changes.isEmpty, version.number > 0, isCurrent { return false }
            forget(for: changes)
            bag = try make()
            isMade = true
        } catch {
            bag = error.bag
        }
        files.note(shelf, others: packTexts)
        isCurrent = isMade
        publish(
            bag,
            milliseconds: Double((clock.now - start).components.attoseconds) / 1e15 + Double((clock.now - start).components.seconds) * 1e3)
        return true
    }

    /// Drops what the changed files went into.
    private func forget(for changes: PreviewFiles.Changes) {
        if !changes.resources.isEmpty { press = nil }
        // Sheets of lower priority went into the press itself; others are looked at whenever everything is styled.
        if case .plain(let stylesheets, _) = subject.kind, changes.sources.contains(where: stylesheets.contains) { press = nil }
        if changes.sources.contains(where: { $0.hasSuffix(".css") }) { styled = nil }
        guard case .template = subject.kind else { return }
        let isOfPack = changes.sources.contains { $0.hasSuffix(".yaml") }
        guard pack == nil || isOfPack else {
            // Templates and what they include are compiled anew; data are read each time.
            if changes.sources.contains(where: { $0.hasSuffix(".xhtml") || $0.hasSuffix(".xml") }) || !isCurrent { renderer = nil }
            return
        }
        // Spans of a pack that is loaded anew must not meet those of the old one.
        shelf = SourceShelf()
        files.forget()
        pack = nil
        renderer = nil
        press = nil
        styled = nil
    }

    /// The rules of the pack, which its loader reads by itself.
    private var packTexts: [String] {
        guard case .template(let folder, _, _) = subject.kind else { return [] }
        return ((try? PackFolder(path: folder).names(withExtension: "yaml")) ?? []).map { folder + "/" + $0 }
    }

    private func make() throws(DiagnosticsError) -> DiagnosticBag {
        switch subject.kind {
        case .plain(let stylesheets, let isLenient): try makePlain(stylesheets, isLenient)
        case .template(let folder, let data, let context): try makeTemplate(folder, data, context)
        }
    }

    private func makePlain(_ stylesheets: [String], _ isLenient: Bool) throws(DiagnosticsError) -> DiagnosticBag {
        let source = try shelf.read(subject.file)
        var (parsed, bag) = XMLParser(mode: isLenient ? .lenient : .strict).parse(source)
        guard var tree = parsed else { throw DiagnosticsError(bag) }
        parsed = nil
        let plain = PlainTypesetting(stylesheets: stylesheets, isLenient: isLenient, language: subject.language)
        plain.finishText(&tree)
        if press == nil {
            let (styles, typesetter, faults) = try plain.workshop(file: subject.file, shelf: shelf)
            bag.append(contentsOf: faults)
            press = Press(styles: styles, live: LiveTypesetter(typesetter))
            styled = nil
        }
        try show(tree, metadata: PlainTypesetting.metadata(of: tree, file: subject.file, subject.language), &bag, isLenient: isLenient)
        return isLenient ? DiagnosticBag() : bag
    }

    private func makeTemplate(_ folder: String, _ data: String?, _ context: DocumentContext) throws(DiagnosticsError) -> DiagnosticBag {
        let pack: LoadedPack
        if let known = self.pack {
            pack = known
        } else {
            pack = try LoadedPack.loadOrThrow(PackFolder(path: folder), shelf: shelf)
            self.pack = pack
        }
        let renderer: DocumentRenderer
        if let known = self.renderer {
            renderer = known
        } else {
            renderer = try DocumentRenderer(template: subject.file, pack: pack, language: subject.language, shelf: shelf)
            self.renderer = renderer
        }
        if press == nil {
            let (styles, typesetter) = renderer.workshop()
            press = Press(styles: styles, live: LiveTypesetter(typesetter))
            styled = nil
        }
        var bag = DiagnosticBag()
        let (tree, metadata) = try renderer.expanded(dataFile: data, at: context, into: &bag)
        try show(tree, metadata: metadata, &bag, isLenient: false)
        return bag
    }

    /// Styles and typesets, following the edit since the version before where that is enough.
    private func show(_ tree: XMLTree, metadata: DocumentMetadata, _ bag: inout DiagnosticBag, isLenient: Bool) throws(DiagnosticsError) {
        guard let press else { return }
        if let before = styled {
            switch tree.change(since: before.tree) {
            case .inside(let edit):
                guard let (next, faults) = press.styles.restyle(tree, since: before, edit: edit), faults.isEmpty else { break }
                styled = next
                if let found = press.live.update(next, edit: edit) {
                    bag.append(contentsOf: found)
                    if !isLenient { bag.append(contentsOf: next.accessibilityFaults) }
                    return
                }
            case .nothing, .everything: break
            }
        }
        styled = nil
        let (next, faults) = press.styles.style(tree)
        bag.append(contentsOf: faults)
        if !isLenient { try bag.throwIfErrors() }
        // Findings of sheets are told with every version: only without any may the next one be styled in part.
        styled = faults.isEmpty || isLenient ? next : nil
        bag.append(contentsOf: press.live.typeset(next, metadata: metadata))
        // What cannot be exported is told, and shown all the same.
        if !isLenient { bag.append(contentsOf: next.accessibilityFaults) }
    }

    private func publish(_ bag: DiagnosticBag, milliseconds: Double) {
        let sources = shelf.map
        let sorted = bag.sorted
        let findings = sorted.map { PreviewFinding($0, sources: sources, language: subject.language) }
        var sizes = version.sizes
        var changed: [Int]? = []
        if isCurrent, let live = press?.live {
            let before = keys
            keys = (0..<live.pageCount).compactMap { live.key(ofPage: $0) }
            sizes = (0..<live.pageCount).compactMap { live.size(ofPage: $0) }.map {
                PreviewVersion.Size(width: $0.width, height: $0.height)
            }
            changed = version.number == 0 ? nil : keys.indices.filter { $0 >= before.count || keys[$0] != before[$0] }
        }
        version = PreviewVersion(
            number: version.number + 1, sizes: sizes, changed: changed, findings: findings, omittedFindings: bag.omittedCount,
            isCurrent: isCurrent, milliseconds: milliseconds)
    }

    // MARK: Pages and places

    /// A page of the last good version as SVG; nil when there is no such page.
    package func svg(ofPage index: Int) -> [UInt8]? {
        guard let live = press?.live, let key = live.key(ofPage: index) else { return kept[index]?.bytes }
        if let known = kept[index], known.key == key { return known.bytes }
        guard let document = live.document(ofPage: index), let bytes = exporter.page(0, of: document, number: index + 1) else { return nil }
        if kept.count >= Self.mostKeptPages { kept.removeAll() }
        kept[index] = (key, bytes)
        return bytes
    }

    /// Where stands in the sources what a page shows at a point, in points from its top left corner.
    package func place(onPage index: Int, x: Double, y: Double) -> PreviewPlace? {
        guard let span = press?.live.place(onPage: index, x: x, y: y) else { return nil }
        return PreviewPlace(span, sources: shelf.map, language: subject.language)
    }

    /// Folders that hold files of the document, or could: what to watch.
    package var folders: [String] {
        var found: Set<String> = []
        func add(_ path: String) {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            found.insert(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder)
        }
        for path in [subject.file] + shelf.paths + shelf.resourcePaths { add(path) }
        if case .template(let folder, let data, _) = subject.kind {
            if let data { add(data) }
            found.insert(folder)
            for name in (try? PackFolder(path: folder).names()) ?? [] { add(folder + "/" + name) }
        }
        if case .plain(let stylesheets, _) = subject.kind { for path in stylesheets { add(path) } }
        return found.sorted()
    }
}
