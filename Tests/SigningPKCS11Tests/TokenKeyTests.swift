import Certificates
import Diagnostics
import Foundation
import Signing
import SigningTesting
import Testing
import Verifying

@testable import SigningPKCS11

/// Keys on a token of softhsm2, as Debian brings it.
@Suite(.serialized) struct TokenKeyTests {
    static let module = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"]
        .first { FileManager.default.fileExists(atPath: $0) }

    /// A token `Essai` with a P-256 and an RSA key, the same as in the fixtures; softhsm2 reads its place from the environment once.
    static let token = Result { () throws -> Void in
        let folder = FileManager.default.temporaryDirectory.path + "/paraphe-token-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/tokens", withIntermediateDirectories: true)
        try "directories.tokendir = \(folder)/tokens\n".write(toFile: folder + "/softhsm2.conf", atomically: true, encoding: .utf8)
        setenv("SOFTHSM2_CONF", folder + "/softhsm2.conf", 1)
        func tool(_ name: String, _ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/" + name)
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging(["SOFTHSM2_CONF": folder + "/softhsm2.conf"]) { $1 }
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
        try tool("softhsm2-util", "--init-token", "--free", "--label", "Essai", "--pin", "1234", "--so-pin", "5678")
        for (index, kind) in [TestAuthority.KeyKind.p256, .p384, .rsa2048].enumerated() {
            let own = try #require(try Fixtures.credentials.get()[kind])
            try own.keyPEM.write(toFile: folder + "/key.pem", atomically: true, encoding: .utf8)
            // softhsm2 takes PKCS#8 alone.
            try tool("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", folder + "/key.pem", "-out", folder + "/key.p8")
            try tool(
                "softhsm2-util", "--import", folder + "/key.p8", "--token", "Essai", "--label", "\(kind)", "--id", "0\(index + 1)", "--pin",
                "1234")
        }
    }

    private func key(
        _ address: String, _ kind: TestAuthority.KeyKind?, pin: String? = "1234", padding: SoftwareKey.RSAPadding = .pkcs1
    ) throws -> TokenKey {
        try Self.token.get()
        let given = try kind.flatMap {
            SigningCertificate.all(pem: Array(try #require(try Fixtures.credentials.get()[$0]).certificatePEM.utf8))
        }
        return try TokenKey(
            TokenAddress(address, module: Self.module), certificates: given ?? [], secrets: GivenSecret(pin.map { Secret($0) }),
            padding: padding)
    }

    private func code(_ address: String, _ kind: TestAuthority.KeyKind? = .p256, pin: String? = "1234") -> String? {
        do {
            _ = try key(address, kind, pin: pin)
            return nil
        } catch {
            return (error as? DiagnosticsError)?.bag.diagnostics.first?.code.name
        }
    }

    @Test(
        .enabled(if: TokenKeyTests.module != nil),
        arguments: [
            ("p256", TestAuthority.KeyKind.p256, SoftwareKey.RSAPadding.pkcs1), ("p384", .p384, .pkcs1), ("rsa2048", .rsa2048, .pkcs1),
            ("rsa2048", .rsa2048, .pss),
        ])
    func signsWithAToken(label: String, kind: TestAuthority.KeyKind, padding: SoftwareKey.RSAPadding) throws {
        let key = try key("pkcs11:token=Essai;object=\(label)", kind, padding: padding)
        let signer = try Signer(key: key, chain: key.certificates, path: "token")
        // One login, many signatures.
        for _ in 0..<3 {
            let signed = try signer.sign(Fixtures.document(), SignatureRequest(fieldName: "final", date: Fixtures.signing))
            #expect(try Fixtures.verify(signed).isValid)
        }
    }

    @Test(.enabled(if: TokenKeyTests.module != nil)) func whatCannotBeUsed() throws {
        #expect(code("pkcs11:token=Essai;id=%01") == nil)
        #expect(code("pkcs11:token=Esai;object=p256") == "token/not-found")
        #expect(code("pkcs11:token=Essai;object=p25") == "token/no-key")
        #expect(code("pkcs11:token=Essai") == "token/several")
        #expect(code("pkcs11:token=Essai;object=p256", .rsa2048) == "token/no-certificate")
        #expect(code("pkcs11:token=Essai;object=p256", nil) == "token/no-certificate")
        #expect(code("pkcs11:token=Essai;object=p256", pin: nil) == "token/no-pin")
        #expect(code("pkcs11:token=Essai;object=p256", pin: "0000") == "token/pin-refused")
    }

    @Test func addresses() throws {
        func code(_ text: String, module: String? = "m.so") -> String? {
            do throws(DiagnosticsError) {
                _ = try TokenAddress(text, module: module)
                return nil
            } catch {
                return error.bag.diagnostics.first?.code.name
            }
        }
        let address = try TokenAddress("pkcs11:token=Carte%20d%27essai;id=%0A%ff;type=private?module-path=/usr/lib/x.so", module: nil)
        #expect(address == TokenAddress(modulePath: "/usr/lib/x.so", token: "Carte d'essai", identifier: [0x0A, 0xFF]))
        #expect(code("pkcs11:") == nil)
        #expect(code("pkcs11:", module: nil) == "token/module")
        #expect(code("pkcs11:token=a?pin-value=1234") == "token/pin-in-address")
        #expect(code("pkcs11:tokn=a") == "token/address")
        #expect(code("pkcs11:token=%zz") == "token/address")
        #expect(code("pkcs11:token") == "token/address")
        #expect(code("pkcs11:type=cert") == "token/address")
        #expect(throws: DiagnosticsError.self) {
            try TokenKey(TokenAddress(modulePath: "/nowhere.so"), secrets: GivenSecret(nil))
        }
    }
}
