/// Adjoining margins that collapse into one (CSS 2.2, clause 8.3.1): the largest and the most negative.
struct MarginSet: Hashable {
    var positive = 0.0
    var negative = 0.0

    init() {}

    init(_ margin: Double) {
        if margin >= 0 { positive = margin } else { negative = margin }
    }

    var sum: Double { positive + negative }

    func union(_ other: MarginSet) -> MarginSet {
        var result = self
        result.positive = max(positive, other.positive)
        result.negative = min(negative, other.negative)
        return result
    }
}
