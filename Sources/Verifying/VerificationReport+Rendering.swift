import Certificates
import Diagnostics

extension VerificationReport {
    /// For people: one block a signature, the verdict last.
    package func text(path: String, language: Language) -> String {
        func say(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        var out = "\(path)\(language.colon)\(summary[language])\n"
        for (index, signature) in signatures.enumerated() {
            let kind = signature.kind == .signature ? say("signature", "signature") : say("horodatage", "time stamp")
            out += "  \(index + 1). \(kind) `\(signature.fieldName)`"
            if let name = signature.signerName { out += say(" de ", " by ") + name }
            if let time = signature.claimedTime { out += ", \(time)" }
            if let level = signature.level { out += ", PAdES \(level)" }
            if let algorithm = signature.algorithm { out += " (\(algorithm))" }
            out += "\n"
            out += "     \(say("intacte", "intact"))\(language.colon)\(word(signature.intact)[language])"
            out += " · \(say("de confiance", "trusted"))\(language.colon)\(word(signature.trusted)[language])"
            out += " · \(say("inchangé depuis", "unchanged since"))\(language.colon)\(word(signature.unchanged)[language])\n"
            if let time = signature.provenAt {
                out += "     \(say("prouvée au", "proven at"))\(language.colon)\(time.iso8601)\n"
            }
            for finding in signature.problems { out += "     ✗ \(finding.message[language])\n" }
            for finding in signature.warnings { out += "     ! \(finding.message[language])\n" }
            for finding in signature.notes { out += "     – \(finding.message[language])\n" }
        }
        for finding in problems + unmet { out += "  ✗ \(finding.message[language])\n" }
        return out
    }

    /// The verdict in a few words.
    package var summary: Bilingual {
        if signatures.isEmpty { return Bilingual(fr: "aucune signature", en: "no signature") }
        if !isValid, problems.isEmpty, signatures.allSatisfy(\.isValid) {
            return Bilingual(fr: "NON VALIDE selon `\(policy)`", en: "NOT VALID under `\(policy)`")
        }
        if !isValid { return Bilingual(fr: "NON VALIDE", en: "NOT VALID") }
        if signatures.contains(where: { $0.trusted == .notChecked }) {
            return Bilingual(fr: "valide (confiance non vérifiée)", en: "valid (trust not checked)")
        }
        return Bilingual(fr: "valide", en: "valid")
    }

    private func word(_ answer: Answer) -> Bilingual {
        switch answer {
        case .yes: Bilingual(fr: "oui", en: "yes")
        case .no: Bilingual(fr: "NON", en: "NO")
        case .notChecked: Bilingual(fr: "non vérifié", en: "not checked")
        }
    }

    /// For programs: one object in a fixed order of keys, on one line.
    package func json(path: String, language: Language) -> String {
        func list(_ findings: [Finding]) -> String {
            "["
                + findings.map { "{\"code\":\(JSONText.quote($0.code.name)),\"message\":\(JSONText.quote($0.message[language]))}" }
                .joined(separator: ",") + "]"
        }
        func field(_ name: String, _ value: String?) -> String? { value.map { "\"\(name)\":\(JSONText.quote($0))" } }
        let entries = signatures.map { signature -> String in
            var fields: [String?] = [
                field("field", signature.fieldName), field("kind", signature.kind.rawValue), field("signer", signature.signerName),
                field("time", signature.claimedTime), field("reason", signature.reason), field("location", signature.location),
                field("subFilter", signature.subFilter), field("algorithm", signature.algorithm), field("level", signature.level),
                field("timeStamp", signature.stampedTime?.iso8601), field("provenAt", signature.provenAt?.iso8601),
            ]
            if let level = signature.certificationLevel { fields.append("\"certification\":\(level)") }
            if let revision = signature.revision { fields.append("\"revision\":\(revision)") }
            fields.append("\"coversWholeFile\":\(signature.coversWholeFile)")
            fields.append(
                "\"intact\":\(json(signature.intact)),\"trusted\":\(json(signature.trusted)),\"unchanged\":\(json(signature.unchanged))")
            fields.append("\"valid\":\(signature.isValid && (signature.trusted == .yes || !requiresTrust))")
            fields.append("\"chain\":[\(signature.chain.map(JSONText.quote).joined(separator: ","))]")
            fields.append("\"revocation\":[\(signature.revocation.map { json($0, language) }.joined(separator: ","))]")
            fields.append(
                "\"problems\":\(list(signature.problems)),\"warnings\":\(list(signature.warnings)),\"notes\":\(list(signature.notes))")
            return "{\(fields.compactMap { $0 }.joined(separator: ","))}"
        }
        return
            "{\"file\":\(JSONText.quote(path)),\"valid\":\(isValid),\"summary\":\(JSONText.quote(summary[language])),\"bytes\":\(byteCount),"
            + "\"policy\":\(JSONText.quote(policy)),\"revisions\":[\(revisions.map(json).joined(separator: ","))],"
            + "\"signatures\":[\(entries.joined(separator: ","))],\"problems\":\(list(problems)),\"unmet\":\(list(unmet))}"
    }

    private func json(_ revision: Revision) -> String {
        let names = revision.signedBy.map(JSONText.quote).joined(separator: ",")
        return
            "{\"number\":\(revision.number),\"from\":\(revision.bytes.lowerBound),\"to\":\(revision.bytes.upperBound),\"signedBy\":[\(names)]}"
    }

    private func json(_ status: RevocationStatus, _ language: Language) -> String {
        func field(_ name: String, _ value: String?) -> String? { value.map { "\"\(name)\":\(JSONText.quote($0))" } }
        let fields = [
            field("certificate", status.name), field("answer", status.answer.rawValue), field("source", status.source),
            field("thisUpdate", status.thisUpdate?.iso8601), field("revokedAt", status.revokedAt?.iso8601),
            field("reason", status.reason?.words[language]),
        ]
        return "{\(fields.compactMap { $0 }.joined(separator: ","))}"
    }

    private func json(_ answer: Answer) -> String {
        switch answer {
        case .yes: "true"
        case .no: "false"
        case .notChecked: "null"
        }
    }
}
