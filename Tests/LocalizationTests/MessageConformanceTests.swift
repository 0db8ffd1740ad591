import Diagnostics
import Foundation
import Testing

@testable import Localization

/// The public tests of Unicode MessageFormat 2, where their folder is present.
struct MessageConformanceTests {
    static var folder: URL? {
        let candidates = [
            ProcessInfo.processInfo.environment["PARAPHE_CONFORMANCE"].map { URL(fileURLWithPath: $0) },
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/conformance")
                .standardizedFileURL,
            URL(fileURLWithPath: "/work/shared/conformance"),
        ]
        return candidates.compactMap { $0?.appendingPathComponent("messageformat2") }.first {
            FileManager.default.fileExists(atPath: $0.path)
        }
    }

    static func json(_ value: Any) -> MessageConformance.JSON {
        switch value {
        case let text as String: .string(text)
        case let number as NSNumber where isBoolean(number): .boolean(number.boolValue)
        case let number as NSNumber: .number(number.doubleValue)
        case let items as [Any]: .array(items.map(json))
        case let members as [String: Any]: .object(members.mapValues(json))
        default: .null
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    @Test(.enabled(if: folder != nil)) func publicTests() throws {
        let folder = try #require(Self.folder)
        var conformance = MessageConformance()
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".json") && !$0.contains("schema")
        }
        for name in names.sorted() {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            conformance.run(file: name, Self.json(try JSONSerialization.jsonObject(with: data)))
        }
        for failure in conformance.failures { Issue.record("\(failure.file) \(failure.number): `\(failure.source)`: \(failure.reason)") }
        print("MessageFormat 2:", conformance.summary)
        #expect(conformance.passedCount >= 277)
    }
}
