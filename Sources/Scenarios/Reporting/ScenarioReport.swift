import Diagnostics

/// What came of all scenarios of a pack.
package struct ScenarioReport: Sendable {
    package let results: [ScenarioResult]
    package let coverage: Coverage

    package var failedCount: Int { results.count { !$0.hasPassed } }
    package var hasPassed: Bool { failedCount == 0 }
}
