public import ArgumentParser
public import StreamModel

nonisolated extension StatusSet: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
