import ArgumentParser
import Diagnostics

/// Which command the arguments name.
enum CommandPath {
    /// The first word that stands where a command is expected and is none, with the commands that might be meant.
    ///
    /// - Parameter arguments: without the program's own name.
    static func unknown(in arguments: [String]) -> (name: String, known: [String])? {
        var command: any ParsableCommand.Type = ParapheCommand.self
        var known = names(of: command) + ["help"]
        for argument in arguments {
            guard !argument.hasPrefix("-"), !known.isEmpty, argument != "help" else { return nil }
            guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == argument }) else {
                // The workflow's own actions have no names here.
                return command.configuration.defaultSubcommand == nil ? (argument, known) : nil
            }
            command = next
            known = names(of: command)
        }
        return nil
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        command.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    /// What is wrong with arguments, by a word that names no command if that is why.
    static func fault(_ error: any Error, in arguments: [String]) -> any Error {
        guard let (name, known) = unknown(in: arguments) else { return error }
        return ValidationError(CLIWords.unknownCommand(name, nearest: NearestName.of(name, among: known))[CLIWords.language])
    }
}
