import Diagnostics

/// A function that expressions may call: its signatures, and what it does with values.
package struct FunctionDeclaration: Sendable {
    /// One signature.
    package struct Overload: Sendable {
        package let parameters: [CELType]
        package let result: CELType
        /// Called as `x.f(…)`, `x` being the first parameter.
        package let isMember: Bool

        package init(_ parameters: [CELType], _ result: CELType, isMember: Bool = false) {
            self.parameters = parameters
            self.result = result
            self.isMember = isMember
        }
    }

    /// A parameter of a function written in CEL.
    package struct Parameter: Sendable {
        package let name: String
        package let type: CELType

        package init(_ name: String, _ type: CELType) {
            self.name = name
            self.type = type
        }
    }

    /// As authors call it; a namespace goes before a dot: `date.age`.
    package let name: String
    package let overloads: [Overload]
    /// Gets arguments without errors; answers `.error` for what it cannot do. Not called when there is a ``body``.
    package let implementation: @Sendable ([Value]) -> Value
    /// What the function does, when it is written in CEL.
    package let body: FunctionBody?
    /// What one call costs, given its arguments' sizes.
    package let cost: Int
    /// What one call costs beyond ``cost`` and the sizes of its arguments, for functions that do more than go through them once.
    package let work: (@Sendable ([Value]) -> Int)?
    /// For the reference page.
    package private(set) var documentation: FunctionDocumentation?

    /// A function that the machine knows.
    ///
    /// - Parameters:
    ///   - cost: units of the cost limit for each call; the sizes of arguments and result are counted besides.
    ///   - work: further units, by the arguments; called before `implementation`, so that it never begins what costs too much.
    package init(
        _ name: String, _ overloads: [Overload], cost: Int = 1, work: (@Sendable ([Value]) -> Int)? = nil,
        documentation: FunctionDocumentation? = nil, implementation: @escaping @Sendable ([Value]) -> Value
    ) {
        self.name = name
        self.overloads = overloads
        self.cost = cost
        self.work = work
        self.documentation = documentation
        self.implementation = implementation
        body = nil
    }

    /// A function written in CEL: a checked program over its parameters.
    ///
    /// What the body costs counts in the caller's limit and in its static bound. There is no recursion: a body can only call what was
    /// declared in the environment that checked it.
    package init(_ name: String, parameters: [Parameter], body program: Program, documentation: FunctionDocumentation? = nil) {
        self.name = name
        overloads = [Overload(parameters.map(\.type), program.resultType)]
        cost = 1
        work = nil
        self.documentation = documentation
        let body = FunctionBody(parameters: parameters, program: program)
        self.body = body
        implementation = { body.call($0) }
    }

    /// The same with what the reference says about it.
    package func documented(_ documentation: FunctionDocumentation) -> FunctionDeclaration {
        var declaration = self
        declaration.documentation = documentation
        return declaration
    }
}
