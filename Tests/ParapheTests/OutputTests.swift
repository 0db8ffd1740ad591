import Diagnostics
import Images
import Raster
import Testing

@testable import Paraphe

@Suite struct OutputRequestTests {
    @Test func extensionsSayTheKind() throws {
        for (path, kind) in [
            ("a.pdf", OutputKind.pdf), ("b/a.PNG", .png), ("a.svg", .svg), ("a.txt", .txt), ("a.html", .html), ("a.htm", .html),
            ("a.xhtml", .xhtml),
            ("a.pbm", .pbm),
        ] { #expect(try OutputRequest(path: path).kind == kind) }
        #expect(try OutputRequest(path: "/dev/stdout").kind == .pdf)
        #expect(try OutputRequest(path: "a.pbm").raster.format == .bits)
        #expect(try OutputRequest(path: "a.png", dpi: "204x98", bits: 1).raster.verticalDensity == 98)
    }

    @Test(
        arguments: [
            ("a", nil, nil, nil, "output/unknown-kind"), ("a.doc", nil, nil, nil, "output/unknown-kind"),
            ("a.png", "0", nil, nil, "output/bad-pages"),
            ("a.png", "3-1", nil, nil, "output/bad-pages"), ("a.png", "", nil, nil, "output/bad-pages"),
            ("a.pdf", "1", nil, nil, "output/not-for-kind"),
            ("a.svg", nil, "96", nil, "output/not-for-kind"), ("a.png", nil, "1e9", nil, "output/bad-density"),
            ("a.png", nil, "96x", nil, "output/bad-density"),
            ("a.png", nil, nil, 2, "output/bad-bits"), ("a.pbm", nil, nil, 1, "output/not-for-kind"),
        ] as [(String, String?, String?, Int?, String)])
    func whatCannotBeIsSaid(path: String, pages: String?, dpi: String?, bits: Int?, code: String) {
        do throws(DiagnosticsError) {
            _ = try OutputRequest(path: path, pages: pages, dpi: dpi, bits: bits)
            Issue.record("accepted")
        } catch {
            #expect(error.bag.diagnostics.map(\.code.name) == [code])
        }
    }

    @Test func selections() {
        #expect(PageSelection("1-3,7")?.indices(count: 8) == [0, 1, 2, 6])
        #expect(PageSelection("5-")?.indices(count: 7) == [4, 5, 6])
        #expect(PageSelection("9")?.indices(count: 7) == [])
    }
}

@Suite struct PageAlignmentTests {
    static func pages(_ texts: [String]) -> [ComparedDocument.Page] {
        texts.map { ComparedDocument.Page(width: 100, height: 100, words: $0.split(separator: " ").map(String.init)) }
    }

    static func pairs(_ old: [String], _ new: [String]) -> [PageAlignment.Pair] { PageAlignment.pairs(pages(old), pages(new)) }

    @Test func anInsertedPageShiftsTheOthers() {
        #expect(Self.pairs(["a b", "c d"], ["a b", "x y", "c d"]) == [.both(0, 0), .added(1), .both(1, 2)])
        #expect(Self.pairs(["a b", "x y", "c d"], ["a b", "c d"]) == [.both(0, 0), .removed(1), .both(2, 1)])
        #expect(Self.pairs([], ["a"]) == [.added(0)] && Self.pairs(["a"], []) == [.removed(0)] && Self.pairs([], []).isEmpty)
    }

    @Test func changedPagesArePairedByTheirLikeness() {
        #expect(Self.pairs(["a b c d", "e f g h"], ["new words", "a b c x", "e f g y"]) == [.added(0), .both(0, 1), .both(1, 2)])
        #expect(Self.pairs(["all other words"], ["nothing the same"]) == [.both(0, 0)])
        #expect(Self.pairs(["", ""], ["", ""]) == [.both(0, 0), .both(1, 1)])
    }

    @Test func words() {
        let changes = WordChanges.between(["a", "b", "c", "d"], ["a", "x", "c", "d", "e"])
        #expect(changes.removed == ["b"] && changes.added == ["x", "e"])
        #expect(WordChanges.between([], ["a"]).added == ["a"])
    }
}
