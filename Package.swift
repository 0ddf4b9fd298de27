// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6, no warning tolerated, imports stated where they are used.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "sse-top",
  products: [
    .executable(name: "sse-top", targets: ["sse-top"]),
    .executable(name: "sse-demo-server", targets: ["sse-demo-server"]),
    // For Benchmarks/, a package of its own.
    .library(name: "StreamModel", targets: ["StreamModel"]),
    .library(name: "CurlTransport", targets: ["CurlTransport"]),
    .library(name: "EventFilter", targets: ["EventFilter"]),
    .library(name: "Dashboard", targets: ["Dashboard"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "StreamModel", swiftSettings: strict),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CBrotli"),
    .systemLibrary(name: "CZstd"),
    .target(name: "ContentDecoding", dependencies: ["CZlib", "CBrotli", "CZstd"], swiftSettings: strict),
    .target(name: "CurlTransport", dependencies: ["StreamModel", "ContentDecoding", "CCurl"], swiftSettings: strict),
    .systemLibrary(name: "CPCRE2"),
    .target(name: "EventFilter", dependencies: ["StreamModel", "CPCRE2"], swiftSettings: strict),
    .target(name: "Dashboard", dependencies: ["StreamModel", "EventFilter"], swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CLinux"),
    .target(name: "Completion", swiftSettings: strict),
    .target(name: "CTerminalRescue"),
    .executableTarget(
      name: "sse-top",
      dependencies: [
        "StreamModel", "CurlTransport", "ContentDecoding", "EventFilter", "Dashboard", "Completion", "CLinux",
        "CNcurses",
        "CTerminalRescue",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict + [.defaultIsolation(MainActor.self)]),
    .executableTarget(
      name: "sse-demo-server",
      dependencies: [
        "CLinux", "Completion", "ContentDecoding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "StreamModelTests", dependencies: ["StreamModel", "TestSupport"], resources: [.copy("Cases")],
      swiftSettings: strict),
    .testTarget(
      name: "CurlTransportTests",
      dependencies: ["CurlTransport", "ContentDecoding", "StreamModel", "CZlib", "TestSupport"],
      resources: [.copy("Cases")],
      swiftSettings: strict),
    .testTarget(
      name: "EventFilterTests", dependencies: ["EventFilter", "StreamModel", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "EventFilter", "StreamModel", "TestSupport"],
      exclude: ["Screens"],
      swiftSettings: strict),
    .testTarget(
      name: "SSETopTests",
      dependencies: [
        "sse-top", "Completion", "CurlTransport", "Dashboard", "EventFilter", "StreamModel", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DemoServerTests",
      dependencies: ["sse-demo-server", .product(name: "NIOEmbedded", package: "swift-nio")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
