import CEL
import Diagnostics
import Foundation
import Journal
import Mail
import MailTesting
import Rules
import Synchronization
import Testing
import Workflow

@testable import Paraphe

/// Faxes of the outbox: at least once, with a name, and nothing about anybody in what carries them.
@Suite struct FaxDeliveryTests {
    /// A store of the pack of orders with one fax in its queue; its pages are three bytes.
    private struct Office {
        let requests: RequestService
        let journal = InMemoryJournal()
        let place: TemporaryPlace

        init(data: String = #"{"patient": {"familyName": "Lavoie", "nam": "LAVE80551234"}, "clinicalInformation": "Fracture"}"#)
            async throws
        {
            var sources = SourceMap()
            let folder = Service.folder.replacing("/teleconsultation", with: "/fax-orders")
            let (book, bag) = try PackFolder(path: folder).load(sources: &sources)
            let rulebook = try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
            place = try TemporaryPlace()
            requests = RequestService(journal: journal, rulebook: rulebook, blobs: BlobStore(besideStore: place.store))
            let job = FaxJob(
                dossierID: "F-1", document: "fax-order", count: 1, number: "14185550188", language: "en-CA", pageCount: 2,
                pdf: try requests.blobs.put(Array("%PDF".utf8)), tiff: try requests.blobs.put(Array("II*".utf8)),
                data: try requests.blobs.put(Array(data.utf8)), at: try Service.moment(FaxDeliveryTests.start).now)
            try await journal.enqueue([requests.outbox.work(job)])
        }

        func run(_ settings: FaxSettings, _ double: MailServerDouble? = nil, at text: String = start) async throws
            -> (DeliverySummary, [DeliveryLine])
        {
            let mail = try double.map {
                MailSettings(
                    host: "127.0.0.1", port: $0.port, security: .none, from: Mailbox(address: try MailAddress("avis@exemple.qc.ca")))
            }
            let delivery = FaxDelivery(
                store: journal, requests: requests, settings: settings, mail: mail, server: mail?.server(password: nil))
            let moment = try Service.moment(text)
            let lines = Mutex<[DeliveryLine]>([])
            let summary = try await delivery.run(now: { moment }) { line in lines.withLock { $0.append(line) } }
            return (summary, lines.withLock { $0 })
        }

        func program(_ script: String, seconds: Int = 60) throws -> FaxSettings {
            let path = place.path + "/sendfax"
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return FaxSettings(route: .program(path: path, arguments: FaxSettings.usualArguments), programSeconds: seconds)
        }
    }

    private static let start = "2026-11-23T15:00:00Z"
    private static let gateway = FaxSettings(route: .gateway(address: "{number}@fax.exemple.qc.ca"))

    // MARK: - Gateway

