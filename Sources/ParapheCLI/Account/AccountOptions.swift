import ArgumentParser
import Diagnostics
import Foundation
import Paraphe
import Workflow

/// The values of an action, and where secrets come from.
struct AccountOptions: ParsableArguments {
    @OptionGroup var options: RequestOptions
    @Option(name: .customLong("set"), help: ArgumentHelp(RequestWords.setHelp[CLIWords.language], valueName: "name=value"))
    var settings: [String] = []

    func validate() throws {
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError(RequestWords.badSetting(setting)[CLIWords.language])
        }
    }

    func order(_ action: String, on dossier: String, by person: String) -> RequestOrder {
        var order = RequestOrder(commandID: UUID().uuidString.lowercased(), dossierID: dossier, action: action, person: person)
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            order.texts.append((String(parts.first ?? ""), String(parts.last ?? "")))
        }
        return order
    }

    /// What was given, or what the person at the terminal types.
    static func secret(_ given: (any SecretSource)?, _ question: Bilingual) throws -> Secret {
        let source = given ?? TerminalSecret()
        guard let secret = try source.secret(for: question[CLIWords.language]) else { throw DiagnosticsError(AccountDiagnostics.noInput) }
        return secret
    }
}
