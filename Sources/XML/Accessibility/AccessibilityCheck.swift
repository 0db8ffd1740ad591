import Diagnostics

/// What an XHTML document owes to a reader who does not see it: a title, a language, words for pictures and links, headings in order, tables
/// with headers (ISO 14289-1, clause 7; WCAG 2.2, criteria 1.1.1, 1.3.1, 2.4.2, 2.4.4, 2.4.6 and 3.1.1).
///
/// Asked twice. Of a template, where what logic makes is not known yet: only what no data can mend is a fault. Of the document that is to be
/// set, where everything is known. Faults stand at their place in what the author wrote.
package struct AccessibilityCheck {
    /// What is looked at.
    package enum Subject: Sendable {
        /// A template, or a part of one, before its logic.
        case template
        case document
    }

    let tree: XMLTree
    let subject: Subject
    private let isRead: (NodeID) -> Bool
    private(set) var findings: [Diagnostic] = []

    /// Levels of headings that may stand before a place, as bits; bit 0 is the beginning of the document.
    typealias Levels = UInt8
    private static let anyLevels: Levels = 0x7F
    /// The check goes down the call stack with the document; deeper ones are refused elsewhere.
    private static let mostDepth = 1_000

    /// - Parameter isRead: whether an element is read at all: neither hidden nor in a running head.
    package init(_ tree: XMLTree, _ subject: Subject, isRead: @escaping (NodeID) -> Bool = { _ in true }) {
        self.tree = tree
        self.subject = subject
        self.isRead = isRead
    }

    /// The faults of an element and all below it, in the order of the text.
    package mutating func run(from root: NodeID) -> [Diagnostic] {
        let isDocument = tree.isElement(root, .xhtml, "html")
        if isDocument { checkHead(root) }
        _ = walk(root, after: isDocument ? 1 : Self.anyLevels, depth: 0)
        return findings
    }

    mutating func report(_ diagnostic: Diagnostic) { findings.append(diagnostic) }

    // MARK: The whole document

    private mutating func checkHead(_ root: NodeID) {
        let title = tree.descendants(of: root).first { tree.isElement($0, .xhtml, "title") }
        if title.map({ !hasWords($0) }) ?? true {
            report(AccessibilityDiagnostics.noTitle(at: nameSpan(of: title ?? root)))
        }
        // A template's language is the document's, which is known when it is made.
        if subject == .document, tree.value("lang", of: root) == nil, tree.value("lang", in: .xml, of: root) == nil {
            report(AccessibilityDiagnostics.noLanguage(at: nameSpan(of: root)))
        }
    }

    // MARK: Elements

    /// Checks an element; the levels that the last heading may have behind it.
    private mutating func walk(_ node: NodeID, after levels: Levels, depth: Int) -> Levels {
        guard tree.isElement(node), depth < Self.mostDepth, isRead(node) else { return levels }
        switch tree.namespace(of: node) {
        case .xhtml: return walkMarkup(node, after: levels, depth: depth)
        case .template: return walkLogic(node, after: levels, depth: depth)
        default: return levels
        }
    }

    private mutating func walkChildren(_ node: NodeID, after levels: Levels, depth: Int) -> Levels {
        var levels = levels
        for child in tree.children(of: node) { levels = walk(child, after: levels, depth: depth + 1) }
        return levels
    }

    private mutating func walkMarkup(_ node: NodeID, after levels: Levels, depth: Int) -> Levels {
        checkLanguage(of: node)
        var levels = levels
        let name = tree.localName(of: node)
        switch name {
        case "head": return levels
        case "h1", "h2", "h3", "h4", "h5", "h6":
            let own = Int(name.utf8.last ?? 0x31) - 0x30
            // A level too deep after each heading that may come before.
            if levels & (Self.anyLevels << (own - 1)) == 0 {
                let before = Int.bitWidth - 1 - Int(levels).leadingZeroBitCount
                report(AccessibilityDiagnostics.skippedHeading(own, after: max(before, 0), at: nameSpan(of: node)))
            }
            levels = 1 << own
            if !hasWords(node) { report(AccessibilityDiagnostics.emptyHeading(name, at: nameSpan(of: node))) }
        case "img":
            if tree.value("alt", of: node) == nil, !isDecoration(node) {
                report(AccessibilityDiagnostics.noAlternative(at: nameSpan(of: node)))
            }
        case "a":
            if tree.value("href", of: node) != nil, !hasWords(node), !isNamed(node) {
                report(AccessibilityDiagnostics.silentLink(at: nameSpan(of: node)))
            }
        case "table":
            if !isDecoration(node) { checkTable(node) }
        case "ul", "ol": checkList(node, ["li"])
        case "dl": checkList(node, ["dt", "dd", "div"])
        default: break
        }
        return walkChildren(node, after: levels, depth: depth)
    }

    /// Logic of a template: branches may or may not be taken, and what is included is looked at in its own file.
    private mutating func walkLogic(_ node: NodeID, after levels: Levels, depth: Int) -> Levels {
        switch tree.localName(of: node) {
        case "include": return Self.anyLevels
        case "if", "for", "separator", "empty": return levels | walkChildren(node, after: levels, depth: depth)
        case "choose":
            var after: Levels = 0
            var isComplete = false
            for branch in tree.children(of: node) where tree.isElement(branch) {
                after |= walkChildren(branch, after: levels, depth: depth + 1)
                isComplete = isComplete || tree.localName(of: branch) == "otherwise"
            }
            return isComplete ? after : after | levels
        case "signature", "text-field":
            if (tree.value("label", of: node) ?? "").allSatisfy(\.isWhitespace) {
                report(AccessibilityDiagnostics.noFieldLabel(at: nameSpan(of: node)))
            }
            return walkChildren(node, after: levels, depth: depth)
        default: return walkChildren(node, after: levels, depth: depth)
        }
    }

    private mutating func checkLanguage(of node: NodeID) {
        for attribute in tree.attributes(of: node) where tree.names[attribute.name] == "lang" {
            let text = tree.value(of: attribute)
            // Computed in a template.
            guard subject == .document || !text.contains("{"), !LanguageTag.isWellFormed(text) else { continue }
            report(AccessibilityDiagnostics.badLanguage(text, at: attribute.valueSpan))
        }
    }

    /// Lists hold items alone, else readers cannot count them.
    private mutating func checkList(_ list: NodeID, _ allowed: [String]) {
        for child in tree.children(of: list) {
            switch tree.kind(of: child) {
            case .element:
                guard tree.namespace(of: child) == .xhtml, isRead(child), !allowed.contains(tree.localName(of: child)) else { continue }
                report(
                    AccessibilityDiagnostics.strayInList(tree.localName(of: child), list: tree.localName(of: list), at: nameSpan(of: child))
                )
            case .text:
                guard !tree.isBlankText(child) else { continue }
                report(AccessibilityDiagnostics.textInList(list: tree.localName(of: list), at: tree.span(of: child)))
            default: continue
            }
        }
    }

    // MARK: What is said

    /// Whether an element says something, or may once the data are there.
    func hasWords(_ node: NodeID) -> Bool {
        for child in tree.descendants(of: node) {
            switch tree.kind(of: child) {
            case .text: if !tree.isBlankText(child) { return true }
            case .element:
                switch tree.namespace(of: child) {
                case .xhtml:
                    if tree.localName(of: child) == "img", !(tree.value("alt", of: child) ?? "").isEmpty { return true }
                case .template, .svg, .mathml: return true
                default: continue
                }
            default: continue
            }
        }
        return false
    }

    /// Whether an attribute says what the element is.
    private func isNamed(_ node: NodeID) -> Bool {
        ["title", "aria-label"].contains { !(tree.value($0, of: node) ?? "").allSatisfy(\.isWhitespace) }
    }

    /// Whether the author says that an element means nothing.
    func isDecoration(_ node: NodeID) -> Bool { tree.isDecoration(node) }

    /// `<p` of `<p class="a">`: the place to show for a fault of the element itself.
    func nameSpan(of element: NodeID) -> Span {
        let span = tree.span(of: element)
        let length = 1 + tree.localName(of: element).utf8.count
        let start = span.range.lowerBound
        return Span(source: span.source, start: start, end: min(start + length, span.range.upperBound))
    }
}

extension XMLTree {
    /// Whether the author says that an element means nothing to a reader: `role="presentation"` or `role="none"` (WAI-ARIA 1.2).
    package func isDecoration(_ element: NodeID) -> Bool {
        switch value("role", of: element) {
        case "presentation", "none": true
        default: false
        }
    }
}
