import Certificates
import Diagnostics
import Journal
import Workflow

/// What an audit found, in words and for programs.
package struct StoreAuditReport: Sendable {
    /// What a checkpoint says of the store.
    package enum Answer: Hashable, Sendable {
        case fits
        /// The store has another event there; those up to `after` are what they were.
        case differs(after: Int64)
        /// The store ends before: with `after` events.
        case missing(after: Int64)
        /// The chain is broken before.
        case notReached
        /// The signer is not one whom the user trusts.
        case untrusted

        var name: String {
            switch self {
            case .fits: "fits"
            case .differs: "differs"
            case .missing: "missing"
            case .notReached: "not-reached"
            case .untrusted: "untrusted"
            }
        }
    }

    package struct Verdict: Sendable {
        package let entry: CheckpointFile.Entry
        package let answer: Answer
    }

    package let chain: AuditReport
    package let checkpoints: [Verdict]
    /// Files that events name, but for those of erased dossiers alone; nil when they were left aside.
    package let documentCount: Int?
    package let documents: [DocumentAudit.Fault]

    package var isSound: Bool { chain.isSound && documents.isEmpty && checkpoints.allSatisfy { $0.answer == .fits } }

    // MARK: - Words

    package func text(store: String, language: Language) -> String {
        var out = ""
        if let fault = chain.fault {
            out += AuditWords.fault(fault)[language] + "\n"
            if !fault.reason.isEmpty { out += "  \(AuditWords.reason(fault.reason)[language])\n" }
            out += "  " + AuditWords.soundUntil(chain.head.count)[language] + "\n"
        } else {
            out += AuditWords.sound(store, chain.head.count)[language] + "\n"
            out += "  " + AuditWords.head(ValueCodec.hexadecimal(chain.head.hash))[language] + "\n"
        }
        for verdict in checkpoints { out += AuditWords.verdict(verdict)[language] + "\n" }
        for fault in documents { out += AuditWords.document(fault)[language] + "\n" }
        if let documentCount {
            let unfit = documents.count { $0.kind != .sealed }
            out += AuditWords.documents(documentCount, unfit, areAllKnown: unfit == documents.count)[language] + "\n"
        }
        return out
    }

    package func json(store: String, language: Language) -> String {
        var members = [
            "\"store\": \(JSONText.quote(store))", "\"sound\": \(isSound)", "\"events\": \(chain.head.count)",
            "\"head\": \"\(ValueCodec.hexadecimal(chain.head.hash))\"",
        ]
        if let fault = chain.fault {
            var parts = [
                "\"kind\": \"\(fault.kind.rawValue)\"", "\"sequence\": \(fault.sequence)", "\"stream\": \(JSONText.quote(fault.stream))",
            ]
            if let missing = fault.missing {
                parts.append("\"missing\": {\"from\": \(missing.lowerBound), \"to\": \(missing.upperBound)}")
            }
            if !fault.reason.isEmpty { parts.append("\"reason\": \(JSONText.quote(fault.reason))") }
            parts.append("\"message\": \(JSONText.quote(AuditWords.fault(fault)[language]))")
            members.append("\"fault\": {\(parts.joined(separator: ", "))}")
        } else {
            members.append("\"fault\": null")
        }
        if !checkpoints.isEmpty {
            members.append("\"checkpoints\": [\n    \(checkpoints.map { json($0, language) }.joined(separator: ",\n    "))\n  ]")
        }
        if let documentCount {
            let faults = documents.map { fault in
                """
                {"kind": "\(fault.kind.rawValue)", "sha256": \(fault.hash.isEmpty ? "null" : JSONText.quote(fault.hash)), \
                "sequence": \(fault.sequence), \
                "stream": \(JSONText.quote(fault.stream)), "message": \(JSONText.quote(AuditWords.document(fault)[language]))}
                """
            }
            members.append("\"documents\": {\"count\": \(documentCount), \"faults\": [\(faults.joined(separator: ", "))]}")
        }
        return "{\n  " + members.joined(separator: ",\n  ") + "\n}\n"
    }

    private func json(_ verdict: Verdict, _ language: Language) -> String {
        let checkpoint = verdict.entry.checkpoint
        return """
            {"file": \(JSONText.quote(verdict.entry.path)), "count": \(checkpoint.head.count), \
            "hash": "\(ValueCodec.hexadecimal(checkpoint.head.hash))", "at": "\(checkpoint.at.iso8601)", \
            "signer": \(JSONText.quote(verdict.entry.signerName)), "verdict": "\(verdict.answer.name)", \
            "message": \(JSONText.quote(AuditWords.verdict(verdict)[language]))}
            """
    }
}
