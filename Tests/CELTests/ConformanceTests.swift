import CEL
import Glibc
import Testing

/// The public tests of the language's own suite, where they are present (`PARAPHE_SHARED`, or `../shared` beside the repository).
@Suite struct ConformanceTests {
    private static let folder: String = {
        if let shared = getenv("PARAPHE_SHARED") { return String(cString: shared) + "/conformance/cel" }
        // Tests/CELTests/ConformanceTests.swift: the repository is three levels up.
        let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/" + repository + "/../shared/conformance/cel"
    }()

    private static let files: [(name: String, bytes: [UInt8])] = {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".json") { names.append(name) }
        }
        return names.sorted().map { ($0, read(folder + "/" + $0)) }
    }()

    private static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    @Test(.enabled(if: !files.isEmpty)) func everyTestPasses() {
        let report = ConformanceSuite.run(Self.files)
        print("CEL conformance: \(report.passedCount) passed, \(report.failures.count) failed, \(report.skips.count) skipped")
        #expect(report.failures.isEmpty, "\(report.text)")
        #expect(report.passedCount > 1_000)
        // Nothing is left out but what needs protobuf.
        #expect(report.skips.allSatisfy { $0.reason.hasPrefix("needs protobuf") })
    }
}
