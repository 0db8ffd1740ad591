import ArgumentParser
import Diagnostics

/// `--progress`: long work shows how far it is, even where nobody looks at a terminal.
struct ProgressOption: ParsableArguments {
    @Flag(help: ArgumentHelp(ProgressWords.help[CLIWords.language])) var progress = false

    /// A bar on the standard error; whoever begins one ends it, by `defer`.
    func begin(_ language: Language) -> ProgressBar {
        let bar = ProgressBar(.standardError(isForced: progress), language: language)
        Console.attach(bar)
        return bar
    }
}
