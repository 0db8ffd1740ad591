/// The namespaces that Paraphe tells apart (Namespaces in XML 1.0).
@frozen
package enum XMLNamespace: UInt8, Hashable, Sendable, CaseIterable {
    /// No namespace; the usual one of attributes.
    case none
    /// `http://www.w3.org/1999/xhtml`
    case xhtml
    /// `https://paraphe.dev/ns/template`, prefix `g` by habit.
    case template
    /// `http://www.w3.org/2000/svg`
    case svg
    /// `http://www.w3.org/XML/1998/namespace`, prefix `xml`.
    case xml
    /// `http://www.w3.org/1999/xlink`
    case xlink
    /// `http://www.w3.org/1998/Math/MathML`
    case mathml
    /// `urn:oasis:names:tc:xliff:document:2.0`
    case xliff
    /// Any other namespace.
    case other

    /// The namespace's name; empty for ``none`` and ``other``.
    package var uri: String {
        switch self {
        case .none, .other: ""
        case .xhtml: "http://www.w3.org/1999/xhtml"
        case .template: "https://paraphe.dev/ns/template"
        case .svg: "http://www.w3.org/2000/svg"
        case .xml: "http://www.w3.org/XML/1998/namespace"
        case .xlink: "http://www.w3.org/1999/xlink"
        case .mathml: "http://www.w3.org/1998/Math/MathML"
        case .xliff: "urn:oasis:names:tc:xliff:document:2.0"
        }
    }

    /// The prefix that the serialiser writes; empty for the default namespace.
    package var usualPrefix: String {
        switch self {
        case .none, .xhtml, .other, .svg, .mathml, .xliff: ""
        case .template: "g"
        case .xml: "xml"
        case .xlink: "xlink"
        }
    }

    /// The namespace of a name; ``other`` for one that Paraphe does not know.
    package init(uri: String) {
        self = Self.allCases.first { $0 != .none && $0 != .other && $0.uri == uri } ?? .other
    }
}

/// The name of an element or attribute: namespace and local part.
package struct XMLName: Hashable, Sendable {
    package var namespace: XMLNamespace
    package var local: String

    package init(_ namespace: XMLNamespace, _ local: String) {
        self.namespace = namespace
        self.local = local
    }
}
