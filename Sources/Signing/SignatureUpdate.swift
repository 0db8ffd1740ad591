import Certificates
import Diagnostics
import PDF

/// The incremental update that holds one signature: its dictionary, its field, and what must know of it.
struct SignatureUpdate {
    private let file: PDFFile
    /// Nil for a document time stamp, which says nothing but its token.
    private let request: SignatureRequest?
    private let signerName: String
    private let fields: [SignatureFieldEntry]
    private let target: SignatureFieldEntry?
    private let newName: String
    private var update: PDFUpdate
    /// Where a new field is seen: page, rectangle and turn of its appearance.
    private var place: (page: PDFReference, rectangle: [Double], matrix: [Double]?)?
    private let form: PDFDictionary
    private let formReference: PDFReference?
    private let root: PDFReference
    private var contents = 0..<0
    private var byteRange = 0..<0

    init(file: PDFFile, request: SignatureRequest, signerName: String) throws(DiagnosticsError) {
        self.file = file
        self.request = request
        self.signerName = signerName
        fields = SignatureFields.all(file)
        update = PDFUpdate(file)
        let catalog = file.catalog
        formReference = catalog["AcroForm"]?.referenceValue
        form = file.resolve(catalog["AcroForm"]).dictionaryValue ?? [:]
        root = file.trailer["Root"]?.referenceValue ?? PDFReference(0)
        if let name = request.fieldName {
            if let field = fields.first(where: { $0.name == name }) {
                guard field.value == nil else { throw DiagnosticsError(SigningDiagnostics.fieldIsSigned(name)) }
                target = field
            } else {
                guard fields.isEmpty else {
                    throw DiagnosticsError(SigningDiagnostics.noField(name, fields.filter { $0.value == nil }.map(\.name)))
                }
                target = nil
            }
            newName = name
        } else {
            target = fields.first { $0.value == nil }
            let taken = Set(fields.map(\.name))
            newName = (1...).lazy.map { "Signature\($0)" }.first { !taken.contains($0) } ?? "Signature"
        }
        if DocumentPermissions.certification(file)?.permission == 1 { throw DiagnosticsError(SigningDiagnostics.certifiedAgainstChanges()) }
        if let target, DocumentPermissions.locks(file, fields: fields, name: target.name) {
            throw DiagnosticsError(SigningDiagnostics.fieldIsLocked(target.name))
        }
        if target == nil, file.pages().isEmpty { throw DiagnosticsError(SigningDiagnostics.noPage()) }
        if let placement = request.placement { place = try Self.place(placement, in: file, fields, target) }
        for text in request.texts { try checkText(text) }
    }

    /// Where a visible field may stand: not where a signature is already that would not bear one.
    private static func place(
        _ placement: FieldPlacement, in file: PDFFile, _ fields: [SignatureFieldEntry], _ target: SignatureFieldEntry?
    ) throws(DiagnosticsError) -> (page: PDFReference, rectangle: [Double], matrix: [Double]?) {
        if let target { throw DiagnosticsError(SigningDiagnostics.fieldHasPlace(target.name)) }
        if fields.contains(where: { $0.value != nil }) {
            guard DocumentPermissions.certification(file) == nil else {
                throw DiagnosticsError(SigningDiagnostics.visibleAfterCertification())
            }
            guard file.resolve(file.catalog["StructTreeRoot"]).dictionaryValue == nil else {
                throw DiagnosticsError(SigningDiagnostics.visibleInSignedStructure())
            }
        }
        guard let page = placement.reference(in: file) else {
            throw DiagnosticsError(SigningDiagnostics.noSuchPage(placement.page, file.pages().count))
        }
        guard let (rectangle, matrix) = placement.rectangle(on: page, of: file) else {
            throw DiagnosticsError(SigningDiagnostics.outsidePage(placement.page))
        }
        return (page, rectangle, matrix)
    }

    private func checkText(_ text: FieldText) throws(DiagnosticsError) {
        guard let field = TextFieldEntry.all(file).first(where: { $0.name == text.field }) else {
            throw DiagnosticsError(SigningDiagnostics.noTextField(text.field))
        }
        guard field.value == nil else { throw DiagnosticsError(SigningDiagnostics.textFieldIsFilled(text.field)) }
        if DocumentPermissions.locks(file, fields: fields, name: text.field) {
            throw DiagnosticsError(SigningDiagnostics.fieldIsLocked(text.field))
        }
        guard PDFText.encode(text.text).count <= PDFText.longestArchivedBytes else {
            throw DiagnosticsError(SigningDiagnostics.textIsTooLong(text.field))
        }
    }

