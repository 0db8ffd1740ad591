import PDF

/// Puts a new widget into the structure tree of a tagged file (ISO 32000-1, clauses 14.7.4.3 and 14.7.4.4; ISO 14289-1, clause 7.18.4).
enum StructureAddition {
    /// Adds a Form element at the end of the document, and its entry in the parent tree.
    ///
    /// - Returns: the number for the widget's `StructParent`; nil when the file is not tagged, or its tree has another shape than it should.
    static func addForm(holding widget: PDFReference, on page: PDFReference, of file: PDFFile, to update: inout PDFUpdate) -> Int? {
        guard let root = file.catalog["StructTreeRoot"]?.referenceValue, case .dictionary(var tree) = file.object(root),
            let parents = tree["ParentTree"]?.referenceValue, case .dictionary = file.object(parents)
        else { return nil }
        var leaf = parents
        var path: [PDFReference] = []
        while let kid = file.resolve(file.object(leaf).dictionaryValue?["Kids"]).arrayValue?.last?.referenceValue, path.count < 16 {
            path.append(leaf)
            leaf = kid
        }
        guard case .dictionary(var numbers) = file.object(leaf) else { return nil }
        let entries = file.resolve(numbers["Nums"]).arrayValue ?? []
        let greatest = stride(from: 0, to: entries.count, by: 2).compactMap { file.resolve(entries[$0]).integerValue }.max() ?? -1
        let number = max(greatest + 1, file.resolve(tree["ParentTreeNextKey"]).integerValue ?? 0)

        let element = update.reserve()
        // Within the one element that holds all others, if there is one.
        let holder = soleElement(tree, file)
        let parent = holder ?? root
        update.write(
            [
                "Type": .name("StructElem"), "S": .name("Form"), "P": .reference(parent), "Pg": .reference(page),
                "K": ["Type": .name("OBJR"), "Obj": .reference(widget)],
            ], as: element)
        tree["ParentTreeNextKey"] = .integer(number + 1)
        if let holder, case .dictionary(var dictionary) = file.object(holder) {
            dictionary["K"] = .array(kids(dictionary["K"], file) + [.reference(element)])
            update.write(.dictionary(dictionary), as: holder)
        } else {
            tree["K"] = .array(kids(tree["K"], file) + [.reference(element)])
        }
        update.write(.dictionary(tree), as: root)
        numbers["Nums"] = .array(entries + [.integer(number), .reference(element)])
        for node in path + [leaf] {
            guard case .dictionary(var dictionary) = node == leaf ? .dictionary(numbers) : file.object(node) else { continue }
            if let limits = file.resolve(dictionary["Limits"]).arrayValue, limits.count == 2 {
                dictionary["Limits"] = .array([limits[0], .integer(number)])
            } else if node != leaf {
                continue
            }
            update.write(.dictionary(dictionary), as: node)
        }
        return number
    }

    private static func kids(_ object: PDFObject?, _ file: PDFFile) -> [PDFObject] {
        if case .array(let all) = file.resolve(object) { return all }
        return object.map { [$0] } ?? []
    }

    private static func soleElement(_ tree: PDFDictionary, _ file: PDFFile) -> PDFReference? {
        let kids = kids(tree["K"], file)
        guard kids.count == 1, let only = kids[0].referenceValue, case .dictionary(let element) = file.object(only),
            element["S"]?.nameValue == "Document"
        else { return nil }
        return only
    }
}
