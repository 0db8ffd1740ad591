import CEL
import CivilTime
import Diagnostics
import Mail
import Rules
import Workflow

/// Turns a notice into the message that one person gets: in the language that the dossier names for him or her, or else that of
/// the directory, with nothing confidential.
package struct NotificationComposer: Sendable {
    private let rulebook: Rulebook
    private let settings: MailSettings
    private let wording: RuleWording

    package init(rulebook: Rulebook, settings: MailSettings) {
        self.rulebook = rulebook
        self.settings = settings
        wording = .messages(timeZone: rulebook.timeZone)
    }

    /// - Parameter dossier: as it stands now: what is confidential in it may not be in the message.
    package func message(_ notice: Notice, to receiver: Actor, about dossier: Dossier) throws(DiagnosticsError) -> MailMessage {
        guard let definition = rulebook.notifications[notice.notification] else {
            throw DiagnosticsError(DeliveryDiagnostics.unknownNotification(notice.notification))
        }
        let confidential = ConfidentialValues(of: dossier, in: rulebook)
        for (name, value) in notice.parameters.entries ?? [] where confidential.occur(in: value.plainText) {
            throw DiagnosticsError(DeliveryDiagnostics.confidential(name, in: notice.notification))
        }
        let arguments = (notice.parameters.entries ?? []).map { (name: $0.0, value: $0.1) }
        let language =
            notice.language ?? receiver.record.field("language")?.stringValue.flatMap { Language(tag: $0) } ?? rulebook.languages.first
            ?? .french
        var text = wording.format(definition.body, arguments)[language] + "\n"
        if let footer = settings.footer { text += "\n-- \n" + footer[language] + "\n" }
        let zone = CivilTimeZone(rulebook.timeZone) ?? .utc
        guard let date = LocalDateTime(epochSeconds: notice.at.seconds, in: zone) else {
            throw DiagnosticsError(DeliveryDiagnostics.unknownNotification(notice.notification))
        }
        return MailMessage(
            from: settings.from, replyTo: settings.replyTo, to: [try mailbox(of: receiver)],
            subject: wording.format(definition.subject, arguments)[language], text: text,
            identifier: notice.identifier(pack: rulebook.name), date: date, language: language)
    }

    /// The first address that the pack declares of people and that this one has.
    private func mailbox(of receiver: Actor) throws(DiagnosticsError) -> Mailbox {
        for field in rulebook.personFields where field.type == .email {
            guard let text = receiver.record.field(field.id)?.stringValue, !text.isEmpty else { continue }
            let names = ["givenName", "familyName"].compactMap { receiver.record.field($0)?.stringValue }
            return Mailbox(name: names.isEmpty ? nil : names.joined(separator: " "), address: try MailAddress(text))
        }
        throw DiagnosticsError(DeliveryDiagnostics.noAddress(receiver.id))
    }
}
