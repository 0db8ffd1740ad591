import CHarfBuzz
import Synchronization

/// Which way a run of text goes.
package enum TextDirection: Hashable, Sendable {
    case leftToRight
    case rightToLeft
}

/// An OpenType feature switched on, off, or to an alternative.
package struct FontFeature: Hashable, Sendable {
    /// Four letters, such as `tnum`.
    package let tag: String
    package let value: UInt32

    package init(tag: String, value: UInt32) {
        self.tag = tag
        self.value = value
    }
}

/// How text is shaped: everything but the text itself.
package struct ShapingStyle: Hashable, Sendable {
    package let face: FontFace
    package let features: [FontFeature]
    /// BCP 47 tag.
    package let language: String
    package let direction: TextDirection

    package init(face: FontFace, features: [FontFeature] = [], language: String, direction: TextDirection = .leftToRight) {
        self.face = face
        self.features = features
        self.language = language
        self.direction = direction
    }
}

/// Shapes words in one style and remembers them: most words of a document come again.
///
/// One shaper per style, made by ``FontLibrary/shaper(for:)``; any number of threads may share it.
package final class Shaper: Sendable {
    /// The memory is emptied when it holds more words than this.
    private static let mostWords = 50_000
    /// Longer stretches are shaped but not remembered.
    private static let longestRememberedBytes = 64

    package let style: ShapingStyle
    /// Width of a space at one em.
    package let spaceAdvance: Double
    package let spaceGlyph: UInt32
    private let words = Mutex<[String: ShapedWord]>([:])

    init(style: ShapingStyle) {
        self.style = style
        spaceGlyph = style.face.glyph(for: " ") ?? 0
        spaceAdvance = style.face.advance(of: spaceGlyph)
    }

    /// The glyphs of a stretch of UTF-8, clusters counted from its start.
    package func shape(_ text: UnsafeBufferPointer<UInt8>) -> ShapedWord {
        guard text.count <= Self.longestRememberedBytes else { return shapeAnew(text) }
        let key = String(decoding: text, as: UTF8.self)
        if let known = words.withLock({ $0[key] }) { return known }
        let word = shapeAnew(text)
        words.withLock {
            if $0.count >= Self.mostWords { $0.removeAll(keepingCapacity: true) }
            $0[key] = word
        }
        return word
    }

    package func shape(_ text: String) -> ShapedWord {
        var text = text
        return text.withUTF8 { shape($0) }
    }

    private func shapeAnew(_ text: UnsafeBufferPointer<UInt8>) -> ShapedWord {
        guard !text.isEmpty, let buffer = hb_buffer_create() else { return ShapedWord(glyphs: []) }
        defer { hb_buffer_destroy(buffer) }
        text.withMemoryRebound(to: CChar.self) {
            hb_buffer_add_utf8(buffer, $0.baseAddress, Int32(clamping: $0.count), 0, Int32(clamping: $0.count))
        }
        hb_buffer_set_direction(buffer, style.direction == .rightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_language(buffer, hb_language_from_string(style.language, -1))
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
        hb_buffer_guess_segment_properties(buffer)
        var features = style.features.compactMap { feature -> hb_feature_t? in
            let tag = Array(feature.tag.utf8)
            guard tag.count == 4 else { return nil }
            return hb_feature_t(
                tag: UInt32(tag[0]) << 24 | UInt32(tag[1]) << 16 | UInt32(tag[2]) << 8 | UInt32(tag[3]), value: feature.value, start: 0,
                end: .max)
        }
        hb_shape(style.face.hbFont, buffer, &features, UInt32(features.count))
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count), let positions = hb_buffer_get_glyph_positions(buffer, &count) else {
            return ShapedWord(glyphs: [])
        }
        let em = Double(style.face.unitsPerEm)
        var glyphs: [ShapedGlyph] = []
        glyphs.reserveCapacity(Int(count))
        for index in 0..<Int(count) {
            let info = infos[index]
            let position = positions[index]
            var glyph = ShapedGlyph(
                glyph: info.codepoint, cluster: info.cluster, advance: Double(position.x_advance) / em,
                xOffset: Double(position.x_offset) / em, yOffset: Double(position.y_offset) / em,
                isUnsafeToBreak: info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0)
            if glyph.glyph == 0, let width = missingSpace(at: Int(info.cluster), in: text) {
                glyph.glyph = spaceGlyph
                glyph.advance = width
            }
            glyphs.append(glyph)
        }
        return ShapedWord(glyphs: glyphs)
    }

    /// The width at one em of a Unicode space that the face lacks, drawn as the space glyph; nil for any other character.
    private func missingSpace(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard offset < text.count else { return nil }
        if text[offset] == 0xC2, offset + 1 < text.count, text[offset + 1] == 0xA0 { return spaceAdvance }
        guard text[offset] == 0xE2, offset + 2 < text.count else { return nil }
        switch UInt32(text[offset + 1]) << 8 | UInt32(text[offset + 2]) {
        case 0x8080, 0x8082: return 0.5
        case 0x8081, 0x8083: return 1
        case 0x8084: return 1.0 / 3
        case 0x8085: return 0.25
        case 0x8086: return 1.0 / 6
        case 0x8087: return spaceAdvance
        case 0x8088: return spaceAdvance / 2
        case 0x8089, 0x80AF: return 0.2
        case 0x808A: return 0.1
        default: return nil
        }
    }
}
