import Images

/// A picture brought to the pixels of a page: averaged over areas where it shrinks, interpolated where it grows.
struct ScaledImage {
    let columns: Range<Int>
    let rows: Range<Int>
    /// Red, green, blue and opacity, colours multiplied by opacity, by row and column.
    let pixels: [UInt8]

    /// The pixels within `columns` and `rows` of a picture stretched over a box, in device pixels.
    init?(_ image: DecodedImage, x: Double, y: Double, width: Double, height: Double, columns limitX: Range<Int>, rows limitY: Range<Int>) {
        guard width > 0, height > 0, x.isFinite, y.isFinite, width.isFinite, height.isFinite else { return nil }
        let across = Weights(start: x, length: width, count: image.width, limit: limitX)
        let down = Weights(start: y, length: height, count: image.height, limit: limitY)
        guard !across.range.isEmpty, !down.range.isEmpty else { return nil }
        columns = across.range
        rows = down.range
        pixels = Self.resample(image, across, down)
    }

    /// What each target pixel takes of the source's pixels along one direction; sums are 1 within the box, less at its edges.
    private struct Weights {
        struct Tap {
            var first: Int
            var weights: Range<Int>
        }

        let range: Range<Int>
        private(set) var taps: [Tap] = []
        private(set) var weights: [Float] = []
        /// The share of each target pixel that the box covers.
        private(set) var shares: [Float] = []

        init(start: Double, length: Double, count: Int, limit: Range<Int>) {
            let first = ClipRegion.pixel((start + 1e-6).rounded(.down))
            let end = ClipRegion.pixel((start + length - 1e-6).rounded(.up))
            range = (first..<max(end, first)).clamped(to: limit)
            let ratio = Double(count) / length
            for pixel in range {
                let low = max(Double(pixel), start)
                let high = min(Double(pixel + 1), start + length)
                shares.append(Float(max(high - low, 0)))
                let base = weights.count
                if ratio >= 1 {
                    let from = min(max((low - start) * ratio, 0), Double(count))
                    let to = min(max((high - start) * ratio, from), Double(count))
                    let firstSource = min(Int(from), count - 1)
                    let lastSource = max(firstSource, min(Int(to.rounded(.up)) - 1, count - 1))
                    let total = max(to - from, 1e-9)
                    for source in firstSource...lastSource {
                        let part = min(Double(source + 1), to) - max(Double(source), from)
                        weights.append(Float(max(part, 0) / total))
                    }
                    taps.append(Tap(first: firstSource, weights: base..<weights.count))
                } else {
                    let centre = ((low + high) / 2 - start) * ratio - 0.5
                    let left = min(max(centre, -1), Double(count)).rounded(.down)
                    let share = min(max(centre - left, 0), 1)
                    let index = Int(left)
                    if index < 0 || index + 1 >= count {
                        weights.append(1)
                        taps.append(Tap(first: min(max(index < 0 ? 0 : index, 0), count - 1), weights: base..<weights.count))
                    } else {
                        weights += [Float(1 - share), Float(share)]
                        taps.append(Tap(first: index, weights: base..<weights.count))
                    }
                }
            }
        }
    }

    private static func resample(_ image: DecodedImage, _ across: Weights, _ down: Weights) -> [UInt8] {
        let width = across.range.count
        var result = [UInt8](repeating: 0, count: width * down.range.count * 4)
        // Source rows brought to the target's width, kept while target rows need them.
        var narrowed: [Int: [Float]] = [:]
        for row in 0..<down.range.count {
            let tap = down.taps[row]
            var sums = [Float](repeating: 0, count: width * 4)
            for (step, index) in tap.weights.enumerated() {
                let source = tap.first + step
                let line = narrowed[source] ?? narrow(image, row: source, across)
                // Growing pictures use a row again and again; shrinking ones share at most the row of a border.
                if narrowed.count > 4 { narrowed.removeAll(keepingCapacity: true) }
                narrowed[source] = line
                let weight = down.weights[index]
                sums.withUnsafeMutableBufferPointer { sums in
                    line.withUnsafeBufferPointer { line in
                        for index in 0..<sums.count { sums[index] += line[index] * weight }
                    }
                }
            }
            let share = down.shares[row]
            result.withUnsafeMutableBufferPointer { result in
                for column in 0..<width {
                    let part = share * across.shares[column]
                    let target = (row * width + column) * 4
                    for channel in 0..<4 {
                        result[target + channel] = UInt8(min(max(sums[column * 4 + channel] * part + 0.5, 0), 255))
                    }
                }
            }
        }
        return result
    }

    /// One row of the source, colours multiplied by opacity.
    private static func narrow(_ image: DecodedImage, row: Int, _ across: Weights) -> [Float] {
        var line = [Float](repeating: 0, count: across.range.count * 4)
        let start = row * image.width
        let isGray = image.channels == 1
        line.withUnsafeMutableBufferPointer { line in
            image.samples.withUnsafeBufferPointer { samples in
                for (column, tap) in across.taps.enumerated() {
                    var (red, green, blue, alpha): (Float, Float, Float, Float) = (0, 0, 0, 0)
                    for (step, index) in tap.weights.enumerated() {
                        let pixel = start + tap.first + step
                        var weight = across.weights[index]
                        if let opacity = image.alpha {
                            weight *= Float(opacity[pixel]) / 255
                        }
                        alpha += weight * 255
                        if isGray {
                            red += weight * Float(samples[pixel])
                        } else {
                            red += weight * Float(samples[pixel * 3])
                            green += weight * Float(samples[pixel * 3 + 1])
                            blue += weight * Float(samples[pixel * 3 + 2])
                        }
                    }
                    line[column * 4] = red
                    line[column * 4 + 1] = isGray ? red : green
                    line[column * 4 + 2] = isGray ? red : blue
                    line[column * 4 + 3] = alpha
                }
            }
        }
        return line
    }
}
