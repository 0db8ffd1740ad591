import Diagnostics

/// The report as JUnit XML, which build servers show: a suite for each file, a case for each scenario.
package struct JUnitReport: Sendable {
    private let sources: SourceMap
    private let language: Language

    package init(sources: SourceMap, language: Language) {
        self.sources = sources
        self.language = language
    }

    package func render(_ report: ScenarioReport, name: String) -> String {
        var files: [String] = []
        var byFile: [String: [ScenarioResult]] = [:]
        for result in report.results {
            let file = sources[result.scenario.span.source]?.path ?? ""
            if byFile[file] == nil { files.append(file) }
            byFile[file, default: []].append(result)
        }
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        out += "<testsuites name=\"\(escaped(name))\" tests=\"\(report.results.count)\" failures=\"\(report.failedCount)\">\n"
        for file in files {
            let results = byFile[file] ?? []
            let failed = results.count { !$0.hasPassed }
            out += "  <testsuite name=\"\(escaped(file))\" tests=\"\(results.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"0\">\n"
            for result in results { out += testCase(result, file) }
            out += "  </testsuite>\n"
        }
        return out + "</testsuites>\n"
    }

    private func testCase(_ result: ScenarioResult, _ file: String) -> String {
        let line = sources[result.scenario.span.source]?.position(at: result.scenario.span.range.lowerBound).line ?? 0
        let head =
            "    <testcase name=\"\(escaped(result.scenario.name[language]))\" classname=\"\(escaped(file))\" file=\"\(escaped(file))\""
            + " line=\"\(line)\""
        guard let first = result.mismatches.first else { return head + "/>\n" }
        let message =
            "\(first.subject[language]): \(ReportWords.expected[language]) \(first.expected[language]), "
            + "\(ReportWords.actual[language]) \(first.actual[language])"
        let text = ScenarioTextReport(sources: sources, language: language).failure(result)
        return head + ">\n      <failure message=\"\(escaped(message))\">\(escaped(text))</failure>\n    </testcase>\n"
    }

    /// XML 1.0: characters that it cannot carry become U+FFFD.
    private func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "\n", "\t": out.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
