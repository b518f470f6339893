extension CueText {
    /// The scalars of a text that are spoken: without invisible marks, which stand between a stop and the end of a line.
    static func spoken(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.isInvisible } }

    /// The text on one line, without tags, readings and invisible marks, with single spaces.
    var line: String {
        var out = String.UnicodeScalarView()
        var isBlank = false
        for (text, _) in spokenTexts {
            for scalar in Self.spoken(text) {
                if scalar.isBlank {
                    isBlank = !out.isEmpty
                } else {
                    if isBlank { out.append(" ") }
                    isBlank = false
                    out.append(scalar)
                }
            }
        }
        return String(out)
    }

    /// The texts that are no readings beside others, with the places of their nodes.
    private var spokenTexts: [(text: String, node: Int)] {
        var texts: [(String, Int)] = []
        var reading: Int?
        for (index, node) in nodes.enumerated() {
            if let depth = reading, node.depth <= depth { reading = nil }
            switch node.content {
            case .text(let text): if reading == nil { texts.append((text, index)) }
            case .element(let element): if element.tag == .rubyText, reading == nil { reading = node.depth }
            case .timestamp: break
            }
        }
        return texts
    }

    /// Without the first `count` spoken scalars, the timestamps among them, and elements that are empty then.
    func dropping(_ count: Int) -> CueText {
        let texts = spokenTexts
        var left = count
        var next = 0
        var kept: [CueTextNode] = []
        for (index, node) in nodes.enumerated() {
            let isSpoken = next < texts.count && texts[next].node == index
            switch node.content {
            case .element:
                kept.append(node)
            case .timestamp:
                if left == 0 { kept.append(node) }
            case .text(let text):
                if isSpoken, left > 0 {
                    var rest = text.unicodeScalars[...]
                    while left > 0, let first = rest.popFirst() { left -= first.isInvisible ? 0 : 1 }
                    if !rest.isEmpty { kept.append(CueTextNode(depth: node.depth, content: .text(String(rest)))) }
                } else if left == 0 {
                    kept.append(node)
                }
            }
            if isSpoken { next += 1 }
        }
        return CueText(nodes: Self.withoutEmpty(kept))
    }

    /// Without elements that nothing stands in.
    static func withoutEmpty(_ nodes: [CueTextNode]) -> [CueTextNode] {
        var kept: [CueTextNode] = []
        for node in nodes.reversed() {
            if case .element = node.content, (kept.last?.depth ?? 0) <= node.depth { continue }
            kept.append(node)
        }
        return kept.reversed()
    }

    /// Without the spans of a class, but with what stands in them.
    func without(class name: String) -> CueText {
        var kept: [CueTextNode] = []
        var gone: [Int] = []
        for var node in nodes {
            while let depth = gone.last, depth >= node.depth { gone.removeLast() }
            let depth = node.depth
            node.depth -= gone.count
            if case .element(let element) = node.content, element.tag == .span, element.classes == [name] {
                gone.append(depth)
                continue
            }
            kept.append(node)
        }
        return CueText(nodes: kept)
    }

    /// How many scalars that are not blank stand before the first part that is marked by a tag and is not all of the
    /// text; nil where there is none.
    var highlight: Int? {
        var marked: (start: Int, end: Int)?
        var open: Int?
        var total = 0
        for node in nodes {
            if let depth = open, node.depth <= depth { open = nil }
            switch node.content {
            case .element(let element):
                let isMark = element.tag != .voice && element.tag != .language && element.tag != .rubyText
                if isMark, open == nil, marked == nil { open = node.depth }
            case .timestamp:
                break
            case .text(let text):
                let count = Self.spoken(text).count { !$0.isBlank }
                if open != nil, count > 0 { marked = (marked?.start ?? total, total + count) }
                total += count
            }
        }
        guard let marked, marked.start > 0 || marked.end < total else { return nil }
        return marked.start
    }

    /// The text alone with timestamps before the scalars that are not blank of some numbers; `times` is in order.
    func stamped(_ times: [(place: Int, seconds: Double)]) -> CueText {
        var out: [CueTextNode] = []
        var piece = String.UnicodeScalarView()
        var count = 0
        var next = 0
        func flush() {
            if !piece.isEmpty { out.append(CueTextNode(depth: 0, content: .text(String(piece)))) }
            piece = String.UnicodeScalarView()
        }
        for (text, _) in spokenTexts {
            for scalar in text.unicodeScalars {
                if !scalar.isBlank, !scalar.isInvisible {
                    if next < times.count, times[next].place <= count {
                        flush()
                        out.append(CueTextNode(depth: 0, content: .timestamp(times[next].seconds)))
                        next += 1
                    }
                    count += 1
                }
                piece.append(scalar)
            }
        }
        flush()
        return CueText(nodes: out)
    }
}
