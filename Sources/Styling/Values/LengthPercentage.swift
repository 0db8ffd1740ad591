/// A length in points plus a share of a reference length: what `<length-percentage>` and `calc()` come to.
///
/// Reading is one multiplication: ``resolved(against:)``. A bare length has no percentage.
@frozen package struct LengthPercentage: Hashable, Sendable {
    /// In points.
    package var points: Double
    /// 0.5 for `50%`.
    package var fraction: Double
    /// Whether a percentage was written, even `0%`: against an indefinite reference such a value behaves as `auto`.
    package var hasPercentage: Bool
    /// The number of a ``LengthExpression`` where `min()` or `max()` of a percentage decides; 0 for all others.
    @usableFromInline var expression: UInt32 = 0

    @inlinable package init(points: Double, fraction: Double = 0, hasPercentage: Bool = false) {
        self.points = points
        self.fraction = fraction
        self.hasPercentage = hasPercentage
    }

    @inlinable package static func points(_ points: Double) -> LengthPercentage {
        LengthPercentage(points: points)
    }

    @inlinable package static func fraction(_ fraction: Double) -> LengthPercentage {
        LengthPercentage(points: 0, fraction: fraction, hasPercentage: true)
    }

    package static let zero = LengthPercentage(points: 0)

    /// The length in points when the reference length (the containing block's width, mostly) is known.
    @inlinable package func resolved(against reference: Double) -> Double {
        expression == 0 ? points + fraction * reference : LengthExpression.resolved(expression, against: reference)
    }

    /// The length in points, or nil when it hangs on a reference that is not known.
    @inlinable package func definite(against reference: Double?) -> Double? {
        if !hasPercentage { return points }
        guard let reference else { return nil }
        return resolved(against: reference)
    }

    @inlinable package var isZero: Bool { points == 0 && fraction == 0 && expression == 0 }
}

/// A length or `auto`: margins, offsets.
@frozen package enum LengthOrAuto: Hashable, Sendable {
    case auto
    case length(LengthPercentage)

    package static let zero = LengthOrAuto.length(.zero)

    @inlinable package var isAuto: Bool {
        if case .auto = self { true } else { false }
    }

    /// In points; nil for `auto`.
    @inlinable package func resolved(against reference: Double) -> Double? {
        if case .length(let length) = self { length.resolved(against: reference) } else { nil }
    }

    /// In points; nil for `auto` and for a percentage of an unknown reference.
    @inlinable package func definite(against reference: Double?) -> Double? {
        if case .length(let length) = self { length.definite(against: reference) } else { nil }
    }
}

/// A width or height: `width`, `height`, `min-*`, `flex-basis`.
@frozen package enum SizeValue: Hashable, Sendable {
    case auto
    case length(LengthPercentage)
    case minContent
    case maxContent
    /// `fit-content`, or `fit-content(limit)`.
    case fitContent(LengthPercentage?)
    /// `flex-basis: content`.
    case content

    @inlinable package var isAuto: Bool {
        if case .auto = self { true } else { false }
    }

    /// In points; nil for keywords.
    @inlinable package func resolved(against reference: Double) -> Double? {
        if case .length(let length) = self { length.resolved(against: reference) } else { nil }
    }

    /// In points; nil for keywords and for a percentage of an unknown reference.
    @inlinable package func definite(against reference: Double?) -> Double? {
        if case .length(let length) = self { length.definite(against: reference) } else { nil }
    }
}

/// An upper limit of a size: `max-width`, `max-height`.
@frozen package enum MaximumSize: Hashable, Sendable {
    case none
    case length(LengthPercentage)
    case minContent
    case maxContent
    case fitContent(LengthPercentage?)

    /// In points; nil for `none`, keywords and a percentage of an unknown reference.
    @inlinable package func definite(against reference: Double?) -> Double? {
        if case .length(let length) = self { length.definite(against: reference) } else { nil }
    }
}
