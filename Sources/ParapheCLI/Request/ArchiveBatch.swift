import Diagnostics
import Foundation

/// How far a batch of archives is: for one archive its events, for several the bytes of their files.
struct ArchiveBatch {
    private let sizes: [Int64]
    private var index = 0
    private let upper: ProgressListener

    init(_ files: [String], _ listener: @escaping ProgressListener) {
        // One that cannot be read counts nothing: reading it says why.
        sizes = files.map { file in
            (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? NSNumber)?.int64Value ?? 0
        }
        upper = listener
        tell()
    }

    /// Hears of the archive that is taken in now.
    var listener: ProgressListener {
        guard sizes.count > 1, index < sizes.count else { return upper }
        let (upper, before, size, all) = (upper, sizes.prefix(index).reduce(0, +), sizes[index], sizes.reduce(0, +))
        return { step in
            let part = step.total.map { Double(step.done) / Double(max(1, $0)) } ?? 0
            upper(ProgressStep(.bytes, before + Int64(Double(size) * min(1, part)), of: all))
        }
    }

    /// The archive is done.
    mutating func next() {
        index += 1
        tell()
    }

    private func tell() {
        guard sizes.count > 1 else { return }
        upper(ProgressStep(.bytes, sizes.prefix(index).reduce(0, +), of: sizes.reduce(0, +)))
    }
}
