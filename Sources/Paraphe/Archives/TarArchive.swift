import Diagnostics

/// Files in one file, in the form that POSIX calls ustar (IEEE 1003.1, pax): the same files give the same bytes, whoever writes them and when.
package enum TarArchive {
    /// A file of an archive.
    package struct Entry: Hashable, Sendable {
        /// Relative, with `/`.
        package let path: String
        package let bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// Why bytes are no archive of ours.
    package struct Fault: Error, Hashable, Sendable {
        /// Where in the archive.
        package let offset: Int
        package let reason: Bilingual
    }

    private static let block = 512
    /// An archive has fewer files.
    private static let mostEntries = 100_000

    /// Nil when a path is longer than the form allows (100 bytes, or 155 and 100 parted at a `/`).
    package static func write(_ entries: [Entry]) -> [UInt8]? {
        var out: [UInt8] = []
        for entry in entries {
            guard let header = header(entry) else { return nil }
            out += header
            out += entry.bytes
            out += [UInt8](repeating: 0, count: (block - entry.bytes.count % block) % block)
        }
        return out + [UInt8](repeating: 0, count: 2 * block)
    }

    private static func header(_ entry: Entry) -> [UInt8]? {
        guard let (prefix, name) = split(entry.path) else { return nil }
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at offset: Int) { header.replaceSubrange(offset..<offset + text.utf8.count, with: Array(text.utf8)) }
        func octal(_ number: Int, digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        guard entry.bytes.count < 1 << 33 else { return nil }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(entry.bytes.count, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(prefix, at: 345)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6), at: 148)
        header[154] = 0
        header[155] = 0x20
        return header
    }

    private static func split(_ path: String) -> (prefix: String, name: String)? {
        if path.utf8.count <= 100 { return ("", path) }
        for index in path.indices where path[index] == "/" {
            let (prefix, name) = (path[..<index], path[path.index(after: index)...])
            if prefix.utf8.count <= 155, name.utf8.count <= 100, !name.isEmpty { return (String(prefix), String(name)) }
        }
        return nil
    }

    /// Reads what ``write(_:)`` wrote; anything else, down to the last byte of padding, is a fault.
    package static func read(_ bytes: [UInt8]) -> Result<[Entry], Fault> {
        var entries: [Entry] = []
        var offset = 0
        var starts: [Int] = []
        func fault(_ fr: String, _ en: String) -> Result<[Entry], Fault> {
            .failure(Fault(offset: offset, reason: Bilingual(fr: fr, en: en)))
        }
        while true {
            guard bytes.count - offset >= block else { return fault("l’archive est coupée", "the archive is cut off") }
            let header = bytes[offset..<offset + block]
            if header.allSatisfy({ $0 == 0 }) { break }
            guard entries.count < mostEntries else { return fault("trop de fichiers", "too many files") }
            let name = text(header, 0, 100)
            let prefix = text(header, 345, 155)
            guard let size = Int(text(header, 124, 12), radix: 8), size >= 0, size <= bytes.count - offset - block else {
                return fault("une longueur n’a pas de sens", "a length makes no sense")
            }
            let start = offset + block
            starts.append(offset)
            entries.append(Entry(path: prefix.isEmpty ? name : prefix + "/" + name, bytes: Array(bytes[start..<start + size])))
            offset = start + size + (block - size % block) % block
        }
        guard let whole = write(entries), whole == bytes else {
            let written = write(entries) ?? []
            let limit = min(written.count, bytes.count, offset)
            guard let place = (0..<limit).first(where: { written[$0] != bytes[$0] }),
                let index = starts.lastIndex(where: { $0 <= place })
            else { return fault("l’archive a été altérée", "the archive was altered") }
            let path = entries[index].path
            return fault(
                "l’archive a été altérée à l’octet \(place), dans l’entrée de `\(path)`",
                "the archive was altered at byte \(place), in the entry of `\(path)`")
        }
        return .success(entries)
    }

    private static func text(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> String {
        let field = header.dropFirst(offset).prefix(length).prefix { $0 != 0 }
        return String(decoding: field, as: UTF8.self)
    }
}
