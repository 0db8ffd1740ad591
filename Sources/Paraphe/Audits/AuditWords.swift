import Certificates
import Diagnostics
import Journal

/// The words of an audit's report.
enum AuditWords {
    static func sound(_ store: String, _ count: Int64) -> Bilingual {
        Bilingual(
            fr: "\(store)\u{A0}: les \(count) événements sont ceux qui ont été écrits",
            en: "\(store): the \(count) events are those that were written")
    }

    static func head(_ hash: String) -> Bilingual {
        Bilingual(fr: "empreinte du dernier\u{A0}: \(hash)", en: "hash of the last: \(hash)")
    }

    static func soundUntil(_ count: Int64) -> Bilingual {
        count == 0
            ? Bilingual(fr: "rien n’est prouvé avant lui", en: "nothing is proved before it")
            : Bilingual(fr: "les événements 1 à \(count) sont intacts", en: "events 1 to \(count) are intact")
    }

    private static func range(_ missing: ClosedRange<Int64>) -> Bilingual {
        missing.lowerBound == missing.upperBound
            ? Bilingual(fr: "l’événement \(missing.lowerBound) manque", en: "event \(missing.lowerBound) is missing")
            : Bilingual(
                fr: "les événements \(missing.lowerBound) à \(missing.upperBound) manquent",
                en: "events \(missing.lowerBound) to \(missing.upperBound) are missing")
    }

    static func fault(_ fault: AuditReport.Fault) -> Bilingual {
        let place = fault.stream.isEmpty ? "" : " (\(fault.stream))"
        let fr = "l’événement \(fault.sequence)\(place) ne va pas\u{A0}: "
        let en = "event \(fault.sequence)\(place) does not fit: "
        switch fault.kind {
        case .hashMismatch:
            return Bilingual(
                fr: fr + "son contenu, son ordre ou son empreinte a été altéré", en: en + "its content, its order or its hash was altered")
        case .sequenceGap:
            guard let missing = fault.missing else {
                return Bilingual(fr: fr + "il n’y a pas de place pour lui", en: en + "there is no place for it")
            }
            let words = range(missing)
            return Bilingual(fr: fr + words.fr + " avant lui", en: en + words.en + " before it")
        case .streamGap:
            return Bilingual(
                fr: fr + "sa place dans l’histoire de son dossier a été altérée",
                en: en + "its place in the history of its dossier was altered")
        case .malformed: return Bilingual(fr: fr + "il n’est pas lisible", en: en + "it cannot be read")
        case .tailMissing:
            let words = fault.missing.map(range) ?? Bilingual(verbatim: "")
            return Bilingual(fr: fr + words.fr + " à la fin", en: en + words.en + " at the end")
        case .headMismatch:
            return Bilingual(
                fr: fr + "la fin que le registre a notée est autre", en: en + "the end that the store noted is another")
        case .snapshot:
            return Bilingual(
                fr: "l’instantané de \(fault.stream) ne s’accorde pas avec ses événements, qui sont intacts",
                en: "the snapshot of \(fault.stream) does not agree with its events, which are intact")
        case .unreadable: return Bilingual(fr: fr + "le fichier est endommagé là", en: en + "the file is damaged there")
        case .structure:
            if fault.sequence == 0 {
                return Bilingual(
                    fr: "la structure du registre a été altérée; ses événements sont intacts",
                    en: "the structure of the store was altered; its events are intact")
            }
            return Bilingual(
                fr: fr + "les index ou les pages du registre ne s’accordent pas avec les événements",
                en: en + "indexes or pages of the store do not agree with the events")
        }
    }

