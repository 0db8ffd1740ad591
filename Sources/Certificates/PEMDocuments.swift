import FoundationEssentials

/// The blocks of a PEM file (RFC 7468), text around them left aside.
package struct PEMDocuments {
    package struct Block {
        package let label: String
        /// Whether the old header of OpenSSL says that the content is encrypted.
        package let isEncrypted: Bool
        package let der: [UInt8]
    }

    package let blocks: [Block]
    /// Whether a block was begun and not ended, or is not base 64.
    package let hasDamage: Bool

    package init(_ bytes: [UInt8]) {
        var blocks: [Block] = []
        var hasDamage = false
        var label: String?
        var text = ""
        var isEncrypted = false
        // Files joined without an end of line between them are common: `-----END X----------BEGIN Y-----`.
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).flatMap { Self.parted($0.trimmingSpaces()) }
        for line in lines {
            if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
                if label != nil { hasDamage = true }
                label = String(line.dropFirst(11).dropLast(5))
                text = ""
                isEncrypted = false
            } else if let open = label, line == "-----END \(open)-----" {
                if isEncrypted {
                    blocks.append(Block(label: open, isEncrypted: true, der: []))
                } else if let data = Data(base64Encoded: text) {
                    blocks.append(Block(label: open, isEncrypted: open.hasPrefix("ENCRYPTED "), der: Array(data)))
                } else {
                    hasDamage = true
                }
                label = nil
            } else if label != nil {
                if line.contains(":") { isEncrypted = isEncrypted || line.contains("ENCRYPTED") } else { text += line }
            }
        }
        self.blocks = blocks
        self.hasDamage = hasDamage || label != nil
    }

    private static func parted(_ line: Substring) -> [Substring] {
        guard line.hasPrefix("-----END "), let range = line.firstRange(of: "----------") else { return [line] }
        let middle = line.index(range.lowerBound, offsetBy: 5)
        return [line[..<middle], line[middle...]]
    }

    /// A block as PEM text.
    package static func encode(_ der: [UInt8], label: String) -> String {
        var out = "-----BEGIN \(label)-----\n"
        var rest = Data(der).base64EncodedString()[...]
        while !rest.isEmpty {
            out += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return out + "-----END \(label)-----\n"
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.drop(while: \.isWhitespace)
    }
}
