/// An address of the Internet (`net.IP`), or a block of addresses (`net.CIDR`): IPv4 or IPv6, without zones.
package final class NetworkAddress: Hashable, Sendable {
    /// 4 or 16, most significant first. An IPv4 address mapped into IPv6 is the IPv4 address.
    package let bytes: [UInt8]
    /// Leading bits that are fixed in a block; nil for a single address.
    package let prefixLength: Int?

    init(bytes: [UInt8], prefixLength: Int? = nil) {
        self.bytes = bytes
        self.prefixLength = prefixLength
    }

    package static func == (left: NetworkAddress, right: NetworkAddress) -> Bool {
        left.bytes == right.bytes && left.prefixLength == right.prefixLength
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes)
        hasher.combine(prefixLength)
    }

    package var isIPv4: Bool { bytes.count == 4 }

    /// The name of its type in CEL.
    var typeName: String { prefixLength == nil ? "net.IP" : "net.CIDR" }

    // MARK: Reading

    /// `192.168.0.1` or `2001:db8::68`; nil for anything else.
    convenience init?(address text: String) {
        guard let bytes = Self.address(Array(text.utf8)) else { return nil }
        self.init(bytes: bytes)
    }

    /// `192.168.0.0/24` or `2001:db8::/32`; nil for anything else.
    convenience init?(block text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Self.address(Array(parts[0])), let length = Self.number(parts[1], most: bytes.count * 8) else {
            return nil
        }
        self.init(bytes: bytes, prefixLength: length)
    }

    /// Decimal digits without a sign or leading zeros.
    private static func number(_ digits: Substring.UTF8View, most: Int) -> Int? { number(ArraySlice(Array(digits)), most: most) }

    private static func number(_ digits: ArraySlice<UInt8>, most: Int) -> Int? {
        guard !digits.isEmpty, digits.count <= 3, digits.count == 1 || digits.first != 0x30 else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value <= most ? value : nil
    }

    private static func address(_ text: [UInt8]) -> [UInt8]? {
        // 45 characters is the longest form that there is.
        guard !text.isEmpty, text.count <= 45 else { return nil }
        guard text.contains(UInt8(ascii: ":")) else { return quad(text[...]) }
        guard let bytes = groups(text) else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        guard isMapped else { return bytes }
        // Written with dots it is refused (RFC 4291, 2.5.5.2, as Kubernetes reads it).
        return text.contains(UInt8(ascii: ".")) ? nil : Array(bytes.suffix(4))
    }

    private static func quad(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard let value = number(part, most: 255) else { return nil }
            bytes.append(UInt8(value))
        }
        return bytes
    }

    /// Eight groups of hexadecimal digits, one `::` standing for as many zeros as are missing; the last two may be a dotted quad.
    private static func groups(_ text: [UInt8]) -> [UInt8]? {
        let colon = UInt8(ascii: ":")
        var halves: [[UInt8]] = [[]]
        var at = 0
        var isStart = true
        while at < text.count {
            if text[at] == colon, at + 1 < text.count, text[at + 1] == colon {
                guard halves.count == 1 else { return nil }
                halves.append([])
                at += 2
                isStart = true
                continue
            }
            if !isStart {
                guard text[at] == colon else { return nil }
                at += 1
            }
            let end = text[at...].firstIndex(of: colon) ?? text.count
            let piece = text[at..<end]
            if piece.contains(UInt8(ascii: ".")) {
                guard end == text.count, let quad = quad(piece) else { return nil }
                halves[halves.count - 1] += quad
            } else {
                guard (1...4).contains(piece.count), let value = UInt16(String(decoding: piece, as: UTF8.self), radix: 16),
                    piece.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
                else { return nil }
                halves[halves.count - 1] += [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
            at = end
            isStart = false
        }
        let written = halves.reduce(0) { $0 + $1.count }
        if halves.count == 1 { return written == 16 ? halves[0] : nil }
        guard written <= 14 else { return nil }
        return halves[0] + Array(repeating: 0, count: 16 - written) + halves[1]
    }

    // MARK: Writing

    /// The canonical form (RFC 5952).
    package var text: String {
        let address = isIPv4 ? bytes.map { String($0) }.joined(separator: ".") : Self.text(bytes)
        return prefixLength.map { "\(address)/\($0)" } ?? address
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        // The longest run of two zeros or more is left out, the first of several.
        var longest = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > longest.count { longest = start..<end }
            start = max(end, start + 1)
        }
        func hexadecimal(_ range: Range<Int>) -> String { groups[range].map { String($0, radix: 16) }.joined(separator: ":") }
        if longest.isEmpty { return hexadecimal(groups.indices) }
        return hexadecimal(0..<longest.lowerBound) + "::" + hexadecimal(longest.upperBound..<groups.count)
    }

    // MARK: Questions

    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    var isLoopback: Bool { isIPv4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 }

    private var isMulticast: Bool { isIPv4 ? bytes[0] >> 4 == 0b1110 : bytes[0] == 0xFF }

    var isLinkLocalMulticast: Bool {
        isIPv4 ? bytes.starts(with: [224, 0, 0]) : bytes[0] == 0xFF && bytes[1] & 0x0F == 2
    }

    var isLinkLocalUnicast: Bool { isIPv4 ? bytes.starts(with: [169, 254]) : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 }

    var isGlobalUnicast: Bool {
        let isBroadcast = isIPv4 && bytes.allSatisfy { $0 == 255 }
        return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !isBroadcast
    }

    /// A block with the bits beyond its prefix set to zero.
    var masked: NetworkAddress {
        guard let prefixLength else { return self }
        return NetworkAddress(bytes: Self.masked(bytes, prefixLength), prefixLength: prefixLength)
    }

    private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { offset, byte in
            let kept = min(8, max(0, length - offset * 8))
            return kept == 8 ? byte : byte & ~(0xFF >> UInt8(kept))
        }
    }

    /// Whether an address, or every address of a block, is in this block.
    func contains(_ other: NetworkAddress) -> Bool {
        guard let prefixLength, other.bytes.count == bytes.count, (other.prefixLength ?? .max) >= prefixLength else { return false }
        return Self.masked(bytes, prefixLength) == Self.masked(other.bytes, prefixLength)
    }
}