    /// A document time stamp in an invisible field of its own; it is allowed whatever the certification (ISO 32000-2, clause 12.8.2.2).
    init(stamping file: PDFFile) throws(DiagnosticsError) {
        self.file = file
        request = nil
        signerName = ""
        fields = SignatureFields.all(file)
        update = PDFUpdate(file)
        formReference = file.catalog["AcroForm"]?.referenceValue
        form = file.resolve(file.catalog["AcroForm"]).dictionaryValue ?? [:]
        root = file.trailer["Root"]?.referenceValue ?? PDFReference(0)
        target = nil
        let taken = Set(fields.map(\.name))
        newName = (1...).lazy.map { "TimeStamp\($0)" }.first { !taken.contains($0) } ?? "TimeStamp"
        if file.pages().isEmpty { throw DiagnosticsError(SigningDiagnostics.noPage()) }
    }

    private var isFirst: Bool { fields.allSatisfy { $0.value == nil } }

    mutating func write(reservedBytes: Int) {
        let signature = update.reserve()
        writeSignature(as: signature, reservedBytes: reservedBytes)
        var added: PDFReference?
        if let target {
            var field = target.dictionary
            field["V"] = .reference(signature)
            if let appearance = request?.appearance { field["AP"] = ["N": .reference(appearance.write(to: &update))] }
            update.write(.dictionary(field), as: target.reference)
        } else {
            added = addField(signature)
        }
        for text in request?.texts ?? [] { fill(text) }
        writeForm(adding: added, signature: signature)
    }

    private mutating func fill(_ text: FieldText) {
        guard let field = TextFieldEntry.all(file).first(where: { $0.name == text.field }) else { return }
        var dictionary = field.dictionary
        dictionary["V"] = .text(text.text)
        dictionary["AP"] = ["N": .reference(text.appearance.write(to: &update))]
        update.write(.dictionary(dictionary), as: field.reference)
    }

    /// The file's bytes with zeros for the CMS, and where the hexadecimal string stands, brackets included.
    consuming func finish() -> (bytes: [UInt8], contents: Range<Int>) {
        let (contents, byteRange) = (contents, byteRange)
        var bytes = update.finish()
        var numbers = PDFBuffer()
        numbers.append("[0 ")
        numbers.append(integer: contents.lowerBound)
        numbers.append(byte: 0x20)
        numbers.append(integer: contents.upperBound)
        numbers.append(byte: 0x20)
        numbers.append(integer: bytes.count - contents.upperBound)
        while numbers.count < byteRange.count - 1 { numbers.append(byte: 0x20) }
        numbers.append(byte: 0x5D)
        bytes.replaceSubrange(byteRange, with: numbers.bytes)
        return (bytes, contents)
    }

