/// The choice of a face within a family (CSS Fonts 4, clause 5.2, without stretch).
enum FontMatching {
    static func nearest(weight: Int, isItalic: Bool, among styles: [(weight: Int, isItalic: Bool)]) -> Int? {
        let sameStyle = styles.indices.filter { styles[$0].isItalic == isItalic }
        let candidates = sameStyle.isEmpty ? Array(styles.indices) : sameStyle
        return candidates.min { left, right in
            rank(styles[left].weight, wanted: weight) < rank(styles[right].weight, wanted: weight)
        }
    }

    /// Lower is nearer: the wanted weight, then the side that the standard prefers, then distance.
    private static func rank(_ weight: Int, wanted: Int) -> Int {
        let distance = abs(weight - wanted)
        if distance == 0 { return 0 }
        switch wanted {
        case 400...500:
            if weight > wanted, weight <= 500 { return distance }
            return weight < wanted ? 1_000 + distance : 2_000 + distance
        case ..<400: return weight < wanted ? distance : 1_000 + distance
        default: return weight > wanted ? distance : 1_000 + distance
        }
    }
}
