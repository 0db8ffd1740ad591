import CZlib

/// Reads the zlib format of `FlateDecode`, within a limit.
package enum Inflater {
    package enum Failure: Error, Hashable, Sendable {
        case damaged
        case tooLarge
    }

    /// The decompressed bytes. Data that ends early gives what there is when `isLenient`, as readers do; bytes after the end are ignored.
    package static func inflate(_ data: ArraySlice<UInt8>, limit: Int, isLenient: Bool = false) throws(Failure) -> [UInt8] {
        var state = z_stream()
        guard data.count <= Int(Int32.max), inflateInit_(&state, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
        defer { inflateEnd(&state) }
        var output: [UInt8] = []
        output.reserveCapacity(min(limit, max(256, data.count * 4)))
        var failure: Failure?
        data.withUnsafeBufferPointer { source in
            state.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            state.avail_in = uInt(source.count)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
                while true {
                    state.next_out = chunk.baseAddress
                    state.avail_out = uInt(chunk.count)
                    let status = CZlib.inflate(&state, Z_NO_FLUSH)
                    let made = chunk.count - Int(state.avail_out)
                    if output.count + made > limit {
                        failure = .tooLarge
                        return
                    }
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(chunk)[0..<made]))
                    if status == Z_STREAM_END { return }
                    if status != Z_OK || made == 0 && state.avail_in == 0 {
                        if !isLenient { failure = .damaged }
                        return
                    }
                }
            }
        }
        if let failure { throw failure }
        return output
    }
}
