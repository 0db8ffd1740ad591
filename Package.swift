// swift-tools-version: 6.2
import PackageDescription

// The module table: each target imports only from lines above it (docs/architecture.md; Tests/ArchitectureTests holds it to that).

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// One folder per system library, each imported by exactly one target.
///
/// - Parameter debian: the package that brings it; nil for a header of our own.
func systemLibrary(_ name: String, pkgConfig: String?, debian: String?) -> Target {
    .systemLibrary(
        name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: debian.map { [.apt([$0])] })
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "Paraphe",
    products: [
        .executable(name: "paraphe", targets: ["ParapheCLI"]),
        .library(name: "Paraphe", targets: ["Paraphe"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        systemLibrary("CLibXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        systemLibrary("CFreeType", pkgConfig: "freetype2", debian: "libfreetype-dev"),
        systemLibrary("CHarfBuzz", pkgConfig: "harfbuzz-subset", debian: "libharfbuzz-dev"),
        systemLibrary("CPNG", pkgConfig: "libpng", debian: "libpng-dev"),
        systemLibrary("CJPEG", pkgConfig: "libjpeg", debian: "libjpeg62-turbo-dev"),
        systemLibrary("CFriBidi", pkgConfig: "fribidi", debian: "libfribidi-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        systemLibrary("CHeap", pkgConfig: nil, debian: "libc6-dev"),
        systemLibrary("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),
        systemLibrary("CPKCS11", pkgConfig: nil, debian: nil),

        library("Diagnostics"),
        library("CivilTime"),
        library("CEL", ["Diagnostics", "CivilTime"]),
        library("YAML", ["Diagnostics"]),
        library("XML", ["Diagnostics", "CLibXML2"]),
        library("Rules", ["Diagnostics", "CivilTime", "YAML", "CEL"]),
        library("Analysis", ["Diagnostics", "CivilTime", "CEL", "Rules"]),
        library("Workflow", ["Diagnostics", "CivilTime", "Rules", "CEL"]),
        library("Scenarios", ["Diagnostics", "CivilTime", "YAML", "CEL", "Rules", "Workflow"]),
        library("Exchange", ["Diagnostics", "CivilTime", "CEL", "Rules", "Workflow"]),
        library("Journal", [crypto]),
        library("JournalSQLite", ["Journal", grdb]),
        library("JournalPostgres", ["Journal"]),
        library("Localization", ["Diagnostics", "CivilTime", "YAML"]),
        library("Templating", ["Diagnostics", "CivilTime", "XML", "CEL", "Localization"]),
        library("Translation", ["Diagnostics", "XML"]),
        library("Diagrams", []),
        library("Styling", ["Diagnostics", "XML"]),
        library("Fonts", ["Diagnostics", "CFreeType", "CHarfBuzz"]),
        library("Images", ["Diagnostics", "XML", "CPNG", "CJPEG"]),
        library("Pages", ["Diagnostics", "Fonts", "Images"]),
        library("Typesetting", ["Diagnostics", "XML", "Styling", "Fonts", "Images", "Pages", "CFriBidi"]),
        library("Raster", ["Diagnostics", "Pages", "Fonts", "Images"]),
        library("FaxExport", ["Diagnostics", "Pages", "Fonts", "Images", "Raster"]),
        library("SVGExport", ["Diagnostics", "Pages", "Fonts", "Images"]),
        library("PDF", ["Diagnostics", "CZlib", "CDeflate"]),
        library("PDFExport", ["Diagnostics", "PDF", "Pages", "Fonts", "Images"]),
        library("Certificates", ["Diagnostics", "CivilTime", crypto, cryptoExtras, x509, asn1]),
        library("Signing", ["Diagnostics", "CivilTime", "PDF", "Certificates", crypto, cryptoExtras, x509, asn1]),
        library("SigningPKCS11", ["Diagnostics", "Certificates", "Signing", "CPKCS11", x509]),
        library("Authorities", ["Diagnostics", "Certificates", "Signing", nioCore, nioPosix, nioSSL, nioHTTP1]),
        library("Verifying", ["Diagnostics", "CivilTime", "PDF", "Certificates"]),
        library("Accounts", ["Diagnostics", crypto, cryptoExtras]),
        library("Mail", ["Diagnostics", "CivilTime", crypto, nioCore, nioPosix, nioSSL]),
        library(
            "Paraphe",
            [
                "Diagnostics", "CivilTime", "CEL", "YAML", "XML", "Rules", "Analysis", "Workflow", "Scenarios", "Exchange", "Journal",
                "Localization", "Templating", "Translation", "Diagrams", "Styling", "Fonts", "Images", "Pages", "Typesetting", "Raster",
                "FaxExport", "SVGExport", "PDF", "PDFExport", "Certificates", "Signing", "SigningPKCS11", "Authorities", "Verifying",
                "Mail",
                "Accounts", crypto,
            ],
            resources: [.copy("../../Templates"), .copy("../../Locales")]),
        library("ParapheServer", ["Paraphe", "Diagnostics", hummingbird]),
        .executableTarget(
            name: "ParapheCLI",
            dependencies: [
                "Paraphe", "ParapheServer", "Diagnostics", "CEL", "Rules", "Analysis", "Workflow", "Scenarios", "Journal", "JournalSQLite",
                "JournalPostgres", "Certificates", "Signing", "Authorities", "Verifying", "Mail", "CHeap", argumentParser,
            ],
            swiftSettings: settings),

        tests("ArchitectureTests", []),
        tests("DiagnosticsTests", ["Diagnostics"]),
        tests("CivilTimeTests", ["CivilTime"]),
        tests("CELTests", ["CEL", "CivilTime", "Diagnostics"]),
        tests("YAMLTests", ["YAML", "Diagnostics", yams]),
        tests("XMLTests", ["XML", "Diagnostics"]),
        tests("DiagramsTests", ["Diagrams"]),
        tests("RulesTests", ["Rules", "CivilTime", "CEL", "YAML", "Diagnostics"]),
        tests("AnalysisTests", ["Analysis", "Rules", "CEL", "YAML", "Diagnostics"]),
        tests("WorkflowTests", ["Workflow", "Rules", "CivilTime", "CEL", "Diagnostics"]),
        tests("ExchangeTests", ["Exchange", "Workflow", "Rules", "CEL", "CivilTime", "Diagnostics"]),
        tests("ScenariosTests", ["Scenarios", "Workflow", "Rules", "CEL", "YAML", "Diagnostics"]),
        .target(name: "JournalTesting", dependencies: ["Journal"], path: "Tests/JournalTesting", swiftSettings: settings),
        tests("JournalTests", ["Journal", "JournalTesting"]),
        tests("JournalSQLiteTests", ["JournalSQLite", "Journal", "JournalTesting", grdb]),
        tests("JournalPostgresTests", ["JournalPostgres", "Journal", "JournalTesting"]),
        tests("LocalizationTests", ["Localization", "CivilTime", "YAML", "Diagnostics"]),
        tests("TemplatingTests", ["Templating", "XML", "CEL", "CivilTime", "Localization", "Diagnostics"]),
        tests("TranslationTests", ["Translation", "XML", "Diagnostics"]),
        tests("StylingTests", ["Styling", "XML", "Diagnostics"]),
        tests("FontsTests", ["Fonts", "Diagnostics"]),
        tests("ImagesTests", ["Images", "XML", "Diagnostics"]),
        tests("TypesettingTests", ["Typesetting", "Styling", "XML", "Pages", "Fonts", "Images", "Diagnostics"]),
        tests("RasterTests", ["Raster", "Pages", "Fonts", "Images", "Diagnostics"]),
        tests("FaxExportTests", ["FaxExport", "Raster", "Pages", "Fonts", "Images", "Diagnostics"]),
        tests("SVGExportTests", ["SVGExport", "XML", "Pages", "Fonts", "Images", "Diagnostics"]),
        tests("PDFTests", ["PDF", "Diagnostics"]),
        tests("PDFExportTests", ["PDFExport", "PDF", "Pages", "Fonts", "Images", "Diagnostics"]),
        .target(
            name: "SigningTesting", dependencies: ["Certificates", "Signing", "Verifying", "PDF", "Diagnostics", crypto, x509, asn1],
            path: "Tests/SigningTesting",
            swiftSettings: settings),
        tests("CertificatesTests", ["Certificates", "Signing", "SigningTesting"]),
        tests("SigningTests", ["Signing", "SigningTesting", "Certificates", "PDF", "Verifying", "Diagnostics", x509]),
        tests(
            "SigningPKCS11Tests", ["SigningPKCS11", "Signing", "SigningTesting", "Certificates", "Verifying", "Diagnostics"]),
        tests(
            "AuthoritiesTests",
            [
                "Authorities", "Signing", "SigningTesting", "Certificates", "Diagnostics", crypto, x509, asn1, nioCore, nioPosix, nioSSL,
                nioHTTP1,
            ]),
        tests("AccountsTests", ["Accounts", "Diagnostics"]),
        .target(
            name: "MailTesting", dependencies: [crypto, x509, asn1, nioCore, nioPosix, nioSSL], path: "Tests/MailTesting",
            swiftSettings: settings),
        tests("MailTests", ["Mail", "MailTesting", "CivilTime", "Diagnostics", nioSSL]),
        tests("VerifyingTests", ["Verifying", "SigningTesting", "Signing", "Certificates", "PDF", "Diagnostics", x509, asn1]),
        tests(
            "ParapheTests",
            [
                "Paraphe", "CEL", "XML", "Rules", "Localization", "Templating", "Raster", "Images", "Certificates", "Verifying",
                "Diagnostics",
            ]),
        tests("ParapheServerTests", ["ParapheServer", "Paraphe", "Diagnostics"]),
        tests(
            "ParapheCLITests",
            [
                "Accounts", "JournalTesting", "MailTesting", "ParapheCLI", "PDF", "Certificates", "Signing", "Diagnostics", grdb,
                argumentParser,
            ]),
        tests(
            "RequestTests",
            [
                "Paraphe", "Accounts", "Mail", "MailTesting", "CivilTime", "Workflow", "Rules", "CEL", "Journal", "JournalSQLite",
                "JournalTesting",
                "Diagnostics",
            ]),
    ]
)

// The writers of `make bench`, built on request alone: see Benchmarks/stores.py.
if Context.environment["PARAPHE_BENCH"] == "1" {
    package.products.append(.executable(name: "bench-stores", targets: ["bench-stores"]))
    package.targets.append(
        .executableTarget(
            name: "bench-stores", dependencies: ["Journal", "JournalSQLite", "JournalPostgres"], path: "Benchmarks/stores",
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}

// The libFuzzer targets are built on request alone: see Tests/Fuzzing/README.md and `make fuzz`.
if Context.environment["PARAPHE_FUZZ"] == "1" {
    let styled: [Target.Dependency] = ["Diagnostics", "XML", "Styling"]
    let typeset: [Target.Dependency] = styled + ["Fonts", "Images", "Pages", "Typesetting", "PDFExport"]
    let fuzzed: [(name: String, dependencies: [Target.Dependency])] = [
        ("cel-parser", ["CEL", "Diagnostics"]), ("cel-evaluation", ["CEL", "Diagnostics"]), ("css", styled), ("xhtml", typeset),
        ("template", typeset + ["CEL", "Localization", "Templating"]), ("image", ["Diagnostics", "Images"]),
        ("font", ["Diagnostics", "Fonts"]), ("pdf", ["PDF"]), ("cms", ["Certificates"]),
        ("verify", ["PDF", "Certificates", "Signing", "Verifying"]),
    ]
    for (name, dependencies) in fuzzed {
        package.products.append(.executable(name: "fuzz-\(name)", targets: ["fuzz-\(name)"]))
        package.targets.append(
            .executableTarget(
                name: "fuzz-\(name)", dependencies: dependencies, path: "Tests/Fuzzing/fuzz-\(name)",
                swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
    }
}
