import XML

/// A complex selector, its compounds from right to left (Selectors 4).
struct Selector: Sendable {
    enum Combinator: UInt8, Sendable {
        case descendant, child, nextSibling, subsequentSibling
    }

    struct Compound: Sendable {
        /// nil for any; a symbol.
        var type: Symbol?
        /// nil for any.
        var namespace: NamespaceTest = .any
        var tests: [Test] = []
        /// How this compound stands to the one on its left, the next in the list.
        var combinator = Combinator.descendant
    }

    enum NamespaceTest: Sendable, Equatable {
        case any
        case only(XMLNamespace)
        /// A namespace that no element here can be in.
        case unknown

        /// By the namespace's name; empty for "no namespace".
        init(uri: String) {
            let namespace: XMLNamespace = uri.isEmpty ? .none : XMLNamespace(uri: uri)
            self = namespace == .other ? .unknown : .only(namespace)
        }

        @inline(__always) func holds(_ namespace: XMLNamespace) -> Bool {
            switch self {
            case .any: true
            case .only(let wanted): wanted == namespace
            case .unknown: false
            }
        }
    }

    indirect enum Test: Sendable {
        case id(Symbol)
        case `class`(Symbol)
        case attribute(AttributeTest)
        case root
        case empty
        case link
        case never
        case firstChild, lastChild, onlyChild
        case firstOfType, lastOfType, onlyOfType
        /// `of` is nil for all children.
        case nthChild(Nth, of: SelectorList?, fromEnd: Bool)
        case nthOfType(Nth, fromEnd: Bool)
        case language([String])
        case direction(isRightToLeft: Bool)
        case any([Selector])
        case not([Selector])
        /// `:has()`: selectors that begin at the element itself, ``anchor`` being their leftmost compound.
        case has([Selector])
        /// The element whose `:has()` is tried.
        case anchor
    }

    struct AttributeTest: Sendable {
        enum Operator: Sendable { case exists, equals, includes, dashMatch, prefix, suffix, substring }

        var name: Symbol
        var namespace: NamespaceTest?
        var relation: Operator
        var value: String
        var ignoresCase: Bool
    }

    /// `an+b`.
    struct Nth: Sendable, Equatable {
        var step: Int
        var offset: Int

        func matches(_ index: Int) -> Bool {
            let (difference, overflows) = index.subtractingReportingOverflow(offset)
            if overflows { return false }
            if step == 0 { return difference == 0 }
            if step == -1 { return difference <= 0 }
            return difference % step == 0 && difference / step >= 0
        }
    }

    var compounds: [Compound]
    var specificity: Specificity
    var pseudo: PseudoElement?

    /// Whether `:has()` stands in it, which may not stand in itself.
    var holdsHas: Bool {
        compounds.contains { compound in
            compound.tests.contains { test in
                switch test {
                case .has: true
                case .any(let list), .not(let list): list.contains(where: \.holdsHas)
                case .nthChild(_, let list, _): list?.selectors.contains(where: \.holdsHas) ?? false
                default: false
                }
            }
        }
    }
}

/// The list of `:nth-child(… of …)`, with an identity so that its places among siblings are counted once.
final class SelectorList: Sendable {
    let selectors: [Selector]

    init(_ selectors: [Selector]) { self.selectors = selectors }
}

/// Identifiers, classes and types, element and pseudo-element: larger wins.
struct Specificity: Hashable, Comparable, Sendable {
    var value: UInt32

    init(ids: Int = 0, classes: Int = 0, types: Int = 0) {
        value = UInt32(min(ids, 1023)) << 20 | UInt32(min(classes, 1023)) << 10 | UInt32(min(types, 1023))
    }

    static func + (left: Specificity, right: Specificity) -> Specificity {
        Specificity(
            ids: Int(left.value >> 20) + Int(right.value >> 20), classes: Int(left.value >> 10 & 1023) + Int(right.value >> 10 & 1023),
            types: Int(left.value & 1023) + Int(right.value & 1023))
    }

    static func < (left: Specificity, right: Specificity) -> Bool { left.value < right.value }
}

/// A name in a selector, interned process-wide so that sheets and documents agree on it.
struct Symbol: Hashable, Sendable {
    let index: Int32
}
