import Diagnostics
import Foundation
import Synchronization

/// What the tool says: results on the standard output, everything else on the standard error.
enum Console {
    /// What stands on the terminal now, and makes way for the rest.
    private static let bar = Mutex<ProgressBar?>(nil)

    static func print(_ text: String) {
        let bar = bar.withLock { $0 }
        aside(bar, onScreen: bar?.sharesScreen ?? false, text) { FileHandle.standardOutput.write(Data(text.utf8)) }
    }

    static func complain(_ text: String) {
        aside(bar.withLock { $0 }, onScreen: true, text) { FileHandle.standardError.write(Data(text.utf8)) }
    }

    private static func aside(_ bar: ProgressBar?, onScreen: Bool, _ text: String, _ write: () -> Void) {
        guard !text.isEmpty else { return }
        guard let bar else { return write() }
        bar.stepAside(onScreen: onScreen, endsLine: text.hasSuffix("\n"), write)
    }

    /// From now on a bar may stand on the terminal: the last one of those begun.
    static func attach(_ new: ProgressBar) {
        bar.withLock { $0 = new }
    }

    /// Shows diagnostics in the form asked for.
    static func show(_ bag: DiagnosticBag, sources: SourceMap, format: OutputFormat, language: Language) {
        guard !bag.isEmpty else { return }
        switch format {
        case .text: complain(TextRenderer(sources: sources, language: language).render(bag))
        case .json: print(JSONRenderer(sources: sources, language: language).render(bag))
        }
    }
}
