import Foundation
import Testing

/// Holds the sources and the manifest to the table of docs/architecture.md.
@Suite struct ModuleTableTests {
    /// A line of the table: a target and what it may import, in the order of the table.
    private let table: [(target: String, imports: [String])]
    private let root: URL

    init() throws {
        root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("docs/architecture.md"), encoding: .utf8)
        table = text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5, cells[1].hasPrefix("`"), cells[1].hasSuffix("`") else { return nil }
            let imports = cells[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return (String(cells[1].dropFirst().dropLast()), imports)
        }
    }

    @Test func theTableListsEveryTargetOnDisk() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Sources").path)
        #expect(Set(folders).subtracting(["CLibraries"]) == Set(table.map(\.target)))
    }

    @Test func eachTargetImportsOnlyFromLinesAbove() {
        let own = Set(table.map(\.target))
        var above: Set<String> = []
        for line in table {
            #expect(own.intersection(line.imports).isSubset(of: above), "\(line.target) imports from below")
            above.insert(line.target)
        }
    }

    @Test func theManifestDeclaresTheTable() throws {
        let manifest = try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let variables = [
            "crypto": "Crypto", "cryptoExtras": "CryptoExtras", "x509": "X509", "asn1": "SwiftASN1", "grdb": "GRDB",
            "yams": "Yams", "argumentParser": "ArgumentParser", "hummingbird": "Hummingbird",
            "nioCore": "NIOCore", "nioPosix": "NIOPosix", "nioHTTP1": "NIOHTTP1", "nioSSL": "NIOSSL",
        ]
        for line in table {
            let declaration = try #require(
                manifest.firstMatch(
                    of: try Regex(
                        "(?:library\\(|executableTarget\\(\\s*name:)\\s*\"\(line.target)\"(?:,\\s*(?:dependencies:\\s*)?\\[([^\\]]*)\\])?")),
                "\(line.target) is not in the manifest")
            let list = declaration.output[1].substring.map(String.init) ?? ""
            let declared = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
                .map { variables[$0] ?? $0.trimmingCharacters(in: ["\""]) }
            #expect(Set(declared) == Set(line.imports), "\(line.target)")
        }
    }

    @Test func sourcesImportWhatTheTableAllows() throws {
        for line in table {
            let allowed = Set(line.imports).union([
                "CoreFoundation", "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
            ])
            for (file, modules) in try imports(of: line.target) {
                #expect(modules.isSubset(of: allowed), "\(file) imports \(modules.subtracting(allowed).sorted())")
            }
        }
    }

    @Test func eachSystemLibraryHasOneTarget() throws {
        let libraries = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Sources/CLibraries").path)
        for library in libraries {
            #expect(table.filter { $0.imports.contains(library) }.count == 1, "\(library)")
        }
    }

    /// Start-up time: Foundation costs milliseconds in a process that makes one report in a few.
    @Test(arguments: [
        "Diagnostics", "CivilTime", "CEL", "YAML", "XML", "Rules", "Analysis", "Workflow", "Scenarios", "Journal", "Localization",
        "Templating", "Styling", "Fonts", "Images", "Pages", "Typesetting", "PDF", "PDFExport",
    ])
    func theCoreDoesWithoutFoundation(target: String) throws {
        for (file, modules) in try imports(of: target) { #expect(!modules.contains("Foundation"), "\(file)") }
    }

    private func imports(of target: String) throws -> [(file: String, modules: Set<String>)] {
        let folder = root.appendingPathComponent("Sources/\(target)")
        let walk = try #require(FileManager.default.enumerator(atPath: folder.path))
        return try walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let modules = text.split(separator: "\n").filter { $0.hasPrefix("import ") || $0.hasPrefix("@preconcurrency import ") }
                .compactMap { $0.split(separator: " ").last?.split(separator: ".").first.map(String.init) }
            return ("\(target)/\(name)", Set(modules))
        }
    }
}
