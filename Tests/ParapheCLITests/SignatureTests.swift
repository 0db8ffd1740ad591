import Certificates
import Foundation
import PDF
import Signing
import Testing

/// `paraphe sign` and `paraphe verify`.
@Suite struct SignatureTests {
    /// Keys as `openssl` would leave them on disk, in the tool's folder.
    static func makeKeys(_ tool: Tool) throws {
        let from = try #require(SigningDate(iso8601: "2026-01-01T00:00:00Z"))
        let authority = try TestAuthority(name: "Autorité", organization: "Essais", validFrom: from)
        let other = try TestAuthority(name: "Autre", organization: "Essais", validFrom: from)
        try tool.write(authority.rootPEM, to: "authority.pem")
        try tool.write(other.rootPEM, to: "other.pem")
        for (index, kind) in [TestAuthority.KeyKind.p256, .rsa2048].enumerated() {
            let name = kind == .p256 ? "p256" : "rsa"
            let credentials = try authority.issue(name: "Zoé Côté", organization: "Essais", serial: 2 + index, validFrom: from, kind: kind)
            try tool.write(credentials.keyPEM, to: name + ".key")
            try tool.write(credentials.certificatePEM, to: name + ".pem")
        }
    }

    /// A page with an empty signature field `final`.
    static func makePage(_ tool: Tool) throws {
        try tool.write(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA"><head><title>Rapport</title></head>
            <body><p>Impression : naevus.</p><g:signature field="final" label="Signature"><p>Signé</p></g:signature></body></html>
            """, to: "page.xhtml")
        let outcome = try tool("typeset", "page.xhtml", "-o", "page.pdf")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(arguments: ["p256", "rsa"])
    func signAndVerify(key: String) throws {
        let tool = try Tool()
        try Self.makeKeys(tool)
        try Self.makePage(tool)
        let unsigned = try tool("verify", "page.pdf")
        #expect(unsigned.status == 1 && unsigned.output.contains("no signature"))
        let signing = try tool(
            "sign", "page.pdf", "--key", key + ".key", "--cert", key + ".pem", "--field", "final", "--reason", "Vérifié", "-o", "signed.pdf"
        )
        #expect(signing.status == 0 && signing.output.isEmpty && signing.errors.isEmpty, "\(signing.errors)")

        // Nobody said what to trust: that is no "valid".
        #expect(try tool("verify", "signed.pdf").status == 1)
        #expect(try tool("verify", "signed.pdf", "--policy", "intact").status == 0)
        #expect(try tool("verify", "signed.pdf", "--trust", "authority.pem").status == 0)
        let distrusted = try tool("verify", "signed.pdf", "--trust", "other.pem", "--lang", "fr")
        #expect(distrusted.status == 1 && distrusted.output.contains("Zoé Côté"))
        let report = try parsed(try tool("verify", "signed.pdf", "--trust", "authority.pem", "--format", "json").output)
        let signature = try #require((report["signatures"] as? [[String: Any]])?.first)
        #expect(report["valid"] as? Bool == true && signature["trusted"] as? Bool == true)
        #expect(signature["field"] as? String == "final" && signature["signer"] as? String == "Zoé Côté")

        // A second signature leaves the first one valid; the input may be the output.
        #expect(try tool("sign", "signed.pdf", "--key", "p256.key", "--cert", "p256.pem", "-o", "signed.pdf").status == 0)
        let both = try parsed(try tool("verify", "signed.pdf", "--trust", "authority.pem", "--format", "json").output)
        #expect(both["valid"] as? Bool == true && (both["signatures"] as? [Any])?.count == 2)
    }

    /// One byte changed, or a revision added that changes a page: exit 1, and what changed is said.
    @Test func alteredDocumentsAreNotValid() throws {
        let tool = try Tool()
        try Self.makeKeys(tool)
        try Self.makePage(tool)
        #expect(try tool("sign", "page.pdf", "--key", "p256.key", "--cert", "p256.pem", "--field", "final", "-o", "signed.pdf").status == 0)
        let bytes = try tool.read("signed.pdf")

        var flipped = bytes
        flipped[bytes.count / 4] ^= 1
        try tool.write(flipped, to: "flipped.pdf")
        let damaged = try tool("verify", "flipped.pdf")
        #expect(damaged.status == 1 && damaged.output.contains("altered after signing"), "\(damaged.output)")
        #expect(try tool("verify", "flipped.pdf", "--lang", "fr").output.contains("modifié après la signature"))

        let file = try PDFFile(bytes: bytes)
        let page = try #require(file.pages().first)
        guard case .dictionary(var entries) = file.object(page) else { throw CancellationError() }
        var update = PDFUpdate(file)
        entries["Contents"] = .reference(update.addStream(data: Array("BT ET".utf8)))
        update.write(.dictionary(entries), as: page)
        try tool.write(update.finish(), to: "revised.pdf")
        let revised = try tool("verify", "revised.pdf", "--trust", "authority.pem")
        #expect(revised.status == 1 && revised.output.contains("page 1"), "\(revised.output)")
    }

    @Test(arguments: [
        (["--key", "p256.key", "--cert", "rsa.pem"], "error[signing/key-mismatch]"),
        (["--key", "p256.pem", "--cert", "p256.pem"], "error[signing/no-key]"),
        (["--key", "nope.key", "--cert", "p256.pem"], "there is no file `nope.key`"),
        (["--key", "p256.key", "--cert", "p256.key"], "error["),
        (["--key", "p256.key", "--cert", "p256.pem", "--field", "fianl"], "did you mean `final`?"),
        (["--key", "p256.key", "--cert", "p256.pem", "--at", "2050-01-01T00:00:00Z"], "error[signing/certificate-expired]"),
    ])
    func whatCannotBeSigned(options: [String], words: String) throws {
        let tool = try Tool()
        try Self.makeKeys(tool)
        try Self.makePage(tool)
        let outcome = try tool.run(["sign", "page.pdf", "-o", "signed.pdf"] + options)
        #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(try !tool.names().contains("signed.pdf"))
    }

    /// One unlock of a PKCS#12 file for a folder of documents; one that cannot be signed keeps none of the others from it.
    @Test func manyFiles() throws {
        let tool = try Tool()
        try Self.makeKeys(tool)
        try Self.makePage(tool)
        try tool.write("été 1234\n", to: "pin")
        let made = try tool.start(
            "/usr/bin/openssl",
            ["pkcs12", "-export", "-inkey", "p256.key", "-in", "p256.pem", "-out", "key.p12", "-passout", "file:pin"], lang: "C.UTF-8")
        try #require(made.status == 0, "\(made.errors)")
        let bytes = try tool.read("page.pdf")
        for name in ["a.pdf", "c.pdf"] { try tool.write(bytes, to: name) }
        try tool.write("no PDF", to: "b.pdf")
        let outcome = try tool(
            "sign", "a.pdf", "b.pdf", "c.pdf", "--key", "key.p12", "--pin-file", "pin", "--field", "final", "-o", "{name}-signed.pdf")
        #expect(outcome.status == 1 && outcome.errors.contains("file: b.pdf"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("1234"))
        for name in ["a", "c"] { #expect(try tool("verify", name + "-signed.pdf", "--trust", "authority.pem").status == 0) }
        #expect(try !tool.names().contains("b-signed.pdf"))
        // Several files and one name, no passphrase, a wrong one.
        #expect(try tool("sign", "a.pdf", "c.pdf", "--key", "key.p12", "-o", "one.pdf").status == 64)
        let wrong = try tool("sign", "a.pdf", "--key", "key.p12", "--pin-file", "p256.pem", "-o", "x.pdf")
        #expect(wrong.status == 1 && wrong.errors.contains("error[key/wrong-secret]"))
        let https = try tool(
            "sign", "a.pdf", "--key", "p256.key", "--cert", "p256.pem", "--level", "b-t", "--tsa", "https://tsa.example", "-o", "x.pdf")
        #expect(https.status == 1 && https.errors.contains("error[authority/"), "\(https.errors)")
        let none = try tool("sign", "a.pdf", "--key", "p256.key", "--cert", "p256.pem", "--level", "b-lta", "-o", "x.pdf")
        #expect(none.status == 1 && none.errors.contains("error[signing/no-time-stamping]"))
    }

    /// Prepared here, signed by openssl, embedded here.
    @Test func signedElsewhere() throws {
        let tool = try Tool()
        try Self.makeKeys(tool)
        try Self.makePage(tool)
        let prepared = try tool(
            "prepare", "page.pdf", "--cert", "p256.pem", "--field", "final", "--request", "request.json", "-o", "prepared.pdf")
        try #require(prepared.status == 0, "\(prepared.errors)")
        let request = try parsed(String(decoding: try tool.read("request.json"), as: UTF8.self))
        let part = try #require(request["signed"] as? [String: String])
        let attributes = try #require(Data(base64Encoded: part["attributes"] ?? ""))
        try tool.write([UInt8](attributes), to: "attributes")
        let made = try tool.start(
            "/usr/bin/openssl", ["dgst", "-sha256", "-sign", "p256.key", "-out", "signature", "attributes"], lang: "C.UTF-8")
        try #require(made.status == 0)
        let late = try tool(
            "embed", "prepared.pdf", "--request", "request.json", "--signature", "signature", "--at", "2050-01-01T00:00:00Z", "-o", "x.pdf")
        #expect(late.status == 1 && late.errors.contains("error[signing/deadline]"))
        #expect(try tool("embed", "prepared.pdf", "--request", "request.json", "-o", "x.pdf").status == 64)
        let embedded = try tool("embed", "prepared.pdf", "--request", "request.json", "--signature", "signature", "-o", "signed.pdf")
        #expect(embedded.status == 0, "\(embedded.errors)")
        #expect(try tool("verify", "signed.pdf", "--trust", "authority.pem").status == 0)
        #expect(try tool("verify", "prepared.pdf").status == 1)
    }

    @Test func whatCannotBeVerified() throws {
        let tool = try Tool()
        try tool.write("no PDF", to: "a.pdf")
        #expect(try tool("verify", "nope.pdf").errors.contains("error[file/not-found]"))
        let outcome = try tool("verify", "a.pdf", "--format", "json")
        let isValid = try parsed(outcome.output)["valid"] as? Bool
        #expect(outcome.status == 1 && isValid == false)
        let trust = try tool("verify", "a.pdf", "--trust", "a.pdf")
        #expect(trust.status == 1 && trust.errors.contains("holds no PEM certificate"))
    }
}
