import CEL
import Diagnostics
import YAML

extension PackReader {
    /// The tables and the functions, each function after those that it calls, with what conditions need of them added to ``declarations``.
    mutating func readFunctions() -> (functions: [PackFunction], tables: [DecisionTable]) {
        let tables = assembly.entries("tables").compactMap { readTable($0) }
        for table in tables {
            declarations.append(table.declaration)
            tableRecords.append((table.recordName, table.outputs))
            callColumns[table.id] = (table.inputs, table.outputs)
        }
        let entries = assembly.entries("functions")
        for entry in entries + assembly.entries("tables") { checkFunctionName(entry) }
        var functions: [PackFunction] = []
        for entry in inCallOrder(entries) {
            guard let function = readFunction(entry) else { continue }
            declarations.append(function.declaration)
            callColumns[function.id] = (function.parameters, [])
            functions.append(function)
        }
        return (functions, tables)
    }

    /// A scope that knows the parameters and what was declared before, and nothing of a dossier: a function is a function of its arguments.
    func functionScope(_ parameters: [DataField]) -> ConditionScope {
        ConditionScope(personFields: BuiltinShape.person + personShape, variables: parameters.map { ($0.id, $0.type) })
            .adding(functions: declarations, records: tableRecords)
    }

    private mutating func readFunction(_ entry: YAMLEntry) -> PackFunction? {
        let node = entry.value
        let parameters = fields(node["parameters"], record: "Function." + entry.key, scope: functionScope([]), reserved: [])
        guard let result = resultType(node["returns"], entry) else { return nil }
        let body = condition(node["value"], result, scope: functionScope(parameters), isValue: true)
        guard let label = localized(node["label"]), let body else { return nil }
        return PackFunction(id: entry.key, label: label, parameters: parameters, result: result, body: body, span: entry.keySpan)
    }

    /// `returns: date`, or `returns: { type: list, of: text }`.
    private mutating func resultType(_ node: YAMLNode?, _ entry: YAMLEntry) -> FieldType? {
        guard let node else { return nil }
        if let word = node.text?.text {
            if ["choice", "reason", "record", "list"].contains(word) {
                bag.append(PackDiagnostics.resultNeedsMore(word, at: node.span))
                return nil
            }
            return scalarType(word, entry, scope: nil)
        }
        return fieldType(YAMLEntry(key: entry.key, keySpan: entry.keySpan, value: node), record: "Function." + entry.key, scope: nil)
    }

    private mutating func checkFunctionName(_ entry: YAMLEntry) {
        let space = entry.key.prefix { $0 != "." }
        let variables = ["dossier", "actor", "forms", "form", "pack", "now", "today", "input", "value", "access", "business"]
        if CELEnvironment().functions[entry.key] != nil || variables.contains(String(space)) {
            bag.append(PackDiagnostics.reservedName(entry.key, at: entry.keySpan))
        }
        if assembly.entries("functions").contains(where: { $0.key == entry.key && $0.keySpan != entry.keySpan }) {
            bag.append(PackDiagnostics.duplicateName(entry.key, kind: .function, at: entry.keySpan, first: entry.keySpan))
        }
    }

    /// The functions so that each comes after those that it calls; the members of a cycle are reported and left out.
    private mutating func inCallOrder(_ entries: [YAMLEntry]) -> [YAMLEntry] {
        let places = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        let calls = entries.map { entry in
            ExpressionTokens(entry.value["value"]?.text?.text ?? "").tokens.compactMap { token -> Int? in
                guard case .symbol(let name) = token else { return nil }
                return places[name]
            }
        }
        var order: [YAMLEntry] = []
        var state = [Int](repeating: 0, count: entries.count)  // 0 not seen, 1 being seen, 2 done
        // No recursion here either: a chain of functions is as long as the pack likes.
        for start in entries.indices where state[start] == 0 {
            var path: [(place: Int, next: Int)] = [(start, 0)]
            state[start] = 1
            while let top = path.last {
                guard top.next < calls[top.place].count else {
                    state[top.place] = 2
                    order.append(entries[top.place])
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let called = calls[top.place][top.next]
                if state[called] == 0 {
                    state[called] = 1
                    path.append((called, 0))
                } else if state[called] == 1, let from = path.firstIndex(where: { $0.place == called }) {
                    let cycle = path[from...].map { entries[$0.place].key }
                    bag.append(PackDiagnostics.recursiveFunction(cycle, at: entries[called].keySpan))
                }
            }
        }
        return order
    }
}
