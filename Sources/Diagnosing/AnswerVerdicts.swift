package import Findings
package import ModelAnswers

extension AnswerReader {
  /// What is found in the answers of the source, each code once: as the newest that it is found in tells it.
  package var verdicts: [Verdict] {
    guard current != nil else { return [] }
    let answers = all
    var verdicts: [Verdict] = []
    for (index, numbers) in answers.enumerated().reversed() {
      for finding in numbers.findings {
        guard let code = FindingCode(rawValue: finding.code),
          let severity = Severity(rawValue: finding.severity.rawValue)
        else { continue }
        if let known = verdicts.firstIndex(where: { $0.code == code }) {
          verdicts[known].count += 1
        } else {
          verdicts.append(
            Verdict(
              code, severity: severity, certainty: Certainty(rawValue: finding.certainty.rawValue),
              title: finding.title, evidence: finding.evidence, isNow: index == answers.count - 1))
        }
      }
    }
    return verdicts
  }
}
