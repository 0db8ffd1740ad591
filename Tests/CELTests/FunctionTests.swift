import CEL
import Diagnostics
import Testing

/// Functions that packs declare: written in CEL, or given as a closure.
@Suite struct FunctionTests {
    private static func program(_ text: String, _ environment: CELEnvironment) throws -> Program {
        let (program, bag) = environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)))
        return try #require(program, "\(text): \(bag.sorted.first?.message.en ?? "")")
    }

    /// `name(list, limit)`: how many elements are above the limit.
    private static func above() throws -> FunctionDeclaration {
        let parameters = [FunctionDeclaration.Parameter("numbers", .list(.int)), FunctionDeclaration.Parameter("limit", .int)]
        let environment = CELEnvironment(variables: ["numbers": .list(.int), "limit": .int])
        let body = try program("numbers.filter(x, x > limit).size()", environment)
        return FunctionDeclaration(
            "count.above", parameters: parameters, body: body,
            documentation: FunctionDocumentation(
                .pack, fr: "combien dépassent la limite", en: "how many are above the limit", parameters: ["numbers", "limit"],
                examples: [("count.above([1, 5], 3)", "1")]))
    }

    @Test func aFunctionIsCheckedAndCalled() throws {
        let environment = CELEnvironment(variables: ["l": .list(.int)], functions: [try Self.above()])
        let program = try Self.program("count.above(l, 2) == 2 && count.above(l.map(x, x * 2), 5) == 1", environment)
        #expect(program.evaluate(["l": .list([.int(1), .int(3), .int(4)])]).text == "false")
        #expect(program.dependencies == ["l"])
        let (_, bag) = environment.compile(EmbeddedText(verbatim: "count.above('a', 2)", source: SourceID(index: 0)))
        #expect(bag.sorted.first?.message.en == "`count.above` takes a list of whole numbers as argument 1, here a text (`string`)")
    }

    @Test func whatTheBodyCostsCounts() throws {
        let environment = CELEnvironment(variables: ["l": .list(.int)], functions: [try Self.above()])
        let once = try Self.program("count.above(l, 2)", environment)
        let data = Activation(["l": .list((0..<100).map { .int($0) })])
        let (value, cost) = once.run(data)
        #expect(value == .int(97))
        #expect(cost > 200)
        #expect(cost <= once.estimatedCost(elements: 100))
        // Within a loop it counts for each element, and the limit holds inside.
        let often = try Self.program("l.all(x, count.above(l, x) >= 0)", environment)
        #expect(often.run(data).cost > 100 * cost)
        #expect(often.run(data).cost <= often.estimatedCost(elements: 100))
        guard case .error(let error) = often.evaluate(data, costLimit: 100 * cost / 2) else {
            Issue.record("the limit does not hold")
            return
        }
        #expect(error.kind == .costExceeded)
        let (refused, bag) = environment.compile(
            EmbeddedText(verbatim: "l.all(x, l.all(y, count.above(l, x) > y))", source: SourceID(index: 0)), maximumCost: 1_000_000)
        #expect(refused == nil)
        #expect(bag.sorted.first?.code == "cel/too-costly")
    }

    @Test func functionsCallEarlierOnesAndNotWithoutEnd() throws {
        var environment = CELEnvironment(variables: ["x": .int])
        var name = "x + 1"
        for level in 0..<4_000 {
            let body = try Self.program(name, environment)
            environment = environment.adding(functions: [
                FunctionDeclaration("f\(level)", parameters: [.init("x", .int)], body: body)
            ])
            name = "f\(level)(x)"
            if level == 100 { #expect(try Self.program(name, environment).evaluate(["x": .int(1)]) == .int(2)) }
            if level == 2_500 { break }
        }
        guard case .error(let error) = try Self.program(name, environment).evaluate(["x": .int(1)]) else {
            Issue.record("no limit")
            return
        }
        #expect(error.kind == .costExceeded)
        // Twice at each level would be beyond any time: the estimate gives up instead.
        environment = CELEnvironment(variables: ["x": .int])
        var text = "x + 1"
        for level in 0..<60 {
            environment = environment.adding(functions: [
                FunctionDeclaration("f\(level)", parameters: [.init("x", .int)], body: try Self.program(text, environment))
            ])
            text = "f\(level)(x) + f\(level)(x)"
        }
        #expect(try Self.program(text, environment).estimatedCost() > 1_000_000_000)
    }

    @Test func aClosureMayAskForMoreThanLinearWork() throws {
        let table = FunctionDeclaration("delay", [.init([.string, .int], .int)], cost: 40, work: { _ in 500 }) { arguments in
            .int(arguments.count == 2 ? 3 : 0)
        }
        let program = try Self.program("delay('urgent', 12) == 3", CELEnvironment(functions: [table]))
        #expect(program.run([:]).value == .bool(true))
        #expect(program.run([:]).cost > 540)
        #expect(program.evaluate([:], costLimit: 300).isError)
    }

    @Test func theReferenceTellsThem() throws {
        let entry = try #require(CELReference.entries(of: [try Self.above()]).first)
        #expect(entry.signatures == ["count.above(numbers: list(int), limit: int) -> int"])
        #expect(entry.section == .pack)
    }

    /// What libraries of a region really do with texts stays far under the limit.
    @Test func theBoundOfTextsIsNotTooWide() throws {
        let environment = CELEnvironment(variables: ["s": .string])
        let normalized = FunctionDeclaration(
            "nam.normalized", parameters: [.init("s", .string)],
            body: try Self.program("regex.replace(text.withoutAccents(s).upperAscii(), '[^A-Z0-9]', '')", environment))
        let format = try Self.program(
            """
            nam.normalized(s).matches('^[A-Z]{4}[0-9]{8}$')
              ? regex.replace(nam.normalized(s), '^(.{4})(.{4})(.{4})$', r'\\1 \\2 \\3').replace(' ', '').replace('-', ' ').replace('é', 'e')
              : cel.bind(n, nam.normalized(s), n.substring(4, 6) + '-' + string(int(n.substring(6, 7)) % 5)).trim()
            """, environment.adding(functions: [normalized]))
        #expect(format.estimatedCost() < 20_000)
        #expect(format.estimatedCost(textBytes: 1_000) < 100_000)
    }
}
