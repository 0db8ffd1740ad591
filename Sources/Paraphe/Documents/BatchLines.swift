import CEL
import Diagnostics
import Foundation
import Synchronization

/// The lines of a batch, dealt out in their order to any number of threads.
///
/// Data are read and names are settled as a line is dealt, under the lock (2 % of the work): which of two lines with the same name is the
/// first does not depend on the threads.
final class BatchLines: Sendable {
    struct Line: Sendable {
        /// From 1.
        let number: Int
        let content: Result<(name: String, data: Value), DiagnosticsError>
    }

    private struct State {
        var next = 1
        var names: Set<String> = []
    }

    /// A batch has fewer lines.
    private static let mostLines = 10_000_000

    let source: SourceFile
    private let key: String?
    private let state = Mutex(State())

    /// - Parameter key: the field of the data that names each file; nil for the line's number, from 0.
    init(_ source: SourceFile, key: String?) {
        self.source = source
        self.key = key
    }

    /// How many lines are not blank, in all.
    var count: Int {
        (1...lastLine).count { !isBlank(source.byteRange(ofLine: $0)) }
    }

    private var lastLine: Int { max(1, min(source.lineCount, Self.mostLines)) }

    private func isBlank(_ range: Range<Int>) -> Bool { source.bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// The next line that is not blank; nil after the last.
    func next() -> Line? {
        state.withLock { state in
            while state.next <= lastLine {
                let number = state.next
                state.next += 1
                let range = source.byteRange(ofLine: number)
                guard !isBlank(range) else { continue }
                do throws(DiagnosticsError) {
                    let data = try Self.record(source, range)
                    let start = Span(source: source.id, range.lowerBound..<min(range.lowerBound + 1, range.upperBound))
                    let name = try fileName(data, line: number - 1, at: start, taken: &state.names)
                    return Line(number: number, content: .success((name, data)))
                } catch {
                    return Line(number: number, content: .failure(error))
                }
            }
            return nil
        }
    }

    /// The JSON object of a file, or of a part of it.
    static func record(_ source: SourceFile, _ range: Range<Int>?) throws(DiagnosticsError) -> Value {
        let (value, bag) = JSONReader.read(source, range: range)
        guard let value else { throw DiagnosticsError(bag) }
        guard case .map = value else {
            throw DiagnosticsError(DocumentDiagnostics.notAnObject(at: Span(source: source.id, range ?? 0..<min(1, source.bytes.count))))
        }
        return value
    }

    private func fileName(
        _ data: Value, line: Int, at span: Span, taken: inout Set<String>
    ) throws(DiagnosticsError) -> String {
        guard let key else { return String(line) }
        var current: Value? = data
        for part in key.split(separator: ".") {
            guard case .map(let map)? = current else { break }
            current = map[String(part)]
        }
        let name: String
        switch current {
        case .string(let text)?: name = text
        case .int(let number)?: name = String(number)
        default: throw DiagnosticsError(DocumentDiagnostics.noKey(key, at: span))
        }
        // The name comes from data: it must stay one plain file name.
        let isPlain =
            !name.isEmpty && name.utf8.count <= 120 && !name.hasPrefix(".")
            && name.unicodeScalars.allSatisfy { $0 != "/" && $0 != "\\" && $0.value >= 0x20 }
        guard isPlain else { throw DiagnosticsError(DocumentDiagnostics.badFileName(name, at: span)) }
        guard taken.insert(name).inserted else { throw DiagnosticsError(DocumentDiagnostics.repeatedFileName(name, at: span)) }
        return name
    }
}

/// How many threads a batch has when nobody says.
package enum BatchThreads {
    /// One for each core.
    package static let usual = max(1, ProcessInfo.processInfo.activeProcessorCount)
}

/// What was found in the lines of a batch, told in the order of lines.
final class BatchFindings: Sendable {
    private let byLine = Mutex<[(line: Int, diagnostics: [Diagnostic])]>([])
    private let counter: Mutex<ProgressCounter>

    /// - Parameter counter: counts the lines that are done.
    init(_ counter: ProgressCounter) {
        self.counter = Mutex(counter)
    }

    func add(_ bag: DiagnosticBag, line: Int, _ source: SourceFile) {
        counter.withLock { $0.advance() }
        let diagnostics = bag.diagnostics.map { $0.of(line: line, source) }
        if !diagnostics.isEmpty { byLine.withLock { $0.append((line, diagnostics)) } }
    }

    var inOrder: DiagnosticBag {
        var all = DiagnosticBag()
        for found in byLine.withLock({ $0 }).sorted(by: { $0.line < $1.line }) { all.append(contentsOf: found.diagnostics) }
        return all
    }
}
