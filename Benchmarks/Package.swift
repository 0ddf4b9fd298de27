// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "sse-top", path: "..")],
  targets: [
    .target(name: "CReferenceParser"),
    .executableTarget(
      name: "sse-bench",
      dependencies: [
        "CReferenceParser",
        .product(name: "StreamModel", package: "sse-top"),
        .product(name: "CurlTransport", package: "sse-top"),
        .product(name: "EventFilter", package: "sse-top"),
        .product(name: "Dashboard", package: "sse-top"),
      ]),
    .executableTarget(name: "bench-library", dependencies: [.product(name: "EventStream", package: "sse-top")]),
    .executableTarget(name: "bench-sender"),
    .executableTarget(name: "bench-reader"),
    .executableTarget(name: "naive-feed", linkerSettings: [.linkedLibrary("ncursesw")]),
  ],
  swiftLanguageModes: [.v6]
)
