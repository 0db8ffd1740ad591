import CDeflate

/// Compresses into the zlib format that `FlateDecode` reads; one state serves many streams.
///
/// By libdeflate, which needs the whole data at once, as we have it: at level 5 its output is 3 % smaller than zlib's at level 6, in half
/// the time (the guide of 205 pages: 42 ms in place of 78). ``Inflater`` stays with zlib, which reads damaged data as far as it goes.
package final class Deflater {
    /// Smaller than zlib's usual level 6, and twice as fast.
    package static let usualLevel = 5

    private let compressor: OpaquePointer?

    /// `level` from 0 (stored) to 12.
    package init(level: Int = Deflater.usualLevel) {
        compressor = libdeflate_alloc_compressor(Int32(clamping: min(max(level, 0), 12)))
    }

    deinit {
        if let compressor { libdeflate_free_compressor(compressor) }
    }

    /// The compressed bytes; nil only when memory is short, and then the caller stores the data as it is.
    package func deflate(_ data: [UInt8]) -> [UInt8]? {
        guard let compressor else { return nil }
        let bound = libdeflate_zlib_compress_bound(compressor, data.count)
        let output = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            data.withUnsafeBytes { source in
                count = libdeflate_zlib_compress(compressor, source.baseAddress, source.count, target.baseAddress, bound)
            }
        }
        return output.isEmpty ? nil : output
    }
}
