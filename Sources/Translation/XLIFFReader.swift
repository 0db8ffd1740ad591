import Diagnostics
import XML

/// Reads XLIFF 2.0 and 2.1, from tools that nobody here wrote: with limits, no document type, nothing loaded.
package struct XLIFFReader {
    /// Units of one file.
    private static let mostUnits = 50_000
    /// A work file is smaller.
    private static let limits = XMLLimits(byteCount: 32 << 20, depth: 64, attributeCount: 64)

    private let tree: XMLTree
    private var bag = DiagnosticBag()

    /// The work of a file, or nil and its faults (codes `xml/…`, `xliff/…`).
    package static func read(_ source: SourceFile) -> (document: XLIFFDocument?, diagnostics: DiagnosticBag) {
        let (tree, faults) = XMLParser(limits: limits).parse(source)
        guard let tree else { return (nil, faults) }
        var reader = XLIFFReader(tree: tree)
        let document = reader.document()
        return (reader.bag.hasErrors ? nil : document, reader.bag)
    }

    private init(tree: XMLTree) { self.tree = tree }

    private func elements(_ parent: NodeID, _ name: String) -> [NodeID] {
        tree.children(of: parent).filter { tree.isElement($0, .xliff, name) }
    }

    private mutating func document() -> XLIFFDocument? {
        guard let root = tree.root else { return nil }
        let version = tree.value("version", of: root) ?? ""
        guard tree.isElement(root, .xliff, "xliff"), ["2.0", "2.1"].contains(version) else {
            bag.append(XLIFFDiagnostics.notXLIFF(version: version, at: tree.span(of: root)))
            return nil
        }
        guard let source = tree.value("srcLang", of: root).flatMap(Language.init(tag:)) else {
            bag.append(XLIFFDiagnostics.languages(at: tree.span(of: root)))
            return nil
        }
        var target: Language?
        if let tag = tree.value("trgLang", of: root) {
            target = Language(tag: tag)
            guard let target, target != source else {
                bag.append(XLIFFDiagnostics.languages(at: tree.span(of: root)))
                return nil
            }
        }
        var original = ""
        var units: [XLIFFDocument.Unit] = []
        for file in elements(root, "file") {
            if original.isEmpty { original = tree.value("original", of: file) ?? "" }
            for node in tree.descendants(of: file) where tree.isElement(node, .xliff, "unit") {
                guard units.count < Self.mostUnits else {
                    bag.append(XLIFFDiagnostics.tooMany(limit: Self.mostUnits, at: tree.span(of: node)))
                    return nil
                }
                if let unit = unit(node) { units.append(unit) }
            }
        }
        return XLIFFDocument(source: source, target: target, original: original, units: units)
    }

    /// A unit whose segments are joined: tools may part it.
    private mutating func unit(_ node: NodeID) -> XLIFFDocument.Unit? {
        var source: [XLIFFDocument.Inline] = []
        var target: [XLIFFDocument.Inline] = []
        var hasTarget = false
        var lacksTarget = false
        var state = XLIFFDocument.State.final
        var targetSpan: Span?
        for child in tree.children(of: node) {
            let isSegment = tree.isElement(child, .xliff, "segment")
            guard isSegment || tree.isElement(child, .xliff, "ignorable") else { continue }
            guard let words = elements(child, "source").first else { continue }
            let original = inline(words)
            source += original
            if let words = elements(child, "target").first {
                target += inline(words)
                hasTarget = true
                targetSpan = targetSpan ?? tree.span(of: words)
            } else if isSegment {
                lacksTarget = true
            } else {
                // What lies between segments stays as it is.
                target += original
            }
            guard isSegment else { continue }
            let own = tree.value("state", of: child).flatMap(XLIFFDocument.State.init(rawValue:)) ?? .initial
            if Self.rank(own) < Self.rank(state) { state = own }
        }
        var unit = XLIFFDocument.Unit(id: tree.value("id", of: node) ?? "", source: Self.joined(source))
        unit.name = tree.value("name", of: node) ?? ""
        unit.state = state
        unit.target = hasTarget && !lacksTarget ? Self.joined(target) : nil
        unit.span = tree.span(of: node)
        unit.targetSpan = targetSpan
        unit.data = data(node)
        return unit
    }

    private static func rank(_ state: XLIFFDocument.State) -> Int {
        switch state {
        case .initial: 0
        case .translated: 1
        case .reviewed: 2
        case .final: 3
        }
    }

    /// What codes stand for, by the data that they name.
    private func data(_ unit: NodeID) -> [(id: String, start: String, end: String?, label: String)] {
        var texts: [String: String] = [:]
        for list in elements(unit, "originalData") {
            for data in elements(list, "data") { texts[tree.value("id", of: data) ?? ""] = tree.textContent(of: data) }
        }
        var out: [(id: String, start: String, end: String?, label: String)] = []
        for node in tree.descendants(of: unit) {
            let id = tree.value("id", of: node) ?? ""
            if tree.isElement(node, .xliff, "ph") {
                out.append((id, texts[tree.value("dataRef", of: node) ?? ""] ?? "", nil, ""))
            } else if tree.isElement(node, .xliff, "pc") {
                out.append(
                    (id, texts[tree.value("dataRefStart", of: node) ?? ""] ?? "", texts[tree.value("dataRefEnd", of: node) ?? ""] ?? "", "")
                )
            }
        }
        return out
    }

    private mutating func inline(_ parent: NodeID) -> [XLIFFDocument.Inline] {
        var out: [XLIFFDocument.Inline] = []
        for child in tree.children(of: parent) {
            if tree.kind(of: child) == .text {
                out.append(.text(tree.text(of: child)))
                continue
            }
            guard tree.kind(of: child) == .element else { continue }
            let id = tree.value("id", of: child) ?? ""
            switch tree.namespace(of: child) == .xliff ? tree.localName(of: child) : "" {
            case "ph": out.append(.placeholder(id: id))
            case "pc": out.append(.pair(id: id, inline(child)))
            // Marks of translators hold words and mean nothing to the document.
            case "mrk": out += inline(child)
            case "sm", "em": break
            case let name:
                bag.append(XLIFFDiagnostics.unknownCode(name.isEmpty ? tree.localName(of: child) : name, at: tree.span(of: child)))
            }
        }
        return out
    }

    private static func joined(_ content: [XLIFFDocument.Inline]) -> [XLIFFDocument.Inline] {
        var out: [XLIFFDocument.Inline] = []
        for piece in content {
            if case .text(let words) = piece, case .text(let before)? = out.last {
                out[out.count - 1] = .text(before + words)
            } else {
                out.append(piece)
            }
        }
        return out
    }
}
