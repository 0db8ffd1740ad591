import Diagnostics
import Rules

/// A field on the way through nested records and lists: its path as conditions write it, and its label in words.
struct FieldPlace {
    let path: String
    let label: Bilingual

    init(path: String, label: Bilingual) {
        self.path = path
        self.label = label
    }

    /// A field directly under a variable, such as `input` or `dossier`.
    init(_ field: DataField, under root: String) {
        self.init(path: root + "." + field.id, label: field.words)
    }

    func nested(_ field: DataField) -> FieldPlace {
        FieldPlace(
            path: path + "." + field.id,
            label: Bilingual(fr: "\(label.fr), \(field.words.fr)", en: "\(label.en), \(field.words.en)"))
    }

    /// An element of a list, counted from 0 in the path and from 1 in words.
    func element(_ index: Int) -> FieldPlace {
        FieldPlace(path: "\(path)[\(index)]", label: Bilingual(fr: "\(label.fr) \(index + 1)", en: "\(label.en) \(index + 1)"))
    }

    var field: Failure.Field { Failure.Field(path: path, label: label) }
}

extension DataField {
    /// The label, or the identifier when the pack gives none.
    var words: Bilingual { label?.bilingual ?? Bilingual(verbatim: id) }
}
