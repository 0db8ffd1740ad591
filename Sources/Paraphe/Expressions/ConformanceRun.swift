import CEL
import Diagnostics
import Localization
import Workflow

/// Passes public conformance data through the implementation that runs: `paraphe conformance`.
package enum ConformanceRun {
    package struct Outcome: Sendable {
        package let passedCount: Int
        package let skippedCount: Int
        /// One line each.
        package let failures: [String]

        /// `N passed, M failed, K skipped`.
        package var summary: String { "\(passedCount) passed, \(failures.count) failed, \(skippedCount) skipped" }

        /// One line.
        package var json: String {
            Value.record([
                ("passed", .int(Int64(passedCount))), ("failed", .int(Int64(failures.count))), ("skipped", .int(Int64(skippedCount))),
                ("failures", .list(failures.map { .string($0) })),
            ]).jsonText + "\n"
        }
    }

    package static func cel(folder: String, shelf: SourceShelf) throws(DiagnosticsError) -> Outcome {
        var files: [(name: String, bytes: [UInt8])] = []
        for name in try names(folder) { files.append((name, try FileAccess.read(folder + "/" + name))) }
        let report = ConformanceSuite.run(files)
        return Outcome(
            passedCount: report.passedCount, skippedCount: report.skips.count,
            failures: report.failures.map { "FAIL \($0.name): \($0.expression): \($0.reason)" })
    }

    package static func messageFormat(folder: String, shelf: SourceShelf) throws(DiagnosticsError) -> Outcome {
        var run = MessageConformance()
        for name in try names(folder) {
            let (value, bag) = JSONReader.read(try shelf.read(folder + "/" + name))
            guard let value else { throw DiagnosticsError(bag) }
            run.run(file: name, json(value))
        }
        return Outcome(
            passedCount: run.passedCount, skippedCount: run.skippedCount,
            failures: run.failures.map { "FAIL \($0.file) \($0.number): \($0.source): \($0.reason)" })
    }

    private static func names(_ folder: String) throws(DiagnosticsError) -> [String] {
        guard FileAccess.isFolder(folder) else { throw DiagnosticsError(FileDiagnostics.notAFolder(folder)) }
        return try PackFolder(path: folder).names(withExtension: "json").filter { !$0.contains("schema") }
    }

    private static func json(_ value: Value) -> MessageConformance.JSON {
        switch value {
        case .null: .null
        case .bool(let isTrue): .boolean(isTrue)
        case .int(let number): .number(Double(number))
        case .double(let number): .number(number)
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(json))
        case .map(let map):
            .object(
                Dictionary(
                    map.entries.compactMap { entry in
                        if case .string(let name) = entry.key { (name, json(entry.value)) } else { nil }
                    }, uniquingKeysWith: { first, _ in first }))
        default: .null
        }
    }
}
