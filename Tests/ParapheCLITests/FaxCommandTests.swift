import Foundation
import MailTesting
import Testing

/// `paraphe fax`: the rules first, then the pages, then the queue.
@Suite struct FaxCommandTests {
    private static let orders = Tool.repository + "/examples/fax-orders"
    private static let at = ["--at", "2026-11-20T14:05:00-05:00"]
    private let tool: Tool

    init() throws {
        tool = try Tool()
    }

    private func fax(_ arguments: String..., pack: String = orders) throws -> Tool.Outcome {
        try tool.run(["fax"] + arguments + ["--pack", pack] + Self.at)
    }

    private func order(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: Self.orders + "/fax.json"))
        var record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        change(&record)
        let changed = try JSONSerialization.data(withJSONObject: record, options: [.prettyPrinted, .sortedKeys])
        try tool.write([UInt8](changed), to: "order.json")
        return "order.json"
    }

    private func rules(_ outcome: Tool.Outcome) throws -> [String] {
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        return (answer["reasons"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
    }

    // MARK: - Rules

    @Test(arguments: ["fr", "en"]) func refusesWithAllReasonsInBothLanguages(language: String) throws {
        let outcome = try fax(Self.orders + "/fax-refused.json", "-o", "fax.pdf", "-o", "fax.tiff", "--lang", language)
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        for words in [
            "un numéro de téléphone où le joindre", "a phone number to reach him or her", "à défaut, un autre identifiant",
            "another identifier such as", "ne s’envoie qu’à un laboratoire", "goes only to a medical imaging laboratory",
            "qu’un seul destinataire", "one recipient only", "illisibles par télécopie", "illegible by fax", "S5.2", "S5.3", "S5.4", "S5.5",
            "fax-refused.json:10:22",
        ] { #expect(outcome.errors.contains(words), "\(words)") }
        #expect(try tool.names().isEmpty, "nothing is written")
    }

    @Test(arguments: [Self.orders, Tool.example]) func tellsProgramsWhereAndWhy(pack: String) throws {
        let outcome = try fax(Self.orders + "/fax-refused.json", "-o", "fax.tiff", "--format", "json", pack: pack)
        #expect(outcome.status == 1 && outcome.errors.isEmpty)
        let expected: Set = ["prescriber-reachable", "patient-identifier", "imaging-recipient", "single-recipient", "no-handwriting"]
        #expect(expected.isSubset(of: Set(try rules(outcome))))
        #expect(outcome.output.contains("fax-refused.json:3:14") && outcome.output.contains("\"basis\":\"S5.5\""))
    }

    @Test func eachRuleByItself() throws {
        let cases: [(rule: String, change: (inout [String: Any]) -> Void)] = [
            ("prescriber-reachable", { $0["senderPhone"] = nil }),
            ("patient-named", { $0["patient"] = ["familyName": "Roy", "nam": "ROYM78541218"] }),
            ("patient-identifier", { $0["patient"] = ["familyName": "Roy", "givenName": "Mia", "birthDate": "1978-04-12"] }),
            ("imaging-recipient", { $0["recipientKind"] = "other" }), ("single-recipient", { $0["otherRecipients"] = ["418 555-0199"] }),
            ("no-handwriting", { $0["channel"] = "handwritten-image" }), ("text-written", { $0["text"] = "  " }),
            ("form-attached", { $0["channel"] = "attached-form" }), ("recipient-number", { $0["recipientFax"] = "1 418 425-6508" }),
            ("to", { $0["recipientFax"] = "418 555-0188 poste 3" }),
        ]
        for (rule, change) in cases {
            let outcome = try fax(try order(change), "-o", "fax.pdf", "--format", "json")
            #expect(outcome.status == 1, "\(rule)")
            #expect(try rules(outcome).contains(rule), "\(rule): \(outcome.output)")
        }
        // Other documents may go to several, and without a NAM another identifier is enough.
        let other = try order {
            $0["kind"] = "other"
            $0["otherRecipients"] = ["418 555-0199"]
            $0["recipientKind"] = "other"
        }
        #expect(try fax(other, "-o", "fax.pdf").status == 0)
        let address = try order {
            $0["patient"] = ["familyName": "Roy", "givenName": "Mia", "birthDate": "1978-04-12", "address": "12, rue des Pins"]
        }
        #expect(try fax(address, "-o", "fax.pdf").status == 0)
        // Before the service opened, no rule holds.
        let outcome = try tool.run(
            [
                "fax", Self.orders + "/fax-refused.json", "--pack", Self.orders, "--at", "2020-05-11T10:00:00-04:00", "-o", "f.pdf",
                "--format", "json",
            ])
        #expect(try rules(outcome) == ["fax.senderPhone"])
    }

    // MARK: - Data

    @Test(arguments: [
        ("{\n  \"kind\": ,\n}", "order.json:2:11", "json/"), ("[1]", "order.json:1:1", "data/not-an-object"),
        ("{\n  \"kind\": \"imaging-orders\"\n}", "order.json:2:11", "imaging-order"),
        ("{\n  \"data\": {\n    \"recipentFax\": \"418 555-0188\"\n  }\n}", "order.json:2:11", "recipientFax"),
        ("{\n  \"patient\": {\n    \"birthDate\": \"12 avril\"\n  }\n}", "order.json:3:18", "birthDate"),
        ("{\n  \"otherRecipients\": [\n    \"418 555-0188\",\n    7\n  ]\n}", "order.json:4:5", "otherRecipients"),
    ])
    func faultsOfDataHaveTheirPlace(text: String, place: String, words: String) throws {
        try tool.write(text, to: "order.json")
        let outcome = try fax("order.json", "-o", "fax.pdf")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(place), "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(try tool.names() == ["order.json"])
    }

    @Test func optionsThatDoNotSuit() throws {
        let order = Self.orders + "/fax.json"
        #expect(try fax(order, "-o", "fax.png").errors.contains("fax/output"))
        #expect(try fax(order, "-o", "fax.tiff", "--fax", "finest").errors.contains("output/bad-fax"))
        #expect(try fax(order, "-o", "fax.tiff", "--template", "fax-ordre").errors.contains("fax-order"))
        #expect(try fax(order, "-o", "fax.tiff", pack: Tool.repository + "/examples/access").errors.contains("fax/no-document"))
        #expect(try fax(order).status == 64 && fax("-o", "x.pdf").status == 64 && fax(order, "--send").status == 64)
        #expect(try fax("gone.json", "-o", "fax.tiff").errors.contains("file/not-found"))
        #expect(try tool.names().isEmpty)
    }

    // MARK: - Pages

    @Test func setsCoverAndOrderAsOneDocument() throws {
        for (language, words) in [("fr", "Télécopie"), ("en", "Fax")] {
            let outcome = try fax(
                Self.orders + "/fax.json", "-o", "\(language).pdf", "-o", "\(language).tiff", "--fax", "standard", "--coding", "t6",
                "--lang", language,
                "--format", "json")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.contains("\"pages\":2") && outcome.output.contains("14185550188"))
            let pages = try tool(
                "render", "fax-order", "--pack", Self.orders, "--data", try wrapped(), "--lang", language, "-o", "\(language).txt")
            #expect(pages.status == 0, "\(pages.errors)")
            let text = try String(decoding: tool.read("\(language).txt"), as: UTF8.self)
            #expect(text.components(of: "14184256508") >= 2 && text.contains(words) && text.contains("21-210-184W"))
        }
        let names = try tool.names()
        #expect(Set(["fr.pdf", "en.pdf", "fr.tiff", "en.tiff"]).isSubset(of: Set(names)))
        // The same input gives the same bytes.
        #expect(try fax(Self.orders + "/fax.json", "-o", "again.tiff", "--fax", "standard", "--coding", "t6", "--lang", "en").status == 0)
        #expect(try tool.read("again.tiff") == tool.read("en.tiff"))
    }

    private func wrapped() throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: Self.orders + "/fax.json"))
        try tool.write("{\"data\": " + String(decoding: data, as: UTF8.self) + "}", to: "wrapped.json")
        return "wrapped.json"
    }

    @Test func enclosesForms() throws {
        #expect(try fax(Self.orders + "/fax.json", "-o", "form.pdf").status == 0)
        let named = try order {
            $0["channel"] = "attached-form"
            $0["text"] = nil
            $0["attachedForms"] = ["form.pdf"]
        }
        let outcome = try fax(named, "-o", "fax.pdf", "-o", "fax.tiff", "--format", "json")
        #expect(outcome.status == 0 && outcome.output.contains("\"pages\":4"), "\(outcome.output)\(outcome.errors)")
        let bare = try order { $0["channel"] = "attached-form" }
        let attached = try fax(bare, "--attach", "form.pdf", "-o", "fax.tiff", "--format", "json")
        #expect(attached.status == 0 && attached.output.contains("\"pages\":4"), "\(attached.output)\(attached.errors)")
        // What is no form.
        try tool.write("plain text", to: "form.txt")
        #expect(try fax(bare, "--attach", "form.txt", "-o", "bad.tiff").errors.contains("fax/enclosure"))
        try tool.write("%PDF-1.7 damaged", to: "bad.pdf")
        #expect(try fax(bare, "--attach", "bad.pdf", "-o", "bad.tiff").errors.contains("fax/enclosure"))
        let gone = try fax(
            try order {
                $0["channel"] = "attached-form"
                $0["attachedForms"] = ["gone.pdf"]
            }, "-o", "bad.tiff")
        #expect(gone.errors.contains("fax/enclosure") && gone.errors.contains("order.json:") && gone.status == 1)
        #expect(try fax(Self.orders + "/fax.json", "--attach", "form.pdf", "--template", "fax-cover", "-o", "cover.pdf").status == 0)
        #expect(try !tool.names().contains("bad.tiff"))
    }

    @Test func aWrongPageCountIsSaid() throws {
        let outcome = try fax(try order { $0["pages"] = 9 }, "-o", "fax.pdf")
        #expect(outcome.status == 0 && outcome.errors.contains("fax/page-count") && outcome.errors.contains("order.json:"))
    }

    // MARK: - Dossiers and sending

    private static let dossier = """
        {
          "kind": "imaging-order", "channel": "email-body",
          "prescriber": { "familyName": "Côté", "givenName": "Geneviève", "phone": "418 555-0142", "licenceNumber": "1-04217" },
          "patient": { "familyName": "Létourneau", "givenName": "Maïka", "birthDate": "1978-04-12", "nam": "LETM78541218" },
          "examination": "Échographie", "text": "Échographie de l’avant-bras droit.",
          "recipient": { "kind": "radiology-department", "organization": "Centre hospitalier du Fleuve", "fax": "418 555-0188" }
        }
        """

    private var place: [String] { ["--store", "r.sqlite", "--pack", Self.orders] }

    private func request(_ action: String, _ more: String...) throws -> Tool.Outcome {
        try tool.run(["request", action, "F-1"] + more + place + ["--as", "gcote"] + Self.at)
    }

    private func sent() throws {
        try tool.write(Self.dossier, to: "dossier.json")
        #expect(try request("write", "--data", "dossier.json").status == 0)
        let outcome = try request("send")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func ofADossier() throws {
        try sent()
        let outcome = try tool.run(
            ["fax", "--dossier", "F-1", "--as", "gcote", "-o", "fax.pdf", "--lang", "en", "--format", "json"] + place + Self.at)
        #expect(outcome.status == 0 && outcome.output.contains("\"pages\":2"), "\(outcome.output)\(outcome.errors)")
        // The action made the same for the queue.
        let made = try request("document", "F-1-fax-order-1-fr.tiff", "-o", "made.tiff")
        #expect(made.status == 0, "\(made.errors)")
        let listed = try tool.run(["deliver", "--list"] + place + Self.at)
        #expect(listed.output.contains("F-1/fax-order/1/14185550188"), "\(listed.output)")
        // The file of a dossier is data as well, with the places of its own.
        #expect(try fax("dossier.json", "-o", "plain.pdf").status == 0)
        try tool.write(Self.dossier.replacingOccurrences(of: "\"radiology-department\"", with: "\"other\""), to: "other.json")
        let refused = try fax("other.json", "-o", "refused.pdf")
        #expect(refused.status == 1 && refused.errors.contains("other.json:6:26"), "\(refused.errors)")
        // Over a dossier, a file says what else there is.
        try tool.write(#"{"otherRecipients": ["418 555-0199"]}"#, to: "more.json")
        let more = try tool.run(
            ["fax", "more.json", "--dossier", "F-1", "--as", "gcote", "-o", "more.pdf", "--format", "json"] + place + Self.at)
        #expect(try more.status == 1 && rules(more) == ["single-recipient"], "\(more.output)")
    }

    @Test func ofATeleconsultation() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/request.json"))
        try tool.write([UInt8](data), to: "request.json")
        let place = ["--store", "t.sqlite", "--pack", Tool.example, "--as", "gcote"]
        #expect(try tool.run(["request", "create", "T-1", "--data", "request.json"] + place + Self.at).status == 0)
        try tool.write(
            """
            { "recipientKind": "imaging-laboratory", "recipientOrganization": "Laboratoire du Fleuve", "recipientFax": "418 555-0188",
              "examination": "Échographie", "text": "Échographie de l’avant-bras." }
            """, to: "order.json")
        let outcome = try tool.run(["fax", "order.json", "--dossier", "T-1", "-o", "t.pdf", "--format", "json"] + place + Self.at)
        #expect(outcome.status == 0 && outcome.output.contains("\"pages\":2"), "\(outcome.output)\(outcome.errors)")
        let alone = try tool.run(["fax", "--dossier", "T-1", "-o", "u.pdf", "--format", "json"] + place + Self.at)
        #expect(try alone.status == 1 && rules(alone).contains("text-written"), "\(alone.output)")
    }

    @Test func throughAGateway() async throws {
        try sent()
        let queued = try tool.run(
            ["fax", Self.orders + "/fax.json", "--send", "--number", "X-7", "--lang", "en"] + place + Self.at)
        #expect(queued.status == 0 && queued.output.contains("X-7/fax-order/1/14185550188"), "\(queued.output)\(queued.errors)")
        let double = try await MailServerDouble(.init())
        try tool.write(
            """
            mail:
              server: 127.0.0.1:\(double.port)
              security: none
              from: { address: avis@exemple.qc.ca }
            fax:
              by: gateway
              address: "{number}@fax.exemple.qc.ca"
            """, to: "mail.yaml")
        let outcome = try tool.run(["deliver", "--mail", "mail.yaml", "--format", "json"] + place + Self.at)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let texts = double.messages.map { String(decoding: $0, as: UTF8.self) }
        let faxes = texts.filter { $0.contains("To: <14185550188@fax.exemple.qc.ca>") }
        #expect(faxes.count == 2 && faxes.allSatisfy { $0.contains("Content-Type: image/tiff") && $0.contains("filename=\"fax-") })
        for text in faxes {
            for secret in ["tourneau", "LETM", "chographie", "F-1", "X-7"] { #expect(!text.contains(secret), "\(secret)") }
        }
        #expect(faxes.contains { $0.contains("Subject: Fax\r\n") })
        let history = try request("history")
        #expect(history.output.contains("14185550188") && history.output.contains("@exemple.qc.ca>"), "\(history.output)")
        #expect(try tool.run(["deliver", "--list"] + place + Self.at).output.isEmpty)
        try await double.stop()
    }

    @Test func throughSendfax() throws {
        try sent()
        try tool.write(
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "\(tool.place.path)/arguments"
            echo "request id is 17 (group id 17) for host localhost (1 file)"
            """, to: "sendfax")
        #expect(chmod(tool.place.path + "/sendfax", 0o755) == 0)
        try tool.write("fax:\n  by: program\n  command: \(tool.place.path)/sendfax\n", to: "mail.yaml")
        let outcome = try tool.run(["deliver", "--mail", "mail.yaml", "--format", "json"] + place + Self.at)
        #expect(outcome.status == 0 && outcome.output.contains("\"job\":\"17\""), "\(outcome.output)\(outcome.errors)")
        let arguments = try String(decoding: tool.read("arguments"), as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(
            arguments.count == 6 && arguments[0] == "-n" && arguments[4] == "14185550188" && arguments[5].hasPrefix("/"), "\(arguments)")
        #expect(try tool.run(["request", "history", "F-1", "--as", "gcote", "--lang", "fr"] + place + Self.at).output.contains("tâche 17"))
    }

    @Test func withoutASettingFaxesWait() async throws {
        try sent()
        let double = try await MailServerDouble(.init())
        let outcome = try tool.run(
            ["deliver", "--smtp", "127.0.0.1:\(double.port)", "--tls", "none", "--from", "a@b.ca"] + place + Self.at)
        #expect(outcome.status == 0 && outcome.errors.contains("fax/no-setting"), "\(outcome.errors)")
        #expect(try tool.run(["deliver", "--list"] + place + Self.at).output.contains("F-1/fax-order/1"))
        try await double.stop()
    }
}
