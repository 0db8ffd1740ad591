import Foundation
import Testing

/// How the tool speaks: what no reviewer should have to look for.
@Suite struct WordingTests {
    /// In French a no-break space stands before double punctuation; a plain one would let it fall to the next line (OQLF, Vitrine linguistique 22039).
    @Test func frenchPunctuationNeverBegins() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let sources = root.appendingPathComponent("Sources").path
        let files = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }.filter {
            $0.hasSuffix(".swift")
        }
        #expect(files.count > 100)
        for file in files {
            let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let broken = line.firstMatch(of: /fr: "(?:[^"\\]|\\u)*\ [:;?!](?:\ |"|\\n)/)
                #expect(broken == nil, "\(file):\(number + 1)")
            }
        }
    }
}
