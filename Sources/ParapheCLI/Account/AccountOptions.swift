import ArgumentParser
import Diagnostics
import Foundation
import Paraphe
import Workflow

/// The values of an action, and where secrets come from.
struct AccountOptions: ParsableArguments {
    @OptionGroup var options: RequestOptions
    @OptionGroup var values: SettingOptions

    func order(_ action: String, on dossier: String, by person: String) -> RequestOrder {
        RequestOrder(
            commandID: UUID().uuidString.lowercased(), dossierID: dossier, action: action, person: person, texts: values.texts)
    }

    /// What was given, or what the person at the terminal types.
    static func secret(_ given: (any SecretSource)?, _ question: Bilingual) throws -> Secret {
        let source = given ?? TerminalSecret()
        guard let secret = try source.secret(for: question[CLIWords.language]) else { throw DiagnosticsError(AccountDiagnostics.noInput) }
        return secret
    }
}
