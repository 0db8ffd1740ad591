import Diagnostics

/// Something that conditions read: a path of the data, or a part of an expression that the proofs cannot look into.
///
/// Its values are told apart only as far as the conditions of the pack do: the domain is cut into cells, within which all conditions agree.
struct ProofVariable: Sendable {
    enum Domain: Hashable, Sendable {
        case truth
        /// Declared names: choices, states, profiles, reasons.
        case names([String])
        /// Ordered texts without bounds.
        case text
        case integer
        case date
        case month
        /// With a cell of what compares with nothing (not a number), where that can be.
        case decimal(mayBeUnordered: Bool)
        /// How two values compare: less, equal, greater, and perhaps unordered.
        case relation(mayBeUnordered: Bool)
        /// Values that are only there or not.
        case opaque
    }

    /// The same for the same values: by it variables are found again.
    let key: String
    /// How people call it.
    let label: Bilingual
    let domain: Domain
    /// Unfilled, or an error instead of a value.
    let mayBeAbsent: Bool
    /// The variable that must be present for this one to be.
    let parent: Int?
    /// Present whenever the parent is.
    let isTiedToParent: Bool
    /// What people call the names of the domain.
    let nameLabels: [Bilingual]
    /// A function call, a loop, arithmetic: treated as free.
    let isUndecided: Bool
    let lower: OrderedKey?
    let upper: OrderedKey?
}

extension ProofVariable.Domain {
    var isOrdered: Bool {
        switch self {
        case .text, .integer, .date, .month, .decimal: true
        case .truth, .names, .relation, .opaque: false
        }
    }
}