    @Test func aMailThatSaysNothing() async throws {
        let office = try await Office()
        let double = try await MailServerDouble(.init())
        var settings = Self.gateway
        settings.format = .pdf
        let (summary, lines) = try await office.run(settings, double)
        #expect(summary.sentCount == 1 && lines.first?.fax?.number == "14185550188")
        let text = String(decoding: try #require(double.messages.first), as: UTF8.self)
        #expect(text.contains("To: <14185550188@fax.exemple.qc.ca>\r\n") && text.contains("Subject: Fax\r\n"))
        #expect(text.contains("Content-Type: application/pdf") && text.contains("JVBERg=="))
        for secret in ["Lavoie", "LAVE", "Fracture", "F-1"] { #expect(!text.contains(secret)) }
        let records = try await office.requests.faxes(of: "F-1")
        #expect(records.map(\.step) == [.sent] && records.first?.messageID == lines.first?.messageID)
        #expect(try await office.run(settings, double).0.sentCount == 0)
    }

    @Test(arguments: [
        "Lavoie", "Radiographie de LAVOIE, urgent", "NAM LAVE80551234", "(Fracture)",
    ]) func aSubjectThatTellsSomethingIsHeldBack(subject: String) async throws {
        let office = try await Office()
        let double = try await MailServerDouble(.init())
        var settings = Self.gateway
        settings.subject = Bilingual(verbatim: subject)
        let (summary, lines) = try await office.run(settings, double)
        #expect(summary.deadCount == 1 && double.messages.isEmpty && lines.first?.reason?.en.contains("confidential") ?? false)
        #expect(try await office.requests.faxes(of: "F-1").map(\.step) == [.refused])
    }

    @Test func anAnswerThatIsLostIsNoFaxLost() async throws {
        let office = try await Office()
        let double = try await MailServerDouble(.init(step: { command, count in command == "." && count == 1 ? .hangUp : nil }))
        let (first, _) = try await office.run(Self.gateway, double)
        #expect(first.failure?.code == "mail/broken" && first.mayPass && first.laterCount == 1)
        #expect(try await office.run(Self.gateway, double, at: "2026-11-23T15:01:00Z").0.sentCount == 1)
        #expect(double.messages.count == 2 && Set(double.messages).count == 1, "the same bytes, and one name")
    }

    @Test func refusalsOfAGateway() async throws {
        let office = try await Office()
        let later = try await MailServerDouble(.init(step: { command, _ in command.hasPrefix("RCPT") ? .reply("450 4.2.0 busy") : nil }))
        let (first, lines) = try await office.run(Self.gateway, later)
        let began = try Service.moment(Self.start).now.seconds
        #expect(first.laterCount == 1 && lines.first?.retryAtSeconds == began + 60)
        let never = try await MailServerDouble(.init(step: { command, _ in command.hasPrefix("RCPT") ? .reply("550 5.1.1 no fax") : nil }))
        #expect(try await office.run(Self.gateway, never, at: "2026-11-23T15:01:00Z").0.deadCount == 1)
        let item = try #require(try await office.journal.work("F-1/fax-order/1/14185550188", in: office.requests.outbox.faxes))
        #expect(item.state == .dead && item.reason.contains("550 5.1.1 no fax"))
    }

    // MARK: - Program

    @Test func aProgramGetsArgumentsAndNoShell() async throws {
        let office = try await Office()
        let settings = try office.program(
            "printf '%s\\n' \"$@\" > \"$0.arguments\"; echo 'request id is 204 (group id 204) for host x (1 file)'")
        let (summary, lines) = try await office.run(settings)
        #expect(summary.sentCount == 1 && lines.first?.fax?.job == "204")
        let text = try String(contentsOfFile: office.place.path + "/sendfax.arguments", encoding: .utf8)
        let arguments = text.split(separator: "\n").map(String.init)
        #expect(
            arguments.count == 6 && Array(arguments.prefix(2)) == ["-n", "-i"] && arguments[3] == "-d" && arguments[4] == "14185550188")
        #expect(FileManager.default.contents(atPath: arguments[5]) == Data("II*".utf8), "the whole path of the pages")
        #expect(try await office.requests.faxes(of: "F-1").first?.job == "204")
    }

    @Test(arguments: [(1, false), (75, false), (65, true), (64, true)]) func codesOfAProgram(code: Int, isFinal: Bool) async throws {
        let office = try await Office()
        let (summary, lines) = try await office.run(try office.program("echo 'no modem' >&2; exit \(code)"))
        #expect(summary.deadCount == (isFinal ? 1 : 0) && summary.laterCount == (isFinal ? 0 : 1) && summary.failure == nil)
        #expect(lines.first?.reason?.en.contains("ended with code \(code): no modem") ?? false)
    }

    @Test func aProgramThatHangsIsEnded() async throws {
        let office = try await Office()
        let (summary, lines) = try await office.run(try office.program("sleep 600", seconds: 1))
        #expect(summary.laterCount == 1 && lines.first?.reason?.en.contains("did not finish in 1 seconds") ?? false)
    }

    @Test func aProgramThatIsNotThereLeavesFaxesWaiting() async throws {
        let office = try await Office()
        let settings = FaxSettings(route: .program(path: office.place.path + "/gone", arguments: FaxSettings.usualArguments))
        let (summary, _) = try await office.run(settings, at: "2027-11-23T15:00:00Z")
        #expect(summary.failure?.code == "fax/program" && !summary.mayPass && summary.deadCount == 0 && summary.laterCount == 1)
    }

    @Test func itEndsAfterADay() async throws {
        let office = try await Office()
        let settings = try office.program("exit 1")
        let began = try Service.moment(Self.start).now.seconds
        var moment = began
        var ended = false
        for _ in 0..<40 where !ended {
            let at = try #require(Timestamp(seconds: moment)).text
            ended = try await office.run(settings, at: at).0.deadCount == 1
            moment += 4 * 3_600
        }
        #expect(ended && moment - began > 86_400)
    }

    @Test func pagesThatAreGoneAreADeadLetter() async throws {
        let office = try await Office()
        try FileManager.default.removeItem(atPath: office.requests.blobs.folder)
        #expect(try await office.run(try office.program("exit 0")).0.deadCount == 1)
    }

    // MARK: - Values

    @Test func numbersAsPeopleWriteThem() {
        let same = [
            "418 555-0188", "(418) 555-0188", "1 418 555-0188", "+1 418 555 0188", "418.555.0188", "14185550188",
            "418\u{A0}555\u{2011}0188",
        ]
        for text in same { #expect(FaxNumber(text)?.digits == "14185550188", "\(text)") }
        #expect(FaxNumber("+33 1 99 00 12 34")?.digits == "33199001234" && FaxNumber("+1 418 555 0188")?.national == "4185550188")
        for text in [
            "", "555-0188", "418 555-0188 poste 2", "418 555-0188x2", "24185550188", "0418555018", "418 555-0188\r\nRCPT",
            "+1234567890123456",
        ] {
            #expect(FaxNumber(text) == nil, "\(text)")
        }
    }

    @Test func patternsAreFilledOnce() {
        let values = [("number", "{file}"), ("file", "/a b")].map { (name: $0.0, value: $0.1) }
        #expect(FaxSettings.filled("{number} {file}{none} {", values) == "{file} /a b{none} {")
        #expect(FaxProgram.job(in: "request id is 17 (group id 17)") == "17" && FaxProgram.job(in: "queued") == "")
    }

    @Test func placesInJSON() throws {
        var map = SourceMap()
        let text = #"{"a": {"b": [1, {"c": "x\"y"}]}, "d": true}"#
        let places = JSONPlaces(map.add(path: "d.json", bytes: Array(text.utf8)))
        func at(_ path: String...) -> Int? { places.span(of: path)?.range.lowerBound }
        #expect(at("a") == 6 && at("a", "b") == 12 && at("a", "b", "0") == 13 && at("a", "b", "1", "c") == 22 && at("d") == 38)
        #expect(at("a", "gone") == 6 && at("gone") == 0 && places.holds(["d"]) && !places.holds(["e"]))
        for broken in ["", "{", "[[[", "{\"a\"", "\"", "{]}", String(repeating: "[", count: 300)] {
            _ = JSONPlaces(map.add(path: "b.json", bytes: Array(broken.utf8)))
        }
    }
}

/// The section `fax` of an installation's settings.
@Suite struct FaxSettingsTests {
    private static func read(_ yaml: String) throws -> Result<DeliverySettings, DiagnosticsError> {
        let place = try TemporaryPlace()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: place.path + "/mail.yaml"))
        do throws(DiagnosticsError) {
            return .success(try DeliverySettingsFile.read(place.path + "/mail.yaml", shelf: SourceShelf()))
        } catch {
            return .failure(error)
        }
    }

