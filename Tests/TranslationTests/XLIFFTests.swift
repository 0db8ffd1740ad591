import Diagnostics
import Testing
import XML

@testable import Translation

struct XLIFFTests {
    /// A guide of two files, its work, and what comes of translations.
    private struct Desk {
        var map = SourceMap()
        let french: XMLTree
        let english: XMLTree
        let work: TranslationWork

        init(_ french: String, _ english: String?, record: TranslationRecord? = nil) throws {
            let left = map.add(path: "x.fr.xhtml", text: Sides.document(french))
            self.french = try #require(XMLParser().parse(left).tree)
            if let english {
                let right = map.add(path: "x.en.xhtml", text: Sides.document(english))
                self.english = try #require(XMLParser().parse(right).tree)
            } else {
                self.english = self.french
            }
            let outcome = ParityCheck.run(self.french, self.english, record: record)
            work = TranslationWork(outcome, source: self.french, target: self.english, languages: (.french, .english))
        }

        func export(all: Bool = false) -> String {
            String(decoding: XLIFFWriter.write(work.export(all: all, original: "x.fr.xhtml")), as: UTF8.self)
        }

        mutating func take(_ text: String) -> (text: String, codes: [String]) {
            let file = map.add(path: "work.xlf", text: text)
            let (document, faults) = XLIFFReader.read(file)
            guard let document else { return ("", faults.diagnostics.map(\.code.name)) }
            let (edits, _, bag) = work.edits(of: document)
            let bytes = TranslationWork.apply(edits, to: english.source?.bytes ?? [])
            return (String(decoding: bytes, as: UTF8.self), bag.diagnostics.map(\.code.name))
        }
    }

    private static let french = """
        <p>Le rapport final est signé.</p>
        <p>Choisir <span class="button">Ajouter</span>, puis <g:ref to="a"/> &amp; attendre.</p>
        <ul>
        <li id="a">le premier <g:term entry="mots">mot</g:term> ;</li>
        </ul>
        """
    private static let english = """
        <p>The final report is signed.</p>
        """

    @Test func whatIsMissingGoesOutAndComesBack() throws {
        var desk = try Desk(Self.french, Self.english)
        let out = desk.export()
        #expect(out.contains("srcLang=\"fr-CA\" trgLang=\"en-CA\"") && !out.contains("Le rapport final est signé.</source>"))
        #expect(out.contains("<note category=\"before\">Le rapport final est signé.</note>"))
        #expect(out.contains("Choisir <pc id=\"1\" canCopy=\"no\" canDelete=\"no\" dataRefStart=\"d1\""))
        var back = out.replacing(
            " &amp; attendre.</source>",
            with: " &amp; attendre.</source><target><ph id=\"2\"/> &amp; wait; choose <pc id=\"1\">Add</pc>.</target>")
        back = back.replacing(
            "mot</pc> ;</source>", with: "mot</pc> ;</source><target>the first <pc id=\"1\">word</pc>;</target>")
        back = back.replacing("<source>mots</source>", with: "<source>mots</source><target>words</target>")
        let (text, codes) = desk.take(back)
        #expect(codes == [])
        #expect(text.contains("<p><g:ref to=\"a\"/> &amp; wait; choose <span class=\"button\">Add</span>.</p>"))
        #expect(text.contains("<li id=\"a\">the first <g:term entry=\"words\">word</g:term>;</li>"))
        #expect(try Sides(Self.french, String(text.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n"))).found == [])
    }

    @Test func aStaleTranslation() throws {
        let record = try Sides(Self.french, Self.french.replacing("Le rapport final est signé", with: "The final report is signed")).outcome
            .record
        var desk = try Desk(
            Self.french.replacing("est signé", with: "est envoyé"),
            Self.french.replacing("Le rapport final est signé", with: "The final report is signed"),
            record: record)
        let out = desk.export()
        #expect(out.contains("<note category=\"reason\">stale</note>") && out.contains("<target>The final report is signed.</target>"))
        let (text, codes) = desk.take(out.replacing("<target>The final report is signed.", with: "<target>The final report is sent."))
        #expect(codes == [] && text.contains("<p>The final report is sent.</p>"))
    }

    @Test func oneFileWithBoth() throws {
        var desk = try Desk("<p><g:fr>Un mot.</g:fr></p>\n<p><g:fr>Deux mots.</g:fr><g:en>Two words.</g:en></p>", nil)
        let out = desk.export()
        let (text, codes) = desk.take(out.replacing("Un mot.</source>", with: "Un mot.</source><target>A word.</target>"))
        #expect(codes == [] && text.contains("<p><g:fr>Un mot.</g:fr><g:en>A word.</g:en></p>"))
    }

