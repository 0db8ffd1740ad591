import Foundation
import Testing

/// `paraphe request exchange`, and what reports carry for other systems, with the example's FHIR.
@Suite struct ExchangeCommandTests {
    private let tool: Tool
    private let common = ["--store", "r.sqlite", "--pack", Tool.example, "--at", "2026-11-20T09:00:00-05:00", "--lang", "fr"]

    init() throws {
        tool = try Tool()
    }

    private func exchange(_ arguments: String..., as person: String = "gcote") throws -> Tool.Outcome {
        try tool.run(["request", "exchange"] + arguments + common + ["--as", person])
    }

    /// The first request of the demonstration, as `D-1`; what a person may fill of it.
    private func open() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/demo.json"))
        let scenario = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let steps = try #require(scenario["steps"] as? [[String: Any]])
        try tool.write([UInt8](try JSONSerialization.data(withJSONObject: try #require(steps.first?["edits"]))), to: "edits.json")
        let outcome = try tool.run(["request", "create", "D-1", "--data", "edits.json", "--as", "gcote"] + common)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func resources(_ text: String, _ type: String) throws -> [[String: Any]] {
        let entries = try #require(try parsed(text)["entry"] as? [[String: Any]])
        return entries.compactMap { $0["resource"] as? [String: Any] }.filter { $0["resourceType"] as? String == type }
    }

    @Test func outAndInAgain() throws {
        try open()
        let sent = try exchange("fhir-request", "D-1")
        #expect(sent.status == 0 && sent.errors.isEmpty, "\(sent.errors)")
        #expect(try exchange("fhir-request", "D-1").output == sent.output)
        let patient = try #require(try resources(sent.output, "Patient").first)
        #expect(patient["birthDate"] as? String == "1978-04-12" && patient["gender"] as? String == "female")
        #expect(sent.output.contains(#""status":"draft""#) && sent.output.contains(#""code":"JHN""#))

        try tool.write(sent.output, to: "sent.json")
        let received = try exchange("fhir-service-request", "--from", "sent.json", "--format", "json")
        #expect(received.status == 0, "\(received.errors)")
        // The same document again does nothing.
        #expect(try exchange("fhir-service-request", "--from", "sent.json").output.contains("déjà fait"))
        let list = try tool.run(["request", "list", "--as", "gcote", "--format", "json"] + common).output.split(separator: "\n")
        #expect(list.count == 2)
        let last = try #require(list.last)
        let id = try #require(try parsed(String(last))["dossier"] as? String)
        let again = try exchange("fhir-request", id)
        let same = try #require(try resources(again.output, "Patient").first)
        #expect(same["name"] as? NSObject == patient["name"] as? NSObject)
    }

    @Test func exportsAskForAPermission() throws {
        try open()
        let refused = try exchange("fhir-request", "D-1", "-o", "out.json", as: "lgagnon")
        #expect(refused.status == 1 && refused.errors.contains("request/exchange-not-allowed"))
        #expect(try !tool.names().contains("out.json"))
        let unknown = try exchange("fhir-reqest", "D-1")
        #expect(unknown.status == 1 && unknown.errors.contains("request/no-exchange") && unknown.errors.contains("fhir-request"))
        #expect(try exchange("fhir-request", "D-9").errors.contains("request/not-found"))
        #expect(try exchange("fhir-request").status == 64)
    }

    @Test(arguments: [
        ("{", "json/syntax"), ("[]", "exchange/not-an-object"), (#"{"resourceType":"Patient"}"#, "exchange/refused"),
        (#"{"resourceType":"ServiceRequest","status":"active","intent":"order","priority":5}"#, "exchange/refused"),
        (#"{"resourceType":"ServiceRequest","status":"active","intent":"order","priority":"high"}"#, "exchange/refused"),
        (
            #"{"resourceType":"ServiceRequest","status":"active","intent":"order","code":{"coding":[{"code":"zzz"}]}}"#,
            "exchange/refused"
        ),
        (
            #"{"resourceType":"ServiceRequest","status":"active","intent":"order","contained":[{"resourceType":"Patient","name":[{"family":"A","given":[7]}]}]}"#,
            "workflow/invalid-value"
        ),
        (
            #"{"resourceType":"ServiceRequest","status":"active","intent":"order","contained":[{"resourceType":"Patient","birthDate":"hier","name":[{"family":"A","given":["B"]}]}]}"#,
            "workflow/"
        ),
    ])
    func whatCannotBeTakenLeavesNoStore(text: String, code: String) throws {
        try tool.write(text, to: "in.json")
        let outcome = try exchange("fhir-service-request", "--from", "in.json")
        #expect(outcome.status == 1 && outcome.errors.contains(code), "\(outcome.errors)")
        #expect(try !tool.names().contains { $0.hasPrefix("r.sqlite") })
    }

    /// A report carries its Bundle, beside its data.
    @Test(arguments: ["preliminary", "final"]) func reportsCarryTheirBundle(kind: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/demo.json"))
        let scenario = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let steps = try #require(scenario["steps"] as? [[String: Any]])
        let form = try #require(steps.last { $0["action"] as? String == "sign-" + kind }?["form"])
        var dossier = try #require(steps.first?["edits"] as? [String: Any])
        dossier["id"] = "D-1"
        dossier["submittedAt"] = "2026-11-20T14:05:00-05:00"
        dossier["providerClinic"] = "Clinique du Fleuve"
        dossier["requestingSite"] = "Centre de santé"
        dossier["requester"] = ["id": "gcote", "givenName": "Geneviève", "familyName": "Côté"]
        let signer = ["id": "mnguyen", "givenName": "Minh Châu", "familyName": "Nguyễn"]
        try tool.write(
            [UInt8](try JSONSerialization.data(withJSONObject: ["dossier": dossier, "form": form, "signer": signer])), to: "data.json")
        let made = try tool(
            "render", kind + "-report", "--pack", Tool.example, "--data", "data.json", "--lang", "fr-CA", "-o", "report.pdf")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try tool("extract", "report.pdf", "--unverified", "-o", "files").status == 0)
        #expect(try tool.names(in: "files") == [kind + "-report.json", "report.fhir.json"])
        let text = String(decoding: try tool.read("files/report.fhir.json"), as: UTF8.self)
        let report = try #require(try resources(text, "DiagnosticReport").first)
        #expect(report["status"] as? String == kind && (report["conclusion"] as? String)?.hasPrefix("Dermatite") == true)
        #expect(try resources(text, "QuestionnaireResponse").count == 1 && text.contains(#""valueDecimal""#))
    }
}
