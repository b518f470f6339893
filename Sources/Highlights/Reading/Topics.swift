/// Where a talk changes its topic, by lexical cohesion (Hearst, "TextTiling", 1997): at each end of a line the content
/// terms before are compared with those after, and the deep valleys of that likeness are borders.
struct Topics: Sendable {
    /// By line, the number of the topic it belongs to, from 0.
    let topic: [Int]

    /// Content terms on either side that are compared: 80 (a minute or two), but an eighth of a talk that is short.
    private static func window(_ terms: Int) -> Int {
        min(80, max(20, terms / 8))
    }

    /// O(terms).
    init(reading: Reading) {
        let lines = reading.lines.count
        let content = Content(reading)
        let (places, terms) = (content.places, content.terms)
        let window = Self.window(terms.count)
        let likeness = Self.likeness(content, window: window)
        let depths = Self.depths(likeness)
        let sum = depths.reduce(0, +)
        let mean = sum / Double(max(1, depths.count))
        let spread = (depths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, depths.count))).squareRoot()
        // A shorter topic is a digression.
        let shortest = window * 3 / 4
        var topic: [Int] = []
        var current = 0
        var last = 0
        for line in 0..<lines {
            let strength = spread > 0 ? min(1, max(0, (depths[line] - mean) / (2 * spread))) : 0
            let isValley =
                line > 0 && likeness[line] <= likeness[line - 1]
                && (line + 1 == lines || likeness[line] <= likeness[line + 1])
            if isValley && strength > 0.25 && places[line] - last >= shortest
                && terms.count - places[line] >= shortest
            {
                current += 1
                last = places[line]
            }
            topic.append(current)
        }
        self.topic = topic
    }

    /// By line, the cosine of the counts of the content terms before its start and after it, as many on both sides.
    static func likeness(_ reading: Reading, window: Int) -> [Double] {
        likeness(Content(reading), window: window)
    }

    /// The content terms of a talk.
    private struct Content {
        var terms: [Int32] = []
        /// By line, how many come before it; one more for all.
        var places = [0]
        let vocabulary: Int

        init(_ reading: Reading) {
            vocabulary = reading.content.isContent.count
            for line in reading.lines.indices {
                terms += reading.tokens(line...line).filter { reading.content.isContent[Int($0)] }
                places.append(terms.count)
            }
        }
    }

    private static func likeness(_ content: Content, window: Int) -> [Double] {
        let terms = content.terms
        var left = [Int](repeating: 0, count: content.vocabulary)
        var right = left
        var product = 0
        var leftSquares = 0
        var rightSquares = 0
        func addRight(_ term: Int, _ step: Int) {
            product += step * left[term]
            rightSquares += 2 * step * right[term] + 1
            right[term] += step
        }
        func addLeft(_ term: Int, _ step: Int) {
            product += step * right[term]
            leftSquares += 2 * step * left[term] + 1
            left[term] += step
        }
        var likeness: [Double] = []
        var centre = 0
        for index in 0..<min(window, terms.count) { addRight(Int(terms[index]), 1) }
        for place in content.places.dropLast() {
            while centre < place {
                let term = Int(terms[centre])
                addRight(term, -1)
                addLeft(term, 1)
                if centre >= window { addLeft(Int(terms[centre - window]), -1) }
                if centre + window < terms.count { addRight(Int(terms[centre + window]), 1) }
                centre += 1
            }
            let squares = Double(leftSquares) * Double(rightSquares)
            likeness.append(squares > 0 ? Double(product) / squares.squareRoot() : 0)
        }
        return likeness
    }

    /// By line, how far the likeness climbs on both sides of its start. The first line has no side before it.
    private static func depths(_ likeness: [Double]) -> [Double] {
        var before: [Double] = []
        var after = likeness
        for (index, value) in likeness.enumerated() {
            let climbs = index > 1 && likeness[index - 1] >= value
            before.append(climbs ? max(before[index - 1], likeness[index - 1]) : value)
        }
        for index in likeness.indices.reversed().dropFirst() where likeness[index + 1] >= likeness[index] {
            after[index] = max(after[index + 1], likeness[index + 1])
        }
        return likeness.indices.map { index in
            index == 0 ? 0 : before[index] + after[index] - 2 * likeness[index]
        }
    }
}
