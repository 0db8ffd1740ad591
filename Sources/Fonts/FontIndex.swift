import Glibc

/// Font files of some folders by family, as their names tell: `NotoSans-BoldItalic.ttf`, `DejaVuSansCondensed.ttf`.
///
/// A family's name in the file is one word, so that `DejaVuSansCondensed` or `LiberationSansNarrow` is never taken for the plain family.
/// Works on bytes, and spaces names only when somebody asks for them: the index of 268 files was a twelfth of a process's start.
struct FontIndex: Sendable {
    struct Entry: Sendable {
        let path: String
        let weight: Int
        let isItalic: Bool
    }

    private var families: [String: [Entry]] = [:]
    /// By key, as in the first file's name.
    private var names: [String: String] = [:]

    init(directories: [String]) {
        var files: [String] = []
        for directory in directories { Self.list(directory, depth: 0, into: &files) }
        // The order of a folder differs from machine to machine.
        for path in files.sorted() { add(path) }
    }

    func entries(family key: String) -> [Entry] { families[key] ?? [] }

    var familyNames: [String] { names.values.map(Self.spaced).sorted() }

    /// Letters and digits in lower case: how names are compared.
    static func key(_ name: some StringProtocol) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) {
            return String(unsafeUninitializedCapacity: name.utf8.count) { room in
                var count = 0
                for byte in name.utf8 {
                    switch byte {
                    case 0x41...0x5A: room[count] = byte | 0x20
                    case 0x20, 0x2D, 0x5F, 0x27, 0x22: continue
                    default: room[count] = byte
                    }
                    count += 1
                }
                return count
            }
        }
        var key = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
            case "A"..."Z": key.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20)))
            case " ", "-", "_", "'", "\"": break
            default: key += scalar.properties.lowercaseMapping
            }
        }
        return key
    }

    private mutating func add(_ path: String) {
        let bytes = path.utf8
        let file = bytes[(bytes.lastIndex(of: 0x2F).map { bytes.index(after: $0) } ?? bytes.startIndex)...]
        guard let dot = file.lastIndex(of: 0x2E) else { return }
        let stem = file[..<dot]
        let dash = stem.lastIndex(of: 0x2D)
        let family = path[stem.startIndex..<(dash ?? stem.endIndex)]
        let style = dash.map { Self.key(path[bytes.index(after: $0)..<stem.endIndex]) } ?? ""
        let key = Self.key(family)
        families[key, default: []].append(Entry(path: path, weight: Self.weight(style), isItalic: Self.isItalic(style)))
        if names[key] == nil { names[key] = String(family) }
    }

    private static func isItalic(_ style: String) -> Bool { style.hasSuffix("italic") || style.hasSuffix("oblique") }

    // Longer names first: "semibold" ends in "bold".
    private static let weights: [(name: String, value: Int)] = [
        ("extralight", 200), ("ultralight", 200), ("semibold", 600), ("demibold", 600), ("extrabold", 800), ("ultrabold", 800),
        ("thin", 100), ("light", 300), ("medium", 500), ("bold", 700), ("black", 900), ("heavy", 900),
    ]

    private static func weight(_ style: String) -> Int {
        if style.isEmpty || style == "regular" { return 400 }
        return weights.first { style.utf8.starts(with: $0.name.utf8) }?.value ?? 400
    }

    /// `NotoSansMono` as people write it.
    private static func spaced(_ family: String) -> String {
        var text = ""
        var before: Unicode.Scalar = " "
        for scalar in family.unicodeScalars {
            if scalar.properties.isUppercase, before.properties.isLowercase { text += " " }
            text.unicodeScalars.append(scalar)
            before = scalar
        }
        return text.replacingDejaVu
    }

    /// `.ttf`, `.otf` or `.ttc`, in any case.
    private static func isFontFile(_ name: String) -> Bool {
        let suffix = name.utf8.suffix(4).map { $0 | 0x20 }
        return suffix == [0x2E, 0x74, 0x74, 0x66] || suffix == [0x2E, 0x6F, 0x74, 0x66] || suffix == [0x2E, 0x74, 0x74, 0x63]
    }

    private static func list(_ directory: String, depth: Int, into files: inout [String]) {
        guard depth <= FontLimits.folderDepth, let handle = opendir(directory) else { return }
        defer { closedir(handle) }
        while files.count < FontLimits.indexedFiles, let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            let path = directory + "/" + name
            let kind = Int(entry.pointee.d_type)
            if kind == Int(DT_DIR) {
                list(path, depth: depth + 1, into: &files)
            } else if isFontFile(name) {
                files.append(path)
            }
        }
    }
}

extension String {
    fileprivate var replacingDejaVu: String { hasPrefix("Deja Vu") ? "DejaVu" + dropFirst(7) : self }
}
