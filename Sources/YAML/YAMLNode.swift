import Diagnostics

/// A part of a YAML (or JSON) text: what it holds, and where it stands.
package struct YAMLNode: Sendable {
    package indirect enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the order of the text; keys are unique.
        case mapping([YAMLEntry])
    }

    package let content: Content
    /// From the first to the last byte of the part; quotes and brackets belong to it. Empty values have an empty span after their key.
    package let span: Span

    package init(_ content: Content, span: Span) {
        self.content = content
        self.span = span
    }

    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var sequence: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    package var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of a key, when this is a mapping that has it.
    package subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key == key }?.value
    }

    /// The text of a scalar that is not null, however it is written.
    package var text: EmbeddedText? {
        guard let scalar, scalar.value != .null else { return nil }
        return scalar.text
    }

    /// Whether nothing stands here, or `null` or `~`.
    package var isNull: Bool { scalar?.value == .null }
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable {
    package let key: String
    package let keySpan: Span
    package let value: YAMLNode

    package init(key: String, keySpan: Span, value: YAMLNode) {
        self.key = key
        self.keySpan = keySpan
        self.value = value
    }
}
