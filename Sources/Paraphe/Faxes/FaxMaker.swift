import CEL
import Diagnostics
import FaxExport
import Localization
import Rules
import Workflow

/// Judges faxes after the rules of a pack, and sets those that are allowed: `paraphe fax`.
package struct FaxMaker: Sendable {
    package let pack: LoadedPack
    package let definition: DocumentDefinition
    private let shelf: SourceShelf
    private let shared: SharedPress
    private let decider: Decider

    /// - Parameter name: a document of the pack, or the template of one; nil for the only one that the pack faxes.
    package init(
        pack: LoadedPack, document name: String?, shelf: SourceShelf, shared: SharedPress? = nil
    ) throws(DiagnosticsError) {
        let documents = pack.rulebook.documents
        let faxed = documents.filter { $0.fax != nil }
        if let name {
            let found = documents[name] ?? documents.first { $0.template.text == name || $0.template.text == name + ".xhtml" }
            guard let found else { throw DiagnosticsError(FaxSendingDiagnostics.noDocument(name, known: faxed.map(\.id))) }
            definition = found
        } else {
            guard let only = faxed.first else { throw DiagnosticsError(FaxSendingDiagnostics.noDocument(nil, known: [])) }
            guard faxed.count == 1 else { throw DiagnosticsError(FaxSendingDiagnostics.severalDocuments(faxed.map(\.id))) }
            definition = only
        }
        self.pack = pack
        self.shelf = shelf
        self.shared = shared ?? SharedPress(pack: pack, shelf: shelf)
        decider = Decider(pack.rulebook, packHash: pack.hash, wording: .messages(timeZone: pack.rulebook.timeZone))
    }

    /// Throws when the pack does not say what the document takes from a dossier.
    package func checkMapping() throws(DiagnosticsError) {
        if definition.fax?.data.isEmpty ?? true { throw DiagnosticsError(FaxSendingDiagnostics.notMapped(definition.id)) }
    }

    // MARK: - Judging

    /// Asks every rule of the document, and says all that refuses it.
    ///
    /// - Throws: what makes the question itself unanswerable: an expression of the pack that fails, an enclosure that cannot be read.
    package func judge(_ subject: FaxSubject, at moment: DecisionMoment) throws(DiagnosticsError) -> FaxJudgement {
        var data = Value.record([])
        if let dossier = subject.dossier {
            let (mapped, failures) = decider.faxData(of: definition, from: dossier, actor: subject.actor, at: moment)
            try Self.throwing(failures)
            data = mapped
        }
        data = data.merging(subject.given)
        let (enclosures, enclosed) = try enclosures(of: data, subject)
        data = enclosed

        var reasons: [FaxReason] = []
        var warnings: [FaxReason] = []
        let shaped = data
        for set in definition.ruleSets.compactMap({ pack.rulebook.ruleSets[$0.id] }) where set.subject != nil || subject.dossier != nil {
            let report = decider.check(set, subject: shaped, dossier: subject.dossier, actor: subject.actor, at: moment)
            if set.subject != nil { data = report.data }
            for failure in report.failures { add(failure, of: set, subject, to: &reasons) }
            for warning in report.warnings { add(warning, of: set, subject, to: &warnings) }
        }
        let numbers = try numbers(data, subject, moment, &reasons)
        var pages: (count: Int64, place: Span?)?
        if let field = pageCountField, case .int(let count)? = data.field(field) {
            pages = (count, subject.place(of: [field], in: definition))
        }
        return FaxJudgement(
            definition: definition, data: data, dossier: subject.dossier, enclosures: enclosures, numbers: numbers, reasons: reasons,
            warnings: warnings, givenPages: pages)
    }

    /// A field of this name and type is held against the pages that there are.
    private var pageCountField: String? {
        definition.data.first { field in if case .integer = field.type { field.id == "pages" } else { false } }?.id
    }

    private static func throwing(_ failures: [Failure]) throws(DiagnosticsError) {
        var bag = DiagnosticBag()
        for failure in failures { bag.append(failure.diagnostic()) }
        try bag.throwIfErrors()
    }

    /// Two rule sets may say the same of the same: it is told once.
    private func add(_ failure: Failure, of set: RuleSet, _ subject: FaxSubject, to reasons: inout [FaxReason]) {
        guard !reasons.contains(where: { $0.failure.reason == failure.reason && $0.failure.field?.label == failure.field?.label }) else {
            return
        }
        reasons.append(FaxReason(failure: failure, place: place(of: failure, in: set, subject)))
    }

    /// Where the data are that a failure is about: its field, else the last field given that its rule reads.
    private func place(of failure: Failure, in set: RuleSet, _ subject: FaxSubject) -> Span? {
        guard subject.places != nil else { return nil }
        let root = set.subject?.id ?? "dossier"
        func path(_ text: String) -> [String]? {
            let names = text.replacing("[", with: ".").replacing("]", with: "").split(separator: ".").map(String.init)
            return names.first == root && names.count > 1 ? Array(names.dropFirst()) : nil
        }
        if let field = failure.field.flatMap({ path($0.path) }) { return subject.place(of: field, in: definition) }
        let rule = set.rules.first { $0.id == failure.rule }
        let read = rule?.requirement.program.dependencies.compactMap(path) ?? []
        // What the rule asks first only says whether it is concerned.
        let asked = rule?.applicability?.program.dependencies.compactMap(path) ?? []
        let given =
            read.filter { !asked.contains($0) }.last { subject.gives($0, in: definition) }
            ?? read.last { subject.gives($0, in: definition) } ?? read.first
        return subject.place(of: given ?? [], in: definition)
    }

    private func numbers(
        _ data: Value, _ subject: FaxSubject, _ moment: DecisionMoment, _ reasons: inout [FaxReason]
    ) throws(DiagnosticsError) -> [FaxNumber] {
        guard let fax = definition.fax else { return [] }
        let (texts, failures) = decider.faxNumbers(of: definition, data: data, at: moment)
        // A number that is missing was told by the rules; only data that they let pass may not fail here.
        guard failures.isEmpty else {
            if reasons.isEmpty { try Self.throwing(failures) }
            return []
        }
        let read = fax.receivers.program.dependencies.filter { $0.hasPrefix("data.") }
            .map { $0.split(separator: ".").dropFirst().map(String.init) }
        let place = subject.place(of: read.last { subject.gives($0, in: definition) } ?? [], in: definition)
        func refuse(_ fault: Diagnostic) {
            reasons.append(
                FaxReason(
                    failure: Failure(fault.code, rule: "to", reason: fault.message, hint: fault.hint, span: nil),
                    place: subject.places == nil ? nil : place))
        }
        var numbers: [FaxNumber] = []
        for text in texts {
            guard let number = FaxNumber(text) else {
                refuse(FaxSendingDiagnostics.number(text, at: place))
                continue
            }
            if numbers.contains(number) {
                refuse(FaxSendingDiagnostics.repeatedNumber(text, at: place))
            } else {
                numbers.append(number)
            }
        }
        if texts.isEmpty, reasons.isEmpty { refuse(FaxSendingDiagnostics.noNumber()) }
        return numbers
    }

    // MARK: - Enclosures

    /// The files that the data name, and the data with a record for each of them.
    private func enclosures(
        of data: Value, _ subject: FaxSubject
    ) throws(DiagnosticsError) -> (enclosures: [FaxEnclosure], data: Value) {
        let fields = definition.data.filter { if case .list(.attachment) = $0.type { true } else { false } }
        guard let first = fields.first else {
            guard subject.enclosures.isEmpty else { throw DiagnosticsError(FaxSendingDiagnostics.noEnclosures(definition.id)) }
            return ([], data)
        }
        var data = data
        var all: [FaxEnclosure] = []
        for field in fields {
            let standing = data.field(field.id)
            // What is no list is a fault of the data, which the rules tell.
            if let standing, standing.elements == nil, !standing.isNull { continue }
            var records: [Value] = []
            for (index, element) in (standing?.elements ?? []).enumerated() {
                let place = subject.place(of: [field.id, String(index)], in: definition)
                if case .string(let name) = element {
                    let enclosure = try FaxEnclosure.file(name.hasPrefix("/") ? name : subject.folder + name, at: place)
                    all.append(enclosure)
                    records.append(enclosure.record)
                } else if element.isRecord {
                    all.append(try FaxEnclosure.stored(element, in: subject.blobs, at: place))
                    records.append(element)
                } else {
                    records.append(element)
                }
            }
            if field.id == first.id {
                all += subject.enclosures
                records += subject.enclosures.map(\.record)
            }
            if standing != nil || !records.isEmpty { data = data.merging(.record([(field.id, .list(records))])) }
        }
        return (all, data)
    }

    /// The variable `enclosures`: a record for each page that is enclosed, and where its picture is.
    private func pages(of judgement: FaxJudgement) throws(DiagnosticsError) -> Value {
        var records: [Value] = []
        for (index, enclosure) in judgement.enclosures.enumerated() {
            let pictures = try enclosure.pictures(limit: FaxEnclosure.mostPages - records.count)
            for (page, picture) in pictures.enumerated() {
                let kind = picture.starts(with: [0xFF, 0xD8]) ? "jpeg" : "png"
                let source = "enclosure-\(enclosure.id.prefix(16))-\(index + 1)-\(page + 1).\(kind)"
                shelf.lend(picture, as: source)
                records.append(
                    .record([
                        ("label", .string(enclosure.name)), ("page", .int(Int64(page + 1))), ("pages", .int(Int64(pictures.count))),
                        ("source", .string(source)),
                    ]))
            }
        }
        return .list(records)
    }

    // MARK: - Making

    /// A finished fax in one language.
    package struct Made: Sendable {
        package let pdf: [UInt8]
        package let tiff: [UInt8]
        package let pageCount: Int
        /// What is to be known of it.
        package let bag: DiagnosticBag
    }

    /// Sets a fax that is allowed; its text survives the resolution, or the place of what does not is told.
    package func make(
        _ judgement: FaxJudgement, in language: Language, at context: DocumentContext, resolution: FaxResolution = .fine,
        coding: FaxCoding = .modifiedHuffman
    ) throws(DiagnosticsError) -> Made {
        guard judgement.isAllowed else { throw DiagnosticsError(judgement.diagnostics) }
        let renderer = try DocumentRenderer(template: definition.id, pack: pack, language: language, shelf: shelf, shared: shared)
        var entries: [(String, Value)] = [("data", judgement.data), ("enclosures", try pages(of: judgement))]
        if let dossier = judgement.dossier {
            entries += [("dossier", dossier.record(in: pack.rulebook)), ("forms", dossier.formsRecord(in: pack.rulebook))]
        }
        var made = try renderer.fax(.record(entries), at: context, resolution: resolution, coding: coding)
        if let given = judgement.givenPages, given.count != Int64(made.pageCount) {
            made.bag.append(FaxSendingDiagnostics.pageCount(given.count, real: made.pageCount, at: given.place))
        }
        return Made(pdf: made.pdf, tiff: made.tiff, pageCount: made.pageCount, bag: made.bag)
    }
}
