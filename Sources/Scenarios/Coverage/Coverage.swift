import Diagnostics

/// What the scenarios of a pack tried, and what they left out.
package struct Coverage: Sendable {
    /// A thing that scenarios can try.
    package struct Point: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            /// An action from a state to a state.
            case transition
            /// A rule that held, or that failed: two points for each rule.
            case rule
            case reason
            /// A required field that was asked for because it was empty.
            case required
            /// A row of a decision table that was hit.
            case row
            case function
            case notification
            case document
        }

        package let kind: Kind
        /// Stable, unique in its kind: `submit: draft → submitted`, `submit/own-request failed`.
        package let id: String
        package let label: Bilingual
        /// Where the pack declares it.
        package let span: Span?
        /// The scenarios that tried it, by their position.
        package let scenarios: [Int]

        package var isCovered: Bool { !scenarios.isEmpty }
    }

    /// A requirement that rules or scenarios name as their basis.
    package struct Proof: Sendable {
        package let requirement: String
        /// The scenarios that name it, by their position.
        package let scenarios: [Int]
        /// Whether all of them passed, and there is one.
        package let isProved: Bool
        /// The rules of the pack that name it.
        package let rules: [String]
    }

    package let points: [Point]
    package let proofs: [Proof]

    /// How many points of a kind (of all kinds when nil) there are, and how many were tried.
    package func count(_ kind: Point.Kind? = nil) -> (covered: Int, all: Int) {
        let own = points.filter { kind == nil || $0.kind == kind }
        return (own.count(where: \.isCovered), own.count)
    }

    /// In percent, rounded down to a tenth, so that 100 is all; a pack without points is covered.
    package var percent: Double {
        let (covered, all) = count()
        return all == 0 ? 100 : Double(covered * 1_000 / all) / 10
    }
}
