import Diagnostics

/// What is said of long work in one line: as much as the width holds.
///
/// Of a known total a bar, the percentage, the count and the time left; else the count, the rate and the time taken.
struct ProgressLayout: Sendable {
    private static let longestBar = 30
    private static let shortestBar = 8
    /// The brackets of the bar, and the space after it.
    private static let frameColumns = 4
    /// A rate of less time says little.
    private static let surestSeconds = 1.0

    let language: Language

    /// - Parameters:
    ///   - seconds: since the stage began.
    ///   - width: columns; the line is no longer.
    func line(_ step: ProgressStep, seconds: Double, width: Int) -> String {
        let texts = texts(step, seconds)
        if fraction(of: step) != nil {
            let room = width - Self.shortestBar - Self.frameColumns
            if let text = texts.prefix(2).first(where: { $0.count <= room }) {
                return bar(step, columns: min(Self.longestBar, width - text.count - Self.frameColumns)) + "  " + text
            }
        }
        return texts.first { $0.count <= width } ?? ""
    }

    /// The same for a log: without the bar.
    func plain(_ step: ProgressStep, seconds: Double) -> String { texts(step, seconds).first ?? "" }

    /// What stays in a log when a stage is over.
    func conclusion(_ step: ProgressStep, seconds: Double) -> String {
        var parts = [percent(step), count(step), ProgressWords.taken(duration(seconds))[language]].compactMap { $0 }
        if let rate = rate(step, seconds) { parts.append(rate) }
        return parts.joined(separator: "  ")
    }

    /// The richest first; the first two say how much.
    private func texts(_ step: ProgressStep, _ seconds: Double) -> [String] {
        let count = count(step)
        if let percent = percent(step) {
            let base = percent + "  " + count
            return [left(step, seconds).map { base + "  " + $0 } ?? base, base, percent]
        }
        let paced = rate(step, seconds).map { count + "  " + $0 } ?? count
        return [paced + "  " + duration(seconds), paced, count, number(step.done)]
    }

    // MARK: - Parts

    /// From 0 to 1; nil where no total is known, or where it was passed.
    private func fraction(of step: ProgressStep) -> Double? {
        guard let total = step.total, total > 0, step.done <= total else { return nil }
        return Double(max(0, step.done)) / Double(total)
    }

    private func bar(_ step: ProgressStep, columns: Int) -> String {
        let filled = Int(Double(columns) * (fraction(of: step) ?? 0))
        let tip = filled > 0 && filled < columns ? 1 : 0
        return "[" + String(repeating: "=", count: filled - tip) + String(repeating: ">", count: tip)
            + String(repeating: " ", count: columns - filled) + "]"
    }

    /// Padded, so that nothing after it moves; 100 means all of it.
    private func percent(_ step: ProgressStep) -> String? {
        fraction(of: step).map { fraction in
            let text = String(Int(fraction * 100))
            return String(repeating: " ", count: 3 - text.count) + text + (language == .french ? "\u{A0}%" : "%")
        }
    }

    private func count(_ step: ProgressStep) -> String {
        let total = fraction(of: step).flatMap { _ in step.total }
        if step.unit == .bytes { return [step.done, total].compactMap { $0 }.map(megabytes).joined(separator: "/") + "\u{A0}" + megabyte }
        let count = [step.done, total].compactMap { $0 }.map(number).joined(separator: "/")
        return count + "\u{A0}" + ProgressWords.unit(step.unit, total ?? step.done)[language]
    }

    private func rate(_ step: ProgressStep, _ seconds: Double) -> String? {
        guard seconds >= Self.surestSeconds, step.done > 0 else { return nil }
        let rate = Double(step.done) / seconds
        if step.unit == .bytes { return megabytes(Int64(rate)) + "\u{A0}" + megabyte + "/s" }
        return (rate < 10 ? tenths(rate) : number(Int64(rate))) + "/s"
    }

    /// As long again as what is done took, for each part that is left.
    private func left(_ step: ProgressStep, _ seconds: Double) -> String? {
        guard let fraction = fraction(of: step), fraction > 0, fraction < 1, seconds >= Self.surestSeconds else { return nil }
        return ProgressWords.left(duration(seconds * (1 - fraction) / fraction))[language]
    }

    // MARK: - Numbers

    private var megabyte: String { language == .french ? "Mo" : "MB" }

    private func megabytes(_ bytes: Int64) -> String { tenths(Double(bytes) / 1_000_000) }

    private func tenths(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return number(tenths / 10) + (language == .french ? "," : ".") + String(tenths % 10)
    }

    /// In groups of three digits.
    private func number(_ value: Int64) -> String {
        let digits = Array(String(max(0, value)))
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out += language == .french ? "\u{A0}" : "," }
            out.append(digit)
        }
        return out
    }

    private func duration(_ seconds: Double) -> String {
        let whole = Int64(min(max(0, seconds.rounded()), 3_600_000))
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if whole < 60 { return "\(whole)\u{A0}s" }
        if whole < 3_600 { return "\(whole / 60)\u{A0}min\u{A0}\(two(whole % 60))\u{A0}s" }
        return "\(number(whole / 3_600))\u{A0}h\u{A0}\(two(whole % 3_600 / 60))\u{A0}min"
    }
}
