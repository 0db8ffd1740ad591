import ArgumentParser
import CHeap
import Diagnostics
import Dispatch
import Paraphe

/// Where the process begins.
///
/// Commands run on the main thread, without a task: its heap is the fast one, and no threads are started for a command that needs none.
/// Those that wait for the network or a store are asynchronous, and run as a task.
@main
enum Program {
    /// Address space that the heap takes at once, in bytes: more than most documents need.
    private static let heapStep = 256 << 20

    static func main() {
        chp_prepare_heap(heapStep)
        do {
            guard let asynchronous = try perform() else { return }
            // The main thread only waits from here on.
            chp_share_heap()
            nonisolated(unsafe) let command = asynchronous
            Task { await finish(command) }
            dispatchMain()
        } catch {
            exit(after: error)
        }
    }

    /// Ends with the code of an error, once it is said: in the language asked for, and to programs as a finding like any other.
    private nonisolated static func exit(after error: any Error) -> Never {
        let arguments = CommandLine.arguments.dropFirst()
        let code = ParapheCommand.exitCode(for: error)
        let isFrench = CLIWords.language == .french
        if code == .validationFailure {
            let fault = CommandPath.fault(error, in: Array(arguments))
            if OutputFormat.asked(in: Array(arguments)) == .json {
                let words = ParapheCommand.message(for: fault)
                Console.show(
                    DiagnosticsError(CommandLineDiagnostics.usage(isFrench ? FrenchHelp.fault(words) : words)).bag, sources: SourceMap(),
                    format: .json, language: CLIWords.language)
            } else {
                let words = ParapheCommand.fullMessage(for: fault)
                Console.complain((isFrench ? FrenchHelp.fault(words) : words) + "\n")
            }
            ParapheCommand.exit(withError: code)
        }
        if isFrench, code == .success {
            Console.print(FrenchHelp.page(ParapheCommand.fullMessage(for: error)) + "\n")
            ParapheCommand.exit()
        }
        ParapheCommand.exit(withError: error)
    }

    /// Runs the command that the arguments name, or gives back one that is asynchronous.
    private nonisolated static func perform() throws -> (any AsyncParsableCommand)? {
        var command = try ParapheCommand.parseAsRoot()
        if let asynchronous = command as? any AsyncParsableCommand { return asynchronous }
        try command.run()
        return nil
    }

    private nonisolated static func finish(_ command: any AsyncParsableCommand) async {
        var command = command
        do {
            try await command.run()
        } catch {
            exit(after: error)
        }
        ParapheCommand.exit()
    }
}
