import ArgumentParser
import CEL
import Journal
import Diagnostics
import Foundation
import Paraphe
import Rules
import Workflow

/// Does one action of the pack.
struct RequestActCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "act", abstract: RequestWords.act[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.actionHelp[CLIWords.language])) var action: String
    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String?
    @OptionGroup var options: RequestOptions
    @OptionGroup var values: SettingOptions
    @Option(help: ArgumentHelp(RequestWords.reasonHelp[CLIWords.language], valueName: "id")) var reason: String?
    @Option(help: ArgumentHelp(RequestWords.textHelp[CLIWords.language])) var text: String?
    @Option(help: ArgumentHelp(RequestWords.inputHelp[CLIWords.language], valueName: "file.json")) var input: String?
    @Option(help: ArgumentHelp(RequestWords.dataHelp[CLIWords.language], valueName: "file.json")) var data: String?
    @Option(help: ArgumentHelp(RequestWords.formHelp[CLIWords.language], valueName: "file.json")) var form: String?
    @Option(help: ArgumentHelp(RequestWords.attachHelp[CLIWords.language], valueName: "field=file")) var attach: [String] = []
    @Option(name: .customLong("label"), help: ArgumentHelp(RequestWords.labelHelp[CLIWords.language])) var labels: [String] = []
    @Option(help: ArgumentHelp(RequestWords.expectHelp[CLIWords.language], valueName: "version")) var expect: Int64?
    @Flag(help: ArgumentHelp(RequestWords.retryHelp[CLIWords.language])) var retry = false
    @Option(name: .customLong("command"), help: ArgumentHelp(RequestWords.commandHelp[CLIWords.language], valueName: "id"))
    var commandID: String?
    @Option(help: ArgumentHelp(RequestWords.keyHelp[CLIWords.language], valueName: "key.pem")) var key: String?
    @Option(help: ArgumentHelp(CLIWords.chainHelp[CLIWords.language], valueName: "chain.pem")) var cert: String?
    @OptionGroup var secrets: SecretOptions

    func validate() throws {
        let language = CLIWords.language
        for attachment in attach where !attachment.contains("=") || attachment.hasPrefix("=") {
            throw ValidationError(RequestWords.badSetting(attachment)[language])
        }
        if retry, expect == nil { throw ValidationError(RequestWords.retryNeedsExpect[language]) }
        if labels.count > attach.count { throw ValidationError(RequestWords.labelWithoutFile[language]) }
        if key == nil, cert != nil { throw ValidationError(RequestWords.keyAndCertificate[language]) }
    }

    func run() async throws {
        try await RequestRun.run(options) { session in
            let known = session.rulebook.actions[action]
            // What is refused (an unknown action, a person without the right) leaves no file behind.
            let (service, journal) = try await session.open(
                known?.isCreation ?? true ? .creating : .writing,
                makers: try RequestMaker.makers(session, key: key, certificates: cert, secrets: secrets.source))
            let commandID = commandID ?? UUID().uuidString.lowercased()
            var order = RequestOrder(
                commandID: commandID, dossierID: dossier ?? RequestOrder.dossierID(command: commandID), action: action,
                person: session.actor,
                expectedVersion: expect, onStale: retry ? .retryIfPossible : .refuse)
            if let input { order.input = try session.readRecord(input) }
            if let data { order.edits = try session.readRecord(data) }
            if let form { order.form = try session.readRecord(form) }
            order.texts = values.texts
            if let reason { order.texts.append((Self.inputName(known, "reason") { if case .reason = $0 { true } else { false } }, reason)) }
            if let text {
                order.texts.append((Self.inputName(known, "text") { [.text, .longText].contains($0) }, text))
            }
            for (index, attachment) in attach.enumerated() {
                let parts = attachment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                order.attachments.append(
                    RequestOrder.Attachment(
                        field: String(parts.first ?? ""), file: String(parts.last ?? ""),
                        label: labels.indices.contains(index) ? labels[index] : nil))
            }
            let outcome = try await service.act(order, at: session.moment)
            // The last to close folds the log into the file.
            try journal.close()
            session.print(RequestReport.outcome(outcome, service: service, session: session))
        }
    }

    /// The input that `--reason` or `--text` means: the first of its type.
    private static func inputName(_ action: Rules.Action?, _ word: String, _ suits: (FieldType) -> Bool) -> String {
        "input." + (action?.inputs.first { suits($0.type) }?.id ?? word)
    }
}
