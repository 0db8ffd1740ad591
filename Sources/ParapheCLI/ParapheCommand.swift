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
            subcommands: [
                CheckCommand.self, TestCommand.self, DiffCommand.self, PublishCommand.self, RenderCommand.self, TypesetCommand.self,
                FaxCommand.self,
                SignCommand.self, AddendCommand.self, ExtendCommand.self, PrepareCommand.self, EmbedCommand.self, VerifyCommand.self,
                ExtractCommand.self,
                ParityCommand.self, TranslateCommand.self,
                EvalCommand.self,
                WatchCommand.self,
                RequestCommand.self, AccountCommand.self, DeliverCommand.self, ApplyCommand.self, MigrateCommand.self, DiscloseCommand.self,
                EraseCommand.self,
                AuditCommand.self, ExplainCommand.self, WhoCommand.self, SchemaCommand.self, ReferenceCommand.self,
                ConformanceCommand.self, DemoCommand.self,
            ])
    }
}
