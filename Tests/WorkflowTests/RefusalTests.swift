import CEL
import Diagnostics
import Rules
import Testing

@testable import Workflow

/// The words of refusals, in both languages.
@Suite struct RefusalTests {
    @Test func everythingAtOnce() throws {
        let bench = try Bench()
        let decision = try bench.decide(
            try bench.draft(), "send", as: "eve",
            edits: #"{"title": "", "amount": 500, "place": {"code": "zz"}, "comment": "x"}"#, reviewer: "ann", expecting: 1)
        #expect(
            bench.golden(decision) == """
                send: Envoyer | Send
                - workflow/stale-version version
                  le dossier en est à la version 3, vous avez lu la version 1
                  the dossier is at version 3, you read version 1
                  > entre-temps : Créer (ann) | meanwhile: Create (ann)
                  no place
                - workflow/missing-permission write
                  « Envoyer » demande la permission « Écrire »
                  “Send” needs the permission “Write”
                  > rôles qui la donnent : Auteur | roles that grant it: Author
                  in the pack
                - workflow/field-not-editable send
                  « Envoyer » ne permet pas de modifier « Commentaire »
                  “Send” does not let “Comment” be changed
                  @ dossier.comment: Commentaire | Comment
                  in the pack
                - workflow/missing-field dossier.title
                  le champ obligatoire « Titre » est vide
                  the required field “Title” is empty
                  @ dossier.title: Titre | Title
                  in the pack
                - workflow/rule-failed reviews
                  Cette personne ne révise pas.
                  This person does not review.
                  @ input.reviewer: Réviseur | Reviewer
                  in the pack
                - workflow/invalid-value dossier.place.code
                  « Lieu, Code » : la forme attendue n’est pas respectée
                  “Place, Code”: the expected form is not respected
                  @ dossier.place.code: Lieu, Code | Place, Code
                  in the pack
                - workflow/rule-failed own
                  Ce dossier est à quelqu’un d’autre.
                  This dossier is somebody else’s.
                  in the pack
                - workflow/rule-failed under-limit [L.1]
                  Le montant 500.0 dépasse la limite.
                  The amount 500.0 is over the limit.
                  in the pack

                """)
    }

