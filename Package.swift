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

let package = Package(
    name: "Paraphe",
    targets: [
        library("Diagnostics"),
        tests("DiagnosticsTests", ["Diagnostics"]),
    ]
)
