import Analysis
import Diagnostics
import Rules

/// Two versions of a pack side by side: `paraphe diff`, and what publishing shows.
package struct PackComparison: Sendable {
    package let old: LoadedPack
    package let new: LoadedPack

    package init(old: LoadedPack, new: LoadedPack) {
        self.old = old
        self.new = new
    }

    /// Loads both packs; faults of either are thrown.
    package static func load(old: String, new: String, shelf: SourceShelf) throws(DiagnosticsError) -> PackComparison {
        PackComparison(
            old: try LoadedPack.loadOrThrow(PackFolder(path: old), shelf: shelf),
            new: try LoadedPack.loadOrThrow(PackFolder(path: new), shelf: shelf))
    }

    package var difference: RulebookDifference { RulebookDifference.between(old.rulebook, new.rulebook) }

    package func report(sources: SourceMap, language: Language) -> DifferenceReport {
        DifferenceReport(old: old.side, new: new.side, sources: sources, language: language)
    }
}

extension LoadedPack {
    var side: DifferenceReport.Side { DifferenceReport.Side(name: rulebook.name, version: rulebook.version) }
}
