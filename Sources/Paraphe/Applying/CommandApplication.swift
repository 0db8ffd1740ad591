import CEL
import Diagnostics
import Rules
import Workflow

/// Runs commands that come as lines of JSON, and answers each with one line: `paraphe apply`.
package struct CommandApplication: Sendable {
    /// What became of a line.
    package enum Status: String, Sendable, CaseIterable {
        case done
        /// Rules say no.
        case refused
        /// It was based on an older version.
        case stale
        /// The line, a document or the store is at fault.
        case fault
    }

    package struct Answer: Sendable {
        package let status: Status
        /// One line of JSON, with its line feed.
        package let text: String
    }

    private let service: RequestService
    private let sources: SourceMap
    private let defaultPerson: String?
    private let clock: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - sources: the pack's, for pointing into it.
    ///   - defaultPerson: who acts where a line names nobody.
    ///   - clock: the moment of a command that names none.
    package init(service: RequestService, sources: SourceMap, defaultPerson: String?, clock: @escaping @Sendable () -> Timestamp) {
        self.service = service
        self.sources = sources
        self.defaultPerson = defaultPerson
        self.clock = clock
    }

    /// Runs one line; nil for a blank one.
    ///
    /// - Parameter number: of the line in the stream, from 1.
    package func answer(_ line: CommandLineSplitter.Line, number: Int) async -> Answer? {
        let bytes: [UInt8]
        switch line {
        case .tooLong:
            let limit = CommandLineSplitter.longestLine
            return fault(DiagnosticsError(ApplyDiagnostics.longLine(limitBytes: limit)).bag, SourceMap(), nil, number)
        case .text(let text): bytes = text
        }
        guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return nil }
        var map = SourceMap()
        var reader = CommandReader(source: map.add(path: "", bytes: bytes), defaultPerson: defaultPerson)
        guard let (order, at) = reader.read() else { return fault(reader.bag, map, reader.commandID, number) }
        let moment = DecisionMoment(at ?? clock(), timeZone: service.rulebook.timeZone)
        let json = RequestJSON(sources: sources)
        do throws(RequestError) {
            let outcome = try await service.act(order, at: moment)
            return answer(.done, json.outcome(outcome, blobs: service.blobs), order.commandID, number)
        } catch {
            switch error {
            case .refused(let refusal):
                return answer(.refused, json.refusal(refusal) + [("dossier", .string(order.dossierID))], order.commandID, number)
            case .stale(let stale):
                return answer(.stale, json.stale(stale) + [("dossier", .string(order.dossierID))], order.commandID, number)
            case .faults(let bag): return fault(bag, sources, order.commandID, number)
            }
        }
    }

    private func answer(_ status: Status, _ entries: [(String, Value)], _ command: String, _ number: Int) -> Answer {
        Answer(
            status: status,
            text: RequestJSON.line(.record([("line", .int(Int64(number))), ("command", .string(command))] + entries)))
    }

    /// - Parameter sources: the line itself, as a file without a name, or the sources of the pack.
    private func fault(_ bag: DiagnosticBag, _ sources: SourceMap, _ command: String?, _ number: Int) -> Answer {
        let json = RequestJSON(sources: sources)
        let findings = bag.sorted.map { finding -> Value in
            guard let span = finding.span, let file = sources[span.source], file.path.isEmpty else { return json.diagnostic(finding) }
            var bare = finding
            bare.span = nil
            let column = Int64(file.position(at: span.range.lowerBound).column)
            return .record((json.diagnostic(bare).entries ?? []) + [("column", .int(column))])
        }
        return Answer(
            status: .fault,
            text: RequestJSON.line(
                .record([
                    ("line", .int(Int64(number))), ("command", command.map { .string($0) } ?? .null), ("status", .string("fault")),
                    ("diagnostics", .list(findings)),
                ])))
    }
}
