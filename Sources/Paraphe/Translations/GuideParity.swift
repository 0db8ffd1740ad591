import Diagnostics
import Translation
import XML

/// Compares both languages of guides, with what is recorded of their translation: `paraphe parity`.
package struct GuideParity {
    private let shelf: SourceShelf
    private let source: Language

    /// - Parameter source: the language that guides are written in first.
    package init(shelf: SourceShelf, source: Language = .french) {
        self.shelf = shelf
        self.source = source
    }

    var target: Language { source == .french ? .english : .french }

    /// What was found in one guide.
    package struct Finding: Sendable {
        package let guide: GuideFiles
        package let outcome: ParityCheck.Outcome
        package let hasRecord: Bool
        /// Texts that stand for each other.
        package var textCount: Int { outcome.matched.count }
        let trees: (source: XMLTree, target: XMLTree)
    }

    /// Compares the guides that paths name; faults of files are in the bag.
    ///
    /// - Parameter progress: hears how many guides were compared.
    package func run(
        _ paths: [String], progress: @escaping ProgressListener = { _ in }
    ) throws(DiagnosticsError) -> (findings: [Finding], bag: DiagnosticBag) {
        var bag = DiagnosticBag()
        var guides: [GuideFiles] = []
        for path in paths {
            for guide in try GuideFiles.find(path, shelf: shelf, into: &bag) where !guides.contains(guide) { guides.append(guide) }
        }
        var findings: [Finding] = []
        var counter = ProgressCounter(.guides, of: Int64(guides.count), progress)
        for guide in guides {
            if let finding = try compare(guide, &bag) { findings.append(finding) }
            counter.advance()
        }
        return (findings, bag)
    }

    /// One guide; nil and the faults when a file cannot be read.
    func compare(_ guide: GuideFiles, _ bag: inout DiagnosticBag) throws(DiagnosticsError) -> Finding? {
        guard let left = try tree(guide.path(source), &bag) else { return nil }
        guard let right = guide.isOneFile ? left : try tree(guide.path(target), &bag) else { return nil }
        let record = try record(of: guide, &bag)
        let outcome = ParityCheck.run(left, right, source: source, target: target, record: record)
        bag.append(contentsOf: outcome.findings)
        return Finding(guide: guide, outcome: outcome, hasRecord: record != nil, trees: (left, right))
    }

    private func tree(_ path: String, _ bag: inout DiagnosticBag) throws(DiagnosticsError) -> XMLTree? {
        let (tree, faults) = XMLParser().parse(try shelf.read(path))
        bag.append(contentsOf: faults)
        return tree
    }

    private func record(of guide: GuideFiles, _ bag: inout DiagnosticBag) throws(DiagnosticsError) -> TranslationRecord? {
        guard FileAccess.exists(guide.record) else { return nil }
        let (document, faults) = XLIFFReader.read(try shelf.read(guide.record))
        bag.append(contentsOf: faults)
        return document.map(TranslationRecord.init)
    }

    /// Records that what stands there now is right, for the guides without another fault than what the record itself is about.
    ///
    /// - Returns: the files written.
    package func accept(_ findings: [Finding]) throws(DiagnosticsError) -> (written: [String], bag: DiagnosticBag) {
        var bag = DiagnosticBag()
        var files: [(path: String, bytes: [UInt8])] = []
        for finding in findings {
            var left = DiagnosticBag()
            left.append(contentsOf: finding.outcome.findings.diagnostics.filter { !Self.accepted.contains($0.code) })
            bag.append(contentsOf: left)
            guard !left.hasErrors else { continue }
            let path = finding.guide.path(source)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let document = finding.outcome.recordFile(source: source, target: target, original: name)
            files.append((finding.guide.record, XLIFFWriter.write(document)))
        }
        try FileAccess.write(files)
        return (files.map(\.path), bag)
    }

    private static let accepted: Set<DiagnosticCode> = ["parity/stale", "parity/rewritten"]
}
