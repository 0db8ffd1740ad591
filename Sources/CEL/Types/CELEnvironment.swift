/// What expressions may speak of: variables, shapes and functions. The standard library is always there.
package struct CELEnvironment: Sendable {
    package let variables: [String: CELType]
    package let records: [String: RecordType]
    /// Names are looked up in it first, from the inside out.
    package let container: String
    /// By name, the standard library's included.
    package let functions: [String: FunctionDeclaration]

    package init(
        variables: [String: CELType] = [:], records: [RecordType] = [], functions: [FunctionDeclaration] = [], container: String = ""
    ) {
        self.variables = variables
        self.records = Dictionary(records.map { ($0.name, $0) }) { first, _ in first }
        self.container = container
        var all = StandardLibrary.functions
        for function in functions { all[function.name] = function }
        self.functions = all
    }

    private init(
        variables: [String: CELType], records: [String: RecordType], container: String, functions: [String: FunctionDeclaration]
    ) {
        self.variables = variables
        self.records = records
        self.container = container
        self.functions = functions
    }

    /// The same with one more variable.
    package func adding(variable name: String, type: CELType) -> CELEnvironment {
        var variables = variables
        variables[name] = type
        return CELEnvironment(variables: variables, records: records, container: container, functions: functions)
    }

    /// The same with one more shape.
    package func adding(record: RecordType) -> CELEnvironment { adding(records: [record]) }

    /// The same with further shapes.
    package func adding(records more: [RecordType]) -> CELEnvironment {
        var records = records
        for record in more { records[record.name] = record }
        return CELEnvironment(variables: variables, records: records, container: container, functions: functions)
    }

    /// The same with further functions; a name that was there already means the new one.
    package func adding(functions more: [FunctionDeclaration]) -> CELEnvironment {
        var functions = functions
        for function in more { functions[function.name] = function }
        return CELEnvironment(variables: variables, records: records, container: container, functions: functions)
    }

    /// A name as the container may complete it: `a.b.x`, `a.x`, `x`.
    func candidates(for name: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        guard !container.isEmpty else { return [name] }
        let parts = container.split(separator: ".")
        return (0...parts.count).map { parts.dropLast($0).joined(separator: ".") }.map { $0.isEmpty ? name : $0 + "." + name }
    }
}
