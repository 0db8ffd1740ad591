import ArgumentParser
import CHeap
import Dispatch

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
            ParapheCommand.exit(withError: error)
        }
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
            ParapheCommand.exit(withError: error)
        }
        ParapheCommand.exit()
    }
}
