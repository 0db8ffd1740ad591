import Diagnostics
import Translation
import XML

/// Work for translators, out and back: `paraphe translate`.
package struct TranslationFiles {
    private let shelf: SourceShelf
    private let target: Language

    /// - Parameter target: the language that is translated into.
    package init(shelf: SourceShelf, target: Language) {
        self.shelf = shelf
        self.target = target
    }

    private var source: Language { target == .french ? .english : .french }

    private func work(_ guide: GuideFiles) throws(DiagnosticsError) -> (work: TranslationWork, finding: GuideParity.Finding) {
        var bag = DiagnosticBag()
        guard let finding = try GuideParity(shelf: shelf, source: source).compare(guide, &bag) else { throw DiagnosticsError(bag) }
        return (
            TranslationWork(
                finding.outcome, source: finding.trees.source, target: finding.trees.target, languages: (source, target)), finding
        )
    }

    private func guide(_ path: String) throws(DiagnosticsError) -> GuideFiles {
        var bag = DiagnosticBag()
        guard let guide = try GuideFiles.find(path, shelf: shelf, into: &bag).first else {
            throw bag.isEmpty ? DiagnosticsError(ParityFileDiagnostics.nothing(path)) : DiagnosticsError(bag)
        }
        return guide
    }

    /// Writes what a guide has to be translated.
    ///
    /// - Parameter all: what is translated already too.
    /// - Returns: how many texts there are to translate.
    package func export(guide path: String, all: Bool, to output: String) throws(DiagnosticsError) -> Int {
        let guide = try guide(path)
        let name = guide.path(source).split(separator: "/").last.map(String.init) ?? ""
        let document = try work(guide).work.export(all: all, original: name)
        try FileAccess.write(XLIFFWriter.write(document), to: output)
        return document.units.count
    }

    /// Puts the translations of a file into the guide that it came from, beside the file's own record.
    ///
    /// - Parameter path: the guide.
    /// - Returns: how many texts came, and the file that was written; nil when nothing changed.
    package func take(_ file: String, into path: String) throws(DiagnosticsError) -> (count: Int, written: String?) {
        let (document, faults) = XLIFFReader.read(try shelf.read(file))
        guard let document else { throw DiagnosticsError(faults) }
        let guide = try guide(path)
        let (work, _) = try work(guide)
        let (edits, count, bag) = work.edits(of: document)
        try bag.throwIfErrors()
        guard !edits.isEmpty else { return (count, nil) }
        let output = guide.path(target)
        let bytes = TranslationWork.apply(edits, to: try shelf.read(output).bytes)
        // What was written must be read again before it takes the place of what is there.
        let made = shelf.add(path: output, bytes: bytes)
        let (tree, broken) = XMLParser().parse(made)
        guard tree != nil else { throw DiagnosticsError(broken) }
        try FileAccess.write(bytes, to: output)
        return (count, output)
    }
}
