import Fonts
import Images

/// Finished pages: everything an exporter needs, and nothing of how they were laid out.
package struct PagedDocument: Sendable {
    package var metadata: DocumentMetadata
    package var pages: [Page]
    /// Images by index, as ``ImagePlacement`` names them.
    package var images: [ImageResource]
    package var structure: StructureTree
    package var outline: [OutlineEntry]
    /// Places that links lead to, by anchor name.
    package var destinations: [String: Destination]
    package var links: [LinkAnnotation]
    package var formFields: [FormField]
    package var attachments: [AttachedFile] = []

    package init(
        metadata: DocumentMetadata, pages: [Page] = [], images: [ImageResource] = [], structure: StructureTree = StructureTree(),
        outline: [OutlineEntry] = [], destinations: [String: Destination] = [:], links: [LinkAnnotation] = [],
        formFields: [FormField] = []
    ) {
        self.metadata = metadata
        self.pages = pages
        self.images = images
        self.structure = structure
        self.outline = outline
        self.destinations = destinations
        self.links = links
        self.formFields = formFields
    }
}

/// One sheet side: its size and what is painted on it, in painting order.
package struct Page: Sendable {
    /// In points.
    package var width: Double
    package var height: Double
    package var items: [PageItem]
    /// The number as printed, when it differs from the position.
    package var label: String?

    package init(width: Double, height: Double, items: [PageItem] = [], label: String? = nil) {
        self.width = width
        self.height = height
        self.items = items
        self.label = label
    }
}

/// What a document says of itself.
package struct DocumentMetadata: Hashable, Sendable {
    package var title: String
    /// BCP 47 tag.
    package var language: String
    package var author: String?
    package var subject: String?
    package var keywords: [String]
    /// ISO 8601 with offset, given by the caller: the machine's clock is never read.
    package var created: String?
    /// Further facts by name: the pack's name, version and hash.
    package var properties: [String: String]

    package init(
        title: String, language: String, author: String? = nil, subject: String? = nil, keywords: [String] = [], created: String? = nil,
        properties: [String: String] = [:]
    ) {
        self.title = title
        self.language = language
        self.author = author
        self.subject = subject
        self.keywords = keywords
        self.created = created
        self.properties = properties
    }
}

/// A bookmark; `level` counts from 1.
package struct OutlineEntry: Hashable, Sendable {
    package var title: String
    package var level: Int
    package var destination: Destination

    package init(title: String, level: Int, destination: Destination) {
        self.title = title
        self.level = level
        self.destination = destination
    }
}

/// A place in the document; `page` is an index from 0.
package struct Destination: Hashable, Sendable {
    package var page: Int
    package var point: Point

    package init(page: Int, point: Point) {
        self.page = page
        self.point = point
    }
}
