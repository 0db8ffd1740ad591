import CEL
import Diagnostics
import Glibc
import Workflow

/// What one expression costs in time: `paraphe eval --time`.
package struct ExpressionTiming: Sendable {
    /// Medians over the batches, in microseconds of this thread's CPU: the machine may be shared.
    package let checkMicroseconds: Double
    package let evaluationMicroseconds: Double
    /// In the units of the cost limit.
    package let cost: Int

    /// One line.
    package var json: String {
        Value.record([
            ("checkMicroseconds", .double(checkMicroseconds)), ("evaluationMicroseconds", .double(evaluationMicroseconds)),
            ("cost", .int(Int64(cost))),
        ]).jsonText + "\n"
    }

    private static let batches = 9
    private static let batchMicroseconds = 50_000.0

    static func measure(_ program: Program, _ activation: Activation, check: () -> Void) -> ExpressionTiming {
        ExpressionTiming(
            checkMicroseconds: median(of: check), evaluationMicroseconds: median { _ = program.evaluate(activation) },
            cost: program.run(activation).cost)
    }

    private static func median(of body: () -> Void) -> Double {
        var count = 1
        while time(count, body) < batchMicroseconds, count < 1 << 24 { count *= 2 }
        let figures = (0..<batches).map { _ in time(count, body) / Double(count) }.sorted()
        return figures[batches / 2]
    }

    private static func time(_ count: Int, _ body: () -> Void) -> Double {
        let start = clock()
        for _ in 0..<count { body() }
        return clock() - start
    }

    private static func clock() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) * 1e6 + Double(now.tv_nsec) / 1e3
    }
}
