import Diagnostics
import Foundation

/// What long work tells now and then on the standard error: on a terminal one line that is written over, elsewhere a line each time.
struct ProgressLine {
    private static let intervalSeconds = 1.0

    private let isShown: Bool
    private let isTerminal: Bool
    private var last: Date
    private var width = 0

    /// - Parameter isForced: shown where the standard error is no terminal as well.
    init(isForced: Bool) {
        isTerminal = isatty(STDERR_FILENO) == 1
        isShown = isForced || isTerminal
        last = Date()
    }

    /// Tells it when a second has gone by since the last time.
    mutating func tell(_ words: @autoclosure () -> String) {
        guard isShown, Date().timeIntervalSince(last) >= Self.intervalSeconds else { return }
        last = Date()
        let words = words()
        guard isTerminal else { return Console.complain(words + "\n") }
        Console.complain("\r" + words + String(repeating: " ", count: max(0, width - words.count)))
        width = words.count
    }

    /// Makes place for what follows.
    mutating func end() {
        if width > 0 { Console.complain("\r" + String(repeating: " ", count: width) + "\r") }
        width = 0
    }
}
