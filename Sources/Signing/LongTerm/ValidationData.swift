/// What shows that certificates were good: DER each.
package struct ValidationData: Hashable, Sendable {
    package var certificates: [[UInt8]]
    package var revocationLists: [[UInt8]]
    package var statusResponses: [[UInt8]]

    package init(certificates: [[UInt8]] = [], revocationLists: [[UInt8]] = [], statusResponses: [[UInt8]] = []) {
        self.certificates = certificates
        self.revocationLists = revocationLists
        self.statusResponses = statusResponses
    }

    package var isEmpty: Bool { certificates.isEmpty && revocationLists.isEmpty && statusResponses.isEmpty }

    mutating func merge(_ other: ValidationData) {
        func join(_ items: inout [[UInt8]], _ more: [[UInt8]]) {
            for item in more where !items.contains(item) { items.append(item) }
        }
        join(&certificates, other.certificates)
        join(&revocationLists, other.revocationLists)
        join(&statusResponses, other.statusResponses)
    }
}
