import CEL
import Rules
import Workflow

/// The texts of a dossier that no message may carry. That no notification reads a confidential field is proved when the pack loads; this
/// holds each message against what the fields hold, whatever way it took.
struct ConfidentialValues {
    /// A shorter text says nothing by itself.
    private static let shortest = 3

    private let texts: [[Unicode.Scalar]]

    /// Of a dossier: its data and its forms.
    init(of dossier: Dossier, in rulebook: Rulebook) {
        let forms = rulebook.forms.compactMap { form in dossier.forms.field(form.id).map { (values: $0, fields: form.fields) } }
        self.init([(dossier.data, rulebook.dossierFields.elements)] + forms)
    }

    /// Of data that are no dossier.
    init(_ data: Value, fields: [DataField]) {
        self.init([(data, fields)])
    }

    private init(_ records: [(values: Value, fields: [DataField])]) {
        var found: Set<String> = []
        for record in records { Self.gather(record.values, record.fields, isConfidential: false, &found) }
        texts = found.map { Array($0.lowercased().unicodeScalars) }.filter { $0.count >= Self.shortest }
    }

    private static func gather(_ value: Value, _ fields: [DataField], isConfidential: Bool, _ found: inout Set<String>) {
        for field in fields {
            guard let own = value.field(field.id) else { continue }
            let isConfidential = isConfidential || field.isConfidential
            switch field.type {
            case .record(_, let members): gather(own, members, isConfidential: isConfidential, &found)
            case .list(let element):
                for one in own.elements ?? [] {
                    if let members = element.recordFields {
                        gather(one, members, isConfidential: isConfidential, &found)
                    } else if isConfidential {
                        keep(one, &found)
                    }
                }
            default: if isConfidential { keep(own, &found) }
            }
        }
    }

    private static func keep(_ value: Value, _ found: inout Set<String>) {
        switch value {
        case .string(let text): found.insert(text)
        case .map, .list: for element in value.entries?.map(\.1) ?? value.elements ?? [] { keep(element, &found) }
        default: return
        }
    }

    /// Whether a text is, or holds as words of its own, something confidential.
    func occur(in text: String) -> Bool {
        let scalars = Array(text.lowercased().unicodeScalars)
        return texts.contains { Self.holds(scalars, $0) }
    }

    private static func holds(_ text: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> Bool {
        guard text.count >= word.count else { return false }
        func isBorder(_ index: Int) -> Bool {
            !text.indices.contains(index) || !(text[index].properties.isAlphabetic || text[index].properties.numericType != nil)
        }
        for start in 0...(text.count - word.count) where text[start] == word[0] {
            if text[start..<start + word.count].elementsEqual(word), isBorder(start - 1), isBorder(start + word.count) { return true }
        }
        return false
    }
}
