import CivilTime
import Diagnostics

/// The value of an expression while a message is formatted, with what its function made of it (UTS #35 part 9, "Resolved Values").
struct ResolvedValue {
    enum Content {
        case fallback(String)
        case string(String)
        case number(DecimalNumber)
        case boolean(Bool)
        case dateTime(LocalDateTime)
        case opaque
        case test(TestNumber)
    }

    enum Selection: String {
        case plural
        case ordinal
        case exact
        /// The `select` option was not a literal of the message: the value shows, but no variant can be chosen by it.
        case impossible
    }

    /// Which parts of a moment are shown.
    enum Shown {
        case date
        case time
        case dateTime
    }

    var content: Content
    /// Name of the function that made the value; nil without one.
    var function: String?
    var number = NumberFormat()
    var selection = Selection.plural
    /// Whether the author wrote `select=…`, which must not be inherited.
    var hasExplicitSelection = false
    var shown = Shown.dateTime
    var dateLength = DateFormat.Length.long
    var dateFields = DateFormat.Fields.usual
    var precision = DateFormat.Precision.minute
    var isTwelveHour: Bool?
    /// `u:dir`; nil where the author is silent.
    var direction: MessagePart.Direction?
    var id: String?

    init(_ content: Content, function: String? = nil) {
        self.content = content
        self.function = function
    }

    var isFallback: Bool {
        if case .fallback = content { return true }
        return false
    }
}

/// The value of the functions that exist for the conformance tests alone.
struct TestNumber {
    var input: DecimalNumber
    var decimalPlaces = 0
    var failsFormat = false
    var failsSelect = false
    var canFormat = true
    var canSelect = true
}
