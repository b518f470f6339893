extension CueText {
    /// The payload with its timestamps moved by some seconds; those that then are not inside `start` to `end` go, as
    /// WebVTT wants. A payload without timestamps stays as it is.
    static func moved(_ payload: String, by seconds: Double, start: Double, end: Double) -> String {
        guard payload.utf8.contains(0x3C) else { return payload }
        let text = CueText(parsing: payload)
        var hasTimes = false
        var nodes: [CueTextNode] = []
        for var node in text.nodes {
            if case .timestamp(let time) = node.content {
                hasTimes = true
                let moved = ClockTime.rounded(time + seconds)
                guard time + seconds > 0, moved > start, moved < end else { continue }
                node.content = .timestamp(moved)
            }
            nodes.append(node)
        }
        return hasTimes ? CueText(nodes: nodes).webVTT : payload
    }

    /// The nodes as a payload.
    var webVTT: String {
        var writer = CueTextWriter()
        for node in nodes { writer.write(node) }
        return writer.finished()
    }
}
