import ArgumentParser
import Diagnostics
import Foundation
import Paraphe
import Workflow

/// What every command about one account takes: its dossier, who acts, and the values of the action.
struct AccountOptions: ParsableArguments {
    @Argument(help: ArgumentHelp(AccountWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions
    @OptionGroup var values: SettingOptions

    /// - Parameter action: empty where the pack's `accounts:` say which.
    func order(_ action: String = "", by person: String) -> RequestOrder {
        RequestOrder(
            commandID: UUID().uuidString.lowercased(), dossierID: dossier, action: action, person: person, texts: values.texts)
    }
}
