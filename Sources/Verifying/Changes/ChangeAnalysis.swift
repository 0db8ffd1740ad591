import Certificates
import PDF

/// What was added after a signature, by an allow-list of small rules: each explains the objects that it knows, and whatever is left is
/// refused.
struct ChangeAnalysis {
    struct Result {
        var refused: [Finding] = []
        var allowed: [Finding] = []
        /// New objects that are there for a good reason.
        var additions: Set<Int> = []
    }

    /// In the order in which they know of each other: new fields before pages and structure, what is left last.
    private static var rules: [any ChangeRule.Type] {
        [
            TrailerRule.self, CatalogRule.self, SecurityStoreRule.self, MetadataRule.self, InformationRule.self, FormRule.self,
            NewSignatureFieldRule.self, SignatureFieldRule.self, FilledFieldRule.self, PageRule.self, StructureRule.self,
            UpdateStreamRule.self, RemainderRule.self,
        ]
    }

    private let changes: ChangeJudgement

    /// - Parameters:
    ///   - changed: numbers that some later section lists.
    ///   - level: of the certifying signature; nil for an approval signature.
    ///   - explained: new objects that the analysis of the revision before explained, and that were not written again.
    init(old: PDFFile, new: PDFFile, changed: Set<Int>, referrers: ObjectReferrers, level: Int?, explained: Set<Int>) {
        // A later or earlier certification of the document binds all signatures.
        let certified = DocumentPermissions.certification(old)?.permission
        changes = ChangeJudgement(
            old: old, new: new, changed: changed, referrers: referrers, level: [level, certified].compactMap { $0 }.min(),
            explainedEarlier: explained)
    }

    func run() -> Result {
        for rule in Self.rules { rule.judge(changes) }
        var result = changes.result
        result.additions = changes.explainedAdditions
        return result
    }
}
