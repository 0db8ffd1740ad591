/// What a cell under `when` asks of its input.
package indirect enum CellTest: Hashable, Sendable {
    /// Every value: the cell is left out, or says `any`.
    case any
    case equal(CellValue)
    /// `< x`, or `<= x` when inclusive.
    case below(CellValue, isInclusive: Bool)
    /// `> x`, or `>= x` when inclusive.
    case above(CellValue, isInclusive: Bool)
    /// `a..b`, both included.
    case range(CellValue, CellValue)
    case not(CellTest)
    /// A list: any of them.
    case anyOf([CellTest])

    package func admits(_ value: CellValue) -> Bool {
        switch self {
        case .any: true
        case .equal(let wanted): value == wanted
        case .below(let bound, let isInclusive): value.isBefore(bound) ?? false || isInclusive && value == bound
        case .above(let bound, let isInclusive): bound.isBefore(value) ?? false || isInclusive && value == bound
        case .range(let low, let high): !(value.isBefore(low) ?? true) && !(high.isBefore(value) ?? true)
        case .not(let test): !test.admits(value)
        case .anyOf(let tests): tests.contains { $0.admits(value) }
        }
    }

    /// As an author writes it.
    package var text: String {
        switch self {
        case .any: "any"
        case .equal(let value): value.text
        case .below(let value, let isInclusive): (isInclusive ? "<= " : "< ") + value.text
        case .above(let value, let isInclusive): (isInclusive ? ">= " : "> ") + value.text
        case .range(let low, let high): low.text + ".." + high.text
        case .not(let test): "not " + test.text
        case .anyOf(let tests): tests.map(\.text).joined(separator: ", ")
        }
    }
}
