import Analysis
import CEL
import Diagnostics
import Foundation
import Rules
import Scenarios

/// Publishes a version of a pack into a folder of published packs, after everything that can be proved and tried has been.
///
/// `FOLDER/NAME/VERSION/` appears whole or not at all, and is never written again.
package struct PackPublishing: Sendable {
    /// Who publishes, and on which terms.
    package struct Order: Sendable {
        package let folder: String
        package let by: String
        package let approvedBy: String?
        package let at: Timestamp
        /// The least coverage, in percent.
        package let requiredCoverage: Double?
        /// Everything but the writing.
        package let isRehearsal: Bool

        package init(folder: String, by: String, approvedBy: String?, at: Timestamp, requiredCoverage: Double?, isRehearsal: Bool) {
            self.folder = folder
            self.by = by
            self.approvedBy = approvedBy
            self.at = at
            self.requiredCoverage = requiredCoverage
            self.isRehearsal = isRehearsal
        }
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// Nil when something keeps the pack from being published.
        package let publication: Publication?
        /// Where it stands.
        package let place: String
        /// The version before and this one, where there is one before.
        package let comparison: PackComparison?
        /// What the scenarios gave, as soon as they ran.
        package let report: ScenarioReport?
        package let bag: DiagnosticBag
    }

    /// The fact by which a pack demands that a second person approves.
    package static let approvalFact = "publishingNeedsApproval"

    private let path: String
    private let shelf: SourceShelf

    package init(pack path: String, shelf: SourceShelf) {
        self.path = path
        self.shelf = shelf
    }

    package func publish(_ order: Order, progress: @escaping ProgressListener = { _ in }) throws(DiagnosticsError) -> Outcome {
        let check = try PackCheck(path: path).run(shelf: shelf)
        let (checked, findings) = (check.pack, check.findings)
        var bag = findings
        guard let pack = checked else { return Outcome(publication: nil, place: "", comparison: nil, report: nil, bag: bag) }
        let book = pack.rulebook
        let home = order.folder + "/" + book.name
        let place = home + "/" + book.version
        bag.append(contentsOf: approval(order, book))
        let previous = try previousVersion(of: book, in: home, into: &bag)
        var comparison: PackComparison?
        if let previous {
            do throws(DiagnosticsError) {
                comparison = PackComparison(
                    old: try LoadedPack.loadOrThrow(PackFolder(path: home + "/" + previous), shelf: shelf), new: pack)
            } catch {
                bag.append(PublishingDiagnostics.unreadablePrevious(home + "/" + previous))
            }
        }
        let (report, faults) = try ScenarioRun(pack: pack, shelf: shelf).run(progress: progress)
        bag.append(contentsOf: faults)
        if let report {
            if !report.hasPassed { bag.append(PublishingDiagnostics.failedScenarios(report.failedCount)) }
            if let required = order.requiredCoverage, report.coverage.percent < required {
                bag.append(PublishingDiagnostics.coverage(percent: report.coverage.percent, required: required))
            }
        }
        guard !bag.hasErrors, let report else {
            return Outcome(publication: nil, place: place, comparison: comparison, report: report, bag: bag)
        }
        let files = pack.contents.files
        let publication = Publication(
            name: book.name, version: book.version, at: order.at, by: order.by, approvedBy: order.approvedBy, previous: previous,
            hash: pack.hash, scenarioCount: report.results.count, coverage: report.coverage,
            changeCount: comparison?.difference.changes.count,
            files: files.map { Publication.File(path: $0.path, byteCount: $0.bytes.count, hash: BlobStore.hash(of: $0.bytes)) })
        if !order.isRehearsal { try write(files, publication, pack, home: home, place: place) }
        return Outcome(publication: publication, place: place, comparison: comparison, report: report, bag: bag)
    }

    private func approval(_ order: Order, _ book: Rulebook) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if Self.plain(order.by).isEmpty { findings.append(PublishingDiagnostics.noPublisher) }
        if let approver = order.approvedBy {
            if Self.plain(approver).isEmpty || Self.plain(approver) == Self.plain(order.by) {
                findings.append(PublishingDiagnostics.samePerson(order.by))
            }
        } else if book.facts[Self.approvalFact]?.value == .boolean(true) {
            findings.append(PublishingDiagnostics.approvalNeeded(book.name, fact: Self.approvalFact))
        }
        return findings
    }

    /// Names of people, without what two spellings of one may differ in.
    private static func plain(_ name: String) -> String { name.lowercased().trimmingCharacters(in: .whitespacesAndNewlines) }

    /// The highest version that is published, which must be lower than the pack's.
    private func previousVersion(of book: Rulebook, in home: String, into bag: inout DiagnosticBag) throws(DiagnosticsError) -> String? {
        guard let version = SemanticVersion(book.version) else {
            bag.append(PublishingDiagnostics.noVersion(book.version))
            return nil
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
        let published = names.compactMap(SemanticVersion.init).filter { FileAccess.exists(home + "/" + $0.text + "/" + Publication.file) }
        guard let highest = published.max() else {
            if FileAccess.exists(home + "/" + book.version) { bag.append(PublishingDiagnostics.occupied(home + "/" + book.version)) }
            return nil
        }
        if published.contains(where: { $0.text == book.version }) {
            bag.append(PublishingDiagnostics.alreadyPublished(version: book.version, in: home))
        } else if version <= highest {
            bag.append(PublishingDiagnostics.lowerVersion(book.version, than: highest.text))
        } else if FileAccess.exists(home + "/" + book.version) {
            bag.append(PublishingDiagnostics.occupied(home + "/" + book.version))
        }
        return highest.text
    }

    /// First a folder of another name, which then takes the name at once.
    private func write(
        _ files: [(path: String, bytes: [UInt8])], _ publication: Publication, _ pack: LoadedPack, home: String, place: String
    ) throws(DiagnosticsError) {
        try FileAccess.makeFolder(home)
        let temporary = home + "/.incoming-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try FileAccess.makeFolder(temporary)
        for file in files {
            let target = temporary + "/" + file.path
            if let slash = target.lastIndex(of: "/") { try FileAccess.makeFolder(String(target[..<slash])) }
            try FileAccess.write(file.bytes, to: target)
        }
        // What is published is what was checked, even if somebody edited meanwhile.
        let copy = try LoadedPack.loadOrThrow(PackFolder(path: temporary), shelf: SourceShelf())
        guard copy.hash == pack.hash else { throw DiagnosticsError(PublishingDiagnostics.changedMeanwhile(path)) }
        try FileAccess.write(Array(publication.json.utf8), to: temporary + "/" + Publication.file)
        guard rename(temporary, place) == 0 else {
            let reason = errno
            throw DiagnosticsError(
                reason == ENOTEMPTY || reason == EEXIST
                    ? PublishingDiagnostics.occupied(place) : FileDiagnostics.notSaved(place, reason: reason))
        }
    }
}