    private static let mail = "mail: { server: a, from: { address: a@b.ca } }\n"

    @Test func whole() throws {
        let settings = try Self.read(
            Self.mail + """
                fax:
                  by: gateway
                  address: "{national}@fax.example.org"
                  format: pdf
                  subject: { fr: Envoi, en: Sending }
                  text: { fr: "{pages} pages", en: "{pages} pages" }
                  retry: { first-minutes: 2, give-up-days: 2 }
                  give-up-codes: [2, 65]
                  seconds: 30
                """
        ).get()
        let fax = try #require(settings.fax)
        guard case .gateway("{national}@fax.example.org") = fax.route else { return #expect(Bool(false)) }
        #expect(
            fax.format == .pdf && fax.subject.en == "Sending" && fax.retries.firstSeconds == 120 && fax.retries.giveUpSeconds == 172_800)
        #expect(fax.finalCodes == [2, 65] && fax.programSeconds == 30 && settings.mail != nil)
        let alone = try Self.read("fax: { by: program, command: /usr/bin/sendfax }").get()
        #expect(alone.mail == nil && alone.fax?.retries.giveUpSeconds == 86_400)
    }

    @Test(arguments: [
        ("fax: {}", "delivery/missing-key"), ("fax: { by: pigeon }", "delivery/value"), ("fax: { by: gateway }", "delivery/missing-key"),
        ("fax: { by: gateway, address: fax@example.org }", "delivery/value"),
        ("fax: { by: gateway, address: '{numero}@example.org' }", "delivery/value"),
        ("fax: { by: gateway, address: '{number} x@example.org' }", "delivery/value"),
        ("fax: { by: program }", "delivery/missing-key"), ("fax: { by: program, command: sendfax }", "delivery/value"),
        ("fax: { by: program, command: /a, arguments: [-d, '{number}'] }", "delivery/value"),
        ("fax: { by: program, command: /a, arguments: '{number} {file}' }", "delivery/value"),
        ("fax: { by: program, command: /a, give-up-codes: [0] }", "delivery/value"),
        ("fax: { by: program, command: /a, format: png }", "delivery/value"),
        ("fax: { by: program, command: /a, seconds: never }", "delivery/value"),
        ("fax: { by: program, command: /a, subject: Fax }", "delivery/value"),
        ("fax: { by: program, comand: /a }", "delivery/unknown-key"), ("facs: {}", "delivery/unknown-key"),
    ])
    func faulty(yaml: String, code: String) throws {
        guard case .failure(let error) = try Self.read(Self.mail + yaml) else { return #expect(Bool(false), "\(yaml)") }
        #expect(error.bag.diagnostics.contains { $0.code.name == code && $0.span != nil }, "\(error.bag.diagnostics.map(\.code.name))")
    }

    @Test func aGatewayNeedsAMailServer() throws {
        guard case .failure(let error) = try Self.read("fax: { by: gateway, address: '{number}@fax.example.org' }") else {
            return #expect(Bool(false))
        }
        #expect(error.bag.diagnostics.map(\.code) == ["delivery/missing-key"])
    }
}
