/// A declared shape: access to a field that it lacks is found when the expression is checked.
package struct RecordType: Sendable {
    package let name: String
    package let fields: [(name: String, type: CELType)]

    package init(name: String, fields: [(name: String, type: CELType)]) {
        self.name = name
        self.fields = fields
    }

    package subscript(field: String) -> CELType? {
        fields.first { $0.name == field }?.type
    }
}
