import Certificates
import Diagnostics
import PDF
import Signing

/// What a visible signature shows besides name and date, and where.
package struct VisibleSignature: Sendable {
    package var placement: FieldPlacement
    package var licence: String?

    package init(placement: FieldPlacement, licence: String? = nil) {
        self.placement = placement
        self.licence = licence
    }
}

/// Signs files with one key, opened once, however many there are.
package final class DocumentSigning {
    private let signer: Signer
    private let services: SigningServices
    private let level: SignatureLevel
    /// Of words in documents whose own language is not known.
    private let language: Language
    private var appearances: [Language: FieldAppearance] = [:]

    package init(
        _ identity: SigningIdentity, level: SignatureLevel = .bB, services: ServiceChoice = ServiceChoice(), secrets: any SecretSource,
        language: Language = .english
    ) throws(DiagnosticsError) {
        self.services = level == .bB ? SigningServices() : try services.services()
        if level > .bB, services.timeStamps == nil { throw DiagnosticsError(SigningDiagnostics.noTimeStamps(level)) }
        signer = try identity.signer(secrets: secrets)
        self.level = level
        self.language = language
    }

    /// Adds a signature to a file and saves the result whole or not at all; the input may be the output.
    ///
    /// - Returns: warnings.
    package func sign(
        _ input: String, _ request: SignatureRequest, visible: VisibleSignature? = nil, to output: String
    ) throws(DiagnosticsError) -> DiagnosticBag {
        let pdf = try FileAccess.read(input, limitBytes: FileAccess.longestDocumentBytes)
        var request = request
        if let visible {
            let place = visible.placement
            let signatory = signatory(request, licence: visible.licence)
            request.placement = place
            request.appearance = try appearance(for: pdf).signature(signatory, width: place.width, height: place.height)
            guard request.appearance != nil else {
                throw DiagnosticsError(AddendumDiagnostics.signatureTooSmall(width: place.width, height: place.height))
            }
        }
        return try write(pdf, request, to: output)
    }

    /// Signs each file; one that fails keeps none of the others from being signed.
    ///
    /// - Parameter progress: hears how many files are done.
    /// - Returns: what was found, each finding with the name of its file.
    package func sign(
        _ files: [(input: String, output: String)], _ request: SignatureRequest, visible: VisibleSignature? = nil,
        progress: @escaping ProgressListener = { _ in }
    ) -> DiagnosticBag {
        var bag = DiagnosticBag()
        var counter = ProgressCounter(.files, of: Int64(files.count), progress)
        for file in files {
            defer { counter.advance() }
            bag.append(
                contentsOf: FileBatch.findings(file.input, isOne: files.count == 1) { () throws(DiagnosticsError) in
                    try sign(file.input, request, visible: visible, to: file.output)
                })
        }
        return bag
    }

    /// Adds a text to a signed document, in a place that it keeps for that, with a signature over both; earlier signatures stay valid.
    ///
    /// - Parameters:
    ///   - text: a file of plain text in UTF-8; empty lines part paragraphs.
    ///   - request: its field names the place; the first free one otherwise.
    /// - Returns: warnings.
    package func addend(
        _ input: String, text path: String, licence: String?, _ request: SignatureRequest, to output: String
    ) throws(DiagnosticsError) -> DiagnosticBag {
        let pdf = try FileAccess.read(input, limitBytes: FileAccess.longestDocumentBytes)
        guard let text = String(validating: try FileAccess.read(path), as: UTF8.self), !FieldAppearance.paragraphs(text).isEmpty else {
            throw DiagnosticsError(AddendumDiagnostics.empty(path))
        }
        let file = try Self.opened(pdf)
        guard SignatureFields.all(file).contains(where: { $0.value != nil }) else {
            throw DiagnosticsError(AddendumDiagnostics.notSigned())
        }
        let place = try AddendumPlace.free(in: file, named: request.fieldName)
        let signatory = signatory(request, licence: licence)
        guard
            let (value, appearance) = try appearance(for: pdf).addendum(text, signatory, width: place.width, height: place.height)
        else { throw DiagnosticsError(AddendumDiagnostics.tooLong(place.text.name, width: place.width, height: place.height)) }
        var request = request
        request.fieldName = place.signatureField
        request.texts = [FieldText(field: place.text.name, text: value, appearance: appearance)]
        return try write(pdf, request, to: output)
    }

    private func write(_ pdf: [UInt8], _ request: SignatureRequest, to output: String) throws(DiagnosticsError) -> DiagnosticBag {
        let document = try signer.sign(pdf, request, level: level, services: services)
        try FileAccess.write(document.bytes, to: output)
        var bag = DiagnosticBag()
        bag.append(contentsOf: document.warnings)
        return bag
    }

    private func signatory(_ request: SignatureRequest, licence: String?) -> FieldAppearance.Signatory {
        FieldAppearance.Signatory(name: request.name ?? signer.certificate.displayName, licence: licence, date: request.date)
    }

    /// What sets words in the language of a document.
    private func appearance(for pdf: [UInt8]) throws(DiagnosticsError) -> FieldAppearance {
        let language = FieldAppearance.language(of: try Self.opened(pdf), else: language)
        if let known = appearances[language] { return known }
        let appearance = FieldAppearance(language)
        appearances[language] = appearance
        return appearance
    }

    private static func opened(_ pdf: [UInt8]) throws(DiagnosticsError) -> PDFFile {
        do throws(PDFFault) {
            return try PDFFile(bytes: pdf)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
    }
}
