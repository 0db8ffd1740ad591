/// What came of running the tests of the language's own suite (google/cel-spec, `tests/simple`).
package struct ConformanceReport: Sendable {
    /// A test that did not go as it should, or was not run.
    package struct Finding: Hashable, Sendable {
        /// `file/section/test`.
        package let name: String
        package let expression: String
        package let reason: String
    }

    package internal(set) var passedCount = 0
    package internal(set) var failures: [Finding] = []
    package internal(set) var skips: [Finding] = []

    /// Each failure on a line, then `N passed, M failed, K skipped`.
    package var text: String {
        var out = ""
        for failure in failures { out += "FAIL \(failure.name): \(failure.expression)\n     \(failure.reason)\n" }
        return out + "\(passedCount) passed, \(failures.count) failed, \(skips.count) skipped\n"
    }
}
