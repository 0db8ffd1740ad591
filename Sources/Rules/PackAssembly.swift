import Diagnostics
import YAML

/// The files of a pack, read, checked in shape and laid together by section.
struct PackAssembly {
    /// A file may hold no more bytes than ``YAMLParser/Limits/size``; a pack no more files.
    static let mostFiles = 200

    private(set) var bag = DiagnosticBag()
    /// The tree of `pack.yaml`.
    private(set) var entry: YAMLNode?
    /// The first bytes of `pack.yaml`, where findings without a better place go.
    private(set) var entrySpan = Span(source: SourceID(index: 0), start: 0, end: 0)
    /// Sections of named things, in the order of the files; each name once.
    private var maps: [String: [YAMLEntry]] = [:]
    private var mapSpans: [String: Span] = [:]
    /// Where each name of a section stands.
    private var places: [String: [String: Span]] = [:]
    /// Sections with fixed keys; each in one file.
    private var parts: [String: (node: YAMLNode, keySpan: Span)] = [:]
    private(set) var hashInput: [UInt8] = []
    /// The calendars of libraries: a pack adds its own to them.
    private(set) var libraryCalendars: [YAMLNode] = []
    private(set) var librarySources: Set<SourceID> = []

    init(files: [(path: String, bytes: [UInt8])], folder: String, libraries: [PackLoader.Library] = [], sources: inout SourceMap) {
        let prefix = folder.isEmpty || folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        guard let first = files.first(where: { $0.path == PackLoader.entryFile }) else {
            bag.append(PackDiagnostics.noEntryFile(PackLoader.entryFile, folder: folder))
            return
        }
        entry = read(first.path, first.bytes, prefix: prefix, part: PackSchema.entry, sources: &sources)
        guard let entry else { return }
        use(entry["use"]?.sequence ?? [], of: libraries, sources: &sources)
        add(sections: entry)
        include(entry["include"]?.sequence ?? [], files: files, prefix: prefix, sources: &sources)
    }

    private mutating func use(_ names: [YAMLNode], of libraries: [PackLoader.Library], sources: inout SourceMap) {
        var seen: [String: Span] = [:]
        for name in names {
            guard let text = name.text?.text else { continue }
            if let first = seen.updateValue(name.span, forKey: text) {
                bag.append(PackDiagnostics.repeatedReference(text, at: name.span, first: first))
                continue
            }
            guard let library = libraries.first(where: { $0.name == text }) else {
                bag.append(PackDiagnostics.unknownLibrary(text, known: libraries.map(\.name), at: name.span))
                continue
            }
            guard let node = read(library.path, library.bytes, prefix: "", part: PackSchema.section, sources: &sources) else { continue }
            librarySources.insert(node.span.source)
            if let calendar = node["calendar"] { libraryCalendars.append(calendar) }
            add(sections: node, except: ["calendar"])
        }
    }

    private mutating func include(
        _ names: [YAMLNode], files: [(path: String, bytes: [UInt8])], prefix: String, sources: inout SourceMap
    ) {
        var seen: [String: Span] = [PackLoader.entryFile: entrySpan]
        for name in names.prefix(Self.mostFiles) {
            guard let text = name.text?.text else { continue }
            if let first = seen[text] {
                bag.append(PackDiagnostics.duplicateName(text, kind: nil, at: name.span, first: first))
                continue
            }
            seen[text] = name.span
            guard let file = files.first(where: { $0.path == text }) else {
                let nearest = NearestName.of(text, among: files.map(\.path).sorted())
                bag.append(PackDiagnostics.missingFile(text, nearest: nearest, at: name.span))
                continue
            }
            if let node = read(file.path, file.bytes, prefix: prefix, part: PackSchema.section, sources: &sources) { add(sections: node) }
        }
    }

    private mutating func read(
        _ path: String, _ bytes: [UInt8], prefix: String, part: String, sources: inout SourceMap
    ) -> YAMLNode? {
        let file = sources.add(path: prefix + path, bytes: bytes)
        hashInput += Array("\(path)\n\(bytes.count)\n".utf8) + bytes
        let start = Span(source: file.id, start: 0, end: 0)
        if part == PackSchema.entry { entrySpan = start }
        let (node, findings) = YAMLParser().parse(file)
        bag.append(contentsOf: findings)
        guard let node else {
            if !findings.hasErrors { bag.append(PackDiagnostics.emptyFile(at: start)) }
            return nil
        }
        var shape = PackShape()
        shape.check(node, part: part)
        bag.append(contentsOf: shape.bag)
        return node
    }

    private mutating func add(sections node: YAMLNode, except others: Set<String> = []) {
        guard let part = PackSchema.part(PackSchema.section) else { return }
        for written in node.mapping ?? [] {
            // A misspelt section was reported; it is read as the one that was meant, or all names in it would seem to be missing.
            let isKnown = PackSchema.part(PackSchema.entry)?.key(written.key) != nil
            let name = isKnown ? written.key : NearestName.of(written.key, among: part.keys.map(\.name))
            guard let name, let key = part.key(name), !others.contains(name) else { continue }
            let section = YAMLEntry(key: name, keySpan: written.keySpan, value: written.value)
            if case .map = key.type {
                mapSpans[section.key] = mapSpans[section.key] ?? section.keySpan
                for entry in section.value.mapping ?? [] {
                    let kind = NameKind.allCases.first { $0.section == section.key }
                    if let first = places[section.key]?[entry.key] {
                        bag.append(PackDiagnostics.duplicateName(entry.key, kind: kind, at: entry.keySpan, first: first))
                    } else {
                        places[section.key, default: [:]][entry.key] = entry.keySpan
                        maps[section.key, default: []].append(entry)
                    }
                }
            } else if let first = parts[section.key] {
                bag.append(PackDiagnostics.duplicateName(section.key, kind: nil, at: section.keySpan, first: first.keySpan))
            } else {
                parts[section.key] = (section.value, section.keySpan)
            }
        }
    }

    /// The named things of a section, from all files.
    func entries(_ section: String) -> [YAMLEntry] { maps[section] ?? [] }

    /// Where a section was first written; the start of `pack.yaml` when nowhere.
    func span(ofSection section: String) -> Span { mapSpans[section] ?? parts[section]?.keySpan ?? entrySpan }

    /// A section with fixed keys.
    func part(_ section: String) -> YAMLNode? { parts[section]?.node }
}
