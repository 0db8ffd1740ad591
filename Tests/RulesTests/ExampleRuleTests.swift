import CEL
import Diagnostics
import Testing

@testable import Rules

/// The rules of `examples/teleconsultation` on data: what each requirement of S1 and S5 refuses.
@Suite struct ExampleRuleTests {
    private func value(_ json: String) throws -> Value {
        var sources = SourceMap()
        return try #require(JSONReader.read(sources.add(path: "data.json", text: json)).value)
    }

    /// Names of the rules of a set that do not hold.
    private func failing(_ ruleSet: String, _ variables: [String: String]) throws -> [String] {
        let book = try #require(try ExamplePackTests.load("teleconsultation").0)
        var values: [String: Value] = ["today": .string("2026-11-21")]
        for (name, json) in variables { values[name] = try value(json) }
        let activation = Activation(values)
        return try #require(book.ruleSets[ruleSet]).rules.filter { rule in
            if let applicability = rule.applicability {
                guard case .bool(true) = applicability.program.evaluate(activation) else { return false }
            }
            if case .bool(true) = rule.requirement.program.evaluate(activation) { return false }
            return true
        }.map(\.id)
    }

    private static let dossier = """
        {"id": "D-1", "state": "draft", "urgency": "elective", "providerGroup": "Dermatologie", "attachments": [],
         "patient": {"familyName": "Tremblay", "givenName": "Marie", "birthDate": "1985-03-12", "sex": "female",
                     "nam": "TREM85531299", "cardExpiry": "2027-03", "fileNumber": "445566"}}
        """

    @Test(arguments: [
        ("", "", []),
        ("2027-03", "2026-10", ["card-valid"]),
        ("2027-03", "2026-11", []),
        ("elective", "emergency", ["elective-only"]),
        ("\"providerGroup\": \"Dermatologie\", ", "", ["provider-identified"]),
        ("\"attachments\": []", "\"attachments\": [{\"id\": \"1\", \"name\": \"p.jpg\"}]", ["attachments-labelled"]),
        (
            "\"attachments\": []",
            "\"attachments\": [{\"id\": \"1\", \"label\": \"Tremblay, bras\"}, {\"id\": \"2\", \"label\": \"445566 dos\"}]", []
        ),
        (
            "\"attachments\": []", "\"attachments\": [{\"id\": \"1\", \"label\": \"Tremblay\"}, {\"id\": \"2\", \"label\": \"photo\"}]",
            ["attachments-labelled"]
        ),
        ("TREM85531299", "TREJ85531299", ["name-agrees-with-card"]),
        ("TREM85531299", "TREM86531299", ["birth-date-agrees-with-card"]),
        ("TREM85531299", "TREM85031299", ["sex-agrees-with-card"]),
        ("\"TREM85531299\"", "\"TREM\"", []),
    ]) func submission(old: String, new: String, expected: [String]) throws {
        let data = old.isEmpty ? Self.dossier : Self.dossier.replacing(old, with: new)
        #expect(try failing("submission", ["dossier": data]) == expected)
    }

    private static let fax = """
        {"kind": "imaging-order", "channel": "attached-form", "senderGivenName": "Geneviève", "senderFamilyName": "Côté",
         "senderPhone": "418 555-0142", "recipientName": "Imagerie", "recipientOrganization": "CHU", "recipientKind": "radiology-department",
         "recipientFax": "418 555-0100", "otherRecipients": [], "subject": "Ordonnance", "pages": 2, "isSigned": true,
         "patient": {"familyName": "Tremblay", "givenName": "Marie", "birthDate": "1985-03-12", "nam": "TREM85531299"}}
        """

    @Test(arguments: [
        ("", "", []),
        ("\"senderPhone\": \"418 555-0142\", ", "", ["prescriber-reachable"]),
        ("\"birthDate\": \"1985-03-12\", ", "", ["patient-named"]),
        (", \"nam\": \"TREM85531299\"", "", ["patient-identifier"]),
        ("\"nam\": \"TREM85531299\"", "\"address\": \"12, rue Principale\"", []),
        ("radiology-department", "other", ["imaging-recipient"]),
        ("\"otherRecipients\": []", "\"otherRecipients\": [\"418 555-0199\"]", ["single-recipient"]),
        ("attached-form", "handwritten-image", ["no-handwriting"]),
        ("\"isSigned\": true", "\"isSigned\": false", ["signature-may-be-absent"]),
    ]) func cloudFax(old: String, new: String, expected: [String]) throws {
        let data = old.isEmpty ? Self.fax : Self.fax.replacing(old, with: new)
        #expect(try failing("cloud-fax", ["fax": data]) == expected)
    }

    /// The templates' environment knows what the shared templates insert.
    @Test(arguments: [
        "dossier.patient.familyName", "has(dossier.requester.title)", "document.kind == 'preliminary'", "signer.licenceNumber", "pack.hash",
        "contacts.support.phone", "form.impression", "form.lesions.map(l, l.size)", "dossier.submittedAt", "pack.uniqueFaxNumber",
    ]) func reportTemplatesSee(expression: String) throws {
        let book = try #require(try ExamplePackTests.load("teleconsultation").0)
        let environment = book.documentEnvironment(for: try #require(book.documents["final-report"]))
        var sources = SourceMap()
        let file = sources.add(path: "t", text: expression)
        let (program, bag) = environment.compile(EmbeddedText(verbatim: expression, source: file.id))
        #expect(program != nil, "\(TextRenderer(sources: sources, language: .english).render(bag))")
    }
}
