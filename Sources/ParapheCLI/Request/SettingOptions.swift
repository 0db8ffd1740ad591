import ArgumentParser
import Diagnostics

/// `--set name=value`, as often as there are values.
struct SettingOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp(RequestWords.setHelp[CLIWords.language], valueName: "name=value"))
    var settings: [String] = []

    func validate() throws {
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError(RequestWords.badSetting(setting)[CLIWords.language])
        }
    }

    /// For ``RequestOrder/texts``.
    var texts: [(name: String, text: String)] {
        settings.map { setting in
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts.first ?? ""), String(parts.last ?? ""))
        }
    }
}
