/// A version after Semantic Versioning 2.0.0: three numbers, perhaps a pre-release; build metadata count for nothing in the order.
package struct SemanticVersion: Hashable, Comparable, Sendable {
    package let text: String
    private let numbers: [Int]
    private let preRelease: [String]

    /// Nil when the text is no version.
    package init?(_ text: String) {
        let withoutBuild = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = (withoutBuild.first ?? "").split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 3 else { return nil }
        self.text = text
        self.numbers = numbers.compactMap { $0 }
        guard self.numbers.count == 3 else { return nil }
        let ending = parts.count > 1 ? parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        let build = withoutBuild.count > 1 ? withoutBuild[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        guard (ending + build).allSatisfy(Self.isIdentifier) else { return nil }
        // Numbers of a pre-release have no leading zeros either.
        guard ending.allSatisfy({ !$0.utf8.allSatisfy(Self.isDigit) || Self.number(Substring($0)) != nil }) else { return nil }
        preRelease = ending
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        for (a, b) in zip(left.numbers, right.numbers) where a != b { return a < b }
        // A pre-release comes before the release.
        if left.preRelease.isEmpty || right.preRelease.isEmpty { return !left.preRelease.isEmpty && right.preRelease.isEmpty }
        for (a, b) in zip(left.preRelease, right.preRelease) where a != b {
            switch (Int(a), Int(b)) {
            case (let a?, let b?): return a < b
            case (.some, nil): return true
            case (nil, .some): return false
            case (nil, nil): return a < b
            }
        }
        return left.preRelease.count < right.preRelease.count
    }

    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy(isDigit), text == "0" || !text.hasPrefix("0") else { return nil }
        return Int(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == UInt8(ascii: "-") }
    }
}
