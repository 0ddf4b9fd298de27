extension Array {
  /// How many elements satisfy a condition that holds for the first of them and, from some element on, for none.
  ///
  /// Not called `count`, for behind `array.count { … }` it would be taken for the one that looks at all of them.
  package func prefixCount(while isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
