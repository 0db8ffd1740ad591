import CEL

extension FieldType {
    /// The type that CEL's checker knows; dates, months and identifiers are texts there.
    package var celType: CELType {
        switch self {
        case .text, .longText, .date, .month, .email, .phone, .choice, .reason: .string
        case .boolean: .bool
        case .integer: .int
        case .decimal: .double
        case .dateTime: .timestamp
        case .person: .record("Person")
        case .attachment: .record("Attachment")
        case .record(let name, _): .record(name)
        case .list(let element): .list(element.celType)
        }
    }
}

extension ConditionScope {
    /// Makes the environment of the scope: the variables, and every record that they reach.
    func makeEnvironment() -> CELEnvironment {
        var records: [RecordType] = []
        var seen: Set<String> = []
        func add(_ name: String, _ fields: [DataField]) {
            guard seen.insert(name).inserted else { return }
            records.append(RecordType(name: name, fields: fields.map { (name: $0.id, type: $0.type.celType) }))
            for field in fields { visit(field.type) }
        }
        func visit(_ type: FieldType) {
            switch type {
            case .record(let name, let fields): add(name, fields)
            case .list(let element): visit(element)
            default: break
            }
        }
        add("Person", personFields)
        add("Attachment", BuiltinShape.attachment)
        var types: [String: CELType] = [:]
        for variable in variables {
            visit(variable.type)
            types[variable.name] = variable.type.celType
        }
        for variable in celVariables { types[variable.name] = variable.type }
        for record in self.records { add(record.name, record.fields) }
        return CELEnvironment(variables: types, records: records, functions: functions)
    }
}

extension Rulebook {
    /// The functions and the records of the pack alone, without a variable: for an expression by itself.
    package var functionEnvironment: CELEnvironment {
        ConditionScope(personFields: personRecordFields, variables: [])
            .adding(functions: functionDeclarations, records: tables.map { ($0.recordName, $0.outputs) }).environment
    }

    /// What conditions outside of actions see: recipients, deadlines, fields of the dossier, rules.
    package var conditionEnvironment: CELEnvironment { baseScope.environment }

    /// What the conditions of an action see: the same, and `input`.
    package func environment(of action: Action) -> CELEnvironment {
        baseScope.adding("input", record: "Input." + action.id, action.inputs).environment
    }

    /// What a template that is no document of a dossier sees.
    package var pageEnvironment: CELEnvironment { pageScope.environment }

    /// What the template of a document sees: see ``variables(of:)-(DocumentDefinition)``.
    package func documentEnvironment(for document: DocumentDefinition) -> CELEnvironment { documentScope(document).environment }
}
