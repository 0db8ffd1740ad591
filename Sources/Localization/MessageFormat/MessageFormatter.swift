import CivilTime
import Diagnostics

/// Formats messages in one language and time zone.
package struct MessageFormatter: Sendable {
    package let language: Language
    package let zone: CivilTimeZone
    /// Direction of the message's language: `auto` where it is not known.
    let direction: MessagePart.Direction
    /// Whether `:test:function` and its kin exist.
    let hasTestFunctions: Bool

    package init(language: Language, zone: CivilTimeZone = .eastern) {
        self.init(language: language, zone: zone, direction: .ltr, hasTestFunctions: false)
    }

    init(language: Language, zone: CivilTimeZone, direction: MessagePart.Direction, hasTestFunctions: Bool) {
        self.language = language
        self.zone = zone
        self.direction = direction
        self.hasTestFunctions = hasTestFunctions
    }

    /// The pieces of the message, and what could not be shown.
    package func parts(of message: Message, arguments: [String: MessageValue]) -> (parts: [MessagePart], errors: [MessageError]) {
        if let text = message.plainText { return (text.isEmpty ? [] : [.text(text)], []) }
        var run = MessageRun(formatter: self, message: message, arguments: arguments)
        let parts = run.format()
        return (parts, run.errors)
    }

    /// The message as one text, placeholders isolated as MessageFormat 2's default strategy says.
    package func string(_ message: Message, arguments: [String: MessageValue] = [:], isolates: Bool = true) -> String {
        join(parts(of: message, arguments: arguments).parts, isolates: isolates)
    }

    /// The pieces as one text; markup leaves no trace.
    package func join(_ parts: [MessagePart], isolates: Bool) -> String {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .markup: break
            case .fallback(let source): out += isolates ? "\u{2068}{\(source)}\u{2069}" : "{\(source)}"
            case .value(let value):
                guard isolates, let opening = isolate(before: value) else {
                    out += value.text
                    continue
                }
                out += opening + value.text + "\u{2069}"
            }
        }
        return out
    }

    /// The isolate that opens before a value; nil where none is needed.
    func isolate(before value: MessagePart.Formatted) -> String? {
        switch value.direction {
        case .ltr: direction == .ltr && !value.isIsolated ? nil : "\u{2066}"
        case .rtl: "\u{2067}"
        case .auto: "\u{2068}"
        }
    }
}
