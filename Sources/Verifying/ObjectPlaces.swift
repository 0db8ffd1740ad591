import Diagnostics
import PDF

/// Says in words where an object stands in a document: the first place from which it is reached, pages first.
struct ObjectPlaces {
    private var places: [Int: Bilingual] = [:]

    init(_ old: PDFFile, _ new: PDFFile) {
        for file in [new, old] {
            for (index, page) in file.pages().enumerated() {
                let number = index + 1
                let dictionary = file.object(page).dictionaryValue ?? [:]
                name(page.number, Bilingual(fr: "la page \(number)", en: "page \(number)"))
                reach(dictionary["Contents"], Bilingual(fr: "le contenu de la page \(number)", en: "the content of page \(number)"), file)
                reach(
                    dictionary["Annots"], Bilingual(fr: "les annotations de la page \(number)", en: "the annotations of page \(number)"),
                    file)
                let resources = Bilingual(
                    fr: "les ressources (polices, images) de la page \(number)", en: "the resources (fonts, images) of page \(number)")
                reach(dictionary["Resources"], resources, file)
            }
            let catalog = file.catalog
            reach(catalog["StructTreeRoot"], Bilingual(fr: "la structure logique", en: "the structure tree"), file)
            reach(catalog["Pages"], Bilingual(fr: "l’arbre des pages", en: "the page tree"), file)
            for entry in catalog.entries {
                let key = entry.key.displayText
                reach(entry.value, Bilingual(fr: "l’entrée `\(key)` du catalogue", en: "the catalog entry `\(key)`"), file)
            }
        }
    }

    func place(of number: Int) -> Bilingual? { places[number] }

    /// Whether anything in the document leads to the object.
    func isReached(_ number: Int) -> Bool { places[number] != nil }

    private mutating func name(_ number: Int, _ place: Bilingual) {
        if places[number] == nil { places[number] = place }
    }

    private mutating func reach(_ object: PDFObject?, _ place: Bilingual, _ file: PDFFile) {
        var stack: [Int] = []
        if let object { ObjectReferrers.visit(object) { stack.append($0) } }
        while let number = stack.popLast() {
            guard places[number] == nil else { continue }
            places[number] = place
            ObjectReferrers.visit(file.object(number: number)) { stack.append($0) }
        }
    }
}
