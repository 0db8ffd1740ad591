/// List markers (CSS Lists 3, clause 3); all inherited.
package struct ListProperties: Hashable, Sendable {
    package var type = ListStyleType.counterStyle("disc")
    package var position = ListStylePosition.outside
    package var image: ImageReference?

    package init() {}
}

package enum ListStyleType: Hashable, Sendable {
    case none
    /// The marker itself.
    case string(String)
    /// `symbols()`.
    case symbols(CounterStyleSystem, [String])
    /// A name for ``CounterStyleTable``.
    case counterStyle(String)
}

package enum ListStylePosition: String, KeywordValue {
    case inside, outside
}
