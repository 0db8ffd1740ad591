import CHarfBuzz
import Synchronization

/// Gives the plans by which texts are shaped, one for each setting, so that words shaped for one document serve the next.
///
/// Keep one shaper for a process: its memory is bounded, and it is safe to use from many threads.
package final class Shaper: Sendable {
    private struct Key: Hashable {
        var face: Int
        var script: UInt32
        var direction: TextDirection
        var language: String
        var features: [FontFeature]
    }

    private let plans = Mutex<[Key: ShapingPlan]>([:])

    package init() {}

    /// The plan for one setting; ask once for a style and keep it.
    ///
    /// - Parameter language: BCP 47 tag; empty when not known.
    package func plan(
        face: FontFace, features: [FontFeature] = [], script: Script = .latin, language: String = "",
        direction: TextDirection = .leftToRight
    ) -> ShapingPlan {
        let key = Key(face: face.id, script: script.tag, direction: direction, language: language, features: features)
        return plans.withLock { plans in
            if let plan = plans[key] { return plan }
            if plans.count >= FontLimits.plans { plans.removeAll(keepingCapacity: true) }
            let plan = ShapingPlan(face: face, features: features, script: script, language: language, direction: direction)
            plans[key] = plan
            return plan
        }
    }

    /// Shapes a text in one go: for short labels and tests; see ``ShapingPlan`` for running text.
    package func shape(
        _ text: String, face: FontFace, features: [FontFeature] = [], script: Script = .latin, language: String = "",
        direction: TextDirection = .leftToRight
    ) -> [ShapedGlyph] {
        plan(face: face, features: features, script: script, language: language, direction: direction).word(text).glyphs
    }
}
