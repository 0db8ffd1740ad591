/// How large a value can be, as far as it is known before evaluation.
indirect enum Extent: Sendable {
    /// A number, a truth, a moment: of no account.
    case scalar
    /// A text or bytes, of at most so many bytes.
    case text(Int)
    /// A list or a map of at most so many elements, each no larger than `element`.
    case collection(Int, element: Extent)

    /// What is assumed of data.
    struct Sizes: Sendable {
        /// Elements of a list or entries of a map.
        var elements: Int
        /// Bytes of a text.
        var bytes: Int

        init(elements: Int = 100, bytes: Int = 250) {
            self.elements = elements
            self.bytes = bytes
        }
    }

    /// Values of a type, at the sizes assumed; what is dyn may be a list of texts.
    init(_ type: CELType, _ sizes: Sizes) {
        switch type {
        case .string, .bytes: self = .text(sizes.bytes)
        case .list(let element): self = .collection(sizes.elements, element: Extent(element, sizes))
        case .map(_, let value): self = .collection(sizes.elements, element: Extent(value, sizes).joined(.text(sizes.bytes)))
        case .record, .dyn, .error, .variable, .parameter, .abstract: self = .collection(sizes.elements, element: .text(sizes.bytes))
        case .optional(let wrapped): self = Extent(wrapped, sizes)
        case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type: self = .scalar
        }
    }

    /// Of a value that is known.
    init(_ value: Value) {
        switch value {
        case .string(let text): self = .text(text.utf8.count)
        case .bytes(let bytes): self = .text(bytes.count)
        case .list(let elements): self = .collection(elements.count, element: elements.reduce(.scalar) { $0.joined(Extent($1)) })
        case .map(let map):
            self = .collection(map.count, element: map.entries.reduce(.scalar) { $0.joined(Extent($1.key)).joined(Extent($1.value)) })
        default: self = .scalar
        }
    }

    /// The larger of both.
    func joined(_ other: Extent) -> Extent {
        switch (self, other) {
        case (.scalar, let known), (let known, .scalar): known
        case (.text(let a), .text(let b)): .text(max(a, b))
        case (.collection(let a, let x), .collection(let b, let y)): .collection(max(a, b), element: x.joined(y))
        // A text where a list may be as well: as many bytes as elements.
        case (.collection(let count, let element), .text(let bytes)), (.text(let bytes), .collection(let count, let element)):
            .collection(max(count, bytes / 4 + 1), element: element)
        }
    }

    /// Elements of a list or map.
    var count: Int {
        if case .collection(let count, _) = self { count } else { 0 }
    }

    var element: Extent {
        if case .collection(_, let element) = self { element } else { .scalar }
    }

    /// Bytes of a text.
    var bytes: Int {
        switch self {
        case .text(let bytes): bytes
        case .collection(_, let element): element.bytes
        case .scalar: 0
        }
    }

    /// The bound of ``Cost/size(of:)``.
    var size: Int {
        switch self {
        case .scalar: 0
        case .text(let bytes): bytes / 16
        case .collection(let count, let element): max(count / 4, element.size)
        }
    }

    /// The bound of ``Cost/cells(of:limit:)``.
    var cells: Int {
        switch self {
        case .scalar: 1
        case .text(let bytes): 1 + bytes / 64
        // Keys of a map count as well as values.
        case .collection(let count, let element): Cost.bounded(1, Cost.bounded(times: 2 * min(count, Cost.most), element.cells))
        }
    }
}

extension Cost {
    /// The sum, at most ``most``.
    static func bounded(_ parts: Int...) -> Int { parts.reduce(0) { min($0 + min($1, most), most) } }

    /// The product, at most ``most``.
    static func bounded(times left: Int, _ right: Int) -> Int {
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? most : min(result, most)
    }
}
