import Foundation
import Journal
import JournalPostgres
import JournalSQLite
import Synchronization

/// One process of writers on a store: `bench-stores STORE NAME WRITERS SECONDS BYTES`. Each writer sends one command after the other, of two
/// events to a dossier of its own, with the version that it knows, and waits until it is durable. Prints what came of it as JSON.
@main
enum StoreBench {
    static func main() async throws {
        try await measure()
    }

    private nonisolated static func measure() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 5, let writers = Int(arguments[2]), let seconds = Double(arguments[3]), let bytes = Int(arguments[4])
        else {
            print("usage: bench-stores STORE NAME WRITERS SECONDS BYTES")
            exit(64)
        }
        let store = arguments[0]
        let name = arguments[1]
        let journal: any Store =
            PostgresJournal.isAddress(store)
            ? try await PostgresJournal.open(store, access: .creating) : try SQLiteJournal.open(store, access: .creating)
        let data = [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
        let events = [NewEvent(type: "action-taken", version: 1, data: data), NewEvent(type: "data-changed", version: 1, data: data)]
        let clock = ContinuousClock()
        let start = clock.now
        let end = start.advanced(by: .seconds(seconds))
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    let stream = StreamID("\(name)-\(writer)")
                    var version: Int64 = 0
                    var latencies: [Double] = []
                    while clock.now < end {
                        let begin = clock.now
                        let receipt = try await journal.append(
                            events, to: stream, expecting: .exactly(version), command: CommandID("\(name)-\(writer)-\(version)"))
                        version = receipt.streamVersion
                        latencies.append((clock.now - begin) / .milliseconds(1))
                    }
                    return latencies
                }
            }
            var all: [Double] = []
            for try await part in group { all += part }
            return all.sorted()
        }
        let elapsed = (clock.now - start) / .seconds(1)
        func percentile(_ part: Double) -> Double { latencies.isEmpty ? 0 : latencies[Int(Double(latencies.count - 1) * part)] }
        print(
            """
            {"commands": \(latencies.count), "seconds": \(elapsed), "p50": \(percentile(0.5)), "p99": \(percentile(0.99)), \
            "longest": \(latencies.last ?? 0)}
            """)
        try journal.close()
    }
}
