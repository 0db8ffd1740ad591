import Diagnostics
import XML

/// Sets the spaces, quotes and apostrophes of authored text by the rules of its language (``TypographicRules``).
///
/// Goes over a whole document and changes the words that an author typed, never data: text in `<bdi>`, in code, addresses and
/// identifiers, text that the template engine inserted from data, and what stands under `translate="no"`. A paragraph is read as one
/// text through its inline elements. Text that is right already stays as it is, byte for byte.
package struct TypographicPass {
    private enum Role: UInt8 {
        case unknown
        /// Part of a paragraph.
        case inline
        /// Begins and ends a paragraph.
        case block
        /// Part of a paragraph that nobody may change.
        case kept
        /// Text that no reader sees, or of its own rules.
        case hidden
        /// Raised or lowered letters, part of a paragraph.
        case raised
        /// Holds no text and stands for a word: an image.
        case object
    }

    /// Inherited by the content of an element.
    private struct Context {
        var rules: TypographicRules?
        /// Whether `translate="no"` or an element keeps the text as it is.
        var isKept = false
        var isRaised = false
    }

    private var tree: XMLTree
    private var roles: ContiguousArray<Role>
    private let lang: NameID?
    private let translate: NameID?
    private var text = TypographicText()

    private init(_ tree: XMLTree) {
        self.tree = tree
        roles = ContiguousArray(repeating: .unknown, count: tree.names.count)
        lang = tree.names.id(of: "lang")
        translate = tree.names.id(of: "translate")
    }

    /// Applies the rules to a document, by the `xml:lang` or `lang` of its elements.
    package static func apply(to tree: inout XMLTree) {
        var pass = TypographicPass(tree)
        // The only holder changes its own storage instead of a copy.
        tree = XMLTree()
        let count = pass.tree.nodeCount
        pass.run()
        if pass.tree.nodeCount != count { pass.tree.restoreDocumentOrder() }
        tree = pass.tree
    }

    private static let inlineElements: Set<String> = [
        "a", "abbr", "b", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q", "s", "small", "span", "strike",
        "strong", "time", "u", "wbr",
    ]
    private static let keptElements: Set<String> = ["bdi", "code", "data", "kbd", "output", "samp", "tt", "var"]
    private static let hiddenElements: Set<String> = [
        "address", "head", "pre", "script", "style", "template", "textarea", "title", "xmp",
    ]
    private static let objectElements: Set<String> = ["audio", "canvas", "img", "input", "meter", "progress", "ruby", "video"]

    private mutating func role(_ node: NodeID, _ namespace: XMLNamespace) -> Role {
        switch namespace {
        case .xhtml: break
        case .template: return .block
        default: return .object
        }
        let name = tree.nameID(of: node)
        let index = Int(name.index)
        guard roles.indices.contains(index) else { return .block }
        if roles[index] != .unknown { return roles[index] }
        let local = tree.names[name]
        let role: Role =
            Self.inlineElements.contains(local)
            ? .inline
            : Self.keptElements.contains(local)
                ? .kept
                : Self.hiddenElements.contains(local)
                    ? .hidden : local == "sup" || local == "sub" ? .raised : Self.objectElements.contains(local) ? .object : .block
        roles[index] = role
        return role
    }

    private mutating func run() {
        // The stack of open elements: their end may end a paragraph.
        var contexts: ContiguousArray<(context: Context, isBlock: Bool)> = []
        var context = Context()
        var current: NodeID? = tree.firstChild(of: tree.document)
        while let node = current {
            var child: NodeID?
            switch tree.kind(of: node) {
            case .text: append(node, context)
            case .element:
                let role = role(node, tree.namespace(of: node))
                switch role {
                case .object: appendObject()
                case .hidden: flush()
                case .inline, .block, .kept, .raised, .unknown:
                    let isBlock = role == .block || role == .unknown
                    if isBlock { flush() }
                    child = tree.firstChild(of: node)
                    guard child != nil else { break }
                    contexts.append((context, isBlock))
                    if role == .kept { context.isKept = true }
                    if role == .raised { context.isRaised = true }
                    inherit(from: node, &context)
                }
            case .document, .processingInstruction: break
            }
            if let child {
                current = child
                continue
            }
            var here = node
            var next = tree.nextSibling(of: here)
            while next == nil, let outer = contexts.popLast(), let parent = tree.parent(of: here) {
                if outer.isBlock { flush() }
                context = outer.context
                here = parent
                next = tree.nextSibling(of: here)
            }
            current = next
        }
        flush()
    }

    /// Takes over what the attributes of an element say: its language, and whether its text may be changed.
    private func inherit(from node: NodeID, _ context: inout Context) {
        var isXML = false
        for attribute in tree.attributes(of: node) {
            if attribute.name == lang, attribute.namespace == .xml || (attribute.namespace == .none && !isXML) {
                context.rules = TypographicRules(tag: tree.textBytes[tree.valueRange(of: attribute)])
                isXML = attribute.namespace == .xml
            } else if attribute.name == translate, attribute.namespace == .none {
                let value = tree.value(of: attribute)
                if value == "no" { context.isKept = true } else if value == "yes" || value.isEmpty { context.isKept = false }
            }
        }
    }

    private mutating func append(_ node: NodeID, _ context: Context) {
        let range = tree.textRange(of: node)
        guard !range.isEmpty else { return }
        let rules = context.isKept || tree.isData(node) ? nil : context.rules
        if rules != nil { text.isAuthored = true }
        let start = text.bytes.count
        tree.textBytes.withUnsafeBufferPointer { text.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
        text.stretches.append(
            TypographicText.Stretch(node: node, start: start, end: text.bytes.count, rules: rules, isRaised: context.isRaised))
    }

    private mutating func appendObject() {
        text.bytes.append(contentsOf: [0xEF, 0xBF, 0xBC])
    }

    /// Ends a paragraph: its rules are applied and its nodes rewritten.
    private mutating func flush() {
        guard !text.bytes.isEmpty else { return }
        if text.isAuthored {
            TypographicScan.run(&text)
            if !text.edits.isEmpty { write() }
        }
        text.removeAll()
    }

    // MARK: Writing

    private mutating func write() {
        var index = 0
        while index < text.edits.count {
            let stretch = text.edits[index].stretch
            var last = index
            while last < text.edits.count, text.edits[last].stretch == stretch { last += 1 }
            write(text.stretches[stretch], text.edits[index..<last])
            index = last
        }
    }

    private mutating func write(_ stretch: TypographicText.Stretch, _ edits: ContiguousArray<TypographicText.Edit>.SubSequence) {
        if edits.contains(where: { $0.replacement == .raised }) { return writeInParts(stretch, edits) }
        let text = text
        tree.setText(of: stretch.node) { written in
            text.bytes.withUnsafeBufferPointer { bytes in
                var place = stretch.start
                for edit in edits {
                    written.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<edit.start]))
                    place = edit.start + edit.count
                    let new = edit.replacement.bytes
                    written.append(contentsOf: UnsafeBufferPointer(start: new.utf8Start, count: new.utf8CodeUnitCount))
                }
                written.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<stretch.end]))
            }
        }
    }

    /// Raised letters become elements between texts.
    private mutating func writeInParts(_ stretch: TypographicText.Stretch, _ edits: ContiguousArray<TypographicText.Edit>.SubSequence) {
        var target = stretch.node
        let span = tree.span(of: target)
        var written: ContiguousArray<UInt8> = []
        var place = stretch.start
        // Raised letters end one text and begin an element; the rest goes on behind it.
        func finish(_ pass: inout TypographicPass, _ isFirst: Bool) {
            if isFirst {
                pass.tree.setText(of: target, toUTF8: written)
            } else if !written.isEmpty {
                target = pass.tree.insert(textUTF8: written, span: span, after: target)
            }
            written.removeAll(keepingCapacity: true)
        }
        var isFirst = true
        for edit in edits {
            written.append(contentsOf: text.bytes[place..<edit.start])
            place = edit.start + edit.count
            if edit.replacement == .raised {
                finish(&self, isFirst)
                isFirst = false
                target = tree.insert(element: "sup", in: .xhtml, span: span, after: target)
                tree.append(text: String(decoding: text.bytes[edit.start..<place], as: UTF8.self), span: span, to: target)
            } else {
                let new = edit.replacement.bytes
                written.append(contentsOf: UnsafeBufferPointer(start: new.utf8Start, count: new.utf8CodeUnitCount))
            }
        }
        written.append(contentsOf: text.bytes[place..<stretch.end])
        finish(&self, isFirst)
    }
}