    static func verdict(_ verdict: StoreAuditReport.Verdict) -> Bilingual {
        let entry = verdict.entry
        let count = entry.checkpoint.head.count
        let fr =
            "\(entry.path)\u{A0}: point de contrôle du \(entry.checkpoint.at.iso8601), \(count) événements, signé par \(entry.signerName)\u{A0}: "
        let en = "\(entry.path): checkpoint of \(entry.checkpoint.at.iso8601), \(count) events, signed by \(entry.signerName): "
        switch verdict.answer {
        case .fits: return Bilingual(fr: fr + "s’accorde", en: en + "fits")
        case .differs(let after):
            return Bilingual(
                fr: fr + "ne s’accorde pas\u{A0}: l’histoire a été récrite après l’événement \(after), au plus tard à l’événement \(count)",
                en: en + "does not fit: the history was rewritten after event \(after), at event \(count) at the latest")
        case .missing(let after):
            let words = range((after + 1)...max(count, after + 1))
            return Bilingual(
                fr: fr + "ne s’accorde pas\u{A0}: " + words.fr + " à la fin", en: en + "does not fit: " + words.en + " at the end")
        case .notReached:
            return Bilingual(fr: fr + "la chaîne est rompue avant", en: en + "the chain is broken before it")
        case .untrusted:
            let reason = entry.distrust ?? Bilingual(verbatim: "")
            return Bilingual(
                fr: fr + "son signataire n’est pas de confiance\u{A0}: \(reason.fr)", en: en + "its signer is not trusted: \(reason.en)")
        }
    }

    static func document(_ fault: DocumentAudit.Fault) -> Bilingual {
        let what: Bilingual
        switch fault.kind {
        case .missing: what = Bilingual(fr: "manque", en: "is missing")
        case .altered: what = Bilingual(fr: "a été altéré", en: "was altered")
        case .sealed:
            return Bilingual(
                fr: "l’événement \(fault.sequence) (\(fault.stream)) est scellé, et sa clé manque ou en est une autre\u{A0}: "
                    + "les fichiers de ce dossier ne sont pas tous connus",
                en: "event \(fault.sequence) (\(fault.stream)) is sealed, and its key is missing or another one: "
                    + "not all files of this dossier are known")
        }
        return Bilingual(
            fr: "le fichier \(fault.hash) de l’événement \(fault.sequence) (\(fault.stream)) \(what.fr)",
            en: "the file \(fault.hash) of event \(fault.sequence) (\(fault.stream)) \(what.en)")
    }

    /// - Parameter areAllKnown: whether each event that may name a file could be read.
    static func documents(_ count: Int, _ faults: Int, areAllKnown: Bool) -> Bilingual {
        if faults > 0 {
            return Bilingual(
                fr: faults == 1 ? "1 fichier sur \(count) ne va pas" : "\(faults) fichiers sur \(count) ne vont pas",
                en: "\(faults) of \(count) \(count == 1 ? "file" : "files") \(faults == 1 ? "does" : "do") not fit")
        }
        switch (count, areAllKnown) {
        case (0, true): return Bilingual(fr: "les événements ne nomment aucun fichier", en: "events name no file")
        case (0, false): return Bilingual(fr: "aucun fichier n’est connu", en: "no file is known")
        case (1, true): return Bilingual(fr: "le fichier que les événements nomment est intact", en: "the file that events name is intact")
        case (1, false): return Bilingual(fr: "le fichier connu est intact", en: "the file that is known is intact")
        case (_, true):
            return Bilingual(
                fr: "les \(count) fichiers que les événements nomment sont intacts", en: "the \(count) files that events name are intact")
        case (_, false):
            return Bilingual(fr: "les \(count) fichiers connus sont intacts", en: "the \(count) files that are known are intact")
        }
    }

    /// What a store said of its structure: `NAME is missing`, and the like; what it said of its bytes stands as it is.
    static func reason(_ reason: String) -> Bilingual {
        let endings = [(" is missing", "manque"), (" was changed", "a été modifié"), (" was added", "a été ajouté")]
        for (ending, words) in endings where reason.hasSuffix(ending) {
            return Bilingual(fr: "`\(reason.dropLast(ending.count))` \(words)", en: reason)
        }
        return Bilingual(verbatim: reason)
    }
}
