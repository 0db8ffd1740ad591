/// A property value that is one of a few keywords; raw values are the keywords of CSS.
package protocol KeywordValue: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {}
