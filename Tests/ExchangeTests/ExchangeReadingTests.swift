import CEL
import CivilTime
import Diagnostics
import Rules
import Testing
import Workflow

@testable import Exchange

/// Documents that come from elsewhere.
@Suite struct ExchangeReadingTests {
    private static let exchange = """
        exchanges:
          in:
            label: { fr: Reçu, en: Received }
            kind: import
            action: create
            let:
              books: message.?books.orValue([])
            rules:
              - id: one-book
                require: size(books) == 1
                otherwise: { fr: "Un seul livre à la fois, et non {$count}.", en: "One book at a time, not {$count}." }
                with: { count: size(books) }
              - id: short
                severity: warning
                when: has(message.days)
                require: message.days < 30
                otherwise: { fr: C’est long., en: That is long. }
            content:
              edits:
                title: =books[0].title
                days: =message.?days
                kind: { $when: "books[0].?kind.orValue('') == 'roman'", $value: novel }
                notes: { $for: n, $in: message.?notes, text: =n }

        """

    private func read(_ bytes: [UInt8]) throws -> (values: ExchangeReading.Values?, codes: [String], words: [String]) {
        let (loaded, findings, _) = LoanPack.load(Self.exchange)
        #expect(findings.isEmpty)
        let book = try #require(loaded)
        var sources = SourceMap()
        let file = sources.add(path: "in.json", bytes: bytes)
        let reading = ExchangeReading(
            try #require(book.exchanges["in"]), language: .english, zone: try #require(CivilTimeZone("America/Toronto")), wording: .plain)
        var variables = Activation()
        variables["language"] = .string("en-CA")
        let (values, bag) = reading.read(file, variables)
        return (values, bag.sorted.map(\.code.name), bag.sorted.map(\.message.en))
    }

    private func read(_ text: String) throws -> (values: ExchangeReading.Values?, codes: [String], words: [String]) {
        try read(Array(text.utf8))
    }

    @Test func aDocumentBecomesWhatTheActionTakes() throws {
        let (values, codes, _) = try read(#"{"books":[{"title":"Maria","kind":"roman"}],"days":14,"notes":["a","b"]}"#)
        #expect(codes.isEmpty)
        #expect(
            values?.edits.jsonText == #"{"title":"Maria","days":14,"kind":"novel","notes":[{"text":"a"},{"text":"b"}]}"#
                && values?.input.jsonText == "{}" && values?.form == nil)
        #expect(try read(#"{"books":[{"title":"Maria"}]}"#).values?.edits.jsonText == #"{"title":"Maria"}"#)
    }

    @Test func rulesOfThePackSpeak() throws {
        let none = try read("{}")
        #expect(none.values == nil && none.codes == ["exchange/refused"] && none.words == ["One book at a time, not 0."])
        let long = try read(#"{"books":[{"title":"Maria"}],"days":60}"#)
        #expect(long.values != nil && long.codes == ["exchange/refused"] && long.words == ["That is long."])
    }

    @Test(arguments: [
        ("", "json/syntax"), ("{", "json/syntax"), ("[]", "exchange/not-an-object"), ("3", "exchange/not-an-object"),
        (#"{"books":[{"name":"Maria"}]}"#, "exchange/evaluation"), (#"{"books":[7]}"#, "exchange/evaluation"),
        (#"{"books":7}"#, "exchange/refused"), (#"{"books":[{"title":"M"}],"notes":"many"}"#, "exchange/evaluation"),
        (#"{"books":[{"title":"M"}],"notes":{"a":1}}"#, "exchange/evaluation"), (#"{"a":1,"a":2}"#, "json/syntax"),
        (#"{"a":"\ud800"}"#, "json/syntax"), (#"{"books":[{"title":"M"}],"days":"many"}"#, "exchange/refused"),
    ])
    func hostileDocuments(text: String, code: String) throws {
        let (values, codes, _) = try read(text)
        let isRead = values != nil && codes == ["exchange/refused"]
        #expect(Set(codes) == [code] && (values == nil || isRead), "\(codes)")
    }

    @Test func deepAndLargeDocuments() throws {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(try read(deep).codes == ["json/syntax"])
        let large = Array("{\"a\":\"".utf8) + [UInt8](repeating: 97, count: ExchangeLimits.longestMessageBytes) + Array("\"}".utf8)
        #expect(try read(large).codes == ["exchange/too-large"])
    }
}
