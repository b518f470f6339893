/// A value in `moments.json` that makes no sense.
package struct MomentsProblem: Sendable, Equatable {
    /// The moment's number, from 0.
    package let index: Int
    /// The key of the value.
    package let key: String
    /// What is wrong with it.
    package let problem: String

    /// `moments[1].end_time`
    package var path: String { "moments[\(index)].\(key)" }
}
