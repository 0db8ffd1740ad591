import CHarfBuzz
import Diagnostics
import Synchronization

/// The fonts that documents may use: those of some folders, found by file name and opened when first asked for, and those that a
/// document brings.
///
/// Safe to use from many threads. Keep one for a process; ``extended()`` gives a document a layer of its own for its fonts.
package final class FontLibrary: Sendable {
    private struct State {
        /// Faces by path; nil for files that could not be opened.
        var opened: [String: FontFace?] = [:]
        var matches: [MatchKey: FontFace?] = [:]
        var registered: [String: [FontFace]] = [:]
        var fallbacks: [FallbackKey: FontFace?] = [:]
    }

    private struct MatchKey: Hashable {
        var family: String
        var weight: Int
        var isItalic: Bool
    }

    private struct FallbackKey: Hashable {
        var face: Int
        var script: Script
    }

    private let index: FontIndex
    private let parent: FontLibrary?
    private let state = Mutex(State())

    /// Indexes the fonts of some folders and what lies below, by name and without opening a file; a folder that is not there is empty.
    package init(directories: [String] = ["/usr/share/fonts/truetype"]) {
        index = FontIndex(directories: directories)
        parent = nil
    }

    private init(parent: FontLibrary) {
        index = parent.index
        self.parent = parent
    }

    /// A library with the same fonts, to which a document's own are added without others seeing them.
    package func extended() -> FontLibrary { FontLibrary(parent: self) }

    /// The face of a family nearest to a weight and posture (CSS Fonts 4, clause 5.2); nil when there is no such family.
    ///
    /// - Parameters:
    ///   - family: as CSS names it, in any case; also `serif`, `sans-serif`, `monospace` and the like, and the names of families that
    ///     Liberation fonts replace with the same widths (Arial, Helvetica, Times New Roman, Courier New).
    ///   - weight: from 1 to 1000.
    package func face(family: String, weight: Int = 400, isItalic: Bool = false) -> FontFace? {
        let key = MatchKey(family: FontIndex.key(family), weight: weight, isItalic: isItalic)
        if let known = state.withLock({ $0.matches[key] }) { return known }
        let found = find(key)
        state.withLock { $0.matches[key] = .some(found) }
        return found
    }

    private func find(_ key: MatchKey) -> FontFace? {
        let own = state.withLock { $0.registered[key.family] ?? [] }
        if !own.isEmpty {
            let styles = own.map { (weight: $0.weight, isItalic: $0.isItalic) }
            return FontMatching.nearest(weight: key.weight, isItalic: key.isItalic, among: styles).map { own[$0] }
        }
        if let parent { return parent.face(family: key.family, weight: key.weight, isItalic: key.isItalic) }
        for family in FontAliases.families(for: key.family) {
            var entries = index.entries(family: FontIndex.key(family))
            // A file whose name table tells of another family is passed over.
            while let nearest = FontMatching.nearest(
                weight: key.weight, isItalic: key.isItalic, among: entries.map { ($0.weight, $0.isItalic) })
            {
                if let face = open(entries[nearest].path), FontIndex.key(face.family).hasCommonStart(with: FontIndex.key(family)) {
                    return face
                }
                entries.remove(at: nearest)
            }
        }
        return nil
    }

    private func open(_ path: String) -> FontFace? {
        if let known = state.withLock({ $0.opened[path] }) { return known }
        let face = try? FontFile.open(path: path)
        return state.withLock { state in
            // The first of two threads wins: a face has one identity.
            if let known = state.opened[path] { return known }
            state.opened[path] = .some(face)
            return face
        }
    }

    /// A face that can show a character which `face` lacks: by the character's script, in the same weight and, where there is one, the same
    /// kind (serif or not); nil when no installed font has it.
    package func fallback(for scalar: Unicode.Scalar, like face: FontFace) -> FontFace? {
        if face.hasGlyph(scalar) { return face }
        if let parent { return parent.fallback(for: scalar, like: face) }
        let script = Script.of(scalar)
        let key = FallbackKey(face: face.id, script: script)
        let known = state.withLock { $0.fallbacks[key] }
        let byScript: FontFace?
        if let known {
            byScript = known
        } else {
            byScript = fallbackFace(script: script, like: face)
            state.withLock { $0.fallbacks[key] = .some(byScript) }
        }
        if let byScript, byScript.hasGlyph(scalar) { return byScript }
        for family in FontAliases.lastResorts {
            if let found = self.face(family: family, weight: face.weight, isItalic: face.isItalic), found.hasGlyph(scalar) { return found }
        }
        return nil
    }

    private func fallbackFace(script: Script, like face: FontFace) -> FontFace? {
        let isSerif = face.family.contains("Serif") || face.family.contains("Times")
        for family in FontAliases.families(of: script, isSerif: isSerif) {
            if let found = self.face(family: family, weight: face.weight, isItalic: face.isItalic) { return found }
        }
        return nil
    }

    /// Adds a font given as bytes, under the family that an `@font-face` rule names.
    ///
    /// - Parameter span: the rule, for the diagnostic of a font that cannot be read.
    @discardableResult
    package func register(
        _ bytes: [UInt8], family: String, weight: Int? = nil, isItalic: Bool? = nil, at span: Span? = nil
    ) throws(DiagnosticsError) -> FontFace {
        let face: FontFace
        do throws(FontFault) {
            face = try FontFile.open(bytes: bytes, weight: weight, isItalic: isItalic)
        } catch {
            throw DiagnosticsError(FontDiagnostics.malformed(family, error, at: span))
        }
        state.withLock { state in
            state.registered[FontIndex.key(family), default: []].append(face)
            state.matches.removeAll()
        }
        return face
    }

    /// Names of all families, for hints: as file names spell them, in alphabetical order.
    package var familyNames: [String] { index.familyNames }
}

extension String {
    /// Whether one of two keys starts with the other: `notosans` and the full name `notosansregular`.
    fileprivate func hasCommonStart(with other: String) -> Bool {
        hasPrefix(other) || other.hasPrefix(self)
    }
}
