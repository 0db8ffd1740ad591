import Diagnostics
import Rules

/// What the names of an expression stand for.
struct ReadingScope: Sendable {
    struct Root: Sendable {
        /// The path under which the same data are known everywhere: `form` in a form is `forms.finalReport` elsewhere.
        let path: String
        let type: FieldType
        let field: DataField?
        /// Whether the value is always there.
        let isPresent: Bool
    }

    /// Tells apart what the same words mean in different scopes.
    let id: String
    private(set) var roots: [String: Root]
    /// Names that mean something else elsewhere.
    private(set) var own: Set<String> = []

    /// What all conditions see.
    init(_ book: Rulebook) {
        id = ""
        func record(_ name: String, _ fields: [DataField]) -> Root {
            Root(path: name, type: .record(name: name, fields: fields), field: nil, isPresent: true)
        }
        let forms = book.forms.map { form in
            DataField(id: form.id, type: .record(name: "Form." + form.id, fields: form.fields), label: form.label, span: form.span)
        }
        roots = [
            "dossier": record("dossier", book.dossierRecordFields), "actor": record("actor", book.personRecordFields),
            "forms": record("forms", forms), "now": Root(path: "now", type: .dateTime, field: nil, isPresent: true),
            "today": Root(path: "today", type: .date, field: nil, isPresent: true),
        ]
    }

    private init(id: String, roots: [String: Root], own: Set<String>) {
        self.id = id
        self.roots = roots
        self.own = own
    }

    func adding(_ name: String, _ root: Root, id: String) -> ReadingScope {
        var roots = roots
        roots[name] = root
        return ReadingScope(id: self.id.isEmpty ? id : self.id + "/" + id, roots: roots, own: own.union([name]))
    }

    func of(_ action: Action) -> ReadingScope {
        adding(
            "input",
            Root(
                path: "input@" + action.id, type: .record(name: "Input." + action.id, fields: action.inputs), field: nil,
                isPresent: true), id: action.id)
    }

    func of(_ form: FormDefinition) -> ReadingScope {
        adding(
            "form",
            Root(path: "forms." + form.id, type: .record(name: "Form." + form.id, fields: form.fields), field: nil, isPresent: true),
            id: "form " + form.id)
    }

    func of(_ set: RuleSet) -> ReadingScope {
        guard let subject = set.subject else { return self }
        return adding(
            subject.id, Root(path: subject.id + "@" + set.id, type: subject.type, field: subject, isPresent: true), id: "set " + set.id)
    }

    func of(_ document: DocumentDefinition) -> ReadingScope {
        adding(
            "data",
            Root(
                path: "data@" + document.id, type: .record(name: "Data." + document.id, fields: document.data), field: nil,
                isPresent: true), id: "document " + document.id)
    }

    /// `value` in the rules of a field.
    func value(of field: DataField, at path: String) -> ReadingScope {
        // Rules of a field are asked only when it is filled.
        adding("value", Root(path: path, type: field.type, field: field, isPresent: false), id: "value " + path)
    }
}
