import CEL
import Diagnostics
import Testing

@Suite struct TraceTests {
    private static let items: Value = .list(
        [("a", 1), ("b", 0), ("c", 2)].map { name, count in
            .map(ValueMap(strings: [("name", .string(name)), ("count", .int(Int64(count)))]))
        })

    /// `text = value` for each step.
    private func steps(_ text: String) throws -> [String] {
        try trace(text).steps.map { "\($0.path ?? "-") \($0.text) = \($0.value?.text ?? "?")" }
    }

    private func trace(_ text: String, functions: [FunctionDeclaration] = []) throws -> Trace {
        let environment = Bench.environment.adding(variable: "items", type: .list(.map(key: .string, value: .dyn))).adding(
            functions: functions)
        let program = try #require(environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0))).program)
        var activation = Bench.activation
        activation["items"] = Self.items
        let trace = program.trace(activation)
        let (value, cost) = program.run(activation)
        #expect(trace.value == value)
        #expect(trace.cost == cost)
        return trace
    }

    @Test func stepsStandInTheOrderOfTheText() throws {
        #expect(
            try steps("dossier.age >= 18 && tags[0]=='b' || n == 3") == [
                #"- dossier.age >= 18 && tags[0] == "b" || n == 3 = true"#, #"- dossier.age >= 18 && tags[0] == "b" = false"#,
                "- dossier.age >= 18 = true", "dossier.age dossier.age = 41", #"- tags[0] == "b" = false"#, #"tags[0] tags[0] = "a""#,
                "- n == 3 = true", "n n = 3",
            ])
    }

    @Test func whatIsSkippedHasNoValue() throws {
        #expect(
            try steps("n == 3 || dossier.age > 3").suffix(2) == ["- dossier.age > 3 = ?", "dossier.age dossier.age = ?"])
        #expect(try steps("n == 3 ? n : dossier.age").last == "dossier.age dossier.age = ?")
    }

    @Test func aQuantifierShowsWhatDecided() throws {
        let trace = try trace("items.all(i, i.count > 0)")
        let loop = try #require(trace.steps.first?.loop)
        #expect(loop.count == 2)
        #expect(loop.deciderIndex == 1)
        #expect(loop.decider?.value == .bool(false))
        #expect(trace.steps.first?.text == "items.all(i, i.count > 0)")
        #expect(trace.steps.last?.path == "items[1].count")
        #expect(trace.steps.last?.value == .int(0))
        let exists = try self.trace("items.exists(k, i, i.count == 2)").steps
        #expect(exists.first?.loop?.decider?.key == .int(2))
        #expect(exists.last?.path == "items[2].count")
        #expect(try self.trace("items.all(i, i.count < 9)").steps.first?.loop?.decider == nil)
    }

    @Test func aQuantifierThatFailsShowsTheRoundThatFailed() throws {
        let trace = try trace("items.all(i, 4 / int(i.count) > 0)")
        #expect(trace.value.isError)
        #expect(trace.steps.first?.loop?.deciderIndex == 1)
        #expect(trace.steps.last?.value == .int(0))
        let absorbed = try self.trace("items.exists(i, 4 / int(i.count) == 2)").steps.first?.loop
        #expect(absorbed?.deciderIndex == 2)
    }

    @Test func presenceAndBindings() throws {
        let steps = try trace("has(dossier.patient.birthDate) ? cel.bind(p, dossier.patient, p.birthDate) : 'none'").steps
        #expect(steps.first { $0.text.hasPrefix("has") && $0.depth == 1 }?.dependencies == ["dossier.patient.birthDate"])
        #expect(steps.first { $0.text == "p.birthDate" }?.path == "dossier.patient.birthDate")
    }

    @Test func callsOfFunctionsWrittenInCELOpen() throws {
        let parameters = [FunctionDeclaration.Parameter("a", .int), FunctionDeclaration.Parameter("b", .int)]
        let environment = CELEnvironment(variables: ["a": .int, "b": .int])
        let body = try #require(environment.compile(EmbeddedText(verbatim: "a / b + 1", source: SourceID(index: 0))).program)
        let share = FunctionDeclaration("ratio.of", parameters: parameters, body: body)
        let trace = try trace("ratio.of(n * 4, 3) == 5", functions: [share])
        #expect(trace.value == .bool(true))
        let call = try #require(trace.steps.first { $0.function == "ratio.of" })
        #expect(trace.call(at: call.node)?.steps.map(\.text) == ["a / b + 1", "a / b", "a", "b"])
        #expect(trace.call(at: call.node)?.value == .int(5))
        guard case .error(let error) = try self.trace("ratio.of(n, 0) == 5", functions: [share]).value else {
            Issue.record("no error")
            return
        }
        #expect(error.message.en == "in `ratio.of`: division by zero")
        #expect(error.function == "ratio.of")
        #expect(error.range == 0..<14)
    }
}
