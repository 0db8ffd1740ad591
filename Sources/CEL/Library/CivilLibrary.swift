/// Our own functions over civil dates, moments in a place, and the texts of names and numbers.
///
/// Dates are texts `YYYY-MM-DD`, months `YYYY-MM` (ISO 8601), so that they compare by `<` as they stand.
enum CivilLibrary {
    static let functions: [FunctionDeclaration] = dates + ages + moments + texts

    typealias Body = @Sendable (CivilArguments) throws(CivilFault) -> Value

    /// A function without overloads.
    static func function(
        _ name: String, _ parameters: [CELType], _ result: CELType, cost: Int = 1, work: (@Sendable ([Value]) -> Int)? = nil,
        _ documentation: FunctionDocumentation, _ body: @escaping Body
    ) -> FunctionDeclaration {
        function(name, overloads: [.init(parameters, result)], cost: cost, work: work, documentation, body)
    }

    static func function(
        _ name: String, overloads: [FunctionDeclaration.Overload], cost: Int = 1, work: (@Sendable ([Value]) -> Int)? = nil,
        _ documentation: FunctionDocumentation, _ body: @escaping Body
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, overloads, cost: cost, work: work, documentation: documentation) { values in
            do throws(CivilFault) {
                return try body(CivilArguments(function: name, values: values))
            } catch {
                return error.value
            }
        }
    }
}
