import Certificates
import PDF

/// What the rules share: the file before and after, and what they have explained and refused so far.
final class ChangeJudgement {
    private static let deepest = 64

    let old: PDFFile
    let new: PDFFile
    /// Numbers that some later section lists.
    let changed: Set<Int>
    let referrers: ObjectReferrers
    /// What certification allows, 1 to 3; nil when nobody certified the document.
    let level: Int?
    /// New objects that the analysis of the revision before explained, and that were not written again.
    let explainedEarlier: Set<Int>
    private(set) var result = ChangeAnalysis.Result()
    private var explained: Set<Int> = []
    /// Old streams whose content a rule has compared.
    private var comparedStreams: Set<Int> = []
    /// Signature widgets that may be added to pages.
    var newWidgets: Set<PDFReference> = []

    init(old: PDFFile, new: PDFFile, changed: Set<Int>, referrers: ObjectReferrers, level: Int?, explainedEarlier: Set<Int>) {
        self.old = old
        self.new = new
        self.changed = changed
        self.referrers = referrers
        self.level = level
        self.explainedEarlier = explainedEarlier
    }

    func refuse(_ finding: Finding) {
        if !result.refused.contains(finding) { result.refused.append(finding) }
    }

    func allow(_ finding: Finding) {
        if !result.allowed.contains(finding) { result.allowed.append(finding) }
    }

    var rootNumber: Int { old.trailer["Root"]?.referenceValue?.number ?? 0 }
    var formNumber: Int? { old.catalog["AcroForm"]?.referenceValue?.number }

    // MARK: what changed

    func isNew(_ number: Int) -> Bool { old.entries[number] ?? .free == .free }

    /// Whether an object is another than it was, or answers to another generation: references would then miss it.
    func differs(_ number: Int) -> Bool {
        changed.contains(number) && (hasOtherGeneration(number) || old.object(number: number) != new.object(number: number))
    }

    func hasOtherGeneration(_ number: Int) -> Bool {
        !isNew(number) && Self.generation(old.entries[number]) != Self.generation(new.entries[number])
    }

    private static func generation(_ entry: PDFEntry?) -> Int? {
        switch entry {
        case .offset(_, let generation)?: generation
        case .inStream?: 0
        case .free?, nil: nil
        }
    }

    /// The dictionaries of an object that is a plain dictionary before and after: a stream with such a dictionary could be content as well.
    func dictionaries(_ number: Int) -> (before: PDFDictionary, after: PDFDictionary)? {
        guard case .dictionary(let before) = old.object(number: number), case .dictionary(let after) = new.object(number: number) else {
            return nil
        }
        return (before, after)
    }

    // MARK: explaining

    /// New objects that are there for a good reason, now or in a revision before.
    var explainedAdditions: Set<Int> { explained.filter(isNew).union(explainedEarlier) }

    func isExplained(_ number: Int) -> Bool { explained.contains(number) }

    /// Takes an object that was there before as changed for a good reason, if nobody but `holders` used it.
    func explain(_ number: Int, holders: Set<Int>) {
        if referrers.of(number).isSubset(of: holders) { explained.insert(number) }
    }

    /// Takes an old object as changed for a good reason, if others name it under these keys alone, directly or through an array.
    func explain(_ number: Int, namedUnder keys: Set<PDFName>) {
        if isNamed(number, onlyUnder: keys, depth: 0) { explained.insert(number) }
    }

    func explainStream(_ number: Int, holders: Set<Int>) {
        explain(number, holders: holders)
        comparedStreams.insert(number)
    }

    /// A new object that a rule has judged whole.
    func explainOwn(_ number: Int) {
        if isNew(number) { explained.insert(number) }
    }

    private func isNamed(_ number: Int, onlyUnder keys: Set<PDFName>, depth: Int) -> Bool {
        guard depth < 4 else { return false }
        return referrers.of(number).allSatisfy { holder in
            switch old.object(number: holder) {
            case .array: return isNamed(holder, onlyUnder: keys, depth: depth + 1)
            case .dictionary(let dictionary):
                return Self.names(dictionary, number, onlyUnder: keys, depth: 0)
            default: return false
            }
        }
    }

    /// Whether the references of a dictionary to an object stand under these keys: of the dictionary itself, or of a direct one within,
    /// such as the reference of a structure element to its widget.
    private static func names(_ dictionary: PDFDictionary, _ number: Int, onlyUnder keys: Set<PDFName>, depth: Int) -> Bool {
        func isSound(_ value: PDFObject, under key: PDFName, depth: Int) -> Bool {
            guard depth < deepest else { return false }
            return switch value {
            case .reference(let reference): reference.number != number || keys.contains(key)
            case .array(let items): items.allSatisfy { isSound($0, under: key, depth: depth + 1) }
            case .dictionary(let inner): names(inner, number, onlyUnder: keys, depth: depth + 1)
            default: true
            }
        }
        return dictionary.entries.allSatisfy { isSound($0.value, under: $0.key, depth: depth) }
    }

    /// Takes new objects that hang on an allowed value; old ones stay to be judged by themselves.
    func explainNew(_ object: PDFObject, depth: Int = 0) {
        guard depth < Self.deepest else { return }
        var targets: [Int] = []
        ObjectReferrers.visit(object) { targets.append($0) }
        for number in targets where isNew(number) && !explained.contains(number) {
            // An object that the signed content named and lacked would come to life in it.
            guard referrers.of(number).isEmpty else {
                refuse(Findings.filledGap(number))
                continue
            }
            explained.insert(number)
            explainNew(new.object(number: number), depth: depth + 1)
        }
    }

    /// Whether the change of an old object may stand: a stream's content is never changed unless a rule compared it, and a stream that
    /// holds other objects never.
    func isSettled(_ number: Int) -> Bool {
        guard explained.contains(number), !hasOtherGeneration(number) else { return false }
        if isNew(number) { return true }
        if referrers.containers.contains(number) { return false }
        if comparedStreams.contains(number) { return true }
        let (before, after) = (old.object(number: number), new.object(number: number))
        return before.streamValue == nil && after.streamValue == nil
    }
}
