import Glibc

/// Font files of some folders by family, as their names tell: `NotoSans-BoldItalic.ttf`, `DejaVuSansCondensed.ttf`.
///
/// A family's name in the file is one word, so that `DejaVuSansCondensed` or `LiberationSansNarrow` is never taken for the plain family.
struct FontIndex: Sendable {
    struct Entry: Sendable {
        let path: String
        let weight: Int
        let isItalic: Bool
    }

    private var families: [String: [Entry]] = [:]
    private var names: [String: String] = [:]

    init(directories: [String]) {
        var files: [String] = []
        for directory in directories { Self.list(directory, depth: 0, into: &files) }
        // The order of a folder differs from machine to machine.
        for path in files.sorted() { add(path) }
    }

    func entries(family key: String) -> [Entry] { families[key] ?? [] }

    var familyNames: [String] { names.values.sorted() }

    /// Letters and digits in lower case: how names are compared.
    static func key(_ name: String) -> String {
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
        let file = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
        guard let dot = file.lastIndex(of: ".") else { return }
        let stem = file[..<dot]
        let dash = stem.lastIndex(of: "-")
        let family = String(stem[..<(dash ?? stem.endIndex)])
        let style = Self.key(dash.map { String(stem[stem.index(after: $0)...]) } ?? "")
        let key = Self.key(family)
        families[key, default: []].append(Entry(path: path, weight: Self.weight(style), isItalic: Self.isItalic(style)))
        if names[key] == nil { names[key] = Self.spaced(family) }
    }

    private static func isItalic(_ style: String) -> Bool { style.hasSuffix("italic") || style.hasSuffix("oblique") }

    private static func weight(_ style: String) -> Int {
        // Longer names first: "semibold" ends in "bold".
        let weights: [(String, Int)] = [
            ("extralight", 200), ("ultralight", 200), ("semibold", 600), ("demibold", 600), ("extrabold", 800), ("ultrabold", 800),
            ("thin", 100), ("light", 300), ("medium", 500), ("bold", 700), ("black", 900), ("heavy", 900),
        ]
        return weights.first { style.hasPrefix($0.0) }?.1 ?? 400
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
            } else if [".ttf", ".otf", ".ttc"].contains(where: { name.lowercased().hasSuffix($0) }) {
                files.append(path)
            }
        }
    }
}

extension String {
    fileprivate var replacingDejaVu: String { hasPrefix("Deja Vu") ? "DejaVu" + dropFirst(7) : self }
}
