import ArgumentParser
import Manifest

/// A stage, or several in a row, as a command line names them: `clip`, `clip,caption`.
struct StageSpan: ExpressibleByArgument, Equatable {
    /// From the first to the last.
    let stages: ClosedRange<StageName>

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        let stages = names.compactMap { StageName(rawValue: String($0)) }
        guard stages.count == names.count, let first = stages.first, let last = stages.last, first <= last,
            // One that is left out could not have run before those after it.
            stages == StageName.allCases.filter({ (first...last).contains($0) })
        else { return nil }
        self.stages = first...last
    }

    /// The same words for a command line.
    static func text(_ stages: ClosedRange<StageName>) -> String {
        StageName.allCases.filter { stages.contains($0) }.map(\.rawValue).joined(separator: ",")
    }

    static let allValueStrings = StageName.allCases.map(\.rawValue)
}
