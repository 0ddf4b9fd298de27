// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "follow",
  dependencies: [.package(name: "sse-top", path: "../..")],
  targets: [
    .executableTarget(name: "follow", dependencies: [.product(name: "EventStream", package: "sse-top")])
  ],
  swiftLanguageModes: [.v6]
)
