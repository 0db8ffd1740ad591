import CEL
import Diagnostics
import Rules
import Workflow

/// The variables `events` and `documents` of exports: what happened to a dossier, and what came of it.
package struct DossierRecords: Sendable {
    private let rulebook: Rulebook
    private let language: Language

    package init(_ rulebook: Rulebook, _ language: Language) {
        self.rulebook = rulebook
        self.language = language
    }

    /// Every action that was taken, in order; the number is the dossier's version at the action.
    package func events(_ events: [Event]) -> Value {
        .list(
            events.enumerated().compactMap { index, event in
                guard case .actionTaken(let taken) = event.body else { return nil }
                return .record([
                    ("number", .int(Int64(index) + 1)), ("at", .timestamp(event.header.at)), ("action", .string(event.header.action)),
                    ("label", .string(rulebook.actions[event.header.action]?.label[language] ?? event.header.action)),
                    ("actor", taken.actor), ("from", .string(taken.from)), ("to", .string(taken.to)),
                    ("isMove", .bool(taken.from != taken.to)),
                ])
            })
    }

    /// Every document that was made, in order.
    ///
    /// - Parameter content: gives the bytes of a document; nil leaves them out.
    package func documents(
        _ events: [Event], content: ((DocumentMade) throws(DiagnosticsError) -> [UInt8])?
    ) throws(DiagnosticsError) -> Value {
        var records: [Value] = []
        var maker: Value?
        for event in events {
            if case .actionTaken(let taken) = event.body { maker = taken.actor }
            guard case .documentMade(let made) = event.body else { continue }
            let tongue = Language(tag: made.language) ?? language
            var entries: [(String, Value)] = [
                ("id", .string(made.definition)), ("kind", .string(made.kind)),
                ("title", .string(rulebook.documents[made.definition]?.label[tongue] ?? made.definition)),
                ("number", .int(Int64(made.number))), ("language", .string(made.language)), ("fileName", .string(made.fileName)),
                ("mediaType", .string(made.mediaType)), ("digest", .string(made.hash)), ("size", .int(Int64(made.byteCount))),
                ("isSigned", .bool(made.isSigned)), ("madeAt", .timestamp(event.header.at)),
            ]
            if let maker { entries.append(("maker", maker)) }
            if let content { entries.append(("content", .bytes(try content(made)))) }
            records.append(.record(entries))
        }
        return .list(records)
    }
}
