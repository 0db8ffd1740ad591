import CEL
import Diagnostics
import Testing

@testable import Workflow

@Suite struct EventFormatTests {
    private let format = EventFormat()

    private static func event(_ body: Event.Body) -> Event {
        Event(header: Event.Header(at: Bench.moment.now, actor: "ann", action: "send", packVersion: "1.0.0"), body: body)
    }

    private static let header = #""at":{"$timestamp":"2026-03-02T15:00:00Z"},"actor":"ann","action":"send","packVersion":"1.0.0""#

    private static let cases: [(body: Event.Body, type: String, json: String)] = [
        (
            .opened(DossierOpened(dossierID: "D-1", packName: "small", packVersion: "1.0.0", packHash: "cafe", state: "draft")),
            "dossier-opened", #""dossier":"D-1","pack":"small","startedUnder":"1.0.0","packHash":"cafe","state":"draft""#
        ),
        (
            .actionTaken(ActionTaken(actor: .record([("id", .string("ann"))]), input: .record([]), from: "draft", to: "sent")),
            "action-taken", #""person":{"id":"ann"},"input":{},"from":"draft","to":"sent""#
        ),
        (
            .dataChanged([
                DataChange(path: ["place", "name"], operation: .set(.string("é\"\n"))), DataChange(path: ["due"], operation: .clear),
                DataChange(path: ["log"], operation: .append(.record([("n", .int(1))]))),
            ]), "data-changed",
            #""changes":[{"set":["place","name"],"to":"é\"\n"},{"clear":["due"]},{"append":["log"],"element":{"n":1}}]"#
        ),
        (
            .formSaved(FormSaved(form: "verdict", values: .record([("grade", .string("good"))]), isDraft: true)), "form-saved",
            #""form":"verdict","isDraft":true,"values":{"grade":"good"}"#
        ),
        (
            .notificationDue(
                NotificationDue(
                    notification: "told", recipients: [.role("r"), .person("p"), .person("q", language: .english)], parameters: .record([]))
            ),
            "notification-due",
            #""notification":"told","recipients":[{"role":"r"},{"person":"p"},{"person":"q","language":"en-CA"}],"parameters":{}"#
        ),
        (.documentDue(DocumentDue(definition: "certificate", number: 2)), "document-due", #""document":"certificate","number":2"#),
        (
            .documentMade(
                DocumentMade(
                    definition: "certificate", number: 2, language: "fr-CA", kind: "final", fileName: "a.pdf",
                    mediaType: "application/pdf", hash: "00ff", byteCount: 12, isSigned: true)), "document-made",
            #""document":"certificate","number":2,"language":"fr-CA","kind":"final","fileName":"a.pdf","mediaType":"application/pdf","sha256":"00ff","byteCount":12,"isSigned":true"#
        ),
        (
            .deadlinePassed(DeadlinePassed(deadline: "answer", reminder: "soon", sinceVersion: 4)), "deadline-passed",
            #""deadline":"answer","reminder":"soon","since":4"#
        ),
        (
            .migrated(
                DossierMigrated(
                    packVersion: "2.0.0", packHash: "beef", fromVersion: "1.0.0", fromHash: "cafe", from: "sent", to: "received",
                    changes: [DataChange(path: ["due"], operation: .clear)],
                    formChanges: [DataChange(path: ["verdict"], operation: .set(.record([("grade", .string("good"))])))])),
            "dossier-migrated",
            #""movedTo":"2.0.0","packHash":"beef","movedFrom":"1.0.0","formerHash":"cafe","from":"sent","to":"received","changes":[{"clear":["due"]}],"formChanges":[{"set":["verdict"],"to":{"grade":"good"}}]"#
        ),
        (
            .erased(DossierErased(rule: "closed", basis: "LSSSS", due: "2031-11-23", eventCount: 12, files: ["00ff"])), "dossier-erased",
            #""rule":"closed","basis":"LSSSS","due":"2031-11-23","eventCount":12,"files":["00ff"]"#
        ),
    ]

    @Test func goldens() throws {
        for (body, type, json) in Self.cases {
            let event = Self.event(body)
            let encoded = format.encode(event)
            #expect(encoded.type == type && encoded.version == 1)
            #expect(String(decoding: encoded.data, as: UTF8.self) == "{\(Self.header),\(json)}")
            #expect(try format.decode(encoded) == event)
        }
        #expect(Self.cases.map(\.type) == EventFormat.currentVersions.map(\.type))
    }

    @Test func replayEqualsLive() throws {
        let bench = try Bench()
        var live: Dossier?
        var stored: [EncodedEvent] = []
        let steps: [(String, String, String, String, String?, String?)] = [
            ("create", "ann", "{}", #"{"title": "Un", "amount": 12.25, "place": {"name": "Ici"}}"#, nil, nil),
            ("send", "ann", "{}", "{}", nil, "bob"), ("reject", "bob", #"{"reason": "too-late", "text": "Non"}"#, "{}", nil, nil),
            ("send", "ann", "{}", #"{"tags": ["x"]}"#, nil, "cyd"),
            ("approve", "cyd", "{}", "{}", #"{"finding": "x", "grade": "good"}"#, nil),
            ("close", "bob", "{}", "{}", nil, nil),
        ]
        for (action, person, input, edits, form, reviewer) in steps {
            let events = try #require(
                try bench.decide(live, action, as: person, input: input, edits: edits, form: form, reviewer: reviewer).events)
            live = try Dossier.replay(events, onto: live)
            stored.append(contentsOf: events.map(format.encode))
        }
        #expect(live?.state == "done")
        let replayed = try Dossier.replay(try stored.map(format.decode))
        #expect(replayed == live)
    }

    @Test func malformedEvents() {
        func code(_ type: String, _ version: Int, _ data: String) -> ReplayError.Code? {
            do throws(ReplayError) {
                _ = try format.decode(EncodedEvent(type: type, version: version, data: Array(data.utf8)))
                return nil
            } catch { return error.code }
        }
        let header = Self.header
        #expect(code("document-due", 1, "{\(header),\"document\":\"x\",\"number\":1}") == nil)
        #expect(code("surprise", 1, "{}") == .unknownEvent)
        #expect(code("document-due", 2, "{}") == .newerEvent)
        #expect(code("document-due", 0, "{}") == .newerEvent)
        for data in [
            "", "{", "[]", "{}", "{\(header)}", "{\(header),\"document\":1,\"number\":1}",
            "{\(header),\"document\":\"x\",\"number\":\"1\"}",
            "{\"at\":\"2026\",\"actor\":\"a\",\"action\":\"b\",\"packVersion\":\"1\",\"document\":\"x\",\"number\":1}",
        ] {
            #expect(code("document-due", 1, data) == .malformedEvent, "\(data)")
        }
        for data in [
            #"{\#(header),"changes":{}}"#, #"{\#(header),"changes":[{}]}"#, #"{\#(header),"changes":[{"set":[],"to":1}]}"#,
            #"{\#(header),"changes":[{"set":["a"]}]}"#,
        ] {
            #expect(code("data-changed", 1, data) == .malformedEvent, "\(data)")
        }
    }

    @Test func misplacedOpenings() throws {
        let opening = Self.event(Self.cases[0].body)
        let taken = Self.event(Self.cases[1].body)
        #expect(throws: ReplayError(.misplacedOpening, reason: "the history does not begin with an opening", version: 1)) {
            try Dossier.replay([taken])
        }
        #expect(throws: ReplayError(.misplacedOpening, reason: "the dossier is opened twice", version: 2)) {
            try Dossier.replay([opening, opening])
        }
        #expect(try Dossier.replay([Event]()) == nil)
    }

    @Test func oldVersionsAreUpcast() throws {
        // Version 1 counted from zero, version 2 called it otherwise: two steps to version 3.
        let upcasters = [
            Upcaster(type: "document-due", version: 1) { record throws(ReplayError) in
                guard case .int(let number)? = record.field("index") else { throw ReplayError(.malformedEvent, reason: "no index") }
                return record.clearing(["index"]).setting(["count"], to: .int(number + 1))
            },
            Upcaster(type: "document-due", version: 2) { record throws(ReplayError) in
                record.clearing(["count"]).setting(["number"], to: record.field("count") ?? .null)
            },
        ]
        let newer = EventFormat(upcasters: upcasters, currentVersions: [("document-due", 3)])
        let expected = Self.event(.documentDue(DocumentDue(definition: "x", number: 5)))
        for (version, data) in [(1, #""index":4"#), (2, #""count":5"#), (3, #""number":5"#)] {
            let bytes = Array("{\(Self.header),\"document\":\"x\",\(data)}".utf8)
            #expect(try newer.decode(EncodedEvent(type: "document-due", version: version, data: bytes)) == expected)
        }
        #expect(newer.encode(expected).version == 3)
        let gap = EventFormat(upcasters: [upcasters[0]], currentVersions: [("document-due", 3)])
        #expect(throws: ReplayError.self) {
            try gap.decode(EncodedEvent(type: "document-due", version: 1, data: Array("{\(Self.header),\"index\":4}".utf8)))
        }
    }
}

@Suite struct ValueCodecTests {
    @Test func everyKindComesBack() throws {
        let values: [Value] = [
            .null, .bool(true), .bool(false), .int(.min), .int(.max), .int(0), .uint(.max), .double(0), .double(-0.0), .double(1e300),
            .double(.leastNonzeroMagnitude), .double(12), .double(.infinity), .double(-.infinity), .string(""),
            .string("é\u{0}\u{1F}\"\\/ᐊ😀"),
            .bytes([0, 255, 16]), .list([]), .list([.int(1), .list([.null])]), .record([]),
            .record([("b", .int(1)), ("a", .record([("é", .string("x"))]))]), .timestamp(Bench.moment.now),
            .timestamp(try #require(Timestamp("0001-01-01T00:00:00Z"))),
            .timestamp(try #require(Timestamp("9999-12-31T23:59:59.000000005Z"))),
            .duration(try #require(CELDuration("-1h30m0.5s"))),
        ]
        for value in values {
            let bytes = ValueCodec.encode(value)
            let back = try ValueCodec.decode(bytes)
            #expect(ValueCodec.encode(back) == bytes, "\(value)")
            #expect(back == value, "\(value)")
        }
    }

    @Test func numbersKeepTheirKind() throws {
        #expect(String(decoding: ValueCodec.encode(.double(12)), as: UTF8.self) == "12.0")
        guard case .double = try ValueCodec.decode(Array("12.0".utf8)), case .int = try ValueCodec.decode(Array("12".utf8)),
            case .double = try ValueCodec.decode(Array("1e3".utf8))
        else {
            Issue.record("a number changed its kind")
            return
        }
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "01", "-", "1.", ".5", "1e", "+1", "99999999999999999999", "1e999", "\"", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "[", "[1", "[1,", "[1,]", "[,]", "{", "{1:2}", "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}", "{\"a\":1,\"a\":2}", "1 2", "{} x", "{\"$timestamp\":\"soon\"}", "{\"$uint\":\"-1\"}", "{\"$bytes\":\"abc\"}",
        "{\"$bytes\":\"zz\"}", "{\"$what\":\"x\"}", "{\"$uint\":1}",
    ])
    func badTexts(_ text: String) {
        #expect(throws: ValueCodec.Fault.self) { try ValueCodec.decode(Array(text.utf8)) }
    }

    /// However many keys there are, each is there once.
    @Test(arguments: [1, 2, 15, 16, 17, 18, 40]) func keysAreNotRepeated(count: Int) throws {
        let keys = (0..<count).map { "\"k\($0)\":\($0)" }
        #expect(try ValueCodec.decode(Array("{\(keys.joined(separator: ","))}".utf8)).entries?.count == count)
        for repeated in keys {
            let text = "{\((keys + [repeated]).joined(separator: ","))}"
            #expect(throws: ValueCodec.Fault.self) { try ValueCodec.decode(Array(text.utf8)) }
        }
    }

    @Test func depthIsLimited() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ValueCodec.Fault.self) { try ValueCodec.decode(Array(deep.utf8)) }
    }

    @Test func invalidUTF8() {
        #expect(throws: ValueCodec.Fault.self) { try ValueCodec.decode([0x22, 0xFF, 0x22]) }
    }

    @Test func wordsOfRules() {
        let arguments: [(name: String, value: Value)] = [("a", .string("x{y}")), ("n", .int(3))]
        #expect(RuleWording.expand("Si {$a} et {$n :number} ou {$z}", arguments) == "Si x{y} et 3 ou ")
        #expect(RuleWording.expand(#"\{$a\} \\ {|quoted|}"#, arguments) == #"{$a} \ "#)
        #expect(RuleWording.expand("{$a", arguments) == "x{y}")
    }
}
