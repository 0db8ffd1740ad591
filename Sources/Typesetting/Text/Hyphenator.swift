import Glibc
import Synchronization

/// Where words may be divided, by the dictionaries that Debian's packages `hyphen-*` install.
///
/// Keeps at least two letters before the hyphen and carries over at least three (Guide du rédacteur, ch. 4; OQLF 24874).
package final class Hyphenator: Sendable {
    package static let leftMinimum = 2
    package static let rightMinimum = 3
    /// Longer words are not words of a language.
    static let longestWord = 120

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
    /// By language, once asked for; nil inside for one whose file cannot be read.
    private let loaded: Mutex<[Language: HyphenationPatterns?]>

    package init(directory: String = "/usr/share/hyphen") {
        self.directory = directory
        loaded = Mutex([:])
    }

    /// UTF-8 offsets in a word where it may be divided. `letters` must be letters only; case is ignored.
    ///
    /// Words in capitals are left whole: they are acronyms.
    package func divisions(of letters: [UInt8], language: Language) -> [UInt8] {
        guard letters.count >= Self.leftMinimum + Self.rightMinimum, letters.count <= Self.longestWord else { return [] }
        guard let lowercase = Self.lowercased(letters) else { return [] }
        guard let patterns = patterns(of: language) else { return [] }
        return patterns.points(of: lowercase).filter { point in
            var before = 0
            var after = 0
            for (offset, byte) in letters.enumerated() where byte & 0xC0 != 0x80 {
                if offset < Int(point) { before += 1 } else { after += 1 }
            }
            return before >= Self.leftMinimum && after >= Self.rightMinimum
        }
    }

    private func patterns(of language: Language) -> HyphenationPatterns? {
        loaded.withLock { loaded in
            if let known = loaded[language] { return known }
            let patterns = Self.contents(of: "\(directory)/\(language.fileName)").flatMap(HyphenationPatterns.init)
            loaded[language] = .some(patterns)
            return patterns
        }
    }

    private static func contents(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var status = stat()
        guard fstat(fileno(file), &status) == 0, status.st_size > 0, status.st_size <= HyphenationPatterns.mostBytes else { return nil }
        return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { room, count in
            count = fread(room.baseAddress, 1, room.count, file)
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
