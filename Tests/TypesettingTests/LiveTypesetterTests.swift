import Diagnostics
import Fonts
import Pages
import Styling
import Testing
import XML

@testable import Typesetting

/// A document that is edited: the live pages must be those of a run from nothing, whatever the edit.
@Suite("Live typesetting")
struct LiveTypesetterTests {
    /// One document being watched.
    final class Session {
        let typesetter = Typesetter(fonts: FontLibrary())
        let styles = StyleEngine(options: StyleOptions(mode: .lenient))
        let live: LiveTypesetter
        var styled: StyledTree?
        var updates = 0

        init() { live = LiveTypesetter(typesetter) }

        static func tree(_ text: String) -> XMLTree? {
            var map = SourceMap()
            return XMLParser(mode: .strict).parse(map.add(path: "test.xhtml", text: text)).0
        }

        /// Shows the next version; the dump of its pages.
        func show(_ text: String) -> String {
            guard let tree = Self.tree(text) else { return "not well-formed" }
            let metadata = DocumentMetadata(title: "t", language: "fr-CA")
            if let styled {
                let change = tree.change(since: styled.tree)
                if change == .nothing { return dump() }
                if case .inside(let edit) = change, let (next, _) = styles.restyle(tree, since: styled, edit: edit) {
                    self.styled = next
                    if live.update(next, edit: edit) != nil {
                        updates += 1
                        return dump()
                    }
                }
            }
            let (next, _) = styles.style(tree)
            styled = next
            _ = live.typeset(next, metadata: metadata)
            return dump()
        }

        func dump() -> String { live.wholeDocument().map(LiveTypesetterTests.comparable) ?? "nothing" }
    }

    /// A dump without the marks of the structure tree, which live documents do without.
    static func comparable(_ document: PagedDocument) -> String {
        PageDump.text(document).split(separator: "\n").filter { !$0.hasPrefix("begin ") && $0 != "end" }.joined(separator: "\n")
    }

    static func firstDifference(_ a: String, _ b: String) -> String? {
        let (left, right) = (a.split(separator: "\n"), b.split(separator: "\n"))
        for index in 0..<max(left.count, right.count) {
            let l = index < left.count ? left[index] : "(end)"
            let r = index < right.count ? right[index] : "(end)"
            if l != r {
                let page = left[..<min(index, left.count)].last { $0.hasPrefix("page ") } ?? ""
                return "line \(index) of \(page): live `\(l)`, fresh `\(r)`"
            }
        }
        return nil
    }

    static func fresh(_ text: String) -> String {
        guard let tree = Session.tree(text) else { return "not well-formed" }
        let (styled, _) = StyleEngine(options: StyleOptions(mode: .lenient)).style(tree)
        let (document, _) = Typesetter(fonts: FontLibrary()).typeset(styled, metadata: DocumentMetadata(title: "t", language: "fr-CA"))
        return document.map(comparable) ?? "nothing"
    }

    static let css = """
        @page { size: 320pt 260pt; margin: 30pt; @top-right { content: string(num) } @bottom-center { content: counter(page) " / " counter(pages) } }
        @page :left { margin-left: 40pt; margin-right: 20pt }
        body { font: 10pt/1.3 "Noto Sans"; text-align: justify; hyphens: auto }
        h1 { string-set: num content(); font-size: 16pt } h2 { font-size: 12pt; break-after: avoid }
        h2 + p { text-indent: 10pt } li:last-child { font-weight: bold } td { border: 0.5pt solid }
        nav a::after { content: leader('.') target-counter(attr(href), page) } nav li { list-style: none } section.c { break-before: page }
        """

    static func document(_ body: String, css: String = css) -> String {
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr-CA\"><head><title>t</title><style>\(css)</style></head><body>\(body)</body></html>"
    }

