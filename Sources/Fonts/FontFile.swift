import CHarfBuzz

/// Opening of font files and bytes.
enum FontFile {
    /// Maps the file into memory: pages that no glyph needs are never read.
    static func open(path: String) throws(FontFault) -> FontFace {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { throw FontFault.unreadable }
        guard hb_blob_get_length(blob) <= UInt32(FontLimits.fileBytes) else {
            hb_blob_destroy(blob)
            throw FontFault.tooLarge
        }
        return try FontFace(blob: blob)
    }

    static func open(bytes: [UInt8], weight: Int? = nil, isItalic: Bool? = nil) throws(FontFault) -> FontFace {
        guard bytes.count <= FontLimits.fileBytes else { throw FontFault.tooLarge }
        guard !bytes.isEmpty else { throw FontFault.truncated }
        let blob = bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: CChar.self) { characters in
                hb_blob_create_or_fail(characters.baseAddress, UInt32(characters.count), HB_MEMORY_MODE_DUPLICATE, nil, nil)
            }
        }
        guard let blob else { throw FontFault.memory }
        return try FontFace(blob: blob, weight: weight, isItalic: isItalic)
    }
}
