import Accounts
import Diagnostics
import Foundation
import Testing

@Suite struct PasswordHashTests {
    private static let quick = PasswordHash.Cost(blocksExponent: 4, blockSize: 8, parallelism: 1)

    @Test func takesThePasswordAndNoOther() throws {
        let hash = try #require(PasswordHash(Secret("mot de passe é"), salt: Array(0..<16)))
        #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$"))
        let kept = try #require(PasswordHash(text: hash.text))
        #expect(kept == hash && kept.matches(Secret("mot de passe é")) && !kept.matches(Secret("mot de passe e")))
        #expect(!kept.matches(Secret("")) && !kept.matches(Secret("mot de passe é ")))
        #expect(
            !kept.isWeaker(than: .standard)
                && PasswordHash(Secret("x"), salt: Array(0..<16), cost: Self.quick)?.isWeaker(than: .standard) == true)
    }

    /// RFC 7914, clause 12: N = 1024, r = 8, p = 16.
    @Test func theVectorOfTheStandard() throws {
        let expected = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        let salt = Array("NaCl".utf8)
        // Our salts are at least eight bytes; the text takes what the vector has, padded away from it.
        #expect(PasswordHash(Secret("password"), salt: salt, cost: .init(blocksExponent: 10, blockSize: 8, parallelism: 16)) == nil)
        let hash = try #require(
            PasswordHash(
                Secret("pleaseletmein"), salt: Array("SodiumChloride".utf8), cost: .init(blocksExponent: 14, blockSize: 8, parallelism: 1)))
        let vector = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        #expect(hash.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == vector && expected != vector)
    }

    @Test(arguments: [
        "", "$scrypt$", "$argon2$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=30,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=4,r=8$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=-4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=16,r=16,p=16$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw", "$scrypt$ln=4,r=8,p=1$AA$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$é", "$scrypt$ln=999999,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
    ])
    func textsThatAreNone(_ text: String) { #expect(PasswordHash(text: text) == nil) }
}

@Suite struct TimeCodeTests {
    /// RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826"),
    ])
    func theVectorsOfTheStandard(_ time: Int64, _ sha1: String, _ sha256: String, _ sha512: String) throws {
        let digits = "1234567890"
        for (algorithm, length, code) in [(TimeCode.Algorithm.sha1, 20, sha1), (.sha256, 32, sha256), (.sha512, 64, sha512)] {
            let secret = Secret(String(String(repeating: digits, count: 7).prefix(length)))
            let own = try #require(TimeCode(secret: secret, algorithm: algorithm, digits: 8))
            #expect(own.code(step: own.step(at: time)) == code)
        }
    }

    @Test func aCodeIsTakenOnceAndNearItsTime() throws {
        let own = try #require(TimeCode(secret: Secret("12345678901234567890")))
        let now: Int64 = 1_700_000_010
        let step = own.step(at: now)
        let code = own.code(step: step)
        #expect(own.accept(code, at: now, after: nil) == step)
        #expect(own.accept(String(code.prefix(3)) + " " + code.suffix(3), at: now, after: nil) == step)
        #expect(own.accept(code, at: now + 30, after: nil) == step && own.accept(code, at: now - 30, after: nil) == step)
        #expect(own.accept(code, at: now + 60, after: nil) == nil && own.accept(code, at: now - 60, after: nil) == nil)
        // Neither again nor one from before it.
        #expect(own.accept(code, at: now, after: step) == nil)
        #expect(own.accept(own.code(step: step - 1), at: now, after: step) == nil)
        #expect(own.accept(own.code(step: step + 1), at: now, after: step) == step + 1)
        for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] { #expect(own.accept(wrong, at: now, after: nil) == nil) }
    }

    @Test func secretsThatAreTooShort() {
        #expect(TimeCode(secret: Secret("short")) == nil && TimeCode(secret: Secret("12345678901234567890"), digits: 9) == nil)
    }

    @Test func asAuthenticatorsReadIt() throws {
        let own = try #require(TimeCode(secret: Secret("12345678901234567890")))
        #expect(
            own.address(issuer: "Soins virtuels", account: "gcote@exemple.qc.ca")
                == "otpauth://totp/Soins%20virtuels:gcote%40exemple.qc.ca?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Soins%20virtuels&algorithm=SHA1&digits=6&period=30"
        )
        #expect(Base32.bytes("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == Array("12345678901234567890".utf8) && Base32.bytes("1") == nil)
        for count in 0...20 {
            #expect(Base32.bytes(Base32.text(Array(repeating: 0xA5, count: count))) == Array(repeating: 0xA5, count: count))
        }
    }
}

@Suite struct InvitationCodeTests {
    @Test func form() throws {
        var number: UInt64 = 0
        for _ in 0..<2_000 {
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let own = number
            let code = InvitationCode { own }
            #expect(code.text.wholeMatch(of: /[A-HJ-NP-Z]-[0-9]{6}/) != nil)
            #expect(InvitationCode(typed: code.text.lowercased().replacing("-", with: " ")) == code)
        }
        #expect(InvitationCode { 402_913 }.text == "A-402913" && InvitationCode { 23_000_007 }.text == "Z-000007")
        for text in ["", "A-00000", "A-0000000", "1-000000", "AA-00000", "É-000000", "A-00000O"] {
            #expect(InvitationCode(typed: text) == nil)
        }
        #expect("\(InvitationCode { 1 })" == "(code)")
    }

    @Test func kept() throws {
        let (code, salt) = (InvitationCode { 402_913 }, Array("salt of this one".utf8))
        let hash = code.hash(salt: salt)
        #expect(code.matches(hash, salt: salt) && !code.matches(hash, salt: Array("another".utf8)))
        #expect(!InvitationCode { 402_914 }.matches(hash, salt: salt))
    }
}

@Suite struct TryCounterTests {
    @Test func locksAndOpens() {
        let limits = TryCounter.Limits(mostFailures: 3, lockedSeconds: 900)
        var counter = TryCounter()
        for second in 1...3 as ClosedRange<Int64> {
            #expect(!counter.isLocked(at: second, limits))
            counter.fail(at: second, limits)
        }
        #expect(counter.isLocked(at: 4, limits) && counter.isLocked(at: 902, limits) && !counter.isLocked(at: 903, limits))
        counter.fail(at: 903, limits)
        #expect(counter.failures == 1 && !counter.isLocked(at: 904, limits))
        counter.succeed()
        #expect(counter == TryCounter())
    }

    @Test func staysLockedUntilSomebodyUnlocks() {
        let limits = TryCounter.Limits(mostFailures: 1, lockedSeconds: nil)
        var counter = TryCounter()
        counter.fail(at: 0, limits)
        #expect(counter.isLocked(at: .max, limits))
    }
}
