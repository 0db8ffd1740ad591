import ArgumentParser

/// `--format`: for people or for programs (docs/json.md).
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json

    /// What the command line asks for, before it is read: `--format json` where it stands. For wrong arguments, which are never read.
    static func asked(in arguments: [String]) -> OutputFormat {
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return .text }
            if argument == "--format=json" || argument == "--format" && index + 1 < arguments.count && arguments[index + 1] == "json" {
                return .json
            }
        }
        return .text
    }
}

/// `--format` of a command that speaks JSON alone: programs may give the same option to every command.
enum JSONFormat: String, ExpressibleByArgument, CaseIterable {
    case json
}
