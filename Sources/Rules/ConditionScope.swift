import CEL
import Diagnostics
import Synchronization

/// The variables that an expression sees, each with its type.
struct ConditionScope: Sendable {
    /// The declared fields of the record `Person`, beside the ones that everybody has.
    let personFields: [DataField]
    private(set) var variables: [(name: String, type: FieldType)]
    /// What the pack adds to the functions of CEL.
    private(set) var functions: [FunctionDeclaration] = []
    /// Records that those functions give.
    private(set) var records: [(name: String, fields: [DataField])] = []
    /// Variables of a type that no field has.
    private(set) var celVariables: [(name: String, type: CELType)] = []
    private var made = LazyEnvironment()

    init(personFields: [DataField], variables: [(name: String, type: FieldType)]) {
        self.personFields = personFields
        self.variables = variables
    }

    func adding(_ name: String, _ type: FieldType) -> ConditionScope {
        var scope = self
        scope.made = LazyEnvironment()
        scope.variables.removeAll { $0.name == name }
        scope.variables.append((name, type))
        return scope
    }

    func adding(cel variables: [(name: String, type: CELType)]) -> ConditionScope {
        var scope = self
        scope.made = LazyEnvironment()
        scope.celVariables += variables
        return scope
    }

    func adding(functions: [FunctionDeclaration], records: [(name: String, fields: [DataField])]) -> ConditionScope {
        var scope = self
        scope.made = LazyEnvironment()
        scope.functions += functions
        scope.records += records
        return scope
    }

    /// What the expressions of this scope are checked against; made when the first one asks.
    var environment: CELEnvironment {
        made.value.withLock { stored in
            if let stored { return stored }
            let environment = makeEnvironment()
            stored = environment
            return environment
        }
    }

    /// A record of fields under a name.
    func adding(_ name: String, record: String, _ fields: [DataField]) -> ConditionScope {
        adding(name, .record(name: record, fields: fields))
    }
}

private final class LazyEnvironment: Sendable {
    let value = Mutex<CELEnvironment?>(nil)
}

/// Records that the engine itself knows.
enum BuiltinShape {
    /// Names at the top level of `dossier` that the engine fills.
    static let reservedDossierNames = ["id", "state", "version", "createdAt", "updatedAt"]
    static let reservedPersonNames = ["id", "givenName", "familyName", "profile", "language", "roles"]
    /// `pack.name`, `pack.version`; documents know `pack.title` and `pack.hash` as well.
    static let reservedFactNames = ["name", "version", "title", "hash"]

    static func field(_ id: String, _ type: FieldType) -> DataField {
        DataField(id: id, type: type, label: nil, span: Span(source: SourceID(index: 0), start: 0, end: 0))
    }

    static let dossier: [DataField] = [
        field("id", .text), field("state", .text), field("version", .integer), field("createdAt", .dateTime), field("updatedAt", .dateTime),
    ]

    static let person: [DataField] = [
        field("id", .text), field("givenName", .text), field("familyName", .text), field("profile", .text), field("language", .text),
        field("roles", .list(.text)),
    ]

    static let attachment: [DataField] = [
        field("id", .text), field("name", .text), field("mediaType", .text), field("label", .text),
    ]

    static let contact: [DataField] = [
        field("label", .text), field("phone", .text), field("email", .text), field("hours", .text),
    ]

    static let document: [DataField] = [
        field("id", .text), field("kind", .text), field("title", .text), field("number", .text), field("version", .integer),
        field("language", .text), field("producedAt", .dateTime),
    ]
}

extension ConstantValue {
    /// The type that conditions and templates see.
    var fieldType: FieldType {
        switch self {
        case .text, .localized: .text
        case .integer: .integer
        case .decimal: .decimal
        case .boolean: .boolean
        case .list(let elements): .list(elements.first?.fieldType ?? .text)
        }
    }
}
