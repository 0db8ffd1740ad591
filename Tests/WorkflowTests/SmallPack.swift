import CEL
import CivilTime
import Diagnostics
import Foundation
import Rules
import Testing

@testable import Workflow

/// The small service of `Tests/Fixtures/small`.
enum SmallPack {
    static func load() throws -> (rulebook: Rulebook, sources: SourceMap) {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Fixtures/small/"
        let files = try ["pack.yaml", "certificate.xhtml"].map { name in
            (path: name, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: folder + name))))
        }
        var sources = SourceMap()
        let (rulebook, bag) = PackLoader().load(files: files, folder: "small", sources: &sources)
        let rendered = TextRenderer(sources: sources, language: .english).render(bag)
        return (try #require(rulebook, "\(rendered)"), sources)
    }
}

/// The small pack with shortcuts.
struct Bench {
    let rulebook: Rulebook
    let sources: SourceMap
    let decider: Decider
    static let moment = moment("2026-03-02T15:00:00Z", 2026, 3, 2)

    init() throws {
        (rulebook, sources) = try SmallPack.load()
        decider = Decider(rulebook, packHash: "cafe")
    }

    static func moment(_ text: String, _ year: Int, _ month: Int, _ day: Int) -> DecisionMoment {
        guard let now = Timestamp(text), let today = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("a fixture is wrong")
        }
        return DecisionMoment(now: now, today: today)
    }

    func actor(_ id: String) throws -> Actor {
        Actor(try #require(rulebook.people[id]), in: rulebook)
    }

    func person(_ id: String) throws -> Value { try actor(id).record }

    func decide(
        _ dossier: Dossier?, _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        reviewer: String? = nil, expecting: Int64? = nil, at moment: DecisionMoment = Bench.moment
    ) throws -> Decision {
        var given = try json(input)
        if let reviewer { given = given.setting(["reviewer"], to: try self.person(reviewer)) }
        let command = Command(
            id: "c", dossierID: "D-1", action: action, actor: try actor(person), input: given, edits: try json(edits),
            form: try form.map(json), expectedVersion: expecting)
        return decider.decide(dossier, command, at: moment)
    }

    func json(_ text: String) throws -> Value { try ValueCodec.decode(Array(text.utf8)) }

    /// Runs an accepted command.
    func after(
        _ dossier: Dossier?, _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        reviewer: String? = nil
    ) throws -> Dossier {
        let decision = try decide(dossier, action, as: person, input: input, edits: edits, form: form, reviewer: reviewer)
        let events = try #require(decision.events, "\(String(describing: decision.refusal?.failures.map(\.reason.en)))")
        return try #require(try Dossier.replay(events, onto: dossier))
    }

    func draft() throws -> Dossier {
        try after(nil, "create", as: "ann", edits: #"{"title": "Un", "amount": 12, "place": {"name": "Ici", "code": "A1"}}"#)
    }

    func sent() throws -> Dossier { try after(try draft(), "send", as: "ann", reviewer: "bob") }

    func approved() throws -> Dossier {
        try after(try sent(), "approve", as: "bob", form: #"{"finding": "Bien", "grade": "good"}"#)
    }

    func done() throws -> Dossier { try after(try approved(), "close", as: "bob") }

    /// A refusal as people and programs see it: code, rule, both wordings, field, hint, whether it has a place in the pack;
    /// no-break spaces as spaces.
    func golden(_ decision: Decision) -> String {
        guard let refusal = decision.refusal else { return "no refusal\n" }
        var out = "\(refusal.action): \(refusal.label.fr) | \(refusal.label.en)\n"
        for failure in refusal.failures {
            let line = failure.span.flatMap { span in sources[span.source]?.position(at: span.range.lowerBound).line }
            out += "- \(failure.code.name) \(failure.rule)\(failure.basis.map { " [\($0)]" } ?? "")\n"
            out += "  \(failure.reason.fr)\n  \(failure.reason.en)\n"
            if let field = failure.field { out += "  @ \(field.path): \(field.label.fr) | \(field.label.en)\n" }
            if let hint = failure.hint { out += "  > \(hint.fr) | \(hint.en)\n" }
            out += "  \(line == nil ? "no place" : "in the pack")\n"
        }
        return String(String.UnicodeScalarView(out.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
    }
}
