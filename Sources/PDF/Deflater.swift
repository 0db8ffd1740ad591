import CZlib

/// Compresses into the zlib format that `FlateDecode` reads; one state serves many streams.
package final class Deflater {
    private var state = z_stream()
    private let isReady: Bool

    /// `level` from 0 to 9.
    package init(level: Int = 6) {
        let level = Int32(clamping: min(max(level, 0), 9))
        isReady = deflateInit_(&state, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { deflateEnd(&state) }
    }

    /// The compressed bytes; nil only when memory is short, and then the caller stores the data as it is.
    package func deflate(_ data: [UInt8]) -> [UInt8]? {
        guard isReady, data.count <= Int(Int32.max), deflateReset(&state) == Z_OK else { return nil }
        let bound = Int(deflateBound(&state, uLong(data.count)))
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            data.withUnsafeBufferPointer { source in
                // zlib reads only: its header merely lacks the const.
                state.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                state.avail_in = uInt(source.count)
                state.next_out = target.baseAddress
                state.avail_out = uInt(bound)
                isWhole = CZlib.deflate(&state, Z_FINISH) == Z_STREAM_END
                count = bound - Int(state.avail_out)
                state.next_in = nil
                state.next_out = nil
            }
        }
        return isWhole ? output : nil
    }
}
