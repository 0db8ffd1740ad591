import CEL
import Diagnostics
import Fonts
import Localization
import PDFExport
import Pages
import Rules
import Styling
import Templating
import Typesetting
import Workflow

/// Renders one template of a pack in one language, any number of times: `paraphe render`.
///
/// What can be made once is made once: the template is checked, sheets are parsed, fonts opened, words shaped.
package final class DocumentRenderer {
    /// A batch has fewer lines.
    private static let mostLines = 10_000_000

    private let pack: LoadedPack
    private let template: Template
    /// The document of the pack that uses the template; nil for a template that declares its own parameters.
    private let document: DocumentDefinition?
    private let language: Language
    private let shelf: SourceShelf
    private let press: DocumentPress

    /// - Parameters:
    ///   - name: a document of the pack, a template that one of them uses, or the path of any template.
    ///   - shared: fonts and export caches that other renderers of the process use as well.
    package init(
        template name: String, pack: LoadedPack, language: Language, shelf: SourceShelf, shared: SharedPress? = nil
    ) throws(DiagnosticsError) {
        let shared = shared ?? SharedPress(pack: pack, shelf: shelf)
        let templates = TemplateSet(pack: pack, shelf: shelf)
        let document = pack.rulebook.documents[name] ?? pack.rulebook.documents.first { $0.template.text == name }
        self.document = document
        let found: TemplateSet.Found
        if let document {
            found = try templates.template(of: document)
        } else {
            found = try templates.template(named: name)
        }
        template = found.template
        self.pack = pack
        self.language = language
        self.shelf = shelf
        press = shared.press(beside: found.folder)
    }

    /// Renders one document from a JSON file (none: no data) into a file.
    package func render(dataFile: String?, at context: DocumentContext, to output: String) throws(DiagnosticsError) -> DiagnosticBag {
        var data = Value.record([])
        if let dataFile { data = try record(shelf.read(dataFile), nil) }
        let (bytes, bag) = try render(data, at: context)
        try FileAccess.write(bytes, to: output)
        return bag
    }

    /// Renders each line of a file of JSON lines into a folder, one file each, named by its number (from 0) or by a field of the data.
    ///
    /// A line with a fault is reported and the others are rendered all the same.
    package func renderBatch(
        lines path: String, key: String?, at context: DocumentContext, into folder: String
    ) throws(DiagnosticsError) -> DiagnosticBag {
        let source = try shelf.read(path)
        try FileAccess.makeFolder(folder)
        var all = DiagnosticBag()
        var names: Set<String> = []
        for line in 1...max(1, min(source.lineCount, Self.mostLines)) {
            let range = source.byteRange(ofLine: line)
            guard !source.bytes[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            do throws(DiagnosticsError) {
                let data = try record(source, range)
                let start = Span(source: source.id, range.lowerBound..<min(range.lowerBound + 1, range.upperBound))
                let name = try fileName(data, key, line: line - 1, at: start, taken: &names)
                let (bytes, bag) = try render(data, at: context)
                try FileAccess.write(bytes, to: "\(folder)/\(name).pdf", isDurable: false)
                all.append(contentsOf: bag.diagnostics.map { $0.of(line: line, source) })
            } catch {
                all.append(contentsOf: error.bag.diagnostics.map { $0.of(line: line, source) })
            }
        }
        return all
    }

    /// The PDF of one set of data: an object whose keys are the template's variables.
    ///
    /// - Parameter dossier: what rules of the document see as `dossier`; without one, only rules about the data are checked.
    package func render(
        _ data: Value, at context: DocumentContext, dossier: Dossier? = nil, actor: Actor? = nil
    ) throws(DiagnosticsError) -> (bytes: [UInt8], bag: DiagnosticBag) {
        var bag = try checked(data, at: context, dossier, actor)
        let (tree, expansionFaults) = template.expand(values: values(data, context), language: language, zone: pack.zone)
        bag.append(contentsOf: expansionFaults)
        guard let tree else { throw DiagnosticsError(bag) }
        let metadata = DocumentMetadata(
            title: tree.documentTitle, language: tree.rootLanguage ?? language.rawValue, author: nil,
            subject: pack.rulebook.title[language], created: context.producedAt.text,
            properties: ["pack": pack.rulebook.name, "packVersion": pack.rulebook.version, "packHash": pack.hash])
        guard let bytes = press.pdf(tree, metadata: metadata, into: &bag) else { throw DiagnosticsError(bag) }
        return (bytes, bag)
    }

    /// Refuses, with every reason, data that the document's rule sets refuse; else what they only say.
    private func checked(
        _ data: Value, at context: DocumentContext, _ dossier: Dossier?, _ actor: Actor?
    ) throws(DiagnosticsError) -> DiagnosticBag {
        var bag = DiagnosticBag()
        guard let document, !document.ruleSets.isEmpty else { return bag }
        let zone = pack.rulebook.timeZone
        let decider = Decider(pack.rulebook, packHash: pack.hash, wording: .messages(timeZone: zone))
        let moment = DecisionMoment(context.producedAt, timeZone: zone)
        for set in document.ruleSets.compactMap({ pack.rulebook.ruleSets[$0.id] }) where set.subject != nil || dossier != nil {
            let report = decider.check(set, subject: data.field("data") ?? .record([]), dossier: dossier, actor: actor, at: moment)
            for failure in report.failures { bag.append(failure.diagnostic()) }
            for warning in report.warnings { bag.append(warning.diagnostic(.warning)) }
        }
        try bag.throwIfErrors()
        return bag
    }

    private func values(_ data: Value, _ context: DocumentContext) -> [String: Value] {
        var values = pack.commonValues(for: document, context, language)
        guard case .map(let given) = data else { return values }
        guard let document else {
            for entry in given.entries { if case .string(let name) = entry.key { values[name] = entry.value } }
            return values
        }
        let people = pack.rulebook.personRecordFields
        for (name, type) in pack.rulebook.variables(of: document) where values[name] == nil || given[name] != nil {
            let value = given[name]
            if let shaped = DataShaping.shape(merged(value, over: values[name]), as: type, personFields: people) { values[name] = shaped }
        }
        if let earlier = given["earlier"] { values["earlier"] = earlier }
        values["sections"] = pack.sections(of: document, filled: values["form"], language)
        return values
    }

    /// The caller's record may give some fields only of what the pack gives.
    private func merged(_ value: Value?, over base: Value?) -> Value? {
        guard case .map(let given)? = value, case .map(let standing)? = base else { return value ?? base }
        let own = given.entries.compactMap { entry -> (String, Value)? in
            if case .string(let name) = entry.key { (name, entry.value) } else { nil }
        }
        let kept = standing.entries.compactMap { entry -> (String, Value)? in
            if case .string(let name) = entry.key, given[name] == nil { (name, entry.value) } else { nil }
        }
        return .record(kept + own)
    }

    private func record(_ source: SourceFile, _ range: Range<Int>?) throws(DiagnosticsError) -> Value {
        let (value, bag) = JSONReader.read(source, range: range)
        guard let value else { throw DiagnosticsError(bag) }
        guard case .map = value else {
            throw DiagnosticsError(DocumentDiagnostics.notAnObject(at: Span(source: source.id, range ?? 0..<min(1, source.bytes.count))))
        }
        return value
    }

    private func fileName(
        _ data: Value, _ key: String?, line: Int, at span: Span, taken: inout Set<String>
    ) throws(DiagnosticsError) -> String {
        guard let key else { return String(line) }
        var current: Value? = data
        for part in key.split(separator: ".") {
            guard case .map(let map)? = current else { break }
            current = map[String(part)]
        }
        let name: String
        switch current {
        case .string(let text)?: name = text
        case .int(let number)?: name = String(number)
        default: throw DiagnosticsError(DocumentDiagnostics.noKey(key, at: span))
        }
        // The name comes from data: it must stay one plain file name.
        let isPlain =
            !name.isEmpty && name.utf8.count <= 120 && !name.hasPrefix(".")
            && name.unicodeScalars.allSatisfy { $0 != "/" && $0 != "\\" && $0.value >= 0x20 }
        guard isPlain else { throw DiagnosticsError(DocumentDiagnostics.badFileName(name, at: span)) }
        guard taken.insert(name).inserted else { throw DiagnosticsError(DocumentDiagnostics.repeatedFileName(name, at: span)) }
        return name
    }
}

/// Fonts, shaped words and font subsets that the renderers of a process share.
package struct SharedPress: Sendable {
    private let fonts = FontLibrary()
    private let shaper = Shaper()
    private let exporter = PDFExporter()
    private let pack: LoadedPack
    private let shelf: SourceShelf

    package init(pack: LoadedPack, shelf: SourceShelf) {
        self.pack = pack
        self.shelf = shelf
    }

    /// A press for one thread; names that the pack does not know are looked for in the template's folder.
    func press(beside folder: String) -> DocumentPress {
        let (pack, shelf) = (pack, shelf)
        let styles = StyleEngine(options: StyleOptions(fontLengths: fonts.lengths(of:))) { href, base in
            pack.resolve(href, from: base, beside: folder).flatMap { try? shelf.read($0) }
        }
        let typesetter = Typesetter(fonts: fonts, shaper: shaper) { url, base in
            pack.resolve(url, from: base, beside: folder).flatMap { try? FileAccess.read($0) }
        }
        return DocumentPress(styles: styles, typesetter: typesetter, exporter: exporter)
    }
}
