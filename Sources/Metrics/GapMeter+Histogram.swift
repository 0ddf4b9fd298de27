import StreamModel

extension GapMeter {
  /// The gaps up to each of these bounds, in seconds; each bound is true to 1.6 %.
  func histogram(_ bounds: [Double]) -> Histogram {
    var histogram = Histogram(bounds: bounds)
    histogram.counts = bounds.map { count(upTo: .seconds($0)) }
    histogram.count = count
    histogram.sum = total / .seconds(1)
    return histogram
  }
}
