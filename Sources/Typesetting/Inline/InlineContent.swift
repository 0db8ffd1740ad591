import Fonts
import Styling

/// What an inline formatting context holds, flattened to atoms over one run of bytes, with its lines once they are made.
final class InlineContent {
    enum AtomKind: UInt8 {
        /// Text without a break opportunity inside.
        case word
        /// A space that may end a line and stretches.
        case space
        /// A space that neither ends a line nor stretches.
        case fixedSpace
        /// A place that may end a line with a hyphen.
        case softHyphen
        case forcedBreak
        case open
        case close
        /// An inline-block, an image.
        case atomic
        case float
        case absolute
        case tab
        case leader
    }

    struct Atom {
        var kind: AtomKind
        /// Whether a line may end before it.
        var mayBreakBefore = false
        /// Which of the style's faces.
        var face: UInt8 = 0
        /// Bidi embedding level.
        var level: UInt8 = 0
        /// Index into ``runs``; for open and close into ``inlines``.
        var run: Int32
        /// Bytes of the text.
        var start: Int32 = 0
        var end: Int32 = 0
        /// Index into the word cache, or into ``boxes``.
        var word: Int32 = -1
        var width = 0.0
    }

    /// Text of one box.
    struct Run {
        var style: TextStyle
        /// Content of the structure tree; below 0 an artifact.
        var content: Int32
        /// Index into ``inlines`` of the innermost inline box; -1 in the container itself.
        var parent: Int32
        var box: Box
    }

    /// An inline box that is open over some atoms.
    struct Inline {
        var box: Box
        var style: TextStyle
        var parent: Int32
        /// How far its baseline stands above the parent's, in points.
        var shift: Double
        /// Index of the inline box whose `top` or `bottom` alignment governs it; -1 for none.
        var aligned: Int32
        var hasDecoration: Bool
        /// Margin, border and padding at its start and end, in points.
        var startEdge: Double
        var endEdge: Double
    }

    struct Line {
        var first: Int32
        /// Exclusive.
        var end: Int32
        /// Byte offset where the first word begins, when a word is divided; -1 for its own start.
        var startByte: Int32 = -1
        /// Byte offset where the last word ends, when a word is divided; -1 for its own end.
        var endByte: Int32 = -1
        var hasHyphen = false
        var endsParagraph = false
        /// From the content box's left edge to the first atom.
        var x = 0.0
        /// Top of the line box, from the top of the content box.
        var y = 0.0
        var height = 0.0
        /// From the top of the line box to the baseline.
        var baseline = 0.0
        /// Added to each point of a space's stretchability.
        var stretchRatio = 0.0
        /// Added to each leader, in points.
        var leaderWidth = 0.0
        /// The measure it was made for.
        var width = 0.0
    }

    var bytes: ContiguousArray<UInt8> = []
    var atoms: ContiguousArray<Atom> = []
    var runs: [Run] = []
    var inlines: [Inline] = []
    var boxes: [Box] = []
    /// Elements that run in the margins, taken out of the text.
    var running: [Box] = []
    let root: TextStyle
    /// Whether there is nothing that makes a line.
    var isEmpty = true
    /// Only text of the container's own line height and alignment.
    var isUniform = true
    var hasFloats = false
    var hasAbsolutes = false
    /// Calls footnotes, itself or in an inline-block.
    var hasNotes = false
    var hasLeaders = false
    var hasBidi = false
    var hasDecorations = false
    /// Resolved page references: must be made anew in the next pass.
    var isDynamic = false

    var lines: ContiguousArray<Line> = []
    /// The measure that ``lines`` were made for; below 0 when there are none.
    var linesWidth = -1.0
    /// Laid-out atomic inlines, by index into ``boxes``.
    var atomics: [Int32: AtomicInline] = [:]
    var intrinsic: (minimum: Double, maximum: Double)?

    struct AtomicInline {
        var fragment: Fragment
        /// Width of the margin box.
        var width: Double
        /// Of the margin box, above and below the baseline.
        var ascent: Double
        var descent: Double
    }

    init(root: TextStyle) {
        self.root = root
    }
}
