/// Something to be done after what was stored is durable, such as a message to be sent.
package struct NewWork: Hashable, Sendable {
    /// The name of the queue; each has workers of its own.
    package let queue: String
    /// What tells the work from all other work that its queue ever had: putting it in again does nothing. It is what a worker
    /// hands on, so that a receiver can tell a repetition.
    package let key: String
    /// What the worker needs; only the sender and the worker understand it.
    package let payload: [UInt8]
    /// Not before this moment.
    package let dueAt: WorkTime

    package init(queue: String, key: String, payload: [UInt8], dueAt: WorkTime) {
        self.queue = queue
        self.key = key
        self.payload = payload
        self.dueAt = dueAt
    }
}

/// Work that a ``WorkQueue`` holds.
package struct WorkItem: Hashable, Sendable {
    package enum State: Int64, Hashable, Sendable, CaseIterable {
        /// It waits for its moment, for the first time or again.
        case waiting = 0
        /// A worker has it, until its lease ends.
        case leased = 1
        /// It was done.
        case done = 2
        /// It was given up, and waits for a person: a dead letter.
        case dead = 3
        /// It was taken back before it was done.
        case withdrawn = 4
    }

    /// Counts the work of a store; never used again.
    package let id: Int64
    package let queue: String
    package let key: String
    package let payload: [UInt8]
    /// The sequence of the first event of the command that it came with; nil when it came alone.
    package let origin: Int64?
    package let state: State
    /// When a worker may take it: while it waits, its moment; while it is leased, the end of the lease; afterwards, when it was settled.
    package let availableAt: WorkTime
    /// How often a worker took it.
    package let attempts: Int64
    /// Why the last attempt failed; empty when none has.
    package let reason: String

    package init(
        id: Int64, queue: String, key: String, payload: [UInt8], origin: Int64?, state: State, availableAt: WorkTime, attempts: Int64,
        reason: String
    ) {
        self.id = id
        self.queue = queue
        self.key = key
        self.payload = payload
        self.origin = origin
        self.state = state
        self.availableAt = availableAt
        self.attempts = attempts
        self.reason = reason
    }
}

/// The right of one worker to do a piece of work, until a moment.
package struct WorkLease: Hashable, Sendable {
    /// The work as it was taken: its `attempts` tells this lease from those before and after it.
    package let item: WorkItem

    package init(_ item: WorkItem) {
        self.item = item
    }

    /// From then on others may take the work.
    package var until: WorkTime { item.availableAt }
}