    /// A record is XLIFF as well, and reads back as what it was.
    @Test func aRecordReadsBack() throws {
        let sides = try Sides(
            ParityTests.french + Self.french, ParityTests.english + Self.french.replacing("Le rapport", with: "The report"))
        let bytes = XLIFFWriter.write(sides.outcome.recordFile(source: .french, target: .english, original: "x"))
        var map = SourceMap()
        let (document, faults) = XLIFFReader.read(map.add(path: "x.xlf", bytes: bytes))
        #expect(faults.isEmpty)
        let read = TranslationRecord(try #require(document))
        for pair in sides.outcome.record.pairs where !Words.all(pair.source).isEmpty {
            #expect(read.state(source: pair.source, target: pair.target) == .kept, "\(pair.source)")
        }
    }

    @Test(arguments: [
        (" &amp; attendre.</source>", " &amp; attendre.</source><target>Choose <pc id=\"1\">Add</pc>.</target>", "xliff/codes"),
        (" &amp; attendre.</source>", " &amp; attendre.</source><target><ph id=\"1\"/><pc id=\"2\">Add</pc></target>", "xliff/codes"),
        (
            " &amp; attendre.</source>", " &amp; attendre.</source><target><ph id=\"2\"/><ph id=\"2\"/><pc id=\"1\">Add</pc></target>",
            "xliff/codes"
        ),
        (" &amp; attendre.</source>", " &amp; attendre.</source><target><x id=\"2\"/></target>", "xliff/codes"),
        (" &amp; attendre.</source>", " &amp; attendre.</source><target><ph id=\"2\"/> <pc id=\"1\"/></target>", "xliff/empty"),
        ("Choisir ", "Appuyer sur ", "xliff/source-changed"),
        ("unit id=\"u2\"", "unit id=\"u99\"", ""),
        ("unit id=\"u2\"", "unit id=\"nobody\"", "xliff/unknown-unit"),
        ("trgLang=\"en-CA\"", "trgLang=\"fr-CA\"", "xliff/languages"),
        ("srcLang=\"fr-CA\"", "srcLang=\"de\"", "xliff/languages"),
        ("version=\"2.0\"", "version=\"1.2\"", "xliff/format"),
        ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:1.2", "xliff/format"),
        ("<xliff ", "<!DOCTYPE xliff [<!ENTITY a \"b\">]><xliff ", "xml/doctype"),
        ("</xliff>", "", "xml/unclosed-element"),
    ])
    func badWork(old: String, new: String, code: String) throws {
        var desk = try Desk(Self.french, Self.english)
        let out = desk.export()
        #expect(out.contains(old))
        let (_, codes) = desk.take(out.replacing(old, with: new))
        #expect(codes == (code.isEmpty ? [] : [code]))
    }

    /// A part comes whole or not at all.
    @Test func halfAPart() throws {
        var desk = try Desk("<ul><li>un mot ;</li><li>deux mots.</li></ul>", "<p/>")
        let out = desk.export()
        let (_, codes) = desk.take(out.replacing("un mot ;</source>", with: "un mot ;</source><target>a word;</target>"))
        #expect(codes == ["xliff/empty"])
    }
}

struct BilingualEditionTests {
    private func edition(_ french: String, _ english: String) throws -> String {
        var map = SourceMap()
        func tree(_ text: String, _ name: String) throws -> XMLTree {
            let text =
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>\(name)</title></head><body><main>\(text)</main></body></html>"
            return try #require(XMLParser().parse(map.add(path: name, text: text)).tree)
        }
        let (left, right) = (try tree(french, "Guide"), try tree(english, "The guide"))
        let made = try #require(BilingualEdition.make(left, right, languages: (.french, .english)))
        return String(decoding: XMLSerializer().serialize(made), as: UTF8.self)
    }

    @Test func rowsOfTwoCells() throws {
        let text = try edition(
            "<h2 id=\"a\">Un</h2><ol><li>un</li><li>deux</li></ol><p>Voir <a href=\"#a\">Un</a>.</p>",
            "<h2 id=\"a\">One</h2><ol><li>one</li><li>two</li></ol><p>See <a href=\"#a\">One</a>.</p>")
        #expect(text.contains("<title>Guide – The guide</title>"))
        #expect(text.contains("<h2 id=\"a\" data-bookmark=\"Un – One\">Un</h2>") && text.contains("<h2 id=\"a.en\""))
        #expect(text.contains("href=\"#a\"") && text.contains("href=\"#a.en\""))
        #expect(text.components(separatedBy: "class=\"row ") == 4)
        #expect(text.contains("start=\"2\""))
        #expect(text.contains("lang=\"en-CA\""))
    }

    /// Where a language has nothing to say its cell is empty.
    @Test func aPartOfOneLanguage() throws {
        let text = try edition("<p>Un mot long.</p><p>Encore un paragraphe, plus long.</p>", "<p>A long word.</p>")
        #expect(text.components(separatedBy: "class=\"cell other\"") == 2)
        #expect(text.components(separatedBy: "<p>") == 3)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(separatedBy text: String) -> Int { ranges(of: text).count }
}
