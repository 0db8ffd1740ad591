import Diagnostics
import Rules
import Scenarios
import Workflow

/// Runs the scenarios of a pack: `paraphe test`, and before a pack is published.
package struct ScenarioRun: Sendable {
    /// The folder inside of a pack that holds them.
    package static let folder = "scenarios"

    private let pack: LoadedPack
    private let shelf: SourceShelf

    package init(pack: LoadedPack, shelf: SourceShelf) {
        self.pack = pack
        self.shelf = shelf
    }

    /// Reads and runs the scenarios; those alone that a filter names, when there are filters.
    ///
    /// - Returns: the report, unless a scenario file has a fault; and all findings.
    package func run(
        filters: [String] = [], progress: @escaping ProgressListener = { _ in }
    ) throws(DiagnosticsError) -> (report: ScenarioReport?, bag: DiagnosticBag) {
        var files: [SourceFile] = []
        for name in try pack.folder.names(withExtension: "yaml") where name.hasPrefix(Self.folder + "/") {
            files.append(try shelf.read(pack.folder.path + "/" + name))
        }
        var reader = ScenarioReader(rulebook: pack.rulebook)
        var (scenarios, bag) = reader.read(files)
        guard !bag.hasErrors else { return (nil, bag) }
        if scenarios.isEmpty {
            bag.append(PublishingDiagnostics.noScenario(folder: "\(pack.folder.path)/\(Self.folder)"))
            return (nil, bag)
        }
        if !filters.isEmpty {
            scenarios = scenarios.filter { $0.matches(anyOf: filters) }
            if scenarios.isEmpty {
                bag.append(PublishingDiagnostics.noMatch(filters))
                return (nil, bag)
            }
        }
        let runner = ScenarioRunner(rulebook: pack.rulebook, wording: .messages(timeZone: pack.rulebook.timeZone))
        return (runner.run(scenarios, progress: progress), bag)
    }
}

extension Scenario {
    /// Whether a filter is one of its requirements, or a part of its name in either language.
    fileprivate func matches(anyOf filters: [String]) -> Bool {
        filters.contains { filter in
            let wanted = filter.lowercased()
            return basis.contains { $0.lowercased() == wanted } || name.fr.lowercased().contains(wanted)
                || name.en.lowercased().contains(wanted)
        }
    }
}
