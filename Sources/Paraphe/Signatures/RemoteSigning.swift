import Certificates
import Diagnostics
import Signing

/// Signing in two steps: prepare a file and a request, have it signed elsewhere, embed what came back.
package enum RemoteSigning {
    /// Writes the prepared file and the request, both or neither.
    ///
    /// - Parameters:
    ///   - certificates: a file with the signer's certificate; without it only a whole CMS can be embedded.
    package static func prepare(
        _ input: String, _ request: SignatureRequest, certificates: String?, padding: SoftwareKey.RSAPadding, hash: HashAlgorithm?,
        deadline: SigningDate, to output: String, ticket path: String
    ) throws(DiagnosticsError) {
        let chain = try certificates.map { path throws(DiagnosticsError) in try SigningIdentity.certificates(in: path) } ?? []
        let preparation = try SignaturePreparation(chain: chain, path: certificates ?? "", padding: padding, hash: hash)
        let name = output.split(separator: "/").last.map(String.init) ?? output
        let (pdf, ticket) = try preparation.prepare(
            try FileAccess.read(input, limitBytes: FileAccess.longestDocumentBytes), request, name: name, deadline: deadline)
        try FileAccess.write([(output, pdf), (path, ticket.json)])
    }

    /// - Parameter isCMS: whether `answer` holds a whole CMS; else the signature alone.
    /// - Returns: warnings.
    package static func embed(
        _ answer: String, isCMS: Bool, in prepared: String, ticket path: String, level: SignatureLevel, services choice: ServiceChoice,
        date: SigningDate, to output: String
    ) throws(DiagnosticsError) -> DiagnosticBag {
        if level > .bB, choice.timeStamps == nil { throw DiagnosticsError(SigningDiagnostics.noTimeStamps(level)) }
        let services = try choice.services()
        let ticket = try SignatureTicket(json: try FileAccess.read(path), path: path)
        let pdf = try FileAccess.read(prepared, limitBytes: FileAccess.longestDocumentBytes)
        let bytes = try FileAccess.read(answer)
        let signed = try SignatureEmbedding(ticket, timeStamps: level > .bB ? services.timeStamps : nil)
            .embed(isCMS ? .cms(bytes) : .signature(bytes), in: pdf, at: date)
        var document = SignedDocument(bytes: signed)
        if level >= .bLT { document = try LongTermExtension(services: services, date: date).extend(signed, to: level) }
        try FileAccess.write(document.bytes, to: output)
        var bag = DiagnosticBag()
        bag.append(contentsOf: document.warnings)
        return bag
    }
}
