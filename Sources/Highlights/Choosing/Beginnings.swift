/// Moves the beginning of a moment that leans on what came before to a line near by that a new listener can follow.
struct Beginnings: Sendable {
    let edges: Edges
    let borders: Borders
    let rules: Rules
    let titles: TitleWriter

    /// Lines that a beginning is moved at most, to either side.
    private static let reach = 8
    /// A border of this standing is above the ordinary one: what begins there is no middle of a thought.
    private static let least = 0.6

    /// The lines of a moment with a beginning that can be followed, as far as there is one; its end stays.
    ///
    /// - Parameters:
    ///   - lines: As they were chosen.
    ///   - first: The first line that it may begin with.
    ///   - kept: A line that it must not lose.
    func moved(_ lines: ClosedRange<Int>, from first: Int, keeping kept: @autoclosure () -> Int) -> ClosedRange<Int> {
        let own = lines.lowerBound
        guard titles.leansBack(own), first <= own else { return lines }
        let near = max(first, own - Self.reach)...max(own, min(kept(), own + Self.reach))
        let firsts = near.filter { first in
            borders.standing[first] >= Self.least
                && rules.bounds.contains(edges.length(first, lines.upperBound)) && !titles.leansBack(first)
        }
        // The clearest border; of equal ones the nearest.
        let best = firsts.max { one, other in
            (borders.standing[one], -abs(one - own)) < (borders.standing[other], -abs(other - own))
        }
        return (best ?? own)...lines.upperBound
    }
}
