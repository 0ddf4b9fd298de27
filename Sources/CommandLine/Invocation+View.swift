package import Dashboard
import EventOutput

extension Invocation {
  /// How the dashboard begins.
  package var view: ViewState {
    var view = ViewState(
      types: selection.types, excludedTypes: selection.excludedTypes, filter: selection.filter,
      showsComments: output.showsComments, hasMouse: screen.hasMouse, grouping: grouping,
      columns: output.columns)
    view.layoutChoice = screen.layout
    view.begin(alerts: alerts.filters, stop: alerts.stop)
    return view
  }
}
