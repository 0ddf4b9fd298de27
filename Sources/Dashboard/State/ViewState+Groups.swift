package import EventFields
import EventFilter
public import StreamModel
package import Text

extension ViewState {
  // MARK: - Groups

  /// Tells events apart by the value of a path, in the table, the strip, the digits and the feed; `nil` for their types.
  ///
  /// - Parameter anew: whether what was counted is forgotten.
  package mutating func group(by path: JSONPath?, anew: Bool = false) {
    guard anew || path != feed.groups?.path else { return }
    group(path.map { EventGroups($0) })
  }

  /// Begins with groups, before anything has come.
  mutating func beginGroups(by path: JSONPath) { group(EventGroups(path, isFromStart: true)) }

  private mutating func group(_ groups: EventGroups?) {
    feed.group(groups)
    typesLayout = TypesLayout()
    // What changed in the event is told by its group.
    beside = nil
    liveGroups = frozen == nil && ending == nil ? nil : groups
    if let ending, let groups { feed.groups = groups.resumed(in: ending.state) }
  }

  /// Counts all that has come since the last call by its groups. To be called before the log makes room, so that
  /// nothing is missed however much comes at once.
  public mutating func receive(_ live: StreamState) {
    if frozen == nil, ending == nil { feed.groups?.receive(live) } else { liveGroups?.receive(live) }
  }

  /// The groups of all that has come, whatever is frozen; `nil` where events are told apart by their types.
  package var groupTable: GroupTable? { (frozen == nil && ending == nil ? feed.groups : liveGroups)?.table }

  /// Stops the view, or lets it go on.
  mutating func toggleFrozen(_ context: Context) {
    if frozen == nil {
      freeze(context.live, at: context.now)
    } else {
      frozen = nil
      feed.groups = liveGroups
      liveGroups = nil
    }
  }

  /// Stands still at what has come; a view that stood still already does so from now on.
  mutating func freeze(_ live: StreamState, at now: Moment) {
    if frozen != nil { feed.groups = liveGroups }
    frozen = Frozen(state: live, at: now, answers: answers, comparison: comparison)
    liveGroups = feed.groups
  }

  /// In an opened event and on the pages of fields, the path under the cursor.
  private var pathUnderCursor: JSONPath? {
    detail?.jsonPath ?? (pane as? FieldsPane)?.path ?? (pane as? FieldValuesPane)?.path
  }

  /// In an opened event and on the pages of fields groups by the path under the cursor, or ends that; elsewhere asks
  /// for a path.
  mutating func askForGroup() {
    guard detail != nil || place == .fields else { return ask(.group) }
    guard let path = pathUnderCursor else {
      tell("there is no path under the cursor", isTrouble: true)
      return
    }
    let isEnd = path == feed.groups?.path
    group(by: isEnd ? nil : path)
    panes = []
    tellGroup()
  }

  /// Takes what was typed: a path, or nothing or `type` for the types.
  mutating func setGroup(_ text: String) throws(FilterError) {
    let text = text.filter { $0 != " " }.isEmpty ? "type" : text
    group(by: text == "type" || text == "types" ? nil : try JSONPath(expression: text))
  }

  mutating func tellGroup() {
    let key = Keymap.name(of: .program(.group))
    tell(feed.groups.map { "by \($0.path.text); \(key) and Enter go back to event types" } ?? "by event type")
  }

  // MARK: - Columns

  /// The paths whose values stand beside an event in the feed: that of the groups, and the columns.
  package var shownPaths: [JSONPath] {
    let columns = feed.fields.paths
    return (feed.groups.map { columns.contains($0.path) ? [] : [$0.path] } ?? []) + columns
  }

  /// Shows the values of a path as a column of the feed, or no longer.
  package mutating func toggleColumn(_ path: JSONPath) {
    let isShown = feed.fields.paths.contains(path)
    guard isShown || !feed.fields.isFull else {
      tell("\(FieldColumns.limit) columns are the most; :column none clears them", isTrouble: true)
      return
    }
    feed.fields.toggle(path)
    tell(isShown ? "without the column \(path.text)" : "\(path.text) is a column of the feed")
  }

  /// The path under the cursor as a column.
  mutating func toggleColumnOfNode() {
    guard let path = pathUnderCursor else {
      tell("there is no path under the cursor", isTrouble: true)
      return
    }
    toggleColumn(path)
  }

  /// Takes what was typed: a path, or `none`.
  mutating func setColumn(_ text: String) throws(FilterError) {
    guard text != "none" else {
      feed.fields = FieldColumns()
      return tell("without columns of values")
    }
    toggleColumn(try JSONPath(expression: text))
  }
}

extension Detail {
  /// The path of the node under the cursor, to be looked for in other events; `nil` if there is none.
  var jsonPath: JSONPath? {
    guard let node, let document, document.nodes[node.index].kind != .text else { return nil }
    let steps = document.steps(to: node.index)
    guard steps.count <= JSONPath.stepLimit else { return nil }
    return JSONPath(
      steps.map { step in
        switch step {
        case .index(let index): .index(index)
        case .name(let name):
          name.withUnsafeBytes { .key(JSONString.withDecoded($0, hasEscape: name.contains(0x5C)) { Array($0) }) }
        }
      })
  }
}
