import CEL
import Diagnostics
import Paraphe
import Rules
import Workflow

/// What `paraphe fax` prints, and what histories say of faxes.
enum FaxReport {
    /// All reasons, each in both languages: who sends and who helps may read different ones.
    static func refusal(_ judgement: FaxJudgement, sources: SourceMap, format: OutputFormat, language: Language) -> String {
        let json = RequestJSON(sources: sources)
        let label = judgement.definition.label.bilingual
        guard format == .text else {
            return RequestJSON.line(
                .record([
                    ("status", .string("refused")), ("document", .string(judgement.definition.id)), ("label", RequestJSON.both(label)),
                    ("reasons", .list(judgement.reasons.map { reason($0, json) })),
                    ("warnings", .list(judgement.warnings.map { reason($0, json) })),
                ]))
        }
        let (first, second): (Language, Language) = language == .french ? (.french, .english) : (.english, .french)
        var out = FaxWords.refused(label)[first] + " / " + FaxWords.refused(label)[second] + "\n"
        for reason in judgement.reasons {
            let failure = reason.failure
            out += "  – \(failure.reason[first])\n"
            if failure.reason.fr != failure.reason.en { out += "    \(failure.reason[second])\n" }
            if let hint = failure.hint {
                out += "      \(hint[first])\n"
                if hint.fr != hint.en { out += "      \(hint[second])\n" }
            }
            let basis = failure.basis.map { "\($0) " } ?? ""
            let field = failure.field.map { "  \($0.path)" } ?? ""
            let place = json.place(reason.place).map { "  \($0)" } ?? ""
            out += "      [\(basis)\(failure.rule)]\(field)\(place)\n"
        }
        return out
    }

    private static func reason(_ reason: FaxReason, _ json: RequestJSON) -> Value {
        guard let place = json.place(reason.place) else { return json.failure(reason.failure) }
        return json.failure(reason.failure).merging(.record([("dataPlace", .string(place))]))
    }

    /// What was made.
    static func show(
        _ judgement: FaxJudgement, _ made: FaxMaker.Made, files: [String], queued: [String], sources: SourceMap, format: OutputFormat,
        language: Language
    ) {
        let json = RequestJSON(sources: sources)
        guard format == .json else {
            var bag = DiagnosticBag()
            for warning in judgement.warnings { bag.append(warning.diagnostic(.warning)) }
            bag.append(contentsOf: made.bag)
            Console.show(bag, sources: sources, format: format, language: language)
            for key in queued { Console.print(FaxWords.queued(key)[language] + "\n") }
            return
        }
        Console.print(
            RequestJSON.line(
                .record([
                    ("status", .string("done")), ("document", .string(judgement.definition.id)), ("pages", .int(Int64(made.pageCount))),
                    ("files", .list(files.map { .string($0) })), ("numbers", .list(judgement.numbers.map { .string($0.digits) })),
                    ("queued", .list(queued.map { .string($0) })), ("warnings", .list(judgement.warnings.map { reason($0, json) })),
                ])))
        if !made.bag.isEmpty { Console.show(made.bag, sources: sources, format: format, language: language) }
    }

    /// The faxes of a dossier, below its history.
    static func history(_ records: [FaxRecord], _ format: OutputFormat, _ language: Language) -> String {
        records.map { record in
            guard format == .json else {
                var out = "\(record.at.text)  \(FaxWords.step(record.step)[language])  \(record.document)  \(record.number)"
                if let job = record.job { out += "  \(DeliveryWords.job(job)[language])" }
                if let messageID = record.messageID { out += "  \(messageID)" }
                return out + "\n" + (record.said.isEmpty ? "" : "    \(record.said)\n")
            }
            var entries: [(String, Value)] = [
                ("at", .string(record.at.text)), ("fax", .string(String(record.step.rawValue.dropFirst("fax-".count)))),
                ("document", .string(record.document)), ("count", .int(Int64(record.count))), ("number", .string(record.number)),
                ("pages", .int(Int64(record.pages))), ("said", .string(record.said)),
            ]
            if let job = record.job { entries.append(("job", .string(job))) }
            if let messageID = record.messageID { entries.append(("messageID", .string(messageID))) }
            return RequestJSON.line(.record(entries))
        }.joined()
    }
}
