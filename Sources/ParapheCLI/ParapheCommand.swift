import ArgumentParser
import Diagnostics

/// The command line: it reads arguments, calls a use case of `Paraphe`, shows what came of it and chooses the exit code.
struct ParapheCommand: ParsableCommand {
    static let version = "0.1.0"

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "paraphe",
            abstract: CLIWords.tool[CLIWords.language],
            version: version,
            groupedSubcommands: [
                group(
                    CLIWords.packCommands,
                    [
                        CheckCommand.self, TestCommand.self, ExplainCommand.self, WhoCommand.self, DiffCommand.self, PublishCommand.self,
                        EvalCommand.self, SchemaCommand.self,
                    ]),
                group(
                    CLIWords.documentCommands,
                    [
                        RenderCommand.self, TypesetCommand.self, WatchCommand.self, FaxCommand.self, ParityCommand.self,
                        TranslateCommand.self,
                    ]),
                group(
                    CLIWords.signatureCommands,
                    [
                        SignCommand.self, VerifyCommand.self, ExtractCommand.self, ExtendCommand.self, AddendCommand.self,
                        PrepareCommand.self, EmbedCommand.self,
                    ]),
                group(
                    CLIWords.requestCommands,
                    [RequestCommand.self, AccountCommand.self, ApplyCommand.self, DeliverCommand.self, MigrateCommand.self]),
                group(CLIWords.storeCommands, [AuditCommand.self, DiscloseCommand.self, EraseCommand.self]),
                group(CLIWords.toolCommands, [DemoCommand.self, ReferenceCommand.self, ConformanceCommand.self]),
            ])
    }

    private static func group(_ name: Bilingual, _ commands: [any ParsableCommand.Type]) -> CommandGroup {
        CommandGroup(name: name[CLIWords.language], subcommands: commands)
    }
}
