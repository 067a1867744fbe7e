// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A module: a folder in Sources that imports only the modules named here.
func room(_ name: String, _ rooms: [Target.Dependency] = [], embedding: Bool = false, exclude: [String] = []) -> Target
{
    .target(
        name: name,
        dependencies: rooms,
        exclude: exclude,
        swiftSettings: strict,
        plugins: embedding ? ["EmbedFiles"] : []
    )
}

/// The tests of one module, in a folder of the same name.
func tests(_ name: String, _ rooms: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: rooms,
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "riad",
    products: [
        .executable(name: "riad", targets: ["riad"]),
        .executable(name: "riad-worker", targets: ["riad-worker"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq"),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd"),
        .target(name: "CTerminal"),

        room("Files"),
        room("Domain"),
        room("Text", ["Domain", "CTerminal"]),
        room("Screen", ["Text"]),
        room("Loop", ["CTerminal"]),
        room("Postgres", ["CLibPQ", "Files", "Loop"]),
        room("Repositories", ["Domain", "Postgres"], embedding: true, exclude: ["SQL", "Schema", "Code", "Adoption"]),
        room("Configuration", ["Files", "Screen", "CLibYAML"], embedding: true),
        room("Console", ["Domain", "Text", "Screen"]),
        room("Ncurses", ["Screen", "CNcurses", "CTerminal"]),
        room("Runtime", ["Console", "Loop", "Repositories", "Configuration", "Ncurses"]),
        room("HTTP", ["Loop", "CCurl"]),
        room("Worker", ["HTTP", "Repositories", "CCrypto", "CMicroHTTPD"]),
        room("Demo", ["Repositories"], embedding: true, exclude: ["SQL"]),
        room(
            "CommandLine",
            [
                "Runtime", "Demo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "riad",
            dependencies: ["CommandLine"],
            swiftSettings: strict
        ),

        .executableTarget(
            name: "riad-worker",
            dependencies: ["Worker", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),

        .executableTarget(name: "embed", swiftSettings: strict),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed"], path: "Sources/EmbedFiles"),

        .target(
            name: "TestSupport",
            dependencies: ["Repositories", "Demo"],
            path: "Tests/TestSupport",
            exclude: ["Deployment"],
            swiftSettings: strict
        ),
        .target(
            name: "TerminalSupport",
            dependencies: ["CTerminal"],
            path: "Tests/TerminalSupport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TerminalProbe",
            dependencies: ["Ncurses"],
            path: "Tests/TerminalProbe",
            swiftSettings: strict
        ),
        tests("FilesTests", ["Files"]),
        tests("DomainTests", ["Domain"]),
        tests("TextTests", ["Text"]),
        tests("ScreenTests", ["Screen", "Console", "Configuration"]),
        tests("NcursesTests", ["Ncurses", "TerminalSupport", "TerminalProbe"]),
        tests("LoopTests", ["Loop"]),
        tests("PostgresTests", ["Postgres", "TestSupport"]),
        tests("RepositoriesTests", ["Repositories", "TestSupport"]),
        tests("ConfigurationTests", ["Configuration"]),
        tests("ConsoleTests", ["Console"], exclude: ["Screens"]),
        tests("RuntimeTests", ["Runtime", "TestSupport"]),
        tests("HTTPTests", ["HTTP", "TestSupport"]),
        tests("WorkerTests", ["Worker", "TestSupport", "riad-worker"]),
        tests("DemoTests", ["Demo", "TestSupport"]),
        tests("CommandLineTests", ["CommandLine"]),
        tests("EndToEndTests", ["Loop", "TerminalSupport", "TestSupport", "riad", "riad-worker"]),
    ],
    swiftLanguageModes: [.v6]
)
