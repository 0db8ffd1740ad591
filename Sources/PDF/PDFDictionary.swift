/// A dictionary object (ISO 32000-1, clause 7.3.7) whose entries keep their order, so that output is the same on every run.
package struct PDFDictionary: Sendable, ExpressibleByDictionaryLiteral {
    package struct Entry: Hashable, Sendable {
        package let key: PDFName
        package var value: PDFObject

        package init(key: PDFName, value: PDFObject) {
            self.key = key
            self.value = value
        }
    }

    /// In order of writing or reading; keys are unique.
    package private(set) var entries: [Entry]

    package init() {
        entries = []
    }

    /// The last value of a repeated key wins and takes the first one's place.
    package init(_ pairs: some Sequence<(PDFName, PDFObject)>) {
        entries = []
        for (key, value) in pairs { self[key] = value }
    }

    package init(dictionaryLiteral elements: (PDFName, PDFObject)...) {
        self.init(elements)
    }

    /// Entries whose keys the caller knows to be unique.
    init(uniqueEntries entries: [Entry]) {
        self.entries = entries
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    package var keys: [PDFName] { entries.map(\.key) }

    /// Setting nil removes the entry; a new key goes to the end.
    package subscript(key: PDFName) -> PDFObject? {
        get {
            for entry in entries where entry.key == key { return entry.value }
            return nil
        }
        set {
            let index = entries.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension PDFDictionary: Hashable {
    /// The order of entries means nothing.
    package static func == (left: PDFDictionary, right: PDFDictionary) -> Bool {
        guard left.count == right.count else { return false }
        if left.entries == right.entries { return true }
        return left.entries.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
    }
}
