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
    // The client, for other programs.
    .library(name: "EventStream", targets: ["EventStream"]),
    // For Benchmarks/, a package of its own.
    .library(name: "StreamModel", targets: ["StreamModel"]),
    .library(name: "CurlTransport", targets: ["CurlTransport"]),
    .library(name: "EventFilter", targets: ["EventFilter"]),
    .library(name: "Dashboard", targets: ["Dashboard"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2")
  ],
  targets: [
    .target(name: "CVectors"),
    .target(name: "Text", dependencies: ["CVectors"], swiftSettings: strict),
    .target(name: "StreamModel", dependencies: ["Text"], swiftSettings: strict),
    .target(name: "ModelAnswers", dependencies: ["StreamModel", "Text"], swiftSettings: strict),
    .target(
      name: "Metrics", dependencies: ["Findings", "ModelAnswers", "StreamModel", "Text", "CLinux"],
      swiftSettings: strict),
    .target(name: "EventFields", dependencies: ["StreamModel", "Text"], swiftSettings: strict),
    .target(name: "Findings", dependencies: ["StreamModel", "Text"], swiftSettings: strict),
    .target(
      name: "Comparing", dependencies: ["EventFields", "Findings", "StreamModel", "Text"], swiftSettings: strict),
    .target(
      name: "Diagnosing", dependencies: ["Comparing", "Findings", "ModelAnswers", "StreamModel", "Text"],
      swiftSettings: strict),
    .systemLibrary(name: "CPCRE2"),
    .target(name: "EventFilter", dependencies: ["StreamModel", "Text", "CPCRE2"], swiftSettings: strict),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CBrotli"),
    .systemLibrary(name: "CZstd"),
    .target(name: "ContentDecoding", dependencies: ["CZlib", "CBrotli", "CZstd"], swiftSettings: strict),
    .systemLibrary(name: "CCurl"),
    .target(
      name: "CurlTransport", dependencies: ["StreamModel", "Text", "ContentDecoding", "CCurl", "CLinux"],
      swiftSettings: strict),
    .target(name: "EventStream", dependencies: ["StreamModel", "CurlTransport", "Text"], swiftSettings: strict),
    .target(
      name: "EventFiles", dependencies: ["StreamModel", "Text", "ContentDecoding", "CLinux"], swiftSettings: strict),
    .target(
      name: "EventOutput",
      dependencies: [
        "StreamModel", "Comparing", "EventFields", "EventFilter", "EventFiles", "Findings", "ModelAnswers", "Text",
        "CLinux",
      ],
      swiftSettings: strict),
    .target(
      name: "Dashboard",
      dependencies: ["StreamModel", "Comparing", "EventFields", "EventFilter", "Findings", "ModelAnswers", "Text"],
      swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CTerminalRescue"),
    .target(
      name: "Terminal",
      dependencies: ["Dashboard", "StreamModel", "Text", "CLinux", "CNcurses", "CTerminalRescue"],
      // Its classes are not sendable: their async functions run where they are called, on the main actor.
      swiftSettings: strict + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
    .target(name: "CLinux"),
    .target(name: "Usage", dependencies: ["Text"], swiftSettings: strict),
    .target(
      name: "CommandLine",
      dependencies: [
        "StreamModel", "Comparing", "Diagnosing", "EventFilter", "CurlTransport", "EventFiles", "EventOutput",
        "Dashboard", "Metrics", "ModelAnswers", "Text", "Usage",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "sse-top",
      dependencies: [
        "StreamModel", "Comparing", "Diagnosing", "EventFields", "EventFilter", "CurlTransport", "EventFiles",
        "EventOutput", "Dashboard", "Findings", "Terminal", "CommandLine", "Metrics", "ModelAnswers", "Text", "Usage",
        "CLinux",
      ],
      swiftSettings: strict + [.defaultIsolation(MainActor.self)]),
    .executableTarget(
      name: "sse-demo-server",
      dependencies: [
        "CLinux", "ContentDecoding", "Text", "Usage",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Usage"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text", "CVectors", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StreamModelTests", dependencies: ["StreamModel", "Text", "TestSupport"], resources: [.copy("Cases")],
      swiftSettings: strict),
    .testTarget(
      name: "FindingsTests", dependencies: ["Findings", "StreamModel", "Text", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ComparingTests", dependencies: ["Comparing", "Findings", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosingTests",
      dependencies: [
        "Diagnosing", "Comparing", "EventFields", "Findings", "ModelAnswers", "StreamModel", "Text", "TestSupport",
      ],
      exclude: ["Reports"], swiftSettings: strict),
    .testTarget(
      name: "CurlTransportTests",
      dependencies: ["CurlTransport", "ContentDecoding", "StreamModel", "Text", "CLinux", "CZlib", "TestSupport"],
      resources: [.copy("Cases")],
      swiftSettings: strict),
    .testTarget(
      name: "EventFieldsTests", dependencies: ["EventFields", "EventFilter", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EventStreamTests", dependencies: ["EventStream", "StreamModel", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "EventFilterTests", dependencies: ["EventFilter", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ModelAnswersTests", dependencies: ["ModelAnswers", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MetricsTests",
      dependencies: ["Metrics", "Findings", "ModelAnswers", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EventFilesTests", dependencies: ["EventFiles", "StreamModel", "Text", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EventOutputTests",
      dependencies: [
        "EventOutput", "EventFields", "EventFiles", "EventFilter", "Findings", "ModelAnswers", "StreamModel", "Text",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Dashboard", "Comparing", "EventFields", "EventFilter", "Findings", "ModelAnswers", "StreamModel", "Text",
        "TestSupport",
      ],
      exclude: ["Screens"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Dashboard", "Text", "CLinux", "CNcurses", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "CommandLine", "Comparing", "CurlTransport", "Dashboard", "EventFields", "EventFiles", "EventFilter",
        "EventOutput", "Findings", "StreamModel", "Text", "Usage", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SSETopTests",
      dependencies: [
        "sse-top", "CommandLine", "Comparing", "CurlTransport", "Dashboard", "Diagnosing", "EventFiles", "EventFilter",
        "EventOutput", "Findings", "ModelAnswers", "StreamModel", "Text", "Usage", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DemoServerTests",
      dependencies: ["sse-demo-server", "Usage", "TestSupport", .product(name: "NIOEmbedded", package: "swift-nio")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `script/fuzz` asks for these, and links each with libFuzzer, which brings the main function.
if Context.environment["SSE_TOP_FUZZ"] != nil {
  for (name, dependencies) in [
    ("Parser", ["StreamModel", "Text"]), ("Head", ["StreamModel", "Text"]),
    ("Filter", ["EventFilter", "StreamModel", "Text"]),
    ("Screen", ["Dashboard", "EventFields", "EventFilter", "StreamModel", "Text"]),
    ("Words", ["CommandLine", "CurlTransport", "StreamModel", "Text", "Usage"]),
  ] {
    let target = "Fuzz\(name)"
    package.products.append(.library(name: target, type: .static, targets: [target]))
    package.targets.append(
      .target(
        name: target, dependencies: dependencies.map { .target(name: $0) }, path: "Fuzz", sources: ["\(name).swift"],
        swiftSettings: strict))
  }
}

// `script/docs` asks for it; nobody else fetches it.
if Context.environment["SSE_TOP_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
