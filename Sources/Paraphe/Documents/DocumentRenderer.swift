import CEL
import Diagnostics
import Dispatch
import Exchange
import FaxExport
import Fonts
import Localization
import PDFExport
import Pages
import Rules
import Styling
import Templating
import Translation
import Typesetting
import Workflow
import XML

/// Renders one template of a pack in one language, any number of times: `paraphe render`.
///
/// What can be made once is made once: the template is checked, sheets are parsed, fonts opened, words shaped.
package final class DocumentRenderer {
    /// More only cost memory.
    private static let mostThreads = 64

    /// What documents of the template have in common, for any thread.
    private struct Plan: Sendable {
        let pack: LoadedPack
        let template: Template
        /// The document of the pack that uses the template; nil for a template that declares its own parameters.
        let document: DocumentDefinition?
        let language: Language
        let shelf: SourceShelf
        let press: PressPlan
    }

    private let plan: Plan
    private let press: DocumentPress
    private var pack: LoadedPack { plan.pack }
    private var document: DocumentDefinition? { plan.document }
    private var language: Language { plan.language }

    /// - Parameters:
    ///   - name: a document of the pack, a template that one of them uses, or the path of any template.
    ///   - shared: fonts and export caches that other renderers of the process use as well.
    package convenience init(
        template name: String, pack: LoadedPack, language: Language, shelf: SourceShelf, shared: SharedPress? = nil,
        room: DrawingRoom = .page
    ) throws(DiagnosticsError) {
        let shared = shared ?? SharedPress(pack: pack, shelf: shelf)
        let templates = TemplateSet(pack: pack, shelf: shelf, room: room)
        let document = pack.rulebook.documents[name] ?? pack.rulebook.documents.first { $0.template.text == name }
        let found: TemplateSet.Found
        if let document {
            found = try templates.template(of: document)
        } else {
            found = try templates.template(named: name)
        }
        self.init(
            Plan(
                pack: pack, template: found.template, document: document, language: language, shelf: shelf,
                press: shared.plan(beside: found.folder)))
    }

    private init(_ plan: Plan) {
        self.plan = plan
        press = plan.press.press()
    }

    /// Renders one document from a JSON file (none: no data) into a file.
    ///
    /// - Parameter attachments: paths of files that a PDF carries, besides those that the pack declares.
    package func render(
        dataFile: String?, at context: DocumentContext, attaching attachments: [String] = [], to output: OutputRequest
    ) throws(DiagnosticsError) -> DiagnosticBag {
        try render(try data(dataFile), at: context, attaching: attachments, to: output)
    }

    package func render(
        _ data: Value, at context: DocumentContext, attaching attachments: [String] = [], to output: OutputRequest
    ) throws(DiagnosticsError) -> DiagnosticBag {
        var bag = try checked(data, at: context, nil, nil)
        let values = values(data, context)
        let (tree, metadata) = try expanded(values, at: context, into: &bag)
        var files = try self.attachments(values, at: context)
        for path in attachments { files.append(try AttachedFile.read(path)) }
        guard try press.write(tree, metadata: metadata, attachments: files, as: output, into: &bag) else { throw DiagnosticsError(bag) }
        return bag
    }

    /// Renders one document in two languages side by side: this renderer's, and that of another renderer of the same template.
    package func render(
        beside other: DocumentRenderer, dataFile: String?, at context: DocumentContext, attaching attachments: [String] = [],
        to output: OutputRequest
    ) throws(DiagnosticsError) -> DiagnosticBag {
        try render(try data(dataFile), beside: other, at: context, attaching: attachments, to: output)
    }

    package func render(
        _ data: Value, beside other: DocumentRenderer, at context: DocumentContext, attaching attachments: [String] = [],
        to output: OutputRequest
    ) throws(DiagnosticsError) -> DiagnosticBag {
        var bag = try checked(data, at: context, nil, nil)
        var (tree, metadata) = try expanded(values(data, context), at: context, into: &bag)
        // What is found in both languages is told once.
        var others = DiagnosticBag()
        let (otherTree, _) = try other.expanded(other.values(data, context), at: context, into: &others)
        if let edition = BilingualEdition.make(tree, otherTree, languages: (language, other.language)) { tree = edition }
        metadata.title = tree.documentTitle
        var files: [AttachedFile] = []
        for path in attachments { files.append(try AttachedFile.read(path)) }
        guard try press.write(tree, metadata: metadata, attachments: files, as: output, into: &bag) else { throw DiagnosticsError(bag) }
        return bag
    }

    /// The finished pages of one document, from a JSON file (none: no data).
    package func pages(dataFile: String?, at context: DocumentContext) throws(DiagnosticsError) -> PagedDocument {
        var bag = DiagnosticBag()
        let (tree, metadata) = try expanded(dataFile: dataFile, at: context, into: &bag)
        guard let document = press.pages(tree, metadata: metadata, into: &bag) else { throw DiagnosticsError(bag) }
        return document
    }

    /// Renders each line of a file of JSON lines into a folder, one file each, named by its number (from 0) or by a field of the data.
    ///
    /// A line with a fault is reported and the others are rendered all the same. Files and findings are the same whatever the number of
    /// threads: a line's name is settled in the order of lines, and a document depends on its data alone. Each thread holds one document.
    ///
    /// - Parameter progress: hears how many documents are done.
    package func renderBatch(
        lines path: String, key: String?, at context: DocumentContext, into folder: String, threads: Int = 1,
        as conformance: PDFExportOptions.Conformance? = nil, progress: @escaping ProgressListener = { _ in }
    ) throws(DiagnosticsError) -> DiagnosticBag {
        let source = try plan.shelf.read(path)
        try FileAccess.makeFolder(folder)
        let lines = BatchLines(source, key: key)
        let findings = BatchFindings(ProgressCounter(.documents, of: Int64(lines.count), progress))
        if threads > 1 {
            let plan = plan
            DispatchQueue.concurrentPerform(iterations: min(threads, Self.mostThreads)) { _ in
                DocumentRenderer(plan).render(lines, at: context, into: folder, conformance, findings)
            }
        } else {
            render(lines, at: context, into: folder, conformance, findings)
        }
        return findings.inOrder
    }

    /// Renders lines until there are no more.
    private func render(
        _ lines: BatchLines, at context: DocumentContext, into folder: String, _ conformance: PDFExportOptions.Conformance?,
        _ findings: BatchFindings
    ) {
        while let line = lines.next() {
            do throws(DiagnosticsError) {
                let (name, data) = try line.content.get()
                let (bytes, bag) = try render(data, at: context, as: conformance)
                try FileAccess.write(bytes, to: "\(folder)/\(name).pdf", isDurable: false)
                findings.add(bag, line: line.number, lines.source)
            } catch {
                findings.add(error.bag, line: line.number, lines.source)
            }
        }
    }

    /// The PDF of one set of data: an object whose keys are the template's variables.
    ///
    /// - Parameter dossier: what rules of the document see as `dossier`; without one, only rules about the data are checked.
    package func render(
        _ data: Value, at context: DocumentContext, dossier: Dossier? = nil, actor: Actor? = nil,
        as conformance: PDFExportOptions.Conformance? = nil
    ) throws(DiagnosticsError) -> (bytes: [UInt8], bag: DiagnosticBag) {
        var bag = try checked(data, at: context, dossier, actor)
        let values = values(data, context)
        let (tree, metadata) = try expanded(values, at: context, into: &bag)
        let files = try attachments(values, at: context)
        guard let bytes = press.pdf(tree, metadata: metadata, attachments: files, as: conformance, into: &bag) else {
            throw DiagnosticsError(bag)
        }
        return (bytes, bag)
    }

    /// One set of data as a file and as a fax; its rules were judged before.
    func fax(
        _ data: Value, at context: DocumentContext, resolution: FaxResolution, coding: FaxCoding
    ) throws(DiagnosticsError) -> (pdf: [UInt8], tiff: [UInt8], pageCount: Int, bag: DiagnosticBag) {
        var bag = DiagnosticBag()
        let values = values(data, context)
        let (tree, metadata) = try expanded(values, at: context, into: &bag)
        let files = try attachments(values, at: context)
        let made = try press.fax(tree, metadata: metadata, attachments: files, resolution: resolution, coding: coding, into: &bag)
        guard let made else { throw DiagnosticsError(bag) }
        return (made.pdf, made.tiff, made.pageCount, bag)
    }

    /// The document of a file of data (none: no data) after all logic, before any style; rules of the document have judged the data.
    func expanded(
        dataFile: String?, at context: DocumentContext, into bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> (tree: XMLTree, metadata: DocumentMetadata) {
        let data = try data(dataFile)
        bag.append(contentsOf: try checked(data, at: context, nil, nil))
        return try expanded(values(data, context), at: context, into: &bag)
    }

    private func data(_ path: String?) throws(DiagnosticsError) -> Value {
        guard let path else { return .record([]) }
        return try record(plan.shelf.read(path), nil)
    }

    /// What the pack attaches to the document: its data as JSON, and its exchanges.
    private func attachments(_ values: [String: Value], at context: DocumentContext) throws(DiagnosticsError) -> [AttachedFile] {
        guard let document else { return [] }
        var files = document.attachesData ? [ownData(document, values, at: context)] : []
        for reference in document.attachedExchanges {
            guard let exchange = pack.rulebook.exchanges[reference.id] else { continue }
            files.append(try self.file(of: exchange, beside: document, values, at: context))
        }
        return files
    }

    /// What an exchange says of the document.
    private func file(
        of exchange: ExchangeDefinition, beside document: DocumentDefinition, _ values: [String: Value], at context: DocumentContext
    ) throws(DiagnosticsError) -> AttachedFile {
        var variables = values
        variables["language"] = .string(language.rawValue)
        // A document that is tried out has no person who acts or signs yet: every field of such a person is empty.
        for name in ["actor", "signer"] where variables[name] == nil { variables[name] = .record([]) }
        let form = document.form.flatMap { pack.rulebook.forms[$0.id] }.map { form in
            FormList(pack.rulebook, language).record(form, filled: values["form"], isDraft: false, savedAt: nil, author: nil)
        }
        variables["formList"] = .list(form.map { [$0] } ?? [])
        guard let content = exchange.contents[document.id] else { preconditionFailure("a checked pack has the exchange’s content") }
        let (value, bag) = ExchangeBuilder(language: language, zone: pack.zone).build(content, Activation(variables))
        try bag.throwIfErrors()
        return AttachedFile(
            name: exchange.fileName ?? "\(document.id)-\(exchange.id).json", mediaType: exchange.mediaType, relationship: .data,
            description: exchange.label[language], modified: context.producedAt.text,
            bytes: Array((value ?? .record([])).jsonText.utf8))
    }

    private func ownData(_ document: DocumentDefinition, _ values: [String: Value], at context: DocumentContext) -> AttachedFile {
        let names = ["pack", "document", "dossier", "form", "data", "signer", "earlier"]
        var record = names.compactMap { name in values[name].map { (name, $0) } }
        record.insert(("packHash", .string(pack.hash)), at: 0)
        return AttachedFile(
            name: document.id + ".json", mediaType: "application/json", relationship: .data,
            description: document.label[language], modified: context.producedAt.text, bytes: Array(Value.record(record).jsonText.utf8))
    }

    private func expanded(
        _ values: [String: Value], at context: DocumentContext, into bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> (tree: XMLTree, metadata: DocumentMetadata) {
        let (tree, expansionFaults) = plan.template.expand(values: values, language: language, zone: pack.zone)
        bag.append(contentsOf: expansionFaults)
        guard let tree else { throw DiagnosticsError(bag) }
        let metadata = DocumentMetadata(
            title: tree.documentTitle, language: tree.rootLanguage ?? language.rawValue, author: nil,
            subject: pack.rulebook.title[language], created: context.producedAt.text,
            properties: ["pack": pack.rulebook.name, "packVersion": pack.rulebook.version, "packHash": pack.hash])
        return (tree, metadata)
    }

    /// What styles and sets the template's documents.
    func workshop() -> (styles: StyleEngine, typesetter: Typesetter) { plan.press.workshop() }

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
        if let enclosures = given["enclosures"] { values["enclosures"] = enclosures }
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
        try BatchLines.record(source, range)
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

    /// What the presses of one folder's templates share; names that the pack does not know are looked for in that folder.
    func plan(beside folder: String) -> PressPlan {
        let (pack, shelf) = (pack, shelf)
        let typesetter = Typesetter(
            fonts: fonts, shaper: shaper,
            load: { url, base in shelf.lent(url) ?? pack.resolve(url, from: base, beside: folder).flatMap { shelf.resource($0) } },
            loadText: { url, base in pack.resolve(url, from: base, beside: folder).flatMap { try? shelf.read($0) } })
        return PressPlan(
            options: StyleOptions(fontLengths: fonts.lengths(of:)), typesetter: typesetter, exporter: exporter
        ) { href, base in
            pack.resolve(href, from: base, beside: folder).flatMap { try? shelf.read($0) }
        }
    }
}

/// Makes presses, one for each thread, that share fonts, words and font subsets.
struct PressPlan: Sendable {
    let options: StyleOptions
    let typesetter: Typesetter
    let exporter: PDFExporter
    let load: @Sendable (_ href: String, _ base: String) -> SourceFile?

    func press() -> DocumentPress {
        let (styles, typesetter) = workshop()
        return DocumentPress(styles: styles, typesetter: typesetter, exporter: exporter)
    }

    /// The parts of a press that come before export.
    func workshop() -> (styles: StyleEngine, typesetter: Typesetter) {
        (StyleEngine(options: options, load: load), typesetter)
    }
}
