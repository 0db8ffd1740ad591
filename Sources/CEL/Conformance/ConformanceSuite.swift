import Diagnostics

/// Runs conformance tests from their JSON form (`README.md` beside the data tells the format).
package enum ConformanceSuite {
    /// - Parameter files: names (a stem is shown) and contents, in the order to run.
    package static func run(_ files: [(name: String, bytes: [UInt8])]) -> ConformanceReport {
        var report = ConformanceReport()
        for file in files { run(file.name, file.bytes, &report) }
        return report
    }

    private static func run(_ name: String, _ bytes: [UInt8], _ report: inout ConformanceReport) {
        let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
        let source = SourceFile(id: SourceID(index: 0), path: name, bytes: bytes)
        guard case .map(let file)? = JSONReader.read(source).value, case .list(let sections)? = file["section"] else {
            report.failures.append(.init(name: stem, expression: "", reason: "no test file"))
            return
        }
        for case .map(let section) in sections {
            guard case .list(let tests)? = section["test"] else { continue }
            for case .map(let test) in tests {
                let place = [stem, section.text("name"), test.text("name")].joined(separator: "/")
                let finding = { ConformanceReport.Finding(name: place, expression: test.text("expr"), reason: $0) }
                if let reason = reasonToSkip(test) {
                    report.skips.append(finding(reason))
                } else if let reason = ConformanceCase(test).failure() {
                    report.failures.append(finding(reason))
                } else {
                    report.passedCount += 1
                }
            }
        }
    }

    /// Only tests that need protobuf are left out, each by the data's own mark: messages, enumerations of messages, proto2 extensions, and
    /// the wrapper messages. All extension libraries of the suite run.
    private static func reasonToSkip(_ test: ValueMap) -> String? {
        guard test.flag("requires_proto") else { return nil }
        let parts = test.list("proto_reasons").compactMap { if case .string(let part) = $0 { part } else { nil } }
        return "needs protobuf" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }
}

extension ValueMap {
    func text(_ name: String) -> String {
        if case .string(let text)? = self[name] { text } else { "" }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(true)? = self[name] { true } else { false }
    }

    func list(_ name: String) -> [Value] {
        if case .list(let elements)? = self[name] { elements } else { [] }
    }

    func map(_ name: String) -> ValueMap? {
        if case .map(let map)? = self[name] { map } else { nil }
    }
}
