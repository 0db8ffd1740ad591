import Certificates
import Diagnostics
import Foundation
import SigningTesting
import Testing
import Verifying
import X509

@testable import Signing

/// Keys as `openssl` protects them.
struct KeyFileTests {
    /// A P-256 key and its certificate, and a folder for what openssl makes of them.
    private let folder: String
    private let certificate: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/paraphe-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let own = try #require(try Fixtures.credentials.get()[.p256])
        certificate = own.certificatePEM
        try own.keyPEM.write(toFile: folder + "/key.pem", atomically: true, encoding: .utf8)
        try (own.certificatePEM + Fixtures.authority.get().rootPEM).write(toFile: folder + "/cert.pem", atomically: true, encoding: .utf8)
    }

    private func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))) }

    private func code(_ bytes: [UInt8], _ secret: String?) -> String? {
        do throws(DiagnosticsError) {
            _ = try KeyFile(bytes, path: "key", secrets: GivenSecret(secret.map { Secret($0) }))
            return nil
        } catch {
            return error.bag.diagnostics.first?.code.name
        }
    }

    @Test(arguments: [
        ["-v2", "aes-256-cbc"], ["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512"], ["-v2", "aes-192-cbc", "-v2prf", "hmacWithSHA1"],
        ["-v2", "aes-256-cbc", "-iter", "100000"],
    ])
    func encryptedPKCS8(options: [String]) throws {
        let process = ["pkcs8", "-topk8", "-in", "key.pem", "-out", "protected.pem", "-passout", "pass:secret été"] + options
        let isMade = try run(process)
        try #require(isMade)
        let bytes = try read("protected.pem")
        let own = try #require(SigningCertificate.all(pem: Array(certificate.utf8))?.first)
        #expect(try KeyFile(bytes, path: "key", secrets: GivenSecret(Secret("secret été"))).key.publicKey == own.certificate.publicKey)
        #expect(code(bytes, "wrong") == "key/wrong-secret")
        #expect(code(bytes, nil) == "signing/encrypted-key")
    }

    private func run(_ arguments: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(arguments: [
        [], ["-macalg", "sha512"], ["-macalg", "sha1", "-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC"], ["-nomac"],
        ["-certpbe", "NONE"],
        ["-keypbe", "NONE", "-certpbe", "NONE"],
    ])
    func pkcs12(options: [String]) throws {
        let secret = "clé secrète"
        try #require(
            try run(
                ["pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-out", "all.p12", "-passout", "pass:\(secret)"] + options))
        let bytes = try read("all.p12")
        let file = try KeyFile(bytes, path: "all.p12", secrets: GivenSecret(Secret(secret)))
        #expect(file.certificates.count == 2)
        let signer = try Signer(key: file.key, chain: file.certificates, path: "all.p12")
        let signed = try signer.sign(Fixtures.document(), SignatureRequest(date: Fixtures.signing))
        #expect(try Fixtures.verify(signed).isValid)
        if !options.contains("-nomac") { #expect(code(bytes, "wrong") == "key/wrong-secret") }
        // No byte of it makes the reader trap.
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[index] ^= 0x55
            _ = code(damaged, secret)
        }
        for count in stride(from: 0, to: bytes.count, by: 41) { _ = code(Array(bytes.prefix(count)), secret) }
    }

    @Test func whatIsNotOpened() throws {
        try #require(
            try run([
                "pkcs12", "-export", "-legacy", "-descert", "-inkey", "key.pem", "-in", "cert.pem", "-out", "old.p12", "-passout", "pass:a",
            ]))
        #expect(code(try read("old.p12"), "a") == "key/unsupported")
        try #require(try run(["pkcs8", "-topk8", "-in", "key.pem", "-out", "scrypt.pem", "-scrypt", "-passout", "pass:a"]))
        #expect(code(try read("scrypt.pem"), "a") == "key/unsupported")
        try #require(try run(["ec", "-in", "key.pem", "-aes128", "-out", "old.pem", "-passout", "pass:a"]))
        #expect(code(try read("old.pem"), "a") == "key/old-encryption")
        try #require(
            try run([
                "pkcs8", "-topk8", "-in", "key.pem", "-out", "slow.pem", "-v2", "aes-256-cbc", "-iter", "6000000", "-passout", "pass:a",
            ]))
        #expect(code(try read("slow.pem"), "a") == "key/iterations")
    }

    @Test func secretsDoNotShowThemselves() {
        let secret = Secret("1234")
        #expect(!"\(secret) \(String(reflecting: secret)) \([secret])".contains("1234"))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("49"))
    }
}
