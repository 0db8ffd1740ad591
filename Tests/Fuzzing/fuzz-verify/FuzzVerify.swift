import Certificates
import PDF
import Signing
import Verifying

/// A signed file, small, with two signatures; made once with fresh keys.
private let signed: (bytes: [UInt8], roots: [SigningCertificate]) = {
    do {
        let from = SigningDate(unixSeconds: 1_767_225_600)
        let authority = try TestAuthority(name: "A", organization: "A", validFrom: from)
        let own = try authority.issue(name: "B", organization: "B", serial: 2, validFrom: from)
        let signer = try Signer(
            keyPEM: Array(own.keyPEM.utf8), keyPath: "k", chainPEM: Array(own.certificatePEM.utf8), chainPath: "c")
        var options = PDFWriter.Options()
        options.usesObjectStreams = false
        var writer = PDFWriter(options: options)
        let (catalog, pages, page) = (writer.reserve(), writer.reserve(), writer.reserve())
        let content = writer.addStream(data: Array("0 0 1 rg 10 10 100 100 re f".utf8))
        writer.write(
            ["Type": .name("Page"), "Parent": .reference(pages), "MediaBox": [0, 0, 99, 99], "Contents": .reference(content)], as: page)
        writer.write(["Type": .name("Pages"), "Kids": [.reference(page)], "Count": 1], as: pages)
        writer.write(["Type": .name("Catalog"), "Pages": .reference(pages)], as: catalog)
        var bytes = writer.finish(root: catalog, info: nil)
        for second in [1, 2] {
            bytes = try signer.sign(bytes, SignatureRequest(date: SigningDate(unixSeconds: 1_767_225_600 + Int64(second) * 1_000)))
        }
        return (bytes, SigningCertificate.all(pem: Array(authority.rootPEM.utf8)) ?? [])
    } catch {
        fatalError("no signed file: \(error)")
    }
}()

/// Edits of a signed file, or any bytes after it: a verdict, and "valid" only when nothing that is read differs.
///
/// Input: runs of five bytes, each a place (three), a mode and a value; what is left over is appended to the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzVerify(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    var file = signed.bytes
    var index = 0
    while index + 5 <= input.count, index < 200 {
        let place = (Int(input[index]) << 16 | Int(input[index + 1]) << 8 | Int(input[index + 2])) % max(1, file.count)
        let value = input[index + 4]
        switch input[index + 3] % 4 {
        case 0: if place < file.count { file[place] = value }
        case 1: file.insert(value, at: place)
        case 2: if place < file.count { file.remove(at: place) }
        default: file.append(contentsOf: input[index..<input.count])
        }
        index += 5
    }
    file.append(contentsOf: input[min(index, input.count)..<input.count])
    let verifier = SignatureVerifier(roots: signed.roots, date: SigningDate(unixSeconds: 1_767_325_600))
    let report = verifier.verify(file)
    if report.isValid {
        // The case of hexadecimal digits between the brackets is all that may differ.
        func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 >= 0x41 && $0 <= 0x46 ? $0 | 0x20 : $0 } }
        precondition(folded(file) == folded(signed.bytes), "an altered file is called valid")
    }
    return 0
}
