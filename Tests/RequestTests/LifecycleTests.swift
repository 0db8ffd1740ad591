import CEL
import Diagnostics
import Foundation
import Journal
import JournalSQLite
import Rules
import Testing
import Workflow

@testable import Paraphe

/// The whole course of a request (S2) on the example pack.
@Suite struct LifecycleTests {
    @Test(arguments: [false, true])
    func fromDraftToClosedWithReturnAndResubmission(onDisk: Bool) async throws {
        let service = try Service(onDisk: onDisk)
        var states: [String] = []
        func act(
            _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
            texts: [(name: String, text: String)] = []
        ) async throws {
            let outcome = try await service.act(action, as: person, input: input, edits: edits, form: form, texts: texts)
            states.append("\(action): \(outcome.dossier.state)")
        }
        try await act("create", as: "gcote")
        #expect(try await !service.refusal("submit", as: "gcote").isEmpty, "an empty request is not submitted")
        try await act("submit", as: "gcote", edits: Service.request)
        // S2.5, S2.6: returned with a reason and a text, modified, submitted again.
        try await act("return-to-requester", as: "rtremblay", texts: [("reason", "incomplete-submission"), ("comment", "Photo manquante")])
        try await act("modify", as: "gcote", texts: [("allergies", "Pénicilline")])
        try await act("resubmit", as: "gcote")
        try await act("assign", as: "rtremblay", input: #"{"provider": "mnguyen"}"#)
        // S2.7
        try await act("return-to-dispatcher", as: "mnguyen", texts: [("comment", "Hors de mon champ")])
        try await act("assign", as: "rtremblay", texts: [("provider", "jroy")])
        // S2.2
        try await act("transfer", as: "jroy", input: #"{"colleague": "mnguyen"}"#)
        // S2.4, before and after acceptance
        try await act("request-information", as: "mnguyen", texts: [("question", "Depuis quand?")])
        try await act("give-information", as: "gcote", texts: [("answer", "Six mois")])
        try await act("accept", as: "mnguyen")
        try await act("request-information", as: "mnguyen", texts: [("question", "Autres lésions?")])
        try await act("give-information", as: "gcote", texts: [("answer", "Non")])
        // S2.8, S2.9: the resident writes, the specialist signs.
        try await act("write-preliminary", as: "lgagnon", form: #"{"impression": "Naevus"}"#)
        try await act("sign-preliminary", as: "mnguyen", form: Service.report)
        try await act("acknowledge", as: "gcote")
        try await act(
            "sign-final", as: "mnguyen",
            form: Service.report.replacingOccurrences(
                of: "\"followUp\"", with: "\"conclusion\": \"Bénin\", \"changes\": \"Aucun\", \"followUp\""))
        try await act("acknowledge", as: "gcote")
        try await act("close", as: "gcote")
        #expect(
            states == [
                "create: draft", "submit: submitted", "return-to-requester: returned", "modify: returned", "resubmit: submitted",
                "assign: assigned", "return-to-dispatcher: submitted", "assign: assigned", "transfer: assigned",
                "request-information: information-requested", "give-information: assigned", "accept: accepted",
                "request-information: information-requested", "give-information: accepted", "write-preliminary: accepted",
                "sign-preliminary: preliminary-signed", "acknowledge: preliminary-signed", "sign-final: final-signed",
                "acknowledge: final-signed", "close: closed",
            ])
        let dossier = try #require(try await service.requests.load("D-1"))
        #expect(dossier.data.field("returnReason") == nil, "resubmission clears the return")
        #expect(dossier.data.field("exchanges")?.elements?.count == 7)
        #expect(dossier.documents.map(\.definition) == ["preliminary-report", "final-report"])
        #expect(dossier.packVersion == service.rulebook.version && dossier.packHash.count == 64)

        // History in words, and the whole again from the store.
        let history = try await service.requests.history("D-1")
        #expect(history.map(\.action).count == 20)
        let returned = history[2]
        #expect(returned.label == Bilingual(fr: "Retourner la demande au demandeur", en: "Return the request to the requester"))
        #expect(
            returned.details.first?.value == Bilingual(fr: "Soumission de demande incomplète", en: "Incomplete submission of the request"))
        #expect(returned.personName == "Roger Tremblay" && returned.hasMoved)
        #expect(history.flatMap { $0.notifications }.map(\.notification).contains("request-assigned"))
        // S2.1: the provider is told.
        #expect(history[5].notifications.first?.recipients == [.person("mnguyen")])
        #expect(try await service.again().requests.load("D-1") == dossier)
        if onDisk {
            let report = try await SQLiteJournal.open(service.place.store, access: .reading).audit()
            #expect(report.isSound)
        }
        // Nothing happens to a closed request.
        let view = try await service.requests.show("D-1", to: "gcote", at: try Service.moment("2026-11-24T15:00:00Z"))
        #expect(view.offers.allSatisfy { !$0.isOffered })
    }

    @Test func cancelled() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        #expect(try await service.refusal("cancel", as: "jwhite") == ["rule-failed own-request"])
        let outcome = try await service.act("cancel", as: "gcote")
        #expect(outcome.dossier.state == "cancelled")
    }

