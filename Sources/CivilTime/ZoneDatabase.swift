import Glibc
import Synchronization

/// The zones of the system's database, each read once.
enum ZoneDatabase {
    private static let folder = "/usr/share/zoneinfo/"
    private static let longestFileBytes = 1 << 20
    private static let longestName = 64
    private static let mostZones = 700
    private static let cache = Mutex<[String: ZoneTable?]>([:])

    /// Nil for an unknown name.
    static func table(_ name: String) -> ZoneTable? {
        if let known = cache.withLock({ $0[name] }) { return known }
        let table = isSafe(name) ? (read(folder + name) ?? builtIn(name)) : nil
        cache.withLock {
            // Names come from data: they must not fill the memory.
            if $0.count >= mostZones { $0.removeAll() }
            $0[name] = .some(table)
        }
        return table
    }

    /// Letters, digits and `/ _ - +`, and no way out of the folder.
    private static func isSafe(_ name: String) -> Bool {
        guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A, name.utf8.count < longestName else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2F, 0x5F, 0x2D, 0x2B: true
            default: false
            }
        }
    }

    private static func read(_ path: String) -> ZoneTable? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: longestFileBytes)
        bytes.removeLast(longestFileBytes - fread(&bytes, 1, longestFileBytes, file))
        return ZoneTable(bytes)
    }

    static var canadianNames: [String] { canadian.flatMap(\.names) }

    /// A zone of Canada by today's rule.
    static func builtIn(_ name: String) -> ZoneTable? {
        canadian.first { $0.names.contains(name) }.flatMap { PosixZone($0.rule) }.map { ZoneTable($0) }
    }

    private static let canadian: [(names: [String], rule: String)] = [
        (["America/Toronto", "America/Montreal", "America/Iqaluit"], "EST5EDT,M3.2.0,M11.1.0"),
        (["America/Atikokan"], "EST5"),
        (["America/Halifax", "America/Moncton", "America/Glace_Bay", "America/Goose_Bay"], "AST4ADT,M3.2.0,M11.1.0"),
        (["America/Blanc-Sablon"], "AST4"),
        (["America/St_Johns"], "NST3:30NDT,M3.2.0,M11.1.0"),
        (["America/Winnipeg", "America/Rankin_Inlet", "America/Resolute"], "CST6CDT,M3.2.0,M11.1.0"),
        (["America/Regina", "America/Swift_Current"], "CST6"),
        (["America/Edmonton", "America/Cambridge_Bay", "America/Inuvik"], "MST7MDT,M3.2.0,M11.1.0"),
        (["America/Whitehorse", "America/Dawson", "America/Creston", "America/Dawson_Creek", "America/Fort_Nelson"], "MST7"),
        (["America/Vancouver"], "PST8PDT,M3.2.0,M11.1.0"),
    ]
}
