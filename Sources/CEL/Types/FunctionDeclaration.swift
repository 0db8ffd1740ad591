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

    package let name: String
    package let overloads: [Overload]
    /// Gets arguments without errors (unless ``takesErrors``); answers `.error` for what it cannot do.
    package let implementation: @Sendable ([Value]) -> Value
    /// What one call costs, given its arguments' sizes.
    package let cost: Int

    package init(
        _ name: String, _ overloads: [Overload], cost: Int = 1, implementation: @escaping @Sendable ([Value]) -> Value
    ) {
        self.name = name
        self.overloads = overloads
        self.cost = cost
        self.implementation = implementation
    }
}
