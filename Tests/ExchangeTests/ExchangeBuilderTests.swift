import CEL
import CivilTime
import Diagnostics
import Rules
import Testing
import Workflow

@testable import Exchange

/// What packs describe, and the JSON that comes of it.
@Suite struct ExchangeBuilderTests {
    /// The document that an export with this content makes of the dossier.
    private func build(
        _ content: String, fragments: String = "", lets: String = "", language: Language = .french, limits: ExchangeLimits = .usual
    ) throws -> (text: String?, codes: [String]) {
        let indented = content.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }.joined(separator: "\n")
        let (loaded, findings, _) = LoanPack.load(
            "exchanges:\n  out:\n    label: { fr: Échange, en: Exchange }\n\(lets)    content:\n\(indented)\n\(fragments)")
        #expect(findings.isEmpty)
        let book = try #require(loaded)
        let (dossier, events, actor, moment) = try LoanPack.dossier(book)
        var variables = Decider(book).activation(dossier: dossier, actor: actor, at: moment)
        variables["language"] = .string(language.rawValue)
        variables["formList"] = FormList(book, language).value(of: dossier, events: events)
        variables["events"] = DossierRecords(book, language).events(events)
        variables["documents"] = .list([])
        let builder = ExchangeBuilder(language: language, zone: try #require(CivilTimeZone("America/Toronto")), limits: limits)
        let (value, bag) = builder.build(try #require(book.exchanges["out"]?.content), variables)
        return (value?.jsonText, bag.sorted.map(\.code.name))
    }

    @Test(arguments: [
        ("a: text\nb: 3\nc: 1.5\nd: true", #"{"a":"text","b":3,"c":1.5,"d":true}"#),
        ("id: =dossier.id\ntitle: =dossier.title", #"{"id":"L-1","title":"Maria «Chapdelaine»"}"#),
        ("a: { fr: Livre, en: Book }", #"{"a":"Livre"}"#),
        ("a: =label('states.' + dossier.state, language)", #"{"a":"Fermé"}"#),
        ("a: =label('dossier.kind.novel', 'en-CA')", #"{"a":"Novel"}"#),
        // Moments bear the offset of the pack's zone.
        ("at: =now", #"{"at":"2026-11-21T10:04:05-05:00"}"#),
        // What is absent, null, blank or empty is left out; zero and false are not.
        (
            "a: =dossier.notes[1].?at\nb: { c: '=optional.none()' }\nd: [=null]\ne: =' '\nf: =0\ng: =false",
            #"{"f":0,"g":false}"#
        ),
        ("list:\n  $for: note\n  $in: dossier.notes\n  $value: =note.text", #"{"list":["un","deux"]}"#),
        (
            "list:\n  - first\n  - $for: note\n    $in: dossier.notes\n    $index: i\n    n: =i\n    t: =note.text\n  - last",
            #"{"list":["first",{"n":0,"t":"un"},{"n":1,"t":"deux"},"last"]}"#
        ),
        ("list:\n  $for: note\n  $in: dossier.notes\n  $when: has(note.at)\n  t: =note.text", #"{"list":[{"t":"un"}]}"#),
        // Loops within loops give one list, a list in the content gives lists of lists.
        (
            "list:\n  $for: a\n  $in: '[1, 2]'\n  $value:\n    $for: b\n    $in: '[10, 20]'\n    $value: =a + b",
            #"{"list":[11,21,12,22]}"#
        ),
        (
            "list:\n  $for: a\n  $in: '[1, 2]'\n  $value:\n    - $for: b\n      $in: '[10, 20]'\n      $value: =a + b",
            #"{"list":[[11,21],[12,22]]}"#
        ),
        ("a:\n  $let: { half: dossier.days / 2, quarter: half / 2 }\n  q: =quarter", #"{"a":{"q":3}}"#),
        ("a: { $when: dossier.days > 100, b: 1 }\nc: 2", #"{"c":2}"#),
        ("$$for: name", #"{"$for":"name"}"#), ("a: '=''=1'''", #"{"a":"=1"}"#),
        ("a: =b'abc'", #"{"a":"YWJj"}"#),
        ("a:\n  $for: e\n  $in: events\n  $value: =e.label", #"{"a":["Ouvrir","Fermer"]}"#),
        (
            "a:\n  $for: f\n  $in: formList[0].sections[0].fields\n  id: =f.id\n  type: =f.type\n  text: =f.answers.map(a, a.text)\n  rows: =f.rows.map(r, r[0].answers[0].value)",
            #"{"a":[{"id":"state","type":"choice","text":["Bon"]},{"id":"damage","type":"record","rows":[7,9]}]}"#
        ),
    ])
    func builds(content: String, json: String) throws {
        let (text, codes) = try build(content)
        #expect(text == json && codes.isEmpty, "\(codes)")
    }

    @Test func textsFollowTheLanguage() throws {
        #expect(try build("a: { fr: Livre, en: Book }\nb: =language", language: .english).text == #"{"a":"Book","b":"en-CA"}"#)
    }

    /// A fragment sees its parameters and the whole, and not the place that inserts it.
    @Test func fragments() throws {
        let fragments = """
            fragments:
              line:
                label: { fr: Ligne, en: Line }
                parameters: [note]
                content: { text: =note.text, dossier: =dossier.id, inner: { $use: mark, $with: { text: note.text } } }
              mark: { label: { fr: Marque, en: Mark }, parameters: [text], content: ="*" + text }

            """
        let content = "list:\n  $for: n\n  $in: dossier.notes\n  $use: line\n  $with: { note: n }\n  dossier: other\n  more: 1"
        let (text, _) = try build(content, fragments: fragments)
        #expect(
            text
                == #"{"list":[{"text":"un","dossier":"other","inner":"*un","more":1},{"text":"deux","dossier":"other","inner":"*deux","more":1}]}"#
        )
    }

    @Test func aBindingThatFailsIsAFaultOnlyWhereItIsUsed() throws {
        let lets = "    let: { broken: \"dossier.notes[7].text\", doubled: dossier.days * 2 }\n"
        #expect(try build("a: =doubled", lets: lets).text == #"{"a":28}"#)
        let (text, codes) = try build("a: =broken", lets: lets)
        #expect(text == nil && codes == ["exchange/evaluation"])
    }

    @Test(arguments: ["a: =dossier.notes[1].at", "a: =dossier.days / 0", "a: { $when: \"dossier.notes[9].text == ''\", b: 1 }"])
    func whatHasNoValueIsAFaultAtItsPlace(content: String) throws {
        let (text, codes) = try build(content)
        #expect(text == nil && codes == ["exchange/evaluation"])
    }

    @Test func limits() throws {
        var few = ExchangeLimits()
        few.values = 100
        let many = "a:\n  $for: n\n  $in: lists.range(1000)\n  $value: =n"
        #expect(try build(many, limits: few).codes == ["exchange/too-large"])
        var short = ExchangeLimits()
        short.bytes = 50
        #expect(try build("a:\n  $for: n\n  $in: lists.range(10)\n  $value: =dossier.title", limits: short).codes == ["exchange/too-large"])
        var cheap = ExchangeLimits()
        cheap.cost = 500
        let costly = try build(many, limits: cheap).codes
        #expect(costly == ["exchange/evaluation"])
        #expect(try build(many).codes.isEmpty)
    }
}
