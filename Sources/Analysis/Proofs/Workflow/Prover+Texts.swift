import Diagnostics
import Rules

extension Prover {
    /// Texts that people read, in both languages.
    func proveTexts() {
        for list in book.reasonLists { for reason in list.reasons { compare(reason.label, reason.span) } }
        for message in book.messages { compare(message.text, message.span) }
        for action in book.actions { for rule in action.guards { compare(rule.refusal, rule.span) } }
        for set in book.ruleSets { for rule in set.rules { compare(rule.refusal, rule.span) } }
        for notification in book.notifications { compare(notification.body, notification.span) }
        for form in book.forms { for field in form.fields { label(field) } }
        for action in book.actions {
            for field in action.inputs { label(field) }
            for edit in action.editableFields { if let field = book.dossierFields[edit.id] { label(field) } }
        }
    }

    private func label(_ field: DataField) {
        if let label = field.label { compare(label, field.span) }
    }

    /// A sentence that is the same in both languages was not translated; names and single words may well be the same.
    private func compare(_ text: LocalizedText, _ span: Span) {
        let words = text.fr.text.split(separator: " ").filter { word in word.unicodeScalars.contains { $0.properties.isAlphabetic } }
        guard words.count >= 4, text.fr.text == text.en.text, !text.fr.text.contains("{") else { return }
        add(ProofDiagnostics.sameText(text.fr.text, at: text.en.span))
    }
}