    private mutating func writeSignature(as reference: PDFReference, reservedBytes: Int) {
        let entries =
            request.map(signatureEntries) ?? [
                "Type": .name("DocTimeStamp"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.RFC3161"),
            ]
        var contentsPlace = 0..<0
        var rangePlace = 0..<0
        update.write(as: reference) { buffer, base in
            buffer.append("<<")
            for entry in entries.entries {
                buffer.append(name: entry.key)
                buffer.append(byte: 0x20)
                buffer.append(entry.value)
            }
            buffer.append("/ByteRange ")
            let rangeStart = base + buffer.count
            // Four numbers of at most ten digits: filled in when the length of the file is known.
            buffer.append("[0                                 ]")
            rangePlace = rangeStart..<base + buffer.count
            buffer.append("/Contents ")
            let start = base + buffer.count
            buffer.append(byte: 0x3C)
            buffer.append(bytes: [UInt8](repeating: 0x30, count: reservedBytes * 2))
            buffer.append(byte: 0x3E)
            contentsPlace = start..<base + buffer.count
            buffer.append(">>")
        }
        contents = contentsPlace
        byteRange = rangePlace
    }

    private func signatureEntries(_ request: SignatureRequest) -> PDFDictionary {
        var entries: PDFDictionary = ["Type": .name("Sig"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.CAdES.detached")]
        entries["M"] = .string(Array(request.date.pdfText.utf8))
        entries["Name"] = .text(request.name ?? signerName)
        if let reason = request.reason { entries["Reason"] = .text(reason) }
        if let location = request.location { entries["Location"] = .text(location) }
        if let contact = request.contact { entries["ContactInfo"] = .text(contact) }
        let references = signatureReferences()
        if !references.isEmpty { entries["Reference"] = .array(references) }
        return entries
    }

    /// DocMDP for the certifying signature, FieldMDP where the field asks for a lock (ISO 32000-1, clause 12.8.2).
    private func signatureReferences() -> [PDFObject] {
        var references: [PDFObject] = []
        if isFirst, let permission = request?.certification {
            references.append([
                "Type": .name("SigRef"), "TransformMethod": .name("DocMDP"),
                "TransformParams": ["Type": .name("TransformParams"), "P": .integer(permission.rawValue), "V": .name("1.2")],
            ])
        }
        if let lock = file.resolve(target?.dictionary["Lock"]).dictionaryValue, let action = file.resolve(lock["Action"]).nameValue {
            var parameters: PDFDictionary = ["Type": .name("TransformParams"), "Action": .name(action)]
            if let names = file.resolve(lock["Fields"]).arrayValue { parameters["Fields"] = .array(names.map(file.resolve)) }
            parameters["V"] = .name("1.2")
            references.append([
                "Type": .name("SigRef"), "TransformMethod": .name("FieldMDP"), "Data": .reference(root),
                "TransformParams": .dictionary(parameters),
            ])
        }
        return references
    }

    /// A field of its own: where it was asked for, or invisible on the first page, with a zero rectangle (Hidden is forbidden in PDF/A).
    /// Printed and locked.
    private mutating func addField(_ signature: PDFReference) -> PDFReference {
        let page = place?.page ?? file.pages().first ?? PDFReference(0)
        let field = update.reserve()
        var entries: PDFDictionary = [
            "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text(newName),
            "TU": .text(place == nil || signerName.isEmpty ? newName : newName + " – " + signerName),
            "Rect": .numbers(place?.rectangle ?? [0, 0, 0, 0]), "F": 132, "P": .reference(page), "V": .reference(signature),
        ]
        if var appearance = request?.appearance, let place {
            if let matrix = place.matrix { appearance.setRoot("Matrix", .numbers(matrix)) }
            entries["AP"] = ["N": .reference(appearance.write(to: &update))]
        }
        var dictionary = file.object(page).dictionaryValue ?? [:]
        var isPageChanged = false
        // The structure of a signed document stays as it was signed: verifiers refuse a change to it.
        if isFirst, request != nil, let number = StructureAddition.addForm(holding: field, on: page, of: file, to: &update) {
            entries["StructParent"] = .integer(number)
            // PDF/UA-1, clause 7.18.3.
            isPageChanged = dictionary["Tabs"] != .name("S")
            dictionary["Tabs"] = .name("S")
        }
        update.write(.dictionary(entries), as: field)
        let annotations = file.resolve(dictionary["Annots"]).arrayValue ?? []
        let all = PDFObject.array(annotations + [.reference(field)])
        if let reference = dictionary["Annots"]?.referenceValue, case .array = file.object(reference) {
            update.write(all, as: reference)
        } else {
            dictionary["Annots"] = all
            isPageChanged = true
        }
        if isPageChanged { update.write(.dictionary(dictionary), as: page) }
        return field
    }

    private mutating func writeForm(adding field: PDFReference?, signature: PDFReference) {
        var form = form
        var catalog = file.catalog
        var isCatalogChanged = false
        if let field {
            let fields = file.resolve(form["Fields"]).arrayValue ?? []
            form["Fields"] = .array(fields + [.reference(field)])
        }
        let flags = file.resolve(form["SigFlags"]).integerValue ?? 0
        form["SigFlags"] = .integer(flags | 3)
        if field != nil || flags & 3 != 3 {
            if let formReference {
                update.write(.dictionary(form), as: formReference)
            } else {
                catalog["AcroForm"] = .dictionary(form)
                isCatalogChanged = true
            }
        }
        if isFirst, request?.certification != nil {
            var permissions = file.resolve(catalog["Perms"]).dictionaryValue ?? [:]
            permissions["DocMDP"] = .reference(signature)
            catalog["Perms"] = .dictionary(permissions)
            isCatalogChanged = true
        }
        if isCatalogChanged { update.write(.dictionary(catalog), as: root) }
    }

    /// Writes the hexadecimal of the CMS over the zeros between the angle brackets.
    static func fill(_ bytes: inout [UInt8], _ place: Range<Int>, with cms: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        var position = place.lowerBound + 1
        for byte in cms {
            bytes[position] = digits[Int(byte >> 4)]
            bytes[position + 1] = digits[Int(byte & 15)]
            position += 2
        }
    }
}
