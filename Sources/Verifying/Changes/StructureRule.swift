import PDF

/// A new signature's widget may get its place in the structure tree: a Form element after its siblings, and its entry in the parent tree.
enum StructureRule: ChangeRule {
    private static let elementKeys: Set<PDFName> = ["Type", "S", "P", "K", "Pg", "T", "Alt", "Lang", "ID", "A", "C", "R"]

    static func judge(_ changes: ChangeJudgement) {
        guard !changes.newWidgets.isEmpty, let root = changes.old.catalog["StructTreeRoot"]?.referenceValue?.number else { return }
        var added: Set<Int> = []
        // Old elements that got a new kid at their end.
        for number in changes.changed.sorted() where !changes.isNew(number) && changes.differs(number) && !changes.isExplained(number) {
            guard let (before, after) = changes.dictionaries(number), number == root || isElement(before) else { continue }
            judgeElement(number, before, after, isRoot: number == root, &added, changes)
        }
        guard !added.isEmpty, let tree = changes.old.resolve(.reference(PDFReference(root))).dictionaryValue?["ParentTree"] else { return }
        judgeParents(tree, added, changes, depth: 0)
    }

    private static func isElement(_ dictionary: PDFDictionary) -> Bool { dictionary["S"]?.nameValue != nil && dictionary["P"] != nil }

    private static func judgeElement(
        _ number: Int, _ before: PDFDictionary, _ after: PDFDictionary, isRoot: Bool, _ added: inout Set<Int>, _ changes: ChangeJudgement
    ) {
        let free: Set<PDFName> = isRoot ? ["K", "ParentTreeNextKey"] : ["K"]
        guard Set(before.keys + after.keys).allSatisfy({ free.contains($0) || before[$0] == after[$0] }) else { return }
        func kids(_ object: PDFObject?, _ file: PDFFile) -> [PDFObject] {
            if case .array(let all) = file.resolve(object) { return all }
            return object.map { [$0] } ?? []
        }
        let (earlier, later) = (kids(before["K"], changes.old), kids(after["K"], changes.new))
        guard later.starts(with: earlier), later.dropFirst(earlier.count).allSatisfy({ isForm($0, of: number, changes) }) else { return }
        for kid in later.dropFirst(earlier.count) {
            guard let kid = kid.referenceValue?.number else { continue }
            added.insert(kid)
            changes.explainOwn(kid)
            changes.explainNew(changes.new.object(number: kid))
        }
        changes.explain(number, holders: changes.referrers.of(number))
    }

    /// A new Form element that holds nothing but a reference to a new widget.
    private static func isForm(_ object: PDFObject, of parent: Int, _ changes: ChangeJudgement) -> Bool {
        guard let number = object.referenceValue?.number, changes.isNew(number), changes.referrers.of(number).isEmpty,
            case .dictionary(let element) = changes.new.object(number: number), element["S"]?.nameValue == "Form",
            element["P"]?.referenceValue?.number == parent, element.keys.allSatisfy({ elementKeys.contains($0) })
        else { return false }
        var kids = [changes.new.resolve(element["K"])]
        if case .array(let all) = kids[0] { kids = all.map { changes.new.resolve($0) } }
        return kids.allSatisfy { kid in
            guard let reference = kid.dictionaryValue, reference["Type"]?.nameValue == "OBJR" else { return false }
            return reference["Obj"]?.referenceValue.map(changes.newWidgets.contains) == true
        }
    }

    /// The parent tree gets entries for the new elements, after those that it had.
    private static func judgeParents(_ tree: PDFObject, _ added: Set<Int>, _ changes: ChangeJudgement, depth: Int) {
        guard depth < 8, let number = tree.referenceValue?.number else { return }
        guard let (before, after) = changes.dictionaries(number) else { return }
        for kid in changes.old.resolve(before["Kids"]).arrayValue ?? [] { judgeParents(kid, added, changes, depth: depth + 1) }
        let array = before["Nums"]?.referenceValue?.number
        guard changes.differs(number) || array.map(changes.differs) == true else { return }
        let free: Set<PDFName> = ["Nums", "Limits"]
        let (earlier, later) = (
            changes.old.resolve(before["Nums"]).arrayValue ?? [], changes.new.resolve(after["Nums"]).arrayValue ?? []
        )
        let isSound =
            Set(before.keys + after.keys).allSatisfy { free.contains($0) || before[$0] == after[$0] } && later.starts(with: earlier)
            && (before["Nums"]?.referenceValue == nil || before["Nums"] == after["Nums"])
            && later.dropFirst(earlier.count).allSatisfy { item in
                item.integerValue != nil || item.referenceValue.map { added.contains($0.number) } == true
            }
        guard isSound else { return }
        changes.explain(number, holders: changes.referrers.of(number))
        if let array { changes.explain(array, holders: [number]) }
    }
}
