import CEL

/// Why a history cannot be replayed: the store holds what this program never writes.
package struct ReplayError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The history does not begin with the opening of the dossier, or opens it twice.
        case misplacedOpening = "workflow/misplaced-opening"
        /// The event has a type that this program does not know.
        case unknownEvent = "workflow/unknown-event"
        /// The event was written by a newer program.
        case newerEvent = "workflow/newer-event"
        /// The bytes of the event make no sense.
        case malformedEvent = "workflow/malformed-event"
    }

    package let code: Code
    package let reason: String
    /// The version of the dossier that the event would have made; 0 when it is not known.
    package let version: Int64

    package init(_ code: Code, reason: String, version: Int64 = 0) {
        self.code = code
        self.reason = reason
        self.version = version
    }
}

extension Dossier {
    /// The dossier after one more event; pure, and the only way in which a dossier changes.
    package static func evolve(_ dossier: Dossier?, _ event: Event) throws(ReplayError) -> Dossier {
        guard var next = dossier else {
            guard case .opened(let opening) = event.body else {
                throw ReplayError(.misplacedOpening, reason: "the history does not begin with an opening", version: 1)
            }
            return Dossier(opening, at: event.header.at)
        }
        try next.apply(event)
        return next
    }

    /// In place: a history of many steps is not copied with each.
    private mutating func apply(_ event: Event) throws(ReplayError) {
        version += 1
        updatedAt = event.header.at
        if !event.isOfTimeAlone { actedVersion = version }
        switch event.body {
        case .opened:
            throw ReplayError(.misplacedOpening, reason: "the dossier is opened twice", version: version)
        case .actionTaken(let taken):
            state = taken.to
            steps.append(
                Step(
                    action: event.header.action, actor: event.header.actor, at: event.header.at, from: taken.from, to: taken.to,
                    version: version))
        case .dataChanged(let changes):
            data = data.applying(changes)
        case .formSaved(let saved):
            forms = forms.setting([saved.form], to: saved.values)
            if saved.isDraft { draftForms.insert(saved.form) } else { draftForms.remove(saved.form) }
        case .notificationDue:
            break
        case .deadlinePassed(let passed):
            reminded.insert(passed)
        case .erased:
            erasedAt = event.header.at
            data = .record([])
            forms = .record([])
            draftForms = []
        case .migrated(let moved):
            packVersion = moved.packVersion
            packHash = moved.packHash
            state = moved.to
            data = data.applying(moved.changes)
            forms = forms.applying(moved.formChanges)
            draftForms = draftForms.filter { forms.field($0) != nil }
        case .documentDue(let due):
            documents.append(Document(definition: due.definition, number: due.number, dueAt: event.header.at, made: []))
        case .documentMade(let made):
            if let index = documents.firstIndex(where: { $0.definition == made.definition && $0.number == made.number }) {
                documents[index].made.append(made)
            } else {
                documents.append(
                    Document(definition: made.definition, number: made.number, dueAt: event.header.at, made: [made]))
            }
        }
    }

    /// The dossier that a history adds up to; nil for an empty one.
    package static func replay(_ events: some Sequence<Event>, onto start: Dossier? = nil) throws(ReplayError) -> Dossier? {
        var dossier = start
        for event in events {
            if dossier == nil {
                dossier = try evolve(nil, event)
            } else {
                try dossier?.apply(event)
            }
        }
        return dossier
    }
}

extension Event {
    /// Whether nobody acted: a delay has passed, and those concerned are told.
    fileprivate var isOfTimeAlone: Bool {
        switch body {
        case .deadlinePassed: true
        case .notificationDue: header.actor.isEmpty && header.action.isEmpty
        default: false
        }
    }
}

extension Value {
    /// The record after changes, in order.
    func applying(_ changes: [DataChange]) -> Value {
        var result = self
        for change in changes {
            switch change.operation {
            case .set(let value): result = result.setting(change.path, to: value)
            case .clear: result = result.clearing(change.path)
            case .append(let element):
                let list = result.value(at: change.path)?.elements ?? []
                result = result.setting(change.path, to: .list(list + [element]))
            }
        }
        return result
    }
}
