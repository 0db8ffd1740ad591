import Diagnostics
import Foundation

/// What the tool says: results on the standard output, everything else on the standard error.
enum Console {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    static func complain(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
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
