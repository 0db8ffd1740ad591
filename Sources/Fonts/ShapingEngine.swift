import CHarfBuzz
import Synchronization

/// HarfBuzz with one setting.
final class ShapingEngine: Sendable {
    private let face: FontFace
    private let features: [hb_feature_t]
    private let script: hb_script_t
    private let direction: hb_direction_t
    // Interned by HarfBuzz for the process's life.
    nonisolated(unsafe) private let language: OpaquePointer?
    /// A buffer waiting for the next call; a thread that finds none makes its own.
    private let spare = Mutex<BufferHandle?>(nil)

    /// Owns a buffer of HarfBuzz.
    private struct BufferHandle: ~Copyable, @unchecked Sendable {
        let pointer: OpaquePointer

        deinit { hb_buffer_destroy(pointer) }
    }

    init(face: FontFace, features: [FontFeature], script: Script, language: String, direction: TextDirection) {
        self.face = face
        self.features = features.map { hb_feature_t(tag: $0.tag, value: $0.value, start: 0, end: UInt32.max) }
        self.script = hb_script_t(rawValue: script == .common || script == .inherited ? Script.latin.tag : script.tag)
        self.direction = direction == .leftToRight ? HB_DIRECTION_LTR : HB_DIRECTION_RTL
        self.language = language.isEmpty ? nil : hb_language_from_string(language, -1)
    }

    /// Glyphs of a range in visual order; clusters count from the range's start.
    func shape(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [ShapedGlyph] {
        guard !range.isEmpty, text.count <= Int(Int32.max), let start = text.baseAddress else { return [] }
        guard let handle = take() else { return [] }
        let buffer = handle.pointer
        hb_buffer_set_script(buffer, script)
        hb_buffer_set_direction(buffer, direction)
        if let language { hb_buffer_set_language(buffer, language) }
        // Joiners, soft hyphens and marks of direction have done their work when shaping ends: they need no empty glyphs.
        hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES)
        start.withMemoryRebound(to: CChar.self, capacity: text.count) { characters in
            hb_buffer_add_utf8(buffer, characters, Int32(text.count), UInt32(range.lowerBound), Int32(range.count))
        }
        features.withUnsafeBufferPointer { hb_shape(face.font, buffer, $0.baseAddress, UInt32($0.count)) }
        let glyphs = Self.read(buffer, base: UInt32(range.lowerBound))
        give(handle)
        return glyphs
    }

    private static func read(_ buffer: OpaquePointer, base: UInt32) -> [ShapedGlyph] {
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count), let positions = hb_buffer_get_glyph_positions(buffer, nil) else {
            return []
        }
        return [ShapedGlyph](unsafeUninitializedCapacity: Int(count)) { target, initialized in
            for index in 0..<Int(count) {
                let (info, position) = (infos[index], positions[index])
                let isUnsafe = info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0
                target.initializeElement(
                    at: index,
                    to: ShapedGlyph(
                        glyph: info.codepoint, advance: position.x_advance, xOffset: position.x_offset, yOffset: position.y_offset,
                        cluster: info.cluster &- base, isUnsafeToBreak: isUnsafe))
            }
            initialized = Int(count)
        }
    }

    private func take() -> BufferHandle? {
        if let waiting = spare.withLock({ (slot: inout sending BufferHandle?) in slot.take() }) { return waiting }
        return hb_buffer_create().map { BufferHandle(pointer: $0) }
    }

    private func give(_ handle: consuming BufferHandle) {
        hb_buffer_reset(handle.pointer)
        var returned: BufferHandle? = consume handle
        spare.withLock { slot in
            if slot == nil { slot = returned.take() }
        }
    }
}
