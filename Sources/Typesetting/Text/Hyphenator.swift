import CHyphen
import Synchronization

/// Where words may be divided, by the dictionaries of libhyphen (Liang's patterns).
///
/// Keeps at least two letters before the hyphen and carries over at least three (Guide du rédacteur, ch. 4; OQLF 24874).
package final class Hyphenator: Sendable {
    package static let leftMinimum = 2
    package static let rightMinimum = 3
    /// Longer words are not words of a language.
    static let longestWord = 120

    private struct Dictionary: ~Copyable {
        let handle: UnsafeMutablePointer<HyphenDict>

        deinit { hnj_hyphen_free(handle) }

        func points(of word: [UInt8]) -> [UInt8] {
            var marks = [CChar](repeating: 0, count: word.count + 8)
            var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            var positions: UnsafeMutablePointer<CInt>?
            var cuts: UnsafeMutablePointer<CInt>?
            let failed = word.withUnsafeBytes { bytes -> CInt in
                guard let base = bytes.baseAddress else { return 1 }
                return hnj_hyphen_hyphenate2(
                    handle, base.assumingMemoryBound(to: CChar.self), CInt(word.count), &marks, nil, &replacements, &positions, &cuts)
            }
            var result: [UInt8] = []
            if failed == 0 {
                // Marks stand by character; positions of non-standard divisions are not used.
                var character = -1
                for (offset, byte) in word.enumerated() {
                    if byte & 0xC0 != 0x80 { character += 1 }
                    let isLastByte = offset + 1 == word.count || word[offset + 1] & 0xC0 != 0x80
                    let isStandard = replacements.map { $0[character] == nil } ?? true
                    if isLastByte, character < marks.count, marks[character] & 1 == 1, isStandard { result.append(UInt8(offset + 1)) }
                }
            }
            if let lines = replacements {
                for index in 0..<word.count where lines[index] != nil { free(lines[index]) }
                free(lines)
            }
            free(positions)
            free(cuts)
            return result
        }
    }

    private struct State: ~Copyable {
        var french: Dictionary?
        var english: Dictionary?
        var british: Dictionary?
        var tried: Set<Language> = []
    }

    /// A language whose patterns are known.
    package enum Language: Hashable, Sendable {
        case french, english, british

        /// By a BCP 47 tag; Canadian English divides as American English does.
        package init?(tag: String) {
            var primary: [UInt8] = []
            var region: [UInt8] = []
            var part = 0
            for byte in tag.utf8 {
                if byte == UInt8(ascii: "-") {
                    part += 1
                } else if part == 0 {
                    primary.append(byte | 0x20)
                } else if part == 1 {
                    region.append(byte | 0x20)
                }
            }
            switch primary {
            case Array("fr".utf8): self = .french
            case Array("en".utf8): self = region == Array("gb".utf8) ? .british : .english
            default: return nil
            }
        }

        var fileName: String {
            switch self {
            case .french: "hyph_fr.dic"
            case .english: "hyph_en_US.dic"
            case .british: "hyph_en_GB.dic"
            }
        }
    }

    private let directory: String
    private let state: Mutex<State>

    package init(directory: String = "/usr/share/hyphen") {
        self.directory = directory
        state = Mutex(State())
    }

    /// UTF-8 offsets in a word where it may be divided. `letters` must be letters only; case is ignored.
    ///
    /// Words in capitals are left whole: they are acronyms.
    package func divisions(of letters: [UInt8], language: Language) -> [UInt8] {
        guard letters.count >= Self.leftMinimum + Self.rightMinimum, letters.count <= Self.longestWord else { return [] }
        guard let lowercase = Self.lowercased(letters) else { return [] }
        let points = state.withLock { state -> [UInt8] in
            if state.tried.insert(language).inserted {
                if let handle = hnj_hyphen_load("\(directory)/\(language.fileName)") {
                    switch language {
                    case .french: state.french = Dictionary(handle: handle)
                    case .english: state.english = Dictionary(handle: handle)
                    case .british: state.british = Dictionary(handle: handle)
                    }
                }
            }
            switch language {
            case .french: return state.french?.points(of: lowercase) ?? []
            case .english: return state.english?.points(of: lowercase) ?? []
            case .british: return state.british?.points(of: lowercase) ?? []
            }
        }
        return points.filter { point in
            var before = 0
            var after = 0
            for (offset, byte) in letters.enumerated() where byte & 0xC0 != 0x80 {
                if offset < Int(point) { before += 1 } else { after += 1 }
            }
            return before >= Self.leftMinimum && after >= Self.rightMinimum
        }
    }

    /// The word in small letters of the same byte length, or nil when it is all capitals or changes length.
    static func lowercased(_ letters: [UInt8]) -> [UInt8]? {
        var smallCount = 0
        var result = letters
        var index = 0
        while index < letters.count {
            let byte = letters[index]
            if byte < 0x80 {
                if byte >= 0x61, byte <= 0x7A { smallCount += 1 }
                if byte >= 0x41, byte <= 0x5A { result[index] = byte | 0x20 }
                index += 1
            } else if byte == 0xC3, index + 1 < letters.count {
                // À…Þ to à…þ, in Latin-1 Supplement.
                let next = letters[index + 1]
                if next >= 0x80, next <= 0x9E, next != 0x97 { result[index + 1] = next | 0x20 } else { smallCount += 1 }
                index += 2
            } else if byte == 0xC5, index + 1 < letters.count {
                if letters[index + 1] == 0x92 { result[index + 1] = 0x93 } else { smallCount += 1 }
                index += 2
            } else {
                smallCount += 1
                index += 1
                while index < letters.count, letters[index] & 0xC0 == 0x80 { index += 1 }
            }
        }
        return smallCount == 0 ? nil : result
    }
}