    /// S2.8: the required fields left empty refuse the signature and are named in both languages.
    @Test func emptyFieldsRefuseTheSignature() async throws {
        let service = try await accepted()
        do {
            try await service.act(
                "sign-preliminary", as: "mnguyen",
                form: #"{"history": "x", "examination": "x", "evaluatedOn": "2026-11-23", "photoQuality": "insufficient"}"#)
            Issue.record("signed with empty fields")
        } catch RequestError.refused(let refusal) {
            let named = refusal.failures.map { "\($0.field?.path ?? ""): \($0.field?.label.fr ?? "") | \($0.field?.label.en ?? "")" }
            #expect(
                named == [
                    "forms.preliminaryReport.reasonForConsultation: Motif de la consultation | Reason for consultation",
                    "forms.preliminaryReport.photoComment: Images à reprendre | Images to be taken again",
                    "forms.preliminaryReport.impression: Impression diagnostique | Diagnostic impression",
                    "forms.preliminaryReport.recommendations: Recommandations | Recommendations",
                    "forms.preliminaryReport.followUp: Suivi | Follow-up",
                ])
        }
        #expect(try await service.requests.load("D-1")?.state == "accepted")
    }

    @Test func onlyTheRightPersonActs() async throws {
        let service = try await accepted()
        #expect(
            try await service.refusal("sign-preliminary", as: "lgagnon", form: Service.report) == [
                "missing-permission report-sign", "rule-failed own-assignment",
            ])
        #expect(try await service.refusal("sign-preliminary", as: "akhan", form: Service.report) == ["rule-failed own-assignment"])
        #expect(try await service.refusal("accept", as: "mnguyen") == ["wrong-state accept"])
        #expect(try await service.refusal("transfer", as: "mnguyen", input: #"{"colleague": "akhan"}"#) == ["rule-failed same-clinic"])
        #expect(
            try await service.refusal("transfer", as: "mnguyen", input: #"{"colleague": "nobody"}"#) == ["unknown-person input.colleague"])
        #expect(try await service.refusal("transfer", as: "mnguyen") == ["missing-input input.colleague"])
    }

    /// S1.4, S1.6, S1.7, S1.10, with the words of the pack.
    @Test func submissionRules() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        let file = service.place.path + "/photo.png"
        try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], to: file)
        var order = RequestOrder(commandID: "photo", dossierID: "D-1", action: "modify", person: "gcote")
        order.attachments = [RequestOrder.Attachment(field: "attachments", file: file, label: nil)]
        let outcome = try await service.requests.act(order, at: try Service.moment("2026-11-23T15:00:00Z"))
        let stored = try #require(outcome.dossier.data.field("attachments")?.elements?.first)
        #expect(stored.field("mediaType") == .string("image/png") && stored.field("name") == .string("photo.png"))
        #expect(try service.requests.blobs.get(stored.field("id")?.stringValue ?? "").count == 11)
        #expect(
            try await service.refusal(
                "submit", as: "gcote", edits: #"{"urgency": "emergency", "providerGroup": null, "patient": {"cardExpiry": "2026-10"}}"#)
                == [
                    "rule-failed card-valid", "rule-failed elective-only", "rule-failed provider-identified",
                    "rule-failed attachments-labelled",
                ])
        do {
            try await service.act("submit", as: "gcote", edits: #"{"patient": {"cardExpiry": "2026-10"}, "attachments": null}"#)
            Issue.record("an expired card was accepted")
        } catch RequestError.refused(let refusal) {
            #expect(refusal.failures.first?.reason.en.hasPrefix("The health insurance card expired in 2026-10. ") ?? false)
            #expect(refusal.failures.first?.basis == "S1.4")
        }
        // S1.5: a discrepancy is shown, and refuses nothing.
        let warned = try await service.act(
            "submit", as: "gcote", edits: #"{"attachments": null, "patient": {"birthDate": "1981-06-13", "sex": "male"}}"#)
        #expect(warned.warnings.map(\.rule) == ["birth-date-agrees-with-card", "sex-agrees-with-card"])
    }

    private func accepted() async throws -> Service {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        try await service.act("submit", as: "gcote")
        try await service.act("assign", as: "rtremblay", input: #"{"provider": "mnguyen"}"#)
        try await service.act("accept", as: "mnguyen")
        return service
    }
}
