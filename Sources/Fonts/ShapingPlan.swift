import CHarfBuzz
import Synchronization

/// Shapes text in one face, with one set of features, script, language and direction, and remembers the words that it has shaped.
///
/// Running text is shaped word by word, spaces apart: a word's glyphs then depend on its bytes alone, and a repeated word costs a look
/// into a table. Safe to use from many threads; what it gives depends on its arguments only.
package final class ShapingPlan: Sendable {
    package let face: FontFace
    package let direction: TextDirection
    package let script: Script
    package let language: String
    package let features: [FontFeature]
    /// The space U+0020.
    package let space: ShapedWord
    /// The hyphen set at a line end: U+2010, or U+002D where the face lacks it.
    package let hyphen: ShapedWord

    private let engine: ShapingEngine
    private let words: Mutex<WordTable>

    init(face: FontFace, features: [FontFeature], script: Script, language: String, direction: TextDirection) {
        let engine = ShapingEngine(face: face, features: features, script: script, language: language, direction: direction)
        self.face = face
        self.direction = direction
        self.script = script
        self.language = language
        self.features = features
        self.engine = engine
        words = Mutex(WordTable())
        space = Self.shape([0x20], engine)
        hyphen = Self.shape(face.glyph(for: "\u{2010}") != nil ? [0xE2, 0x80, 0x90] : [0x2D], engine)
    }

    private static func shape(_ text: [UInt8], _ engine: ShapingEngine) -> ShapedWord {
        text.withUnsafeBufferPointer { ShapedWord(text: text, glyphs: engine.shape($0, 0..<$0.count)) }
    }

    /// A stretch of UTF-8 without spaces inside, shaped as if nothing stood around it.
    package func word(_ text: UnsafeBufferPointer<UInt8>) -> ShapedWord {
        if text.count == 1, text[0] == 0x20 { return space }
        guard text.count <= FontLimits.cachedWordBytes else {
            return ShapedWord(text: Array(text), glyphs: engine.shape(text, 0..<text.count))
        }
        let hash = WordTable.hash(text)
        if let known = words.withLock({ $0.find(text, hash: hash) }) { return known }
        // Outside the lock: another thread may shape the same word meanwhile, with the same outcome.
        let word = ShapedWord(text: Array(text), glyphs: engine.shape(text, 0..<text.count))
        words.withLock { $0.insert(word, hash: hash) }
        return word
    }

    /// A range of a text as ``word(_:)-(UnsafeBufferPointer<UInt8>)``; empty when it lies outside.
    @inlinable package func word(_ text: [UInt8], _ range: Range<Int>) -> ShapedWord {
        let range = range.clamped(to: 0..<text.count)
        return text.withUnsafeBufferPointer { word(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    @inlinable package func word(_ text: Span<UInt8>) -> ShapedWord {
        text.withUnsafeBufferPointer { word($0) }
    }

    package func word(_ text: String) -> ShapedWord {
        var text = text
        return text.withUTF8 { word($0) }
    }

    /// A range of a longer text, with letters around it deciding on its forms (Arabic joins); not remembered. Clusters count from the
    /// range's start.
    package func shape(_ text: [UInt8], _ range: Range<Int>) -> [ShapedGlyph] {
        let range = range.clamped(to: 0..<text.count)
        return text.withUnsafeBufferPointer { engine.shape($0, range) }
    }

    /// Words remembered now: for tests and measurements.
    package var cachedWordCount: Int { words.withLock { $0.count } }
}
