import Foundation

/// Where a ``ProgressBar`` writes, and by which clock: a value, so that a test needs neither a terminal nor time.
struct ProgressSurface: Sendable {
    enum Kind: Sendable {
        /// One line, written over.
        case terminal
        /// A line now and then, for a log.
        case plain
        /// Nobody reads it.
        case none
    }

    let kind: Kind
    /// Whether results go to the same screen.
    let sharesScreen: Bool
    /// Columns.
    let width: @Sendable () -> Int
    /// Of a clock that never goes back.
    let seconds: @Sendable () -> Double
    let write: @Sendable (String) -> Void

    /// The standard error.
    ///
    /// - Parameter isForced: lines are written where it is no terminal as well.
    static func standardError(isForced: Bool) -> ProgressSurface {
        // A terminal that cannot go back to the start of a line gets none of it.
        let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
        let isTerminal = isatty(STDERR_FILENO) == 1 && !isDumb
        return ProgressSurface(
            kind: isTerminal ? .terminal : isForced ? .plain : .none, sharesScreen: isatty(STDOUT_FILENO) == 1, width: terminalWidth,
            seconds: monotonicSeconds
        ) { FileHandle.standardError.write(Data($0.utf8)) }
    }

    private static let usualWidth = 80

    @Sendable private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return usualWidth }
        return Int(size.ws_col)
    }

    @Sendable private static func monotonicSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
