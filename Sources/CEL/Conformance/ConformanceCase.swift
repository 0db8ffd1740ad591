import Diagnostics

/// One conformance test.
struct ConformanceCase {
    private let test: ValueMap

    init(_ test: ValueMap) {
        self.test = test
    }

    /// Nil when the test passes; otherwise what went wrong.
    func failure() -> String? {
        var variables: [String: CELType] = [:]
        var functions: [FunctionDeclaration] = []
        for case .map(let declaration) in test.list("type_env") {
            let name = declaration.text("name")
            if let ident = declaration.map("ident")?.map("type") {
                guard let type = Self.type(ident) else { return "unreadable type of `\(name)`" }
                variables[name] = type
            } else if let function = declaration.map("function") {
                guard let read = Self.function(name, function) else { return "unreadable function `\(name)`" }
                functions.append(read)
            }
        }
        var activation = Activation()
        for entry in test.map("bindings")?.entries ?? [] {
            guard case .string(let name) = entry.key, case .map(let binding) = entry.value, let json = binding.map("value"),
                let value = Self.value(json)
            else { return "unreadable binding" }
            activation[name] = value
            if variables[name] == nil { variables[name] = .dyn }
        }
        let environment = CELEnvironment(variables: variables, functions: functions, container: test.text("container"))
        let text = EmbeddedText(verbatim: test.text("expr"), source: SourceID(index: 0))
        let (program, bag) = test.flag("disable_check") ? environment.compileUnchecked(text) : environment.compile(text)
        guard let program else {
            // Some faults that the suite expects of evaluation are told sooner here, after parsing and checking of types.
            let isEarly = bag.sorted.allSatisfy { $0.severity != .error || CELDiagnostics.earlyFaults.contains($0.code) }
            if isEarly, test["eval_error"] != nil { return nil }
            // A few tests expect a fault of the checker, in its words.
            if let wanted = test.map("eval_error")?.list("errors").first, case .map(let error) = wanted,
                error.text("message").hasPrefix("found no matching overload"),
                bag.diagnostics.contains(where: { $0.code == "cel/no-overload" })
            {
                return nil
            }
            return "rejected: " + (bag.sorted.first?.message.en ?? "?")
        }
        let typed = test.map("typed_result")
        if let json = typed?.map("deduced_type") {
            guard let wanted = Self.type(json) else { return "unreadable expected type" }
            if wanted != program.resultType { return "deduced \(program.resultType.description), expected \(wanted.description)" }
        }
        if test.flag("check_only") { return nil }
        let found = program.evaluate(activation)
        if test["eval_error"] != nil { return found.isError ? nil : "expected an error, found \(found.text)" }
        if case .error(let error) = found { return "error: \(error.message.en)" }
        var wanted = Value.bool(true)
        if let json = test.map("value") ?? typed?.map("result") {
            guard let read = Self.value(json) else { return "unreadable expected value" }
            wanted = read
        }
        return Self.areSame(wanted, found) ? nil : "found \(found.text), expected \(wanted.text)"
    }

    /// Of the same type with the same content; maps in any order.
    private static func areSame(_ wanted: Value, _ found: Value) -> Bool {
        switch (wanted, found) {
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { areSame($0, $1) }
        case (.map(let a), .map(let b)):
            return a.count == b.count
                && a.entries.allSatisfy { entry in
                    b.entries.contains { areSame(entry.key, $0.key) && areSame(entry.value, $0.value) }
                }
        default: return wanted == found
        }
    }

    // MARK: Reading values and types

    private static func value(_ json: ValueMap) -> Value? {
        guard let entry = json.entries.first, case .string(let kind) = entry.key else { return nil }
        switch (kind, entry.value) {
        case ("null_value", _): return .null
        case ("bool_value", .bool(let value)): return .bool(value)
        case ("int64_value", .string(let text)): return Int64(text).map { .int($0) }
        case ("uint64_value", .string(let text)): return UInt64(text).map { .uint($0) }
        case ("double_value", .int(let value)): return .double(Double(value))
        case ("double_value", .double(let value)): return .double(value)
        case ("double_value", .string("NaN")): return .double(.nan)
        case ("double_value", .string("Infinity")): return .double(.infinity)
        case ("double_value", .string("-Infinity")): return .double(-.infinity)
        case ("string_value", .string(let text)): return .string(text)
        case ("bytes_value", .string(let text)): return EncoderLibrary.decode(text).map { .bytes($0) }
        case ("type_value", .string(let name)): return .type(name)
        case ("list_value", .map(let list)):
            var values: [Value] = []
            for case .map(let element) in list.list("values") {
                guard let value = value(element) else { return nil }
                values.append(value)
            }
            return .list(values)
        case ("map_value", .map(let map)):
            var entries: [ValueMap.Entry] = []
            for case .map(let pair) in map.list("entries") {
                guard let key = pair.map("key").flatMap(value), let value = pair.map("value").flatMap(value) else { return nil }
                entries.append(ValueMap.Entry(key: key, value: value))
            }
            return .map(ValueMap(entries: entries))
        case ("object_value", .map(let object)):
            switch object.text("@type") {
            case "type.googleapis.com/google.protobuf.Duration": return CELDuration(object.text("value")).map { .duration($0) }
            case "type.googleapis.com/google.protobuf.Timestamp": return Timestamp(object.text("value")).map { .timestamp($0) }
            default: return nil
            }
        default: return nil
        }
    }

    private static func type(_ json: ValueMap) -> CELType? {
        guard let entry = json.entries.first, case .string(let kind) = entry.key else { return nil }
        switch (kind, entry.value) {
        case ("dyn", _): return .dyn
        case ("null", _): return .null
        case ("primitive", .string(let name)), ("well_known", .string(let name)), ("message_type", .string(let name)):
            return names[name]
        case ("type_param", .string(let name)): return .parameter(name)
        case ("list_type", .map(let list)): return .list(list.map("elem_type").flatMap(type) ?? .dyn)
        case ("map_type", .map(let map)):
            return .map(key: map.map("key_type").flatMap(type) ?? .dyn, value: map.map("value_type").flatMap(type) ?? .dyn)
        case ("type", .map(let inner)): return .type(type(inner) ?? .dyn)
        case ("abstract_type", .map(let abstract)):
            var parameters: [CELType] = []
            for case .map(let parameter) in abstract.list("parameter_types") { parameters.append(type(parameter) ?? .dyn) }
            if abstract.text("name") == "optional_type" { return .optional(parameters.first ?? .dyn) }
            return .abstract(abstract.text("name"), parameters)
        default: return nil
        }
    }

    private static let names: [String: CELType] = [
        "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BOOL": .bool, "BYTES": .bytes, "ANY": .dyn,
        "DURATION": .duration, "TIMESTAMP": .timestamp, "google.protobuf.Duration": .duration,
        "google.protobuf.Timestamp": .timestamp,
    ]

    /// A function that is declared and does nothing.
    private static func function(_ name: String, _ json: ValueMap) -> FunctionDeclaration? {
        var overloads: [FunctionDeclaration.Overload] = []
        for case .map(let overload) in json.list("overloads") {
            var parameters: [CELType] = []
            for case .map(let parameter) in overload.list("params") {
                guard let type = type(parameter) else { return nil }
                parameters.append(type)
            }
            guard let result = overload.map("result_type").flatMap(type) else { return nil }
            overloads.append(.init(parameters, result, isMember: overload.flag("is_instance_function")))
        }
        return FunctionDeclaration(name, overloads) { .noOverload(name, $0) }
    }
}
