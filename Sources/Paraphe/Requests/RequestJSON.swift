import CEL
import Diagnostics
import Rules
import Workflow

/// What requests answer, as JSON in both languages: the same for every command and for every program that asks.
package struct RequestJSON: Sendable {
    /// For pointing into the pack.
    package let sources: SourceMap

    package init(sources: SourceMap) {
        self.sources = sources
    }

    /// A text in both languages.
    package static func both(_ text: Bilingual) -> Value {
        .record([("fr-CA", .string(text.fr)), ("en-CA", .string(text.en))])
    }

    /// One line of JSON.
    package static func line(_ value: Value) -> String {
        String(decoding: ValueCodec.encode(value), as: UTF8.self) + "\n"
    }

    // MARK: - Answers to orders

    package func outcome(_ outcome: RequestOutcome, blobs: BlobStore) -> [(String, Value)] {
        let dossier = outcome.dossier
        let made = outcome.events.compactMap { if case .documentMade(let made) = $0.body { made } else { nil } }
        var entries: [(String, Value)] = [
            ("status", .string("done")), ("action", .string(outcome.events.first?.header.action ?? "")),
            ("isRepetition", .bool(outcome.isRepetition)), ("dossier", .string(dossier.id)), ("state", .string(dossier.state)),
            ("version", .int(dossier.version)), ("events", .list(outcome.events.map { .string($0.body.typeName) })),
            ("documents", .list(made.map { document($0, path: blobs.path(of: $0.hash)) })),
            ("warnings", .list(outcome.warnings.map(failure))),
        ]
        if !outcome.meanwhile.isEmpty { entries.append(("meanwhile", .list(outcome.meanwhile.map(history)))) }
        return entries
    }

    package func refusal(_ refusal: Refusal) -> [(String, Value)] {
        [
            ("status", .string("refused")), ("action", .string(refusal.action)), ("label", Self.both(refusal.label)),
            ("reasons", .list(refusal.failures.map(failure))),
        ]
    }

    package func stale(_ stale: StaleOrder) -> [(String, Value)] {
        [
            ("status", .string("stale")), ("action", .string(stale.refusal.action)), ("label", Self.both(stale.refusal.label)),
            ("expected", .int(stale.expected)), ("version", .int(stale.version)), ("since", .list(stale.since.map(history))),
            ("conflicts", .list(stale.conflicts.map(field))), ("isStillPossible", .bool(stale.isStillPossible)),
            ("reasons", .list(stale.refusal.failures.map(failure))),
        ]
    }

    package func failure(_ failure: Failure) -> Value {
        var entries: [(String, Value)] = [
            ("code", .string(failure.code.name)), ("rule", .string(failure.rule)), ("reason", Self.both(failure.reason)),
        ]
        if let field = failure.field { entries.append(("field", self.field(field))) }
        if let hint = failure.hint { entries.append(("hint", Self.both(hint))) }
        if let basis = failure.basis { entries.append(("basis", .string(basis))) }
        if let place = place(failure.span) { entries.append(("place", .string(place))) }
        return .record(entries)
    }

    private func field(_ field: Failure.Field) -> Value {
        .record([("path", .string(field.path)), ("label", Self.both(field.label))])
    }

    /// `FILE:LINE:COLUMN`.
    package func place(_ span: Span?) -> String? {
        guard let span, let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }

    /// - Parameter path: where the file is; left out when nil.
    package func document(_ made: DocumentMade, path: String? = nil) -> Value {
        var entries: [(String, Value)] = [
            ("document", .string(made.definition)), ("number", .int(Int64(made.number))), ("language", .string(made.language)),
            ("fileName", .string(made.fileName)), ("isSigned", .bool(made.isSigned)), ("sha256", .string(made.hash)),
        ]
        if let path { entries.append(("path", .string(path))) }
        return .record(entries)
    }

    // MARK: - Reading

    package func history(_ entry: HistoryEntry) -> Value {
        .record([
            ("version", .int(entry.version)), ("at", .string(entry.at.text)), ("person", .string(entry.personID)),
            ("name", .string(entry.personName)), ("action", .string(entry.action)), ("label", Self.both(entry.label)),
            ("from", Self.both(entry.from)), ("to", Self.both(entry.to)),
            (
                "details",
                .list(
                    entry.details.map {
                        .record([("path", .string($0.path)), ("label", Self.both($0.label)), ("value", Self.both($0.value))])
                    })
            ),
            ("documents", .list(entry.documents.map { .string($0.fileName) })),
            ("notifications", .list(entry.notifications.map { .string($0.notification) })),
        ])
    }

    /// A line that came, changed or left.
    package func worklist(_ change: WorklistChange) -> Value {
        .record([("change", .string(change.kind.rawValue))] + (worklist(change.entry).entries ?? []))
    }

    package func worklist(_ entry: WorklistEntry) -> Value {
        var entries: [(String, Value)] = [
            ("dossier", .string(entry.dossier.id)), ("state", .string(entry.dossier.state)), ("label", Self.both(entry.stateLabel)),
            ("version", .int(entry.dossier.version)), ("packVersion", .string(entry.dossier.packVersion)),
            ("updatedAt", .string(entry.dossier.updatedAt.text)),
        ]
        if let due = entry.due {
            entries.append(
                ("due", .record([("at", .string(due.at.text)), ("deadline", .string(due.deadline)), ("isOverdue", .bool(due.isOverdue))])))
        }
        return .record(entries + [("actions", .list(entry.offered.map { .string($0.id) }))])
    }

    package func view(_ view: RequestView) -> Value {
        let dossier = view.dossier
        return .record([
            ("dossier", .string(dossier.id)), ("state", .string(dossier.state)), ("label", Self.both(view.stateLabel)),
            ("version", .int(dossier.version)), ("pack", .string(dossier.packName)), ("packVersion", .string(dossier.packVersion)),
            ("packHash", .string(dossier.packHash)),
            ("createdAt", .string(dossier.createdAt.text)), ("updatedAt", .string(dossier.updatedAt.text)),
            ("data", dossier.data.plainJSON), ("forms", dossier.forms.plainJSON),
            ("documents", .list(dossier.documents.flatMap(\.made).map { document($0) })),
            ("actions", .list(view.offers.map(offer))),
        ])
    }

    private func offer(_ offer: Offer) -> Value {
        func fields(_ fields: [Offer.Field]) -> Value {
            .list(
                fields.map { field in
                    .record([
                        ("path", .string(field.path)), ("type", .string(field.field.type.word)), ("isRequired", .bool(field.isRequired)),
                        ("label", Self.both(field.field.label?.bilingual ?? Bilingual(verbatim: field.field.id))),
                    ])
                })
        }
        return .record([
            ("action", .string(offer.action.id)), ("label", Self.both(offer.action.label.bilingual)), ("isOffered", .bool(offer.isOffered)),
            ("obstacles", .list(offer.obstacles.map(failure))), ("pending", .list(offer.pending.map(failure))),
            ("inputs", fields(offer.inputs)), ("edits", fields(offer.edits)), ("form", fields(offer.form)),
        ])
    }

    /// A finding, in both languages; the place where there is one.
    package func diagnostic(_ diagnostic: Diagnostic) -> Value {
        var entries: [(String, Value)] = [
            ("severity", .string(diagnostic.severity.rawValue)), ("code", .string(diagnostic.code.name)),
            ("message", Self.both(diagnostic.message)),
        ]
        if let place = place(diagnostic.span) { entries.append(("place", .string(place))) }
        if !diagnostic.notes.isEmpty { entries.append(("notes", .list(diagnostic.notes.map(Self.both)))) }
        if let hint = diagnostic.hint { entries.append(("hint", Self.both(hint))) }
        return .record(entries)
    }
}

extension Value {
    /// Moments as texts, for readers that know nothing of our tags.
    package var plainJSON: Value {
        switch self {
        case .timestamp(let moment): .string(moment.text)
        case .list(let elements): .list(elements.map(\.plainJSON))
        case .map: .record((entries ?? []).map { ($0.0, $0.1.plainJSON) })
        default: self
        }
    }
}
