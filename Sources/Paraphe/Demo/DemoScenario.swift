import CEL
import Diagnostics
import Workflow

/// The steps of a demonstration, as the pack's `demo.json` tells them: nothing of one service is written in the engine.
struct DemoScenario: Sendable {
    struct Step: Sendable {
        let at: Timestamp
        let person: String
        let action: String
        let input: Value
        let edits: Value
        let form: Value?
        /// The step must be refused: it shows what the rules say.
        let isRefused: Bool
    }

    /// A document made apart from the dossier.
    struct Paper: Sendable {
        let document: String
        let at: Timestamp
        let data: Value
        /// What it is made as, in each language: `pdf`, and what else `render -o` writes.
        let kinds: [OutputKind]
        /// The rules must refuse it: it shows what they say.
        let isRefused: Bool
        /// Whether it is also made as a PDF with both languages side by side.
        let isBeside: Bool
    }

    let dossier: String
    let steps: [Step]
    let papers: [Paper]
    /// Folders of other packs, seen from this one's, of which the documents are made too.
    let companions: [String]

    /// Reads the file, or says what it lacks.
    static func read(_ source: SourceFile) throws(DiagnosticsError) -> DemoScenario {
        let (value, bag) = JSONReader.read(source)
        guard let value else { throw DiagnosticsError(bag) }
        func fault(_ what: String) -> DiagnosticsError {
            DiagnosticsError(DocumentDiagnostics.badScenario(what, at: Span(source: source.id, 0..<0)))
        }
        func text(_ value: Value, _ name: String) throws(DiagnosticsError) -> String {
            guard let text = value.field(name)?.stringValue else { throw fault(name) }
            return text
        }
        func moment(_ value: Value) throws(DiagnosticsError) -> Timestamp {
            guard let moment = Timestamp(try text(value, "at")) else { throw fault("at") }
            return moment
        }
        func kinds(_ paper: Value) throws(DiagnosticsError) -> [OutputKind] {
            guard let names = paper.field("as")?.elements else { return [.pdf] }
            var kinds: [OutputKind] = []
            for name in names {
                guard let kind = name.stringValue.flatMap(OutputKind.init(rawValue:)) else { throw fault("as") }
                kinds.append(kind)
            }
            return kinds
        }
        var steps: [Step] = []
        for step in value.field("steps")?.elements ?? [] {
            steps.append(
                Step(
                    at: try moment(step), person: try text(step, "as"), action: try text(step, "action"),
                    input: step.field("input") ?? .record([]), edits: step.field("edits") ?? .record([]), form: step.field("form"),
                    isRefused: step.field("refused").map { Value.areEqual($0, .bool(true)) } ?? false))
        }
        var papers: [Paper] = []
        for paper in value.field("documents")?.elements ?? [] {
            papers.append(
                Paper(
                    document: try text(paper, "document"), at: try moment(paper), data: paper.field("data") ?? .record([]),
                    kinds: try kinds(paper),
                    isRefused: paper.field("refused").map { Value.areEqual($0, .bool(true)) } ?? false,
                    isBeside: paper.field("side-by-side").map { Value.areEqual($0, .bool(true)) } ?? false))
        }
        return DemoScenario(
            dossier: steps.isEmpty ? "" : try text(value, "dossier"), steps: steps, papers: papers,
            companions: (value.field("companions")?.elements ?? []).compactMap(\.stringValue))
    }
}
