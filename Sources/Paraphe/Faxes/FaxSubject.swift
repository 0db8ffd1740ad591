import CEL
import Diagnostics
import Rules
import Workflow

/// What a fax is to say: data of a file, a dossier, or both, the file's over the dossier's.
package struct FaxSubject: Sendable {
    /// How the places of a file follow from the names of data.
    fileprivate enum Shape: Sendable {
        /// The file gives the document's data, below these names.
        case data(prefix: [String])
        /// The file gives a dossier, from which the pack takes the data.
        case dossier
    }

    package var dossier: Dossier?
    package var actor: Actor?
    /// Where the attachments of the dossier are.
    package var blobs: BlobStore?
    /// Files that go behind the pages of the document.
    package var enclosures: [FaxEnclosure] = []
    private(set) var given: Value = .record([])
    private(set) var places: JSONPlaces?
    /// Where names of enclosed files are seen from.
    private(set) var folder = ""
    private var shape = Shape.data(prefix: [])

    package init(dossier: Dossier? = nil, actor: Actor? = nil, blobs: BlobStore? = nil, enclosures: [FaxEnclosure] = []) {
        self.dossier = dossier
        self.actor = actor
        self.blobs = blobs
        self.enclosures = enclosures
    }

    /// Takes the document's own fields from somewhere else than a file.
    package mutating func give(_ data: Value) { given = data }

    /// Takes a file of data: the document's own fields, alone or under `data`, or the fields of a dossier.
    package mutating func read(
        _ source: SourceFile, for definition: DocumentDefinition, of rulebook: Rulebook, at moment: DecisionMoment
    ) throws(DiagnosticsError) {
        let value = try BatchLines.record(source, nil)
        places = JSONPlaces(source)
        folder = String(source.path.reversed().drop { $0 != "/" }.reversed())
        if let data = value.field("data"), data.isRecord, !definition.data.contains(where: { $0.id == "data" }) {
            given = data
            shape = .data(prefix: ["data"])
            return
        }
        let names = (value.entries ?? []).map(\.0)
        let own = names.filter { name in definition.data.contains { $0.id == name } }.count
        let ofDossier = names.filter { rulebook.dossierFields[$0] != nil }.count
        guard dossier == nil, ofDossier > own, definition.fax?.data.isEmpty == false else {
            given = value
            return
        }
        dossier = try DossierFile(rulebook).read(source, id: nil, at: moment)
        shape = .dossier
    }

    /// The place of a field of the data, or of what holds it.
    func place(of path: [String], in definition: DocumentDefinition) -> Span? {
        guard let places, let own = self.path(of: path, in: definition) else { return places?.span(of: []) }
        return places.span(of: own)
    }

    /// Whether the file has the field itself.
    func gives(_ path: [String], in definition: DocumentDefinition) -> Bool {
        guard let places, let own = self.path(of: path, in: definition) else { return false }
        return places.holds(own)
    }

    private func path(of path: [String], in definition: DocumentDefinition) -> [String]? {
        switch shape {
        case .data(let prefix): return prefix + path
        case .dossier:
            guard let first = path.first, let parameter = definition.fax?.data.first(where: { $0.id == first }) else { return nil }
            let read = parameter.value.program.dependencies.filter { $0.hasPrefix("dossier.") }
            guard let source = read.first, read.count == 1 else { return nil }
            return source.split(separator: ".").dropFirst().map(String.init) + path.dropFirst()
        }
    }
}