    @Test func unknownAction() throws {
        let bench = try Bench()
        #expect(
            bench.golden(try bench.decide(nil, "creat", as: "ann")) == """
                creat: creat | creat
                - workflow/unknown-action creat
                  il n’y a pas d’action `creat`
                  there is no action `creat`
                  > vouliez-vous dire `create`\u{202F}? | did you mean `create`?
                  no place

                """)
    }

    @Test func wrongState() throws {
        let bench = try Bench()
        #expect(
            bench.golden(try bench.decide(try bench.draft(), "close", as: "bob")) == """
                close: Terminer | Finish
                - workflow/wrong-state close
                  « Terminer » ne se fait pas à l’état « Brouillon »
                  “Finish” is not done in the state “Draft”
                  > états permis : Approuvé | allowed states: Approved
                  in the pack

                """)
    }

    @Test func requiredFormFieldsNameTheFieldsInBothLanguages() throws {
        let bench = try Bench()
        #expect(
            bench.golden(try bench.decide(try bench.sent(), "approve", as: "bob", form: #"{"finding": "  ", "items": [{}, {"name": ""}]}"#))
                == """
                approve: Approuver et signer | Approve and sign
                - workflow/missing-field forms.verdict.finding
                  le champ obligatoire « Constat » est vide
                  the required field “Finding” is empty
                  @ forms.verdict.finding: Constat | Finding
                  in the pack
                - workflow/missing-field forms.verdict.grade
                  le champ obligatoire « Note » est vide
                  the required field “Grade” is empty
                  @ forms.verdict.grade: Note | Grade
                  in the pack

                """)
    }

    @Test func reasons() throws {
        let bench = try Bench()
        let sent = try bench.sent()
        #expect(
            bench.golden(try bench.decide(sent, "reject", as: "bob", input: #"{"reason": "too-lat"}"#)) == """
                reject: Refuser | Reject
                - workflow/unknown-reason rejection
                  « Motif » : il n’y a pas de motif `too-lat`
                  “Reason”: there is no reason `too-lat`
                  @ input.reason: Motif | Reason
                  > vouliez-vous dire `too-late`\u{202F}? | did you mean `too-late`?
                  in the pack
                - workflow/missing-input input.text
                  le champ obligatoire « Précisions » est vide
                  the required field “Details” is empty
                  @ input.text: Précisions | Details
                  in the pack

                """)
        #expect(
            bench.golden(try bench.decide(sent, "reject", as: "bob", input: #"{"reason": "old-rule", "text": "x"}"#)) == """
                reject: Refuser | Reject
                - workflow/reason-not-in-force old-rule
                  « Motif » : le motif « Ancienne règle » est en vigueur jusqu’au 2026-01-31
                  “Reason”: the reason “Old rule” is in force until 2026-01-31
                  @ input.reason: Motif | Reason
                  in the pack

                """)
        let before = Bench.moment("2026-01-31T15:00:00Z", 2026, 1, 31)
        let accepted = try bench.decide(sent, "reject", as: "bob", input: #"{"reason": "old-rule", "text": "x"}"#, at: before)
        #expect(accepted.events != nil)
    }

    /// One bad value a line, and the words for it.
    @Test(arguments: [
        (#"{"title": 3}"#, "“Title”: a text is expected"),
        (#"{"title": "a\u0007b"}"#, "“Title”: a control character is not allowed"),
        (#"{"title": "abcdefghijklmnopqrstu"}"#, "“Title”: at most 20 characters"),
        (#"{"amount": "12"}"#, "“Amount”: a number is expected"),
        (#"{"amount": -1}"#, "“Amount”: the minimum is 0"),
        (#"{"place": "x"}"#, "“Place”: named fields are expected"),
        (#"{"place": {"nam": "x"}}"#, "there is no field `dossier.place.nam`"),
        (#"{"place": {"name": ["x"]}}"#, "“Place, Name”: a text is expected"),
        (#"{"tags": "x"}"#, "“Tags”: a list is expected"),
        (#"{"tags": ["a", "b", "c"]}"#, "“Tags”: at most 2 elements"),
        (#"{"tags": ["a", 2]}"#, "“Tags 2”: a text is expected"),
        (#"{"due": "tomorrow"}"#, "“Due”: an RFC 3339 date and time is expected"),
        (#"{"author": "ann"}"#, "“Edit” does not let “Author” be changed|“Author”: nobody is identified by `ann`"),
        (#"{"titl": "x"}"#, "there is no field `dossier.titl`"),
    ])
    func badValues(_ edits: String, _ words: String) throws {
        let bench = try Bench()
        let decision = try bench.decide(try bench.draft(), "edit", as: "ann", edits: edits)
        #expect(decision.refusal?.failures.map(\.reason.en).joined(separator: "|") == words)
    }

    @Test func goodValues() throws {
        let bench = try Bench()
        let edited = try bench.after(
            try bench.draft(), "edit", as: "ann",
            edits: #"{"amount": 1, "tags": ["a", "", "b"], "due": "2026-03-02T10:00:00-05:00", "place": null}"#)
        #expect(edited.data.field("tags") == .list([.string("a"), .string("b")]))
        #expect(edited.data.field("due") == .timestamp(Bench.moment.now))
        #expect(edited.data.field("place") == nil)
    }

    @Test func choiceWithoutNearName() throws {
        let bench = try Bench()
        let decision = try bench.decide(try bench.sent(), "save-verdict", as: "bob", form: #"{"grade": "excellent"}"#)
        #expect(decision.refusal?.failures.first?.hint?.en == "choices: `good`, `bad`")
    }

    @Test func formWhereNoneIsExpected() throws {
        let bench = try Bench()
        let decision = try bench.decide(try bench.draft(), "edit", as: "ann", form: "{}")
        #expect(decision.refusal?.failures.map(\.code) == ["workflow/form-not-expected"])
    }

    @Test func codesAreDeclaredOnce() {
        let codes = WorkflowCodes.all.map(\.code.name)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.hasPrefix("workflow/") })
    }
}
