/// Time-outs of services and proxies, by their values. Told as what is usual, never as a proof.
package enum TimeOutTable {
  package enum Kind: Sendable {
    /// Since the last byte.
    case idle
    /// Since the request.
    case life
  }

  package struct Row: Sendable {
    package var seconds: Int
    package var kind: Kind
    package var owners: [String]
  }

  package static let rows: [Row] = [
    Row(seconds: 10, kind: .idle, owners: ["Fastly between bytes"]),
    Row(seconds: 15, kind: .life, owners: ["Envoy's and Istio's route time-out", "Google API Gateway"]),
    Row(seconds: 20, kind: .idle, owners: ["Azure Application Gateway v2"]),
    Row(seconds: 29, kind: .life, owners: ["API Gateway, buffered"]),
    Row(
      seconds: 30, kind: .life,
      owners: ["Google's load balancer", "Spring's SseEmitter on Tomcat", "gunicorn's synchronous workers"]),
    Row(seconds: 30, kind: .idle, owners: ["CloudFront's origin time-out", "API Gateway at the edge"]),
    Row(seconds: 50, kind: .idle, owners: ["HAProxy's example configuration"]),
    Row(seconds: 55, kind: .idle, owners: ["Heroku"]),
    Row(
      seconds: 60, kind: .idle,
      owners: ["nginx proxy_read_timeout", "AWS ALB idle time-out", "Kong", "Varnish", "Apache", "Cowboy"]),
    Row(seconds: 100, kind: .idle, owners: ["Cloudflare, formerly"]),
    Row(seconds: 120, kind: .idle, owners: ["IIS with ARR", "older Node and proxies"]),
    Row(seconds: 125, kind: .idle, owners: ["Cloudflare"]),
    Row(seconds: 230, kind: .idle, owners: ["Azure App Service"]),
    Row(seconds: 240, kind: .idle, owners: ["Azure's load balancer", "Azure API Management"]),
    Row(
      seconds: 300, kind: .idle,
      owners: ["Envoy's stream idle time-out", "Netty and Micronaut", "API Gateway, STREAM"]),
    Row(seconds: 300, kind: .life, owners: ["Cloud Run", "functions in clouds"]),
    Row(seconds: 350, kind: .idle, owners: ["AWS NLB", "NAT gateways"]),
    Row(seconds: 600, kind: .idle, owners: ["Google's VPC firewall", "firewalls of companies"]),
    Row(seconds: 900, kind: .life, owners: ["Lambda", "API Gateway, STREAM", "Wikimedia, on purpose"]),
    Row(seconds: 3600, kind: .life, owners: ["Cloud Run's longest", "tokens of an hour"]),
  ]

  /// Whose time-out this is as a rule: those that have signed come first.
  ///
  /// - Returns: the table's value and its owners, none if it is in no table, to 0.3 s or 1 %.
  package static func owners(of duration: Duration, kind: Kind, path: [PathMember]) -> (seconds: Int, names: [String])?
  {
    let row = rows.first { row in
      let value = Duration.seconds(row.seconds)
      let difference = duration > value ? duration - value : value - duration
      return row.kind == kind && difference <= max(.milliseconds(300), value / 100)
    }
    guard let row else { return nil }
    let signed = row.owners.filter { owner in path.contains { owner.hasPrefix($0.name) } }
    return (row.seconds, signed + row.owners.filter { !signed.contains($0) })
  }

  static func sentence(of duration: Duration, kind: Kind, path: [PathMember]) -> String? {
    owners(of: duration, kind: kind, path: path).map { found in
      "usual values of \(found.seconds) s: \(found.names.joined(separator: ", "))"
    }
  }
}