    /// Numbers that are the same on every run.
    struct Dice {
        var state: UInt64
        mutating func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, count)))
        }
    }

    static let words = [
        "la", "personne", "téléconsultation", "décrit", "une", "gêne", "persistante", "sans", "fièvre", "depuis", "trois", "semaines",
    ]

    static func paragraph(_ dice: inout Dice, _ count: Int) -> String {
        (0..<count).map { _ in words[dice.roll(words.count)] }.joined(separator: " ")
    }

    /// A guide in parts: a list of blocks by chapter, so that edits can add, change and take away.
    struct Guide {
        var chapters: [[String]]

        init(_ dice: inout Dice, chapters count: Int) {
            chapters = (0..<count).map { chapter in
                var blocks = ["<h1 id=\"c\(chapter)\">Chapitre \(chapter)</h1>"]
                for _ in 0..<(4 + dice.roll(5)) { blocks.append(LiveTypesetterTests.block(&dice)) }
                return blocks
            }
        }

        var text: String {
            let toc = chapters.indices.map { "<li><a href=\"#c\($0)\">Chapitre \($0)</a></li>" }.joined()
            let body = chapters.map { "<section class=\"c\">" + $0.joined(separator: "\n") + "</section>" }.joined(separator: "\n")
            return LiveTypesetterTests.document("<nav><ul>\(toc)</ul></nav>\n\(body)")
        }
    }

    static func block(_ dice: inout Dice) -> String {
        switch dice.roll(6) {
        case 0: return "<h2>\(paragraph(&dice, 3))</h2>"
        case 1:
            let items = (0..<(1 + dice.roll(4))).map { _ in "<li>\(paragraph(&dice, 2 + dice.roll(20)))</li>" }
            return "<ol>\(items.joined())</ol>"
        case 2:
            let rows = (0..<(1 + dice.roll(4))).map { _ in
                "<tr><td>\(paragraph(&dice, 3))</td><td>\(paragraph(&dice, 1 + dice.roll(6)))</td></tr>"
            }
            return "<table>\(rows.joined())</table>"
        default: return "<p>\(paragraph(&dice, 10 + dice.roll(90))) <em>\(paragraph(&dice, 2))</em>.</p>"
        }
    }

    @Test("Random edits of a guide come to the pages of a run from nothing", arguments: [1, 2, 3, 4] as [UInt64])
    func randomEdits(seed: UInt64) {
        var dice = Dice(state: seed &* 977)
        var guide = Guide(&dice, chapters: 6)
        let session = Session()
        #expect(session.show(guide.text) == Self.fresh(guide.text))
        for step in 0..<25 {
            let chapter = dice.roll(guide.chapters.count)
            let place = 1 + dice.roll(guide.chapters[chapter].count - 1)
            switch dice.roll(5) {
            case 0: guide.chapters[chapter].insert(Self.block(&dice), at: place)
            case 1 where guide.chapters[chapter].count > 3: guide.chapters[chapter].remove(at: place)
            default: guide.chapters[chapter][place] = Self.block(&dice)
            }
            let live = session.show(guide.text)
            let difference = Self.firstDifference(live, Self.fresh(guide.text))
            #expect(difference == nil, "seed \(seed), step \(step)")
            if difference != nil { return }
        }
        // Most edits must take the short way, or this test tests nothing.
        #expect(session.updates >= 18, "only \(session.updates) of 25 edits were followed")
    }

    @Test("An edit inside a paragraph lays out its own page alone")
    func oneWord() {
        var dice = Dice(state: 5)
        let guide = Guide(&dice, chapters: 8)
        let session = Session()
        _ = session.show(guide.text)
        let before = (0..<session.live.pageCount).map { session.live.key(ofPage: $0) }
        let old = guide.chapters[5][1]
        var changed = guide
        changed.chapters[5][1] = old.replacingFirst("e", "é")
        #expect(session.show(changed.text) == Self.fresh(changed.text))
        #expect(session.updates == 1)
        let after = (0..<session.live.pageCount).map { session.live.key(ofPage: $0) }
        #expect(before.count == after.count)
        let different = zip(before, after).filter { $0 != $1 }.count
        #expect(different >= 1 && different <= 2, "\(different) pages changed")
    }

    @Test("A place on a page leads to the word in the source")
    func places() throws {
        let text = Self.document(
            "<p>un deux <em>trois</em> quatre</p>\n<ul><li>cinq &amp; six</li></ul>", css: "@page { size: 300pt 200pt; margin: 20pt }")
        let session = Session()
        _ = session.show(text)
        var map = SourceMap()
        let source = map.add(path: "t", text: text)
        let document = try #require(session.live.document(ofPage: 0))
        var found: [String] = []
        for case .glyphs(let run) in document.pages[0].items {
            let span = session.live.place(onPage: 0, x: run.origin.x + 2, y: run.origin.y - 2)
            let bytes = try #require(span.map { source.bytes[$0.range] })
            found.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(found.contains("un"))
        #expect(found.contains("trois"))
        #expect(found.contains("cinq"))
        #expect(session.live.place(onPage: 0, x: 1, y: 1) == nil)
        #expect(session.live.place(onPage: 3, x: 1, y: 1) == nil)
    }
}

extension String {
    fileprivate func replacingFirst(_ old: Character, _ new: Character) -> String {
        guard let index = firstIndex(of: old) else { return self }
        return String(self[..<index]) + String(new) + String(self[self.index(after: index)...])
    }
}
