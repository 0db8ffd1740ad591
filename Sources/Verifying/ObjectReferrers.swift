import PDF

/// Which objects of a file name which others: so that an allowed change of a shared object is not a change elsewhere.
struct ObjectReferrers {
    /// By the number named: the numbers of the objects that name it.
    private var referrers: [Int: Set<Int>] = [:]
    /// Numbers of object streams and cross-reference streams.
    private(set) var containers: Set<Int> = []

    init(_ file: PDFFile) {
        let indexes = Set(file.sections.compactMap(\.streamNumber))
        // What a cross-reference stream names, it names as a trailer.
        for number in file.entries.keys.sorted() where !indexes.contains(number) {
            if case .inStream(let container, _)? = file.entries[number] { containers.insert(container) }
            Self.visit(file.object(number: number)) { target in referrers[target, default: []].insert(number) }
        }
        for section in file.sections { if let number = section.streamNumber { containers.insert(number) } }
    }

    func of(_ number: Int) -> Set<Int> { referrers[number] ?? [] }

    static func visit(_ object: PDFObject, _ found: (Int) -> Void) {
        switch object {
        case .reference(let reference): found(reference.number)
        case .array(let elements): for element in elements { visit(element, found) }
        case .dictionary(let dictionary): for entry in dictionary.entries { visit(entry.value, found) }
        case .stream(let stream): for entry in stream.dictionary.entries { visit(entry.value, found) }
        default: break
        }
    }
}
