import Diagnostics
import Glibc
import Synchronization

/// The fonts that a run may use: those of some folders, found by file name, and those that a style sheet brings.
///
/// Files are opened when first asked for, so that a process which sets one report opens two fonts and not three hundred.
package final class FontLibrary: Sendable {
    /// Where Debian's font packages put TrueType fonts.
    package static let defaultFolders = ["/usr/share/fonts/truetype"]
    private static let mostFiles = 20_000
    private static let deepestFolder = 6

    private struct State {
        /// Paths by normalised file name: `notosans-bolditalic`.
        var files: [String: String] = [:]
        var opened: [String: FontFace?] = [:]
        var registered: [String: [FontFace]] = [:]
        var families: [FaceKey: FontFace?] = [:]
        var shapers: [ShapingStyle: Shaper] = [:]
        var fallbacks: [FallbackKey: FontFace?] = [:]
        var nextID = 0
    }

    private struct FaceKey: Hashable {
        let family: String
        let weight: Int
        let isItalic: Bool
    }

    private struct FallbackKey: Hashable {
        let block: String
        let isBold: Bool
    }

    private let state: Mutex<State>

    package init(folders: [String] = FontLibrary.defaultFolders) {
        var state = State()
        var count = 0
        for folder in folders { Self.index(folder, depth: 0, count: &count, into: &state.files) }
        self.state = Mutex(state)
    }

    /// The face of a family nearest in weight and slope (CSS Fonts 4, clause 5.2); nil when there is no such family.
    package func face(family: String, weight: Int, isItalic: Bool) -> FontFace? {
        let name = Self.normalised(Self.generic[family.lowercased()] ?? family)
        return state.withLock { state in
            let key = FaceKey(family: name, weight: weight, isItalic: isItalic)
            if let known = state.families[key] { return known }
            let found = Self.find(key, in: &state)
            state.families[key] = .some(found)
            return found
        }
    }

    /// A face that has the scalar, for text that the chosen face cannot show.
    package func fallback(for scalar: Unicode.Scalar, like face: FontFace) -> FontFace? {
        state.withLock { state in
            for family in FallbackFonts.families(for: scalar) {
                let key = FallbackKey(block: family, isBold: face.weight >= 600)
                let candidate: FontFace?
                if let known = state.fallbacks[key] {
                    candidate = known
                } else {
                    candidate = Self.find(FaceKey(family: family, weight: face.weight, isItalic: face.isItalic), in: &state)
                    state.fallbacks[key] = .some(candidate)
                }
                if let candidate, candidate.hasGlyph(scalar) { return candidate }
            }
            return nil
        }
    }

    /// Adds a face that a document brings, under the family name it gives.
    package func register(
        _ bytes: [UInt8], family: String, name: String, at span: Span? = nil
    ) throws(DiagnosticsError) -> FontFace {
        let data = FontData(copying: bytes)
        let result: Result<FontFace, DiagnosticsError> = state.withLock { state in
            do throws(DiagnosticsError) {
                let face = try FontFace(id: state.nextID, data: data, name: name, at: span)
                state.nextID += 1
                state.registered[Self.normalised(family), default: []].append(face)
                state.families.removeAll()
                return .success(face)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The shaper of a style, shared by all who ask.
    package func shaper(for style: ShapingStyle) -> Shaper {
        state.withLock { state in
            if let known = state.shapers[style] { return known }
            let shaper = Shaper(style: style)
            state.shapers[style] = shaper
            return shaper
        }
    }

    /// Family names known by file, for "did you mean".
    package var familyNames: [String] {
        state.withLock { state in Set(state.files.keys.map { String($0.split(separator: "-").first ?? "") }).sorted() }
    }

    private static let generic = [
        "serif": "Noto Serif", "sans-serif": "Noto Sans", "monospace": "Noto Sans Mono", "system-ui": "Noto Sans",
        "ui-sans-serif": "Noto Sans", "ui-serif": "Noto Serif", "ui-monospace": "Noto Sans Mono", "cursive": "Noto Sans",
        "fantasy": "Noto Sans",
    ]

    private static func normalised(_ name: String) -> String {
        String(String.UnicodeScalarView(name.lowercased().unicodeScalars.filter { $0 != " " && $0 != "_" && $0 != "\"" }))
    }

    private static func find(_ key: FaceKey, in state: inout State) -> FontFace? {
        if let own = state.registered[key.family], let best = own.min(by: { distance($0, key) < distance($1, key) }) { return best }
        for style in styles(weight: key.weight, isItalic: key.isItalic) {
            for name in style.isEmpty ? [key.family] : ["\(key.family)-\(style)"] {
                guard let path = state.files[name] else { continue }
                if let face = open(path, in: &state) { return face }
            }
        }
        return nil
    }

    /// File name endings to try, best first.
    private static func styles(weight: Int, isItalic: Bool) -> [String] {
        let bold = weight >= 600
        switch (bold, isItalic) {
        case (false, false): return ["regular", "", "book", "medium", "light"]
        case (true, false): return ["bold", "semibold", "black", "regular", ""]
        case (false, true): return ["italic", "oblique", "regular", ""]
        case (true, true): return ["bolditalic", "boldoblique", "bold", "italic", "regular", ""]
        }
    }

    private static func distance(_ face: FontFace, _ key: FaceKey) -> Int {
        abs(face.weight - key.weight) + (face.isItalic == key.isItalic ? 0 : 2_000)
    }

    private static func open(_ path: String, in state: inout State) -> FontFace? {
        if let known = state.opened[path] { return known }
        var face: FontFace?
        if let data = FontData(path: path) { face = try? FontFace(id: state.nextID, data: data, name: path) }
        if face != nil { state.nextID += 1 }
        state.opened[path] = .some(face)
        return face
    }

    /// Walks a folder by name alone; the same on every machine, whatever the order of its directory.
    private static func index(_ folder: String, depth: Int, count: inout Int, into files: inout [String: String]) {
        guard depth <= deepestFolder, let directory = opendir(folder) else { return }
        var names: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append((name, entry.pointee.d_type == UInt8(DT_DIR))) }
        }
        closedir(directory)
        for (name, isFolder) in names.sorted(by: { $0.name < $1.name }) where count < mostFiles {
            let path = folder + "/" + name
            if isFolder {
                index(path, depth: depth + 1, count: &count, into: &files)
            } else if name.hasSuffix(".ttf") || name.hasSuffix(".otf") {
                count += 1
                let key = normalised(String(name.dropLast(4)))
                if files[key] == nil { files[key] = path }
            }
        }
    }
}
